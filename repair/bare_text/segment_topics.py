"""Topics of segments: the wording of their elements, cached while segments are stitched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.segment import OpenSegment
from banmian.wording.shared_wording import grams


class Topics:
    """The grams of elements, and how many elements of a segment contain each; both computed on demand."""

    def __init__(self) -> None:
        self._grams: dict[Element, set[str]] = {}
        self._counts: dict[OpenSegment, Counter[str]] = {}

    def of(self, element: Element) -> set[str]:
        """The grams of one element."""
        known = self._grams.get(element)
        if known is None:
            known = self._grams[element] = grams(element.text)
        return known

    def of_all(self, elements: Iterable[Element]) -> set[str]:
        """The grams of several elements without tables."""
        return set().union(*(self.of(element) for element in elements if element.role != "table"))

    def counts(self, segment: OpenSegment) -> Counter[str]:
        """For each gram of a segment, how many of its elements contain it."""
        known = self._counts.get(segment)
        if known is None:
            known = self._counts[segment] = Counter()
            for item in segment.items:
                known.update(self.of(item))
        return known

    def forget_counts(self, *segments: OpenSegment) -> None:
        """Drop the counts of segments whose elements have changed."""
        for segment in segments:
            self._counts.pop(segment, None)

    def fits_better(self, item: Element, segment: OpenSegment, other: OpenSegment) -> float:
        """How much more of its wording an element of `other` shares with `segment` than with `other`, -1 to 1."""
        wording, there, here = self.of(item), self.counts(segment), self.counts(other)
        gain = sum((gram in there) - (here[gram] > 1) for gram in wording)
        return gain / len(wording) if wording else 0.0
