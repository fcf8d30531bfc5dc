"""Horizontal lines on vertical pages: old newspapers set them right to left, newer ones left to right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.glyph_gaps import is_latin
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.writing_mode import vertical_share
from banmian.wording.mastheads import is_newspaper_title
from banmian.wording.unicode_script import is_han

DATE = re.compile(r"年.{1,4}月|月.{1,4}日")
DATE_BACKWARDS = re.compile(r"月.{1,4}年|日.{1,4}月")

MIRRORED = str.maketrans("()（）[]《》〈〉「」『』【】“”◀▶", ")(）（][》《〉〈」「』『】【”“▶◀")


def correct_direction(lines: Sequence[Line], thresholds: ScanThresholds = SCAN) -> list[Line]:
    """The lines of a page, horizontal ones reversed where the page reads right to left.

    A page is vertical when most of its glyphs are in vertical lines. The character pairs of those lines decide in
    which direction the horizontal lines make sense; so do dates, and titles of papers. Lines mostly in Latin stay.
    """
    if vertical_share(lines) < thresholds.vertical_page:
        return list(lines)
    known = {pair for line in lines if line.vertical for pair in _han_pairs(line)}
    leaning = {id(line): _forward_sense(line, known) for line in lines if _may_turn(line)}
    if sum(leaning.values()) >= 0:
        return list(lines)
    least = thresholds.forward_sense
    return [_reverse_line(line) if leaning.get(id(line), least) < least else line for line in lines]


def _han_pairs(line: Line) -> list[tuple[str, str]]:
    return [(a.text, b.text) for a, b in pairwise(line.glyphs) if is_han(a.text) and is_han(b.text)]


def _may_turn(line: Line) -> bool:
    han = sum(is_han(glyph.text) for glyph in line.glyphs)
    return not line.vertical and len(line.glyphs) > 1 and 2 * han > len(line.glyphs)


def _forward_sense(line: Line, known: set[tuple[str, str]]) -> int:
    """How much more sense a line makes as it is than reversed."""
    pairs = _han_pairs(line)
    sense = sum(pair in known for pair in pairs) - sum(pair[::-1] in known for pair in pairs)
    text = "".join(glyph.text for glyph in line.glyphs)
    sense += 2 * (is_newspaper_title(text) - is_newspaper_title(text[::-1]))
    return sense + 2 * (len(DATE.findall(text)) - len(DATE_BACKWARDS.findall(text)))


def _reverse_line(line: Line) -> Line:
    """The line right to left; runs of letters and digits keep their order."""
    runs: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if runs and is_latin(glyph.text) and is_latin(runs[-1][-1].text):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    turned = [glyph for run in reversed(runs) for glyph in run]
    glyphs = tuple(replace(glyph, text=glyph.text.translate(MIRRORED)) for glyph in turned)
    words = " ".join(_reverse_words(line.text))
    return replace(line, text=words, read=words, changes=(), glyphs=glyphs)


def _reverse_words(text: str) -> list[str]:
    """Space-separated words in reverse order, each reversed except for its Latin runs."""
    pieces = [re.findall(r"[A-Za-z0-9.,]+|.", word) for word in text.split(" ")]
    return ["".join(reversed(piece)).translate(MIRRORED) for piece in reversed(pieces)]
