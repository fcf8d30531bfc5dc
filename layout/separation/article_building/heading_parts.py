"""The parts of an article's heading: kicker, headline, subheadline, section label, byline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cmp_to_key

from banmian.layout.geometry import LEAST_SIDE, Box, union
from banmian.layout.model import Line
from banmian.layout.page_facts import LARGER, Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.rows import sort_by_rows
from banmian.layout.thresholds import ARRANGEMENT
from banmian.wording.bylines import byline_score, parse_bylines
from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.continuity import continues
from banmian.wording.personal_names import is_name
from banmian.wording.score_threshold import SURE
from banmian.wording.unicode_script import is_han

MAIN_SHARE = 0.86
"""Lines at least this share of the largest one's size are the headline itself."""
SIDE_SHARE = 0.7
"""A heading across the page's direction, at least this large, is the headline where a banner is above it."""
BARE_LABEL_LENGTH = 4
"""A section label without a ground of its own has at most this many characters. Beside a head of columns such a line
is its kicker."""
TEXT_LABEL_LENGTH, TEXT_LABEL_WIDTH = 6, 0.35
"""One below the headline, at the beginning of the text, has no more characters and this share of its width."""
SAME_SIZE = 0.97
"""A line in another face than the largest, or the one in capitals, the other not, is the headline too where it is this
share of its size."""
NAME_MARKS = "（(·—"
"""The largest line of a head is its headline, whatever it says, where it is larger than the body, unless a mark of
these before it says that it is a name."""
CAPITALS = 1.35
"""Lines in capitals measure up to so many times less than others of their type."""
DECK_SIZE = 1.25
"""What stands below a deck dash is at most so many times as large as what is above, else it is the headline."""
RUN_ON = 0.62
"""Two headline lines whose wording continues this certainly are one part, without a space between;"""
DOUBTFUL = 0.25
"""below this they certainly are two. In between:"""
SAME_LEVEL = 0.3
"""Lines printed one below the other reach into each other by at most this share of the smaller one's size."""
LONGER = 2
"""nobody breaks a line before its room is used up unless there are two parts; a full line over a shorter one
continues."""
DISPLAY_BYLINE = 1.6
"""Type of this size (em) is no byline, whatever it says."""
OFF_CENTRE = 0.2
"""A label stands further than this share of the text's width from its middle, and an em."""


@dataclass
class Head:
    """The lines of each part of a head."""

    headline: list[Line] = field(default_factory=list)
    kicker: list[Line] = field(default_factory=list)
    subheadline: list[Line] = field(default_factory=list)
    section: list[Line] = field(default_factory=list)
    byline: list[Line] = field(default_factory=list)


def classify_head_lines(items: Sequence[Item], type_: Typography) -> Head:
    """Sort the lines of an article's head items into the parts of a head."""
    head = Head()
    sections = [line for item in items if item.role == "section" for line in item.lines]
    head.section = sorted(sections, key=lambda line: (round(line.box.cy / max(line.size, LEAST_SIDE)), line.box.x0))
    named = [line for item in items if item.role == "byline" for line in item.lines]
    head.byline = named
    items = [item for item in items if not item.role]
    lines = [(line, item.dark) for item in items for line in item.lines]
    if not lines:
        return _with_headline(head) if type_.vertical else head
    headline = next((line for line in _largest(lines) if _may_be_headline(line, type_)), None)
    decks = {id(line) for item in items for line in item.decks}
    upper = [(line, dark) for line, dark in lines if id(line) not in decks]
    most = DECK_SIZE * max((line.size for line, _ in upper), default=0.0)
    upper += [(line, dark) for line, dark in lines if id(line) in decks and line.size > most]
    rest = [(line, dark) for line, dark in upper if line is headline or not _is_sure_byline(line, type_)] or upper
    largest = max(line.size for line, _ in rest)
    if headline is None and all(_is_sure_byline(line, type_) for line, _ in rest):
        head.byline = [*named, *(line for line, _ in rest)]
        return head
    first = _first_of_headline([line for line, _ in rest], largest)
    main = [line for line, _ in rest if _is_main(line, first)]
    side = [line for line, _ in rest if line.vertical and line.size >= SIDE_SHARE * largest]
    vertical = bool(side) and all(line.vertical or _is_over(line, side) for line in main)
    head.headline = _in_order(side if vertical else [line for line in main if not line.vertical], vertical, type_)
    frame = union(line.box for line in head.headline)
    for line, dark in lines:
        if any(line is other for other in head.headline):
            continue
        over = vertical and any(line is other for other in main) and not line.vertical
        if over or _is_label(line, dark, frame, vertical, type_):
            head.section.append(line)
        elif _is_sure_byline(line, type_) or (not dark and _names_people(line, frame, vertical, type_)):
            head.byline.append(line)
        else:
            _place(line, frame, head, vertical, type_)
    for part in (head.kicker, head.subheadline, head.byline):
        part.sort(key=lambda line: (-line.box.x0, line.box.y0) if vertical else (line.box.y0, line.box.x0))
        if type_.vertical:
            part.sort(key=cmp_to_key(_order_as_printed))
    return head


def _is_over(line: Line, side: Sequence[Line]) -> bool:
    """Whether a line is clearly above side headings: a banner over them, not their headline."""
    return all(line.box.y1 <= other.box.y0 + 0.5 * other.size for other in side)


def _is_sure_byline(line: Line, type_: Typography) -> bool:
    if line.size >= DISPLAY_BYLINE * type_.em or byline_score(line.text) < SURE:
        return False
    return bool(parse_bylines(line.text))


def _with_headline(head: Head) -> Head:
    """A head of labels alone, which are its headline: old papers set whole headlines on a dark ground."""
    head.headline, head.section = head.section, []
    return head


def _largest(lines: Sequence[tuple[Line, bool]]) -> list[Line]:
    """The lines in the largest type."""
    size = max(line.size for line, _ in lines)
    return [line for line, _ in lines if line.size == size]


def _may_be_headline(line: Line, type_: Typography) -> bool:
    """Whether a line, though its words could be a name, is set as a headline is."""
    named = any(person.role for person in parse_bylines(line.text)) or line.text[:1] in NAME_MARKS
    return line.size >= LARGER * type_.em and not named


def _first_of_headline(lines: Sequence[Line], largest: float) -> Line:
    """The first of the largest lines, or one in capitals above it that is hardly smaller: capitals measure less."""
    first = next(line for line in lines if line.size == largest)
    top = min(lines, key=lambda line: line.box.y0)
    in_capitals = _is_in_capitals(top) and not _is_in_capitals(first)
    return top if in_capitals and top.size * CAPITALS >= largest else first


def _is_in_capitals(line: Line) -> bool:
    return line.text.isupper() and not any(map(is_han, line.text)) and not line.vertical


def _is_main(line: Line, first: Line) -> bool:
    """Whether a line is of the headline of which the first line is known."""
    if _is_in_capitals(first) and not _is_in_capitals(line) and line.size <= CAPITALS * first.size:
        return False
    other_face = bool(line.font and first.font and line.font != first.font) or _is_in_capitals(
        first
    ) is not _is_in_capitals(line)
    return line.size >= (SAME_SIZE if other_face else MAIN_SHARE) * first.size


def _names_people(line: Line, frame: Box, vertical: bool, type_: Typography) -> bool:
    """Whether a small line after the headline is a byline of bare names."""
    large = line.size >= ARRANGEMENT.display_ratio * type_.em and not _is_sure_name(line.text)
    if large or not parse_bylines(line.text):
        return False
    return line.vertical if vertical else line.box.cy > frame.cy


def _place(line: Line, frame: Box, head: Head, vertical: bool, type_: Typography) -> None:
    if type_.vertical and (vertical or line.vertical):
        (head.kicker if _is_before_as_printed(line.box, frame, line.size) else head.subheadline).append(line)
    elif vertical and line.vertical:
        (head.kicker if line.box.cx > frame.cx else head.subheadline).append(line)
    elif line.box.cy < frame.cy:
        head.kicker.append(line)
    else:
        head.subheadline.append(line)


def _is_label(line: Line, dark: bool, frame: Box, vertical: bool, type_: Typography) -> bool:
    if len(line.text) > ARRANGEMENT.label_length or vertical != line.vertical:
        return False
    if dark or line.reversed_out:
        return True
    if _stands_at_text(line, frame, type_):
        return True
    if type_.vertical or len(line.text) > BARE_LABEL_LENGTH or line.size > ARRANGEMENT.label_ratio * type_.em:
        return False
    off_centre = abs(line.box.cx - frame.cx) > OFF_CENTRE * frame.width + type_.em
    above = line.box.cy < frame.y0
    flush = abs(line.box.x0 - frame.x0) <= 0.5 * type_.em
    return above and off_centre and not flush and line.box.x0 < frame.x0 and line.box.x1 < frame.cx


def _stands_at_text(line: Line, frame: Box, type_: Typography) -> bool:
    """Whether a few characters stand below one end of a headline of other size: a deck has more to say."""
    short = (
        len(line.text) <= TEXT_LABEL_LENGTH
        and all(map(is_han, line.text))
        and line.box.width <= TEXT_LABEL_WIDTH * frame.width
    )
    aside = abs(line.box.cx - frame.cx) > OFF_CENTRE * frame.width + type_.em
    named = byline_score(line.text) >= SURE or _is_sure_name(line.text)
    return short and aside and line.box.cy > frame.y1 and not named and not line.vertical


def _is_sure_name(text: str) -> bool:
    """Whether a few characters are a name and no word."""
    return is_name(text) and text not in lexicon()


def _order_as_printed(one: Line, other: Line) -> int:
    """-1 where the first of two lines of a turned page is read first.

    What runs across such a page was printed level: it is read before what stands under it, which is at its right here.
    """
    if one.vertical or other.vertical:
        return -1 if _is_before_as_printed(one.box, other.box, min(one.size, other.size)) else 1
    return -1 if (one.box.y0, one.box.x0) < (other.box.y0, other.box.x0) else 1


def _is_before_as_printed(box: Box, other: Box, size: float) -> bool:
    """Whether a box of a turned page stood above another, or beside it at its right."""
    above = box.x_overlap(other) <= SAME_LEVEL * size
    return box.cx < other.cx if above else box.cy < other.cy


def _in_order(lines: Sequence[Line], vertical: bool, type_: Typography) -> list[Line]:
    if vertical and type_.vertical:
        return sorted(lines, key=cmp_to_key(_order_as_printed))
    if vertical:
        return sorted(lines, key=lambda line: (-line.box.cx, line.box.y0))
    return sort_by_rows(lines)


def headline_separator(upper: str, lower: str) -> str:
    """What goes between two lines of a headline: nothing where a phrase continues, else one space."""
    if not upper or not lower:
        return ""
    if upper[-1].isascii() and upper[-1].isalnum() and lower[0].isascii() and lower[0].isalnum():
        return " "
    runs_on = continues(upper[-8:], lower[:8])
    if DOUBTFUL < runs_on < RUN_ON:
        return "" if len(upper) >= len(lower) + LONGER else " "
    return "" if runs_on >= RUN_ON else " "
