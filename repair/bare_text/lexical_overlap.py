"""Lexical overlap: how much of the wording of a headline a body repeats."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.repair.bare_text.evidence_weights import MATCH, MatchWeights
from banmian.repair.thresholds import SEGMENT
from banmian.wording.shared_wording import Rarity, characters, grams


class LexicalOverlap:
    """The wording of several bodies. Headlines play with words, so single characters count beside pairs."""

    def __init__(self, bodies: Sequence[str], points: MatchWeights = MATCH) -> None:
        self._points = points
        self._pairs = [grams(body) for body in bodies]
        self._fronts = [grams(body[: SEGMENT.front]) for body in bodies]
        self._characters = [characters(body) for body in bodies]
        self._pair_rarity = Rarity(self._pairs)
        self._character_rarity = Rarity(self._characters)

    def shared(self, headline: str, index: int) -> float:
        """How much of the wording of `headline` is found in body number `index`, 0 to 1."""
        return self._pair_rarity.share(grams(headline), self._pairs[index])

    def scores(self, headline: str, indices: Sequence[int]) -> dict[int, float]:
        """Scores for `headline` belonging to each of the bodies with these numbers, regardless of position."""
        points, pairs, single = self._points, grams(headline), characters(headline)
        found: dict[int, float] = {}
        for index in indices:
            shared = self._pair_rarity.share(pairs, self._pairs[index])
            early = self._pair_rarity.share(pairs, self._fronts[index]) if shared else 0.0
            alike = self._character_rarity.share(single, self._characters[index])
            found[index] = (
                points.shared * shared
                + points.early * early
                + points.characters * max(0.0, alike - points.usual_characters)
            )
        return found
