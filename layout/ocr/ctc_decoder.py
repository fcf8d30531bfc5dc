"""CTC decoding that keeps what PaddleOCR drops: the place and the confidence of each glyph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BLANK = 0

CHOICES = 6
"""Labels kept at a time step: the blank is one of them."""
SURE = 0.98
LEAST_OTHER = 0.01
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


@dataclass(frozen=True, slots=True)
class Choices:
    """The recogniser's `CHOICES` best labels at each time step, best first: (lines, time steps, `CHOICES`).

    ``shares`` are their probabilities; where the best is sure the others' may be left at 0.
    """

    labels: NDArray[np.int64]
    shares: NDArray[np.float32]


def best_choices(scores: NDArray[np.float32]) -> Choices:
    """The choices of a table of probabilities (lines, time steps, labels)."""
    table = scores.reshape(-1, scores.shape[-1])
    best = table.argmax(axis=-1)
    labels = np.repeat(best[:, None], CHOICES, axis=-1)
    shares = np.zeros(labels.shape, np.float32)
    shares[:, 0] = table[np.arange(len(table)), best]
    unsure = np.flatnonzero(shares[:, 0] < SURE)
    count = min(CHOICES, table.shape[-1])
    top = np.argpartition(-table[unsure], count - 1, axis=-1)[:, :count]
    top = np.take_along_axis(top, np.argsort(-table[unsure[:, None], top], axis=-1, kind="stable"), axis=-1)
    labels[unsure, :count] = top
    shares[unsure, :count] = table[unsure[:, None], top]
    shape = (*scores.shape[:-1], CHOICES)
    return Choices(labels.reshape(shape), shares.reshape(shape))


class CharacterDecoder:
    """Decodes the recogniser's choices into glyphs with their places.

    Greedy path of Connectionist Temporal Classification (Graves et al. 2006): repeated best labels are merged,
    blanks are dropped, and a glyph's place is the middle of its run of time steps.
    """

    def __init__(self, characters: Sequence[str]) -> None:
        self._characters = ["", *characters, " "]

    def __call__(self, choices: Choices) -> list[list[Step]]:
        """The glyphs of each line."""
        return [self._decode(*line) for line in zip(choices.labels, choices.shares, strict=True)]

    def _decode(self, labels: NDArray[np.int64], shares: NDArray[np.float32]) -> list[Step]:
        best = labels[:, 0]
        edges = np.flatnonzero(np.diff(best)) + 1
        starts = np.concatenate(([0], edges))
        ends = np.concatenate((edges, [len(best)]))
        steps = []
        for start, end in zip(starts, ends, strict=True):
            label = int(best[start])
            if label == BLANK or label >= len(self._characters):
                continue
            confidence = float(shares[start:end, 0].max())
            others = self._others(labels[start:end], shares[start:end], label) if confidence < SURE else ()
            steps.append(Step(self._characters[label], (start + end - 1) / 2, confidence, others))
        return steps

    def _others(
        self, labels: NDArray[np.int64], shares: NDArray[np.float32], label: int
    ) -> tuple[tuple[str, float], ...]:
        highest: dict[int, float] = {}
        for other, share in zip(labels.ravel().tolist(), shares.ravel().tolist(), strict=True):
            if share > LEAST_OTHER and BLANK != other != label and other < len(self._characters):
                highest[other] = max(share, highest.get(other, 0.0))
        return tuple((self._characters[other], share) for other, share in sorted(highest.items()))
