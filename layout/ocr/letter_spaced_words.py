"""Letter-spaced words (Sperrsatz): emphasis of Western papers, which the recogniser reads with a space at each letter.

The letters of such a word are all about as far apart, several times as far as those of other words of the line, and
its neighbours stand farther off still. So `v o n  T r o n d h e i m` is two words, whichever gaps were read as spaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from banmian.layout.ocr.glyph_gaps import Gap
from banmian.wording.unicode_script import is_han

TIGHT = 0.08
"""Most gap between letters that are set tight,"""
WIDER = 0.12
"""and how much wider those of a spaced word are at least, both in em."""
LEAST_GAPS, FEWEST_GAPS = 3, 2
"""A spaced word has so many wide gaps between its letters, or so many between words that stand clearly farther off."""
BETWEEN, BETWEEN_BY = 1.45, 0.1
"""A gap is one between words where it is wider than those between the letters by this ratio and so many em."""
LIGATURES = frozenset(("ch", "ck", "ff", "fi", "fl", "st", "tz"))
"""Letters that stay together in a spaced word."""


def find_letter_gaps(gaps: Sequence[Gap]) -> dict[int, bool]:
    """Of the gaps of a line of Latin (in em, `Gap.clear`) those at and inside letter-spaced words: whether a space
    stands in each."""
    inner = sorted(gap.clear for gap in gaps if _joins_letters(gap) and not gap.seen)
    least = WIDER + min([TIGHT, *inner[len(inner) // 4 : len(inner) // 4 + 1]])
    found: dict[int, bool] = {}
    for first, last in _runs(gaps, least):
        found |= _divide_run(gaps, first, last)
    return found


def _joins_letters(gap: Gap) -> bool:
    return (
        all(glyph.text.isalpha() and not is_han(glyph.text) for glyph in (gap.before, gap.after))
        and not gap.with_hangul
    )


def _runs(gaps: Sequence[Gap], least: float) -> list[tuple[int, int]]:
    """The first and one past the last gap of each stretch of wide gaps; a ligature within one is passed over."""
    wide = [_joins_letters(gap) and (gap.seen or gap.clear >= least) for gap in gaps]
    joined = [
        state or (0 < at < len(gaps) - 1 and wide[at - 1] and wide[at + 1] and _is_ligature(gaps[at]))
        for at, state in enumerate(wide)
    ]
    edges = [at for at, (one, other) in enumerate(pairwise([False, *joined, False])) if one != other]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _is_ligature(gap: Gap) -> bool:
    return gap.before.text + gap.after.text in LIGATURES


def _divide_run(gaps: Sequence[Gap], first: int, last: int) -> dict[int, bool]:
    """The gaps of a stretch that are within spaced words, and those between words; none where it is no spaced word.

    Before and after the stretch stand words that are set tight, so that its outer gaps are between words, but for
    those at the ends of the line and beside a mark.
    """
    start = first + (first > 0 and _joins_letters(gaps[first - 1]))
    end = last - (last < len(gaps) and _joins_letters(gaps[last]))
    wide = [gaps[at].clear for at in range(start, end) if not _is_ligature(gaps[at])]
    if len(wide) < FEWEST_GAPS or sum(gaps[at].seen for at in range(start, end)) < FEWEST_GAPS:
        return {}
    letters = median(wide)
    outer = [gaps[at].clear for at in (start - 1, end) if 0 <= at < len(gaps)]
    if len(wide) < LEAST_GAPS and not all(_is_between(clear, letters) for clear in outer):
        return {}
    return {at: _is_between(gaps[at].clear, letters) for at in range(start, end)}


def _is_between(clear: float, letters: float) -> bool:
    return clear > BETWEEN * letters and clear > letters + BETWEEN_BY
