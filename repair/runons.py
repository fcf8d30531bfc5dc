"""Printed lines in which one article ends and the next begins, cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repair.columns import measure
from repair.datelines import has_dateline
from repair.lines import Line, are_wrapped, cut_line
from repair.script import HAN, SPACE
from repair.source import Source
from repair.thresholds import PARAGRAPH, ParagraphThresholds

_SEAM = re.compile(rf"(?<=[。！？”）])[{SPACE}]+(?=[{HAN}“])")
_NEAR = 4


def part_run_ons(lines: list[Line], source: Source, thresholds: ParagraphThresholds = PARAGRAPH) -> list[Line]:
    """`lines` with each line cut in two where a sentence ends in it, a gap follows, and another frame begins.

    The line is wider than all lines near it, so that no column holds it, or a dateline follows the gap.
    """
    if not are_wrapped(lines):
        return lines
    found: list[Line] = []
    for index, line in enumerate(lines):
        seam = None if line.loose or line.level or line.signed else _SEAM.search(line.shown)
        near = [*lines[max(0, index - _NEAR) : index], *lines[index + 1 : index + 1 + _NEAR]] if seam else []
        cut = seam and (_is_too_wide(line, near, thresholds) or has_dateline(line.shown[seam.end() :]))
        found += cut_line(line, source, seam.start()) if seam and cut else [line]
    return found


def _is_too_wide(line: Line, near: Sequence[Line], thresholds: ParagraphThresholds) -> bool:
    """Whether a line is wider than every line near it by more than a first line is set in."""
    return bool(near) and measure(line) > max(map(measure, near)) + thresholds.first_indent
