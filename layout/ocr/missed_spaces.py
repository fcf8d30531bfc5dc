"""Missed spaces: gaps of a line of words that are word spaces, though the recogniser read none there.

It hardly ever reads a space where none is, but in lines that are set tight it loses some, and in a line here and there
all of them. The gaps between letters of a word differ little, those between words are far wider, however a line is
justified.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import inf
from statistics import median, quantiles

from banmian.layout.ocr.glyph_gaps import Gap
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds

OPENS, CLOSES, EITHER = "(„“[", ",.;:!?)”“]", "«»"
"""Marks before and after which a word space may be; one after the other kind."""
IN_FIGURES = ",.:"
"""Marks that stand within figures."""
LONGEST_RUN = 2
"""So many wide gaps may follow one another: a word of one letter has two. More are a letter-spaced word."""


def find_missed_spaces(
    gaps: Sequence[Gap], known: Collection[int], thresholds: ScanThresholds = SCAN
) -> frozenset[int]:
    """Which gaps of a line (in em, `Gap.clear`) are spaces that were not read; `known` ones are judged already."""
    least = _least_width(gaps, thresholds)
    wide = [gap.seen or gap.clear > least for gap in gaps]
    return frozenset(
        place
        for place, gap in enumerate(gaps)
        if not (gap.seen or gap.with_hangul)
        and wide[place]
        and place not in known
        and _may_be_space(gaps, place)
        and _run_length(wide, place) <= LONGEST_RUN
    )


def _least_width(gaps: Sequence[Gap], thresholds: ScanThresholds) -> float:
    """How wide a gap has to be. On worn paper glyphs are found less exactly, so the spaces that were read count too."""
    seen, inside = ([gap.clear for gap in gaps if gap.between_latin and gap.seen == state] for state in (True, False))
    if not inside:
        return inf
    if len(seen) < thresholds.least_seen_spaces:
        return median(inside) + thresholds.missed_alone
    return max(median(inside) + thresholds.missed_clear, thresholds.missed_share * quantiles(seen, n=4)[0])


def _may_be_space(gaps: Sequence[Gap], place: int) -> bool:
    """Whether words may end and begin at a gap: not within figures, nor between a word and a mark that is its own."""
    before, after = gaps[place].before.text, gaps[place].after.text
    if before.isalnum() and after.isalnum():
        return gaps[place].between_latin and not (before.isdigit() and after.isdigit())
    if before in IN_FIGURES and after.isdigit():
        return not (place and gaps[place - 1].before.text.isdigit())
    return (before.isalnum() or before in CLOSES + EITHER) and (after.isalnum() or after in OPENS + EITHER)


def _run_length(wide: Sequence[bool], place: int) -> int:
    """How many wide gaps follow one another around a place."""
    first, last = place, place + 1
    while first > 0 and wide[first - 1]:
        first -= 1
    while last < len(wide) and wide[last]:
        last += 1
    return last - first
