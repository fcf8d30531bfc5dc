"""What each story is about: the wording of its elements, kept while stories are woven together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from banmian.repair.bare_text.article_segments import Story
from banmian.repair.bare_text.element import Element
from banmian.wording.rarity import grams


class Matter:
    """The grams of elements, and how many elements of a story hold each; both counted when first asked for."""

    def __init__(self) -> None:
        self._grams: dict[Element, set[str]] = {}
        self._counts: dict[Story, Counter[str]] = {}

    def of(self, element: Element) -> set[str]:
        """The grams of one element."""
        known = self._grams.get(element)
        if known is None:
            known = self._grams[element] = grams(element.text)
        return known

    def of_all(self, elements: Iterable[Element]) -> set[str]:
        """The grams of some elements, tables left out."""
        return set().union(*(self.of(element) for element in elements if element.role != "table"))

    def counts(self, story: Story) -> Counter[str]:
        """For each gram of a story how many of its elements hold it."""
        known = self._counts.get(story)
        if known is None:
            known = self._counts[story] = Counter()
            for item in story.items:
                known.update(self.of(item))
        return known

    def moved(self, *stories: Story) -> None:
        """Forget what was counted of stories whose elements have changed."""
        for story in stories:
            self._counts.pop(story, None)

    def fits_better(self, item: Element, story: Story, other: Story) -> float:
        """How much more of its wording an element of `other` shares with `story` than with the rest there, -1 to 1."""
        wording, there, here = self.of(item), self.counts(story), self.counts(other)
        gain = sum((gram in there) - (here[gram] > 1) for gram in wording)
        return gain / len(wording) if wording else 0.0
