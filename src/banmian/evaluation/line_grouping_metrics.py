"""The measure of article separation of the NewsEye project, for truth and output that group the same lines.

Of each true article and each output article the lines that both hold are counted. Recall is the greatest sum of these
counts, greedily and one to one, over the true lines, precision that over the output's; lines of no article do not
count. This is what the text block segmentation measure (Michael, Weidemann, Laasch and Labahn: "ICPR 2020 Competition
on Text Block Segmentation on a NewsEye Dataset", 2021) comes to where the baselines are the same, so that each is
either found or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grouping:
    """Lines in pairs of articles, and all lines of true and of output articles; may be added up over pages."""

    paired: int = 0
    wanted: int = 0
    found: int = 0

    @property
    def recall(self) -> float:
        """Share of the true articles' lines that are in the article paired with theirs."""
        return self.paired / self.wanted if self.wanted else 0.0

    @property
    def precision(self) -> float:
        """Share of the output articles' lines that are in the article paired with theirs."""
        return self.paired / self.found if self.found else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.paired / (self.wanted + self.found) if self.wanted + self.found else 0.0

    def __add__(self, other: Grouping) -> Grouping:
        return Grouping(self.paired + other.paired, self.wanted + other.wanted, self.found + other.found)


def compare_grouping(truth: Sequence[Hashable | None], output: Sequence[Hashable | None]) -> Grouping:
    """The measure of one page: of each line the true article and that of the output, None for no article."""
    shared = Counter(
        (one, other) for one, other in zip(truth, output, strict=True) if one is not None and other is not None
    )
    places = {name: place for place, name in enumerate(dict.fromkeys(truth))}
    ranked = sorted(shared.items(), key=lambda item: (-item[1], places[item[0][0]]))
    taken_truths: set[Hashable] = set()
    taken_outputs: set[Hashable] = set()
    paired = 0
    for (one, other), count in ranked:
        if one not in taken_truths and other not in taken_outputs:
            taken_truths.add(one)
            taken_outputs.add(other)
            paired += count
    wanted, found = (sum(name is not None for name in names) for names in (truth, output))
    return Grouping(paired, wanted, found)
