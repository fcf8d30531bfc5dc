"""Lost end marks: points and quotation marks at the ends of lines that the detector left out of their boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Rule
from banmian.layout.ocr.connected_components import ConnectedComponents
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.line_extension import box_of, ink_along, read_longer
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.undetected_lines import mark_accounted
from banmian.layout.readers.source_file import Raster
from banmian.wording.unicode_script import CLOSING, OPENING, POINTS

LEAST_SPAN, LARGEST_SPAN, BROADEST = 0.12, 0.6, 1.1
"""Extent of a mark's ink, along the line and across it, as of a bracket over a column's foot,"""
NEAR = 1.0
"""how far from the line's end it may reach,"""
ASIDE = 0.15
"""and how far out of the line's band, all in em of the line."""
OVERLAP, BEYOND = 0.2, 0.05
"""Its middle may lie so far inside the line's box, where it ends so far beyond it, in em: the last glyph's box is
drawn to the end of what was cropped."""
MARGIN = 0.15
"""Margin of paper around the longer line, in em of it."""
SURE_MARK = 0.8
"""Least confidence of the mark."""


def restore_end_marks(
    picture: Raster,
    parts: ConnectedComponents,
    lines: Sequence[Line],
    graphics: Graphics,
    em: float,
    engine: Engine,
    thresholds: ScanThresholds = SCAN,
) -> tuple[list[Line], list[Rule]]:
    """The lines of an upright page, with a mark added at an end where ink of its size stands that no line has, and
    the rules that are no such mark: the bars of a bracket over a headline's foot look like rules.

    `parts` are the page's connected components, `em` (px) is its body em. The longer line is read again, and kept
    where it says what the line said and a mark.
    """
    cores = [replace(line, box=_without_ends(line)) for line in lines]
    largest = max((line.size for line in lines), default=0.0)
    short = [rule for rule in graphics.rules if rule.length <= BROADEST * largest]
    strokes = [rule for rule in short if any(_may_end(line, rule.box) for line in lines)]
    printed = replace(graphics, rules=[rule for rule in graphics.rules if rule not in strokes])
    free = parts.select(~mark_accounted(parts, cores, printed, picture.shape[:2], 0.0))
    beyond = [_marks_beyond(line, free) for line in lines]
    longer = read_longer(picture, lines, beyond, MARGIN, em, engine, thresholds)
    added = [
        read if read is not None and _adds_mark(line, read) else None for line, read in zip(lines, longer, strict=True)
    ]
    marked = [line.box.grown(ASIDE * line.size) for line in added if line is not None]
    kept = [rule for rule in graphics.rules if rule not in strokes or not any(box.covers(rule.box) for box in marked)]
    return [read or line for line, read in zip(lines, added, strict=True)], kept


def _may_end(line: Line, rule: Box) -> bool:
    """Whether what looks like a rule is no longer than a line is high and lies across its end, within its band."""
    (first, last), (start, end) = line.along(line.box), line.along(rule)
    across = rule.width if line.vertical else rule.height
    aside = abs(rule.cx - line.box.cx) if line.vertical else abs(rule.cy - line.box.cy)
    if across > BROADEST * line.size or aside > ASIDE * line.size or end - start > LARGEST_SPAN * line.size:
        return False
    return -OVERLAP * line.size <= max(first - end, start - last) <= NEAR * line.size


def _without_ends(line: Line) -> Box:
    box, cut = line.box, OVERLAP * line.size
    if line.vertical:
        return box._replace(y0=box.y0 + cut, y1=box.y1 - cut)
    return box._replace(x0=box.x0 + cut, x1=box.x1 - cut)


def _marks_beyond(line: Line, free: ConnectedComponents) -> Box | None:
    """The box of the ink right before or after a line that may be a mark of it."""
    starts, ends, level, first, last = ink_along(line, free, ASIDE * line.size)
    level &= (free.spans > LEAST_SPAN * line.size) & (free.spans < BROADEST * line.size)
    level &= ends - starts < LARGEST_SPAN * line.size
    middles, reach = (starts + ends) / 2, NEAR * line.size
    inside, beyond = OVERLAP * line.size, BEYOND * line.size
    before = (middles < first + inside) & (starts < first - beyond) & (starts > first - reach)
    after = (middles > last - inside) & (ends > last + beyond) & (ends < last + reach)
    return box_of(free, level & (before | after))


def _adds_mark(line: Line, longer: Line) -> bool:
    """Whether a reading repeats a line with a mark more before or after it."""
    said, says = ("".join(glyph.text for glyph in one.glyphs) for one in (line, longer))
    if len(longer.glyphs) != len(line.glyphs) + 1:
        return False
    first, last = longer.glyphs[0], longer.glyphs[-1]
    if says == said + last.text:
        return last.text in POINTS + CLOSING and last.confidence >= SURE_MARK
    return says == first.text + said and first.text in POINTS + OPENING and first.confidence >= SURE_MARK
