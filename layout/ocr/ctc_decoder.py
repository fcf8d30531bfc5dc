"""CTC decoding that keeps what PaddleOCR drops: the place and the confidence of each glyph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BLANK = 0

SURE = 0.98
LEAST_OTHER = 0.02
"""Alternatives are kept where the best label's probability is below the first and theirs is above the second."""


@dataclass(frozen=True, slots=True)
class Step:
    """A glyph at its most certain time step (fractional: the middle of the steps that agree).

    ``others`` are alternative glyphs with their highest probability in those steps.
    """

    text: str
    step: float
    confidence: float
    others: tuple[tuple[str, float], ...] = ()


class CharacterDecoder:
    """Decodes the recogniser's table of probabilities into glyphs with their places.

    Greedy path of Connectionist Temporal Classification (Graves et al. 2006): repeated best labels are merged,
    blanks are dropped, and a glyph's place is the middle of its run of time steps.
    """

    def __init__(self, characters: Sequence[str]) -> None:
        self._characters = ["", *characters, " "]

    def __call__(self, scores: NDArray[np.float32]) -> list[list[Step]]:
        """The glyphs of each line of a table (lines, time steps, labels)."""
        best = scores.argmax(axis=-1)
        certainty = np.take_along_axis(scores, best[..., None], axis=-1)[..., 0]
        return [self._decode(*line) for line in zip(best, certainty, scores, strict=True)]

    def _decode(self, labels: NDArray[np.int64], sure: NDArray[np.float32], scores: NDArray[np.float32]) -> list[Step]:
        edges = np.flatnonzero(np.diff(labels)) + 1
        starts = np.concatenate(([0], edges))
        ends = np.concatenate((edges, [len(labels)]))
        steps = []
        for start, end in zip(starts, ends, strict=True):
            label = int(labels[start])
            if label == BLANK or label >= len(self._characters):
                continue
            confidence = float(sure[start:end].max())
            others = self._others(scores[start:end], label) if confidence < SURE else ()
            steps.append(Step(self._characters[label], (start + end - 1) / 2, confidence, others))
        return steps

    def _others(self, scores: NDArray[np.float32], label: int) -> tuple[tuple[str, float], ...]:
        highest = scores.max(axis=0)
        likely = [int(other) for other in np.flatnonzero(highest > LEAST_OTHER) if other not in (BLANK, label)]
        return tuple((self._characters[other], float(highest[other])) for other in likely)
