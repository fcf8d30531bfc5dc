"""Merged lines: printed lines in which one article ends and the next begins, cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banmian.repair.bare_text.column_width import line_width
from banmian.repair.bare_text.evidence_weights import TOPIC_SHIFT
from banmian.repair.bare_text.printed_lines import PrintedLine, are_wrapped, cut_line, em_width
from banmian.repair.bare_text.source_text import Source
from banmian.repair.rules.spacing import repair_spacing
from banmian.repair.thresholds import PARAGRAPH, ParagraphThresholds
from banmian.wording.datelines import has_dateline
from banmian.wording.unicode_script import HAN, SPACE

_SEAM = re.compile(rf"(?<=[。！？”）])[{SPACE}]+(?=[{HAN}“])")
_NEAR = 4
_SLACK = 0.6


def split_merged_lines(
    lines: list[PrintedLine], source: Source, thresholds: ParagraphThresholds = PARAGRAPH
) -> list[PrintedLine]:
    """`lines`, each cut in two where a sentence ends in it, a gap follows, and another frame begins.

    The line is wider than all lines near it, so that it is in no column; or a dateline follows the gap; or what
    follows the gap is as wide as the first line of a paragraph in the other column that begins below.
    """
    if not are_wrapped(lines):
        return lines
    found: list[PrintedLine] = []
    for index, line in enumerate(lines):
        seam = None if line.loose or line.level or line.signed else _SEAM.search(line.shown)
        above, below = lines[max(0, index - _NEAR) : index], lines[index + 1 : index + 1 + _NEAR]
        cut = seam is not None and _begins_frame(line, line.shown[seam.end() :], above, below, thresholds)
        found += cut_line(line, source, seam.start()) if seam and cut else [line]
    return found


def _begins_frame(
    line: PrintedLine,
    rest: str,
    above: Sequence[PrintedLine],
    below: Sequence[PrintedLine],
    thresholds: ParagraphThresholds,
) -> bool:
    """Whether the rest of a line after a gap begins another frame of the page."""
    widths = [max(map(line_width, lines), default=0.0) for lines in (above, below)]
    if (above or below) and line_width(line) > max(widths) + thresholds.first_indent:
        return True
    changes = min(widths) > 0 and abs(widths[0] - widths[1]) > TOPIC_SHIFT.column_change
    first = widths[1] - thresholds.first_indent
    return has_dateline(rest) or (changes and abs(em_width(repair_spacing(rest)[0]) - first) <= _SLACK)
