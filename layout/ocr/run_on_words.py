"""Run-on words: English words of a narrow line between which the recogniser saw no space.

Where a column is tight its word spaces are hardly wider than the gaps between letters, and neither the recogniser nor
the gaps alone tell them. A run of letters that is no word is cut into common words where each cut is at a gap that
stands out of the others in the run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import inf, log10
from statistics import fmean

from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.word_spacing import changes_between
from banmian.wording.english_words import are_english, english_frequency

_LETTERS = re.compile(r"[A-Za-z]+")
_BOUNDARIES = re.compile(r"[^\W\d_]+")
LEAST_RUN = 6
"""Shorter runs of letters are left alone."""
LONGEST_WORD = 18
KNOWN = 1e-8
"""Frequency from which a run may be a word; it is one unless its parts are far likelier next to each other."""
COMMON, COMMON_SHORT, COMMON_SHORTEST = 3e-6, 1e-4, 1e-3
SHORT = 3
"""The parts are at least so frequent, those of up to so many letters as the second, and of fewer as the third."""
LONE_LETTERS = "ai"
LIKELIER = 2.0
"""Parts of a listed word are at least so many powers of ten likelier than it."""
WIDER = 1.3
"""The gaps at the cuts are on average so many times as wide as the others in the run, and none is below their mean."""


def split_run_ons(lines: Sequence[Line], thresholds: ScanThresholds = SCAN) -> list[Line]:
    """The lines of a page, on an English one with spaces between words that were read as one."""
    if not _is_english(lines, thresholds):
        return list(lines)
    return [_split(line) for line in lines]


def _is_english(lines: Sequence[Line], thresholds: ScanThresholds) -> bool:
    words = [word for line in lines for word in _BOUNDARIES.findall(line.text) if len(word) > SHORT]
    if len(words) < thresholds.least_words:
        return False
    return are_english(words, COMMON, thresholds.least_known)


def _split(line: Line) -> Line:
    bare = "".join(line.text.split())
    if line.vertical or len(bare) != len(line.glyphs) or bare != "".join(line.read.split()):
        return line
    parts, place = [], 0
    for word in line.text.split(" "):
        parts.append(_with_spaces(word, line.glyphs[place : place + len(word)]))
        place += len(word)
    text = " ".join(parts)
    return line if text == line.text else replace(line, text=text, changes=changes_between(line.read, text))


def _with_spaces(word: str, glyphs: Sequence[Glyph]) -> str:
    """A word with a space at each cut of its runs of letters."""
    result, last = [], 0
    for run in _LETTERS.finditer(word):
        for cut in _cuts(run[0], glyphs[run.start() : run.end()]):
            result.append(word[last : run.start() + cut])
            last = run.start() + cut
    return " ".join([*result, word[last:]])


def _cuts(run: str, glyphs: Sequence[Glyph]) -> list[int]:
    """Where a run of letters is cut into words: places after which letters; none where it is a word."""
    if len(run) < LEAST_RUN:
        return []
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(glyphs)]
    cuts, cost = _best_cuts(run.lower(), tuple(gap >= fmean(gaps) for gap in gaps))
    whole = english_frequency(run)
    if not cuts or (whole >= KNOWN and cost + LIKELIER > -log10(whole)):
        return []
    at = [gaps[cut - 1] for cut in cuts]
    inside = [gap for place, gap in enumerate(gaps, 1) if place not in cuts]
    return cuts if fmean(at) > WIDER * max(0.0, fmean(inside)) else []


@lru_cache(maxsize=4096)
def _best_cuts(run: str, open_: tuple[bool, ...]) -> tuple[list[int], float]:
    """The likeliest cuts into common words at ``open_`` gaps, and minus the logarithm of their chance together."""
    best: list[tuple[float, list[int]]] = [(0.0, [])]
    for end in range(1, len(run) + 1):
        options = [
            (best[start][0] + _cost(run[start:end]), [*best[start][1], start] if start else [])
            for start in range(max(0, end - LONGEST_WORD), end)
            if best[start][0] < inf and (start == 0 or open_[start - 1]) and (start, end) != (0, len(run))
        ]
        best.append(min(options, default=(inf, [])))
    cost, cuts = best[-1]
    return (cuts, cost) if cost < inf else ([], inf)


def _cost(word: str) -> float:
    frequency = english_frequency(word)
    least = COMMON if len(word) > SHORT else COMMON_SHORT if len(word) == SHORT else COMMON_SHORTEST
    return -log10(frequency) if frequency >= least and (len(word) > 1 or word in LONE_LETTERS) else inf
