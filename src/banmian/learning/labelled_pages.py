"""Pages with their truth: which article each thing on a page belongs to, and what comes after what.

Truth is found by wording: the strings of each article in reading order. A piece of a page belongs where most
of its runs of characters stand; pieces that stand nowhere, or as well in two articles, stay unknown.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from banmian.layout.geometry import Box
from banmian.layout.model import Page

UNKNOWN, NO_ARTICLE = -1, -2
"""Instead of an article's number."""
RUN = 4
"""Characters of a run; a shorter piece is one run."""
SURE = 0.5
"""A piece belongs to the article that holds at least this share of its runs,"""
CLEAR = 1.25
"""and so many times as many as any other."""


@dataclass(frozen=True)
class LabelledPage:
    """A page as a reader gave it, and what stands where.

    ``articles`` are the strings of each, in reading order; where they are not known, ``areas`` tell: a box in the
    page's own frame, the number of its article, its place in it. ``group`` is for splits. The last ``notices`` of
    ``articles`` are no articles but advertisements and other furniture.
    """

    page: Page
    articles: tuple[tuple[str, ...], ...]
    group: str
    source: str
    areas: tuple[tuple[Box, int, int], ...] = ()
    notices: int = 0

    def place_of(self, box: Box) -> tuple[int, int]:
        """The article in whose smallest area the middle of a box is, and the area's place in it; `UNKNOWN` and 0
        where it is in none."""
        held = [(area.area, number, order) for area, number, order in self.areas if area.contains_point(box.cx, box.cy)]
        return min(held)[1:] if held else (UNKNOWN, 0)


def folded(text: str) -> str:
    """Letters and digits alone, compatibility forms made one."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


class Places:
    """Where runs of characters stand in the articles of one page."""

    def __init__(self, articles: Sequence[Sequence[str]]) -> None:
        self._articles = ["".join(folded(part) for part in parts) for parts in articles]
        self._runs: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, text in enumerate(self._articles):
            for at in range(len(text) - RUN + 1):
                self._runs[text[at : at + RUN]].append((number, at))

    def find(self, text: str) -> tuple[int, float] | None:
        """The article that holds a piece, and where in it (characters); None where that is not clear."""
        text = folded(text)
        if not text:
            return None
        if len(text) <= RUN:
            found = [(number, whole.find(text)) for number, whole in enumerate(self._articles) if text in whole]
            return (found[0][0], float(found[0][1])) if len(found) == 1 else None
        votes: Counter[int] = Counter()
        places: dict[int, list[int]] = defaultdict(list)
        for at in range(len(text) - RUN + 1):
            for number in {number for number, _ in self._runs.get(text[at : at + RUN], ())}:
                votes[number] += 1
            for number, place in self._runs.get(text[at : at + RUN], ()):
                places[number].append(place - at)
        if not votes:
            return None
        ranked = votes.most_common(2)
        best, count = ranked[0]
        if count < SURE * (len(text) - RUN + 1) or (len(ranked) > 1 and count < CLEAR * ranked[1][1]):
            return None
        found_at = sorted(places[best])
        return best, float(found_at[len(found_at) // 2])
