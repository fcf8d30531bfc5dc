"""What holds for a whole document and bears on the rules over each of its texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from banmian.repair.rules.doubled_lines import is_glyph_doubled
from banmian.repair.rules.mixed_scripts import ANY_SCRIPT, PageScript
from banmian.repair.thresholds import SPACING, SpacingThresholds
from banmian.wording.compatibility_characters import FOLDED, ordinary_character
from banmian.wording.unicode_script import HAN, SPACE, han_count

_PUNCTUATED = re.compile("[，。；,;]")
_SET_APART = re.compile("“[^“”\n]*”|《[^《》\n]*》|「[^「」\n]*」|[（(][^（()）\n]*[）)]")
_NEIGHBOURS = re.compile(rf"(?<=[{HAN}])([{SPACE}]*)(?=[{HAN}])")
_OPENED = re.compile(rf"(?<=[{HAN}])[{SPACE}]+(?=[{HAN}])")
_FEW = 6
STRETCHED = 0.8
"""A line in which so large a share of the places is open was stretched to fill its column."""
_DOUBLED_LINE = 8
_MOSTLY = 0.5
_TWICE, _MOST_LINES = 4, 0.6
"""From so many lines, of which this share are pairs of the same, every line is painted twice."""


@dataclass(frozen=True, slots=True)
class DocumentTraits:
    """How a document is spaced, its script, and whether its glyphs, or its lines, are painted twice throughout."""

    spacing: SpacingThresholds = SPACING
    script: PageScript = ANY_SCRIPT
    doubled: bool = False
    lines_doubled: bool = False


PLAIN = DocumentTraits()
"""A document of which nothing is known."""


def traits_of(text: str) -> DocumentTraits:
    """The traits of a document by its text."""
    twice = are_lines_doubled(text)
    if text.isascii():
        return replace(PLAIN, lines_doubled=twice)
    spacing = replace(SPACING, irregular=True) if has_irregular_gaps(text) else SPACING
    folded = FOLDED.sub(lambda match: ordinary_character(match[0]), text)
    return DocumentTraits(spacing, PageScript.of(folded), is_doubled_throughout(text), twice)


def has_irregular_gaps(text: str, thresholds: SpacingThresholds = SPACING) -> bool:
    """Whether a recogniser put spaces between some Han characters of running lines.

    Lines that were stretched to their column's width, and what is in quotes and brackets, say nothing of that.
    """
    if len(_OPENED.findall(text)) < thresholds.irregular_gaps:
        return False
    gaps = places = 0
    for line in text.split("\n"):
        if not _PUNCTUATED.search(line):
            continue
        if not _OPENED.search(line):
            places += max(0, han_count(line) - 1)
            continue
        opened = [bool(match[1]) for match in _NEIGHBOURS.finditer(_SET_APART.sub("，", line))]
        if len(opened) >= _FEW and sum(opened) < STRETCHED * len(opened):
            gaps += sum(opened)
            places += len(opened)
    return gaps >= thresholds.irregular_gaps and gaps > thresholds.irregular_share * places


def is_doubled_throughout(text: str) -> bool:
    """Whether most of a text's characters are in lines whose glyphs are all painted twice."""
    doubled = total = 0
    for line in text.split("\n"):
        count = han_count(line)
        total += count
        if count >= _DOUBLED_LINE and is_glyph_doubled(line):
            doubled += count
    return doubled > _MOSTLY * total


def are_lines_doubled(text: str) -> bool:
    """Whether most lines of a text stand twice, one right below the other."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    pairs = place = 0
    while place < len(lines) - 1:
        same = lines[place] == lines[place + 1]
        pairs += same
        place += 2 if same else 1
    return len(lines) >= _TWICE and 2 * pairs >= _MOST_LINES * len(lines)
