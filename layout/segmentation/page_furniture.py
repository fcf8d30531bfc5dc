"""Page furniture, which belongs to no article: masthead, folio line, staff line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median, median_low

from banmian.document.model import FurnitureKind
from banmian.layout.geometry import Box, union
from banmian.layout.model import Line, Zone
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.deep_mastheads import find_deep_masthead
from banmian.layout.segmentation.masthead_order import sort_masthead
from banmian.layout.thresholds import ARRANGEMENT
from banmian.layout.writing_mode import vertical_share
from banmian.wording.mastheads import folio_score, is_source_line, masthead_score
from banmian.wording.score_threshold import SURE
from banmian.wording.staff_lines import staff_score
from banmian.wording.unicode_script import has_word_spaces

HEAD_ZONE = 0.16
"""Mastheads and folios are in the top part of the page, this share of its height,"""
FOOT_ZONE = 0.04
"""or in the bottom part of this share."""
WATERMARK_CROSSES = 2
"""A slanted line across this many others is a watermark."""
SLOGAN_GLYPHS = 8
"""A slogan in the margin has at least this many glyphs,"""
SLOGAN_SHARE = 0.45
"""is at least this share of the printed area's height,"""
SLOGAN_PITCH = 1.5
"""its glyphs are at least this many of their heights apart,"""
SLOGAN_WIDER = 1.25
"""and so many times as far as those of the usual column as long, where there are such."""
LEAST_NAMES = 2
"""Vertical lines worded like a newspaper's name and nothing more must be this many; a single one is the label of a
column."""
HUGE = 7.0
TITLE_WIDTH = 0.4
RIVAL = 0.7
"""A Western title is told by shape where it is at least so many em high, fills this share of the text's width, and
all other type is smaller than so many times its size."""
DATED = 5.0
"""With a date line right under it, it is told where it is so many em high."""
DATE_LINE_GAP = 0.8
"""Below such a title a date line is looked for as far as this, in em of the title, however high that stands."""
TITLE_GAP = 3.0
"""It begins at most so many em below the lines that mark the zone."""
CLOSING_REACH = 0.08
"""A rule over the text's width closes a masthead where it is no further below its title, as a share of
the page's height."""
EAR_REACH = 2.5
"""What stands beside a title may end so many em below it,"""
EAR_GAP = 1.2
"""where it is at most so far (em) from what it goes on from, and nothing follows it so soon."""
TITLE_RATIO = 2.5
"""A newspaper's own title on page one is at least this many times the body's size."""
COLUMN_OVERLAP = 0.6
"""Lines of one column overlap by at most this (em), and end this close to one edge;"""
COLUMN_INDENT = 2.5
"""they begin this close (em) to one."""


@dataclass(frozen=True)
class FurnitureGroup:
    """Lines that are furniture of one kind."""

    kind: FurnitureKind
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines' text, a newline between them."""
        return "\n".join(line.text for line in self.lines)

    @property
    def box(self) -> Box:
        """The box around the lines."""
        return union(line.box for line in self.lines)


ZONED: tuple[FurnitureKind, ...] = ("masthead", "folio", "index", "advertisement", "staff")


def find_zoned_furniture(lines: Sequence[Line], zones: Sequence[Zone]) -> tuple[list[FurnitureGroup], list[Line]]:
    """The furniture in an outside detector's zones, one group per zone, and the remaining lines."""
    groups: list[FurnitureGroup] = []
    rest = list(lines)
    for zone in zones:
        kind = next((kind for kind in ZONED if kind == zone.kind), None)
        held = [line for line in rest if kind and zone.box.contains_point(line.box.cx, line.box.cy)]
        if kind and held:
            groups.append(FurnitureGroup(kind, tuple(held)))
            rest = [line for line in rest if all(line is not other for other in held)]
    return groups, rest


def find_furniture(
    lines: Sequence[Line],
    separators: Separators,
    height: float,
    type_: Typography,
    grounds: Sequence[Box] = (),
) -> tuple[list[FurnitureGroup], list[Line]]:
    """The furniture groups at the top and bottom of a page `height` high, and the remaining lines.

    Lines that read like a date, an issue number, a page label or a list of editors mark the zone; everything else
    in their rows or above them, down to the rule that closes the zone, belongs to it. A page without such lines has
    none. A line that names the source of one article (《paper》, day and page) is furniture by itself. ``grounds``
    are the boxes of panels and pictures: what stands on one beside a paper's title belongs to the zone.
    """
    sources = [line for line in lines if is_source_line(line.text)]
    lines = [line for line in lines if not is_source_line(line.text)]
    marked = [
        line
        for line in lines
        if _marks(line) and line.size < TITLE_RATIO * type_.em and not _in_text(line, lines, type_)
    ]
    outermost = min((line.box.y0 for line in lines), default=0.0) + type_.em
    marked = [line for line in marked if not line.text.strip().isdigit() or line.box.y0 <= outermost]
    deep = find_deep_masthead(lines, marked, grounds, type_, HEAD_ZONE * height)
    lines = [line for line in lines if all(line is not other for other in deep)]
    marked = [line for line in marked if all(line is not other for other in deep)]
    title = _title_by_shape(lines, marked, height, type_)
    zone = max([HEAD_ZONE * height, *(piece.box.y1 + DATE_LINE_GAP * piece.size for piece in title)])
    header_lines = [line for line in marked if line.box.cy < zone]
    if (
        all(line.vertical and folio_score(line.text) < SURE for line in header_lines)
        and len(header_lines) < LEAST_NAMES
    ):
        header_lines = []
    foot = [line for line in marked if line.box.cy > (1 - FOOT_ZONE) * height]
    upper: list[Line] = []
    lower: list[Line] = []
    if title:
        lines = [*(line for line in lines if all(line is not piece for piece in title)), _one_line(title)]
        header_lines = [*header_lines, lines[-1]]
    if header_lines:
        bottom = _masthead_bottom(_zone_bottom(header_lines, type_), lines, separators, grounds, height, type_)
        upper = [line for line in lines if _in_zone(line, bottom, header_lines, type_)]
        upper += _ends_of_ears(lines, upper, bottom, type_)
    if foot:
        top = min(line.box.y0 for line in foot)
        lower = [line for line in lines if line.box.cy >= top]
    taken = set(map(id, upper + lower))
    groups = [FurnitureGroup("masthead", tuple(deep))] if deep else []
    groups += _sort_out(upper, type_, title) + _sort_out(lower, type_)
    groups += [FurnitureGroup("other", (line,)) for line in sources]
    return groups, [line for line in lines if id(line) not in taken]


def find_margin_furniture(lines: Sequence[Line]) -> tuple[list[FurnitureGroup], list[Line]]:
    """Slogans set wide in a page's side margin, outside all other lines, and the remaining lines."""
    if not lines:
        return [], []
    area = union(line.box for line in lines)
    long = [line for line in lines if _is_long_column(line, area)]
    usual = median_low(_pitch(line) for line in long) if len(long) > 1 else 0.0
    wide = [line for line in long if _pitch(line) >= max(SLOGAN_PITCH, SLOGAN_WIDER * usual)]
    slogans = [line for line in wide if _is_outermost(line, lines)]
    return [FurnitureGroup("other", (line,)) for line in slogans], [
        line for line in lines if all(line is not slogan for slogan in slogans)
    ]


def find_turned_lines(lines: Sequence[Line]) -> tuple[list[FurnitureGroup], list[Line]]:
    """Small lines of words that run up or down a page of level lines, as the credits beside pictures do, and the lines
    that remain."""
    level = [line for line in lines if not line.vertical]
    if not level or vertical_share(lines) >= 0.5:
        return [], list(lines)
    em = median(line.size for line in level)
    turned = [line for line in lines if line.vertical and line.size <= em and has_word_spaces(line.text)]
    return [FurnitureGroup("other", (line,)) for line in turned], [
        line for line in lines if all(line is not other for other in turned)
    ]


def find_watermarks(lines: Sequence[Line]) -> tuple[list[FurnitureGroup], list[Line]]:
    """Slanted lines that run across other lines, as watermarks do, and the lines that remain."""
    found: list[Line] = []
    rest: list[Line] = []
    for line in lines:
        crossed = (
            sum(other.box.intersection(line.box) > 0 for other in lines if not other.slanted) if line.slanted else 0
        )
        (found if crossed >= WATERMARK_CROSSES else rest).append(line)
    return [FurnitureGroup("other", (line,)) for line in found], rest


def _is_long_column(line: Line, area: Box) -> bool:
    return line.vertical and len(line.glyphs) >= SLOGAN_GLYPHS and line.box.height >= SLOGAN_SHARE * area.height


def _pitch(line: Line) -> float:
    """How far the glyphs of a column are apart, in heights of them."""
    return line.box.height / (median(glyph.box.height for glyph in line.glyphs) * len(line.glyphs))


def _is_outermost(line: Line, lines: Sequence[Line]) -> bool:
    others = [other.box for other in lines if other is not line]
    if not others:
        return False
    return all(line.box.x1 <= other.x0 for other in others) or all(line.box.x0 >= other.x1 for other in others)


def _marks(line: Line) -> bool:
    return _is_marking(line.text)


@lru_cache(maxsize=4096)
def _is_marking(text: str) -> bool:
    return max(folio_score(text), masthead_score(text), staff_score(text)) >= SURE


def _in_text(line: Line, lines: Sequence[Line], type_: Typography) -> bool:
    """Whether a line belongs to a column, or is its headline: unmarked lines on its edges are right beside it."""
    em, box = type_.em, _turned(line)
    for other in lines:
        if other is line or other.vertical != line.vertical:
            continue
        near = _turned(other)
        gap = max(near.y0 - box.y1, box.y0 - near.y1)
        if not -COLUMN_OVERLAP * em <= gap <= em or near.width < 6 * em or _marks(other):
            continue
        same = abs(near.x0 - box.x0) <= COLUMN_INDENT * em and abs(near.x1 - box.x1) <= COLUMN_OVERLAP * em
        heads = (
            near.y0 > box.y0 and near.x0 - em <= box.x0 and box.x1 <= near.x1 + em and _is_followed(other, lines, em)
        )
        if same or heads:
            return True
    return False


def _turned(line: Line) -> Box:
    """The line's box as if it were horizontal."""
    box = line.box
    return Box(box.y0, -box.x1, box.y1, -box.x0) if line.vertical else box


def _is_followed(line: Line, lines: Sequence[Line], em: float) -> bool:
    """Whether another line of its column follows a line."""
    box = _turned(line)
    return any(
        other is not line
        and other.vertical == line.vertical
        and -COLUMN_OVERLAP * em <= _turned(other).y0 - box.y1 <= em
        and abs(_turned(other).x0 - box.x0) <= COLUMN_INDENT * em
        and not _marks(other)
        for other in lines
    )


def _zone_bottom(header_lines: Sequence[Line], type_: Typography) -> float:
    first = min(header_lines, key=lambda line: line.box.y0)
    bottom, reach = first.box.y1, 0.0
    for line in sorted(header_lines, key=lambda line: line.box.y0):
        if line.box.y0 - bottom <= max(6 * type_.em, reach):
            bottom = max(bottom, line.box.y1)
            reach = DATE_LINE_GAP * line.size
    return bottom


def _is_title(line: Line, type_: Typography) -> bool:
    """Whether a line in a page's head is display type worded like a paper's title, or huge Latin type."""
    if line.size < TITLE_RATIO * type_.em:
        return False
    return masthead_score(line.text) >= SURE or (line.size >= HUGE * type_.em and has_word_spaces(line.text))


def _title_by_shape(lines: Sequence[Line], marked: Sequence[Line], height: float, type_: Typography) -> list[Line]:
    """The pieces of a Western paper's title, left to right: whatever they say, they are by far the largest type of
    the page, above all other display type, and cross most of it. Below a date line right under them other type may be
    as large.
    """
    top = [line for line in lines if line.box.cy < HEAD_ZONE * height and has_word_spaces(line.text)]
    largest = max(top, key=lambda line: line.size, default=None)
    if largest is None:
        return []
    reach = largest.box.y1 + DATE_LINE_GAP * largest.size
    end = min((line.box.y0 for line in marked if largest.box.y1 <= line.box.y0 <= reach), default=height)
    least = (HUGE if end == height else DATED) * type_.em
    huge = [line for line in top if line.size >= least]
    if not huge:
        return []
    row = [line for line in huge if line.box.y_overlap(largest.box) > 0.5 * line.box.height]
    others = [line for line in lines if all(line is not piece for piece in row)]
    above = any(line.size > TITLE_RATIO * type_.em and line.box.cy < largest.box.y0 for line in others)
    wide = sum(line.box.width for line in row) >= TITLE_WIDTH * union(line.box for line in lines).width
    rivals = any(line.size > RIVAL * largest.size and line.box.y0 < end for line in others)
    return sorted(row, key=lambda line: line.box.x0) if wide and not above and not rivals else []


def _one_line(pieces: Sequence[Line]) -> Line:
    text = " ".join(piece.text for piece in pieces)
    glyphs = tuple(glyph for piece in pieces for glyph in piece.glyphs)
    box = union(piece.box for piece in pieces)
    return replace(pieces[0], text=text, read=text, changes=(), box=box, glyphs=glyphs)


def _masthead_bottom(
    bottom: float,
    lines: Sequence[Line],
    separators: Separators,
    grounds: Sequence[Box],
    height: float,
    type_: Typography,
) -> float:
    """Where the zone of a page's head ends with the paper's own title, of which a date line marks the upper part.

    The title is display type, worded like one, level with what marks the zone or right below it; what stands beside
    it (ears, slogans, the weather) or on a ground beside it belongs to it, and what stands between it and the last
    rule across the page close below, where no headline comes first.
    """
    titles = [
        line
        for line in lines
        if line.box.cy < HEAD_ZONE * height and line.box.y0 <= bottom + TITLE_GAP * type_.em and _is_title(line, type_)
    ]
    if not titles:
        return bottom
    foot = max(bottom, max(line.box.y1 for line in titles))
    beside = [
        box.y1 for box in grounds if box.y0 < foot - ARRANGEMENT.overlap * type_.em and box.y1 < HEAD_ZONE * height
    ]
    foot = max([foot, *beside])
    area = union(line.box for line in lines)
    heads = [line.box.y0 for line in lines if line.size >= TITLE_RATIO * type_.em and line.box.y0 > foot]
    reach = min([foot + CLOSING_REACH * height, *heads])
    closing = [rule.y0 for rule in separators.spanning_width(area) if foot <= rule.y0 <= reach]
    return max(closing, default=foot)


def _ends_of_ears(lines: Sequence[Line], upper: Sequence[Line], bottom: float, type_: Typography) -> list[Line]:
    """The last lines of what stands beside a title, where it reaches below it."""
    titles = [line for line in upper if _is_title(line, type_)]
    ears = [line for line in upper if titles and all(line.box.x_overlap(title.box) <= 0 for title in titles)]
    rest = [line for line in lines if all(line is not other for other in upper)]

    def follows(line: Line, others: Sequence[Line]) -> bool:
        return any(
            other.box.x_overlap(line.box) > 0 and line.box.cy - other.box.cy > 0 and line.box.y0 - other.box.y1 <= gap
            for other in others
        )

    gap = EAR_GAP * type_.em
    near = [line for line in rest if not line.vertical and line.box.y1 <= bottom + EAR_REACH * type_.em]
    ends = [line for line in near if follows(line, ears) and not any(follows(other, [line]) for other in rest)]
    beside = [line for line in near if any(_is_level(line, end, gap) for end in [*ears, *ends])]
    return [*ends, *(line for line in beside if all(line is not end for end in ends))]


def _is_level(line: Line, other: Line, gap: float) -> bool:
    """Whether two lines stand in one row, next to each other."""
    return line.box.y_share(other.box) > 0.5 and -line.box.x_overlap(other.box) <= gap


def _in_zone(line: Line, bottom: float, header_lines: Sequence[Line], type_: Typography) -> bool:
    """Whether a line belongs to the head of the page; of vertical lines only marked ones and display type do."""
    running = line.vertical and line.size < TITLE_RATIO * type_.em and all(line is not mark for mark in header_lines)
    if line.box.cy <= bottom:
        return not running
    return any(line is mark for mark in header_lines) and line.box.y0 - bottom <= type_.em


def _sort_out(found: Sequence[Line], type_: Typography, title: Sequence[Line] = ()) -> list[FurnitureGroup]:
    """The lines of a zone as groups; ``title``: the pieces of a title that was told by its shape."""
    if vertical_share(found) < 0.5:
        ordered = sort_masthead(found, type_.em)
    else:
        ordered = sorted(found, key=lambda line: (round(line.box.cy / max(1.0, type_.em)), line.box.x0))
    staff = tuple(line for line in ordered if staff_score(line.text) >= SURE)
    rest = [line for line in ordered if all(line is not other for other in staff)]
    large = any(_is_title(line, type_) for line in rest)
    kind: FurnitureKind = "masthead" if title or large else "folio"
    groups = [FurnitureGroup(kind, tuple(rest))] if rest else []
    return [*groups, FurnitureGroup("staff", staff)] if staff else groups
