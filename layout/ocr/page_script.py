"""The script of a page, simplified or traditional, from the characters that were surely read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from banmian.layout.model import Line
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.wording.simplified import script_pairs


@dataclass(frozen=True, slots=True)
class PageScript:
    """A page's script, "" where it has neither: ``own`` gives the form of each character that only the other uses."""

    name: str = ""
    own: Mapping[str, str] = field(default_factory=dict)


def find_script(lines: Sequence[Line], thresholds: ScanThresholds = SCAN) -> PageScript:
    """The script of a page's sure glyphs; neither where it has few of one script's own, or both scripts'."""
    signs = Counter(glyph.text for line in lines for glyph in line.glyphs if glyph.confidence >= thresholds.sure_glyph)
    pairs = script_pairs()
    simplified = sum(count for sign, count in signs.items() if sign in pairs.to_traditional)
    traditional = sum(count for sign, count in signs.items() if sign in pairs.to_simplified)
    most, least = max(simplified, traditional), min(simplified, traditional)
    if most < thresholds.script_glyphs or least > thresholds.script_other * (simplified + traditional):
        return PageScript()
    if simplified > traditional:
        return PageScript("simplified", pairs.to_simplified)
    return PageScript("traditional", pairs.to_traditional)
