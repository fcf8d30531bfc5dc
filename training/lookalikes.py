"""Which characters look alike to the recogniser: those whose output weights point the same way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MOST = 6
"""Characters that are named for one."""
LEAST_LIKENESS = 0.3
ROWS = 1024
"""Characters that are compared with all others at once."""


def lookalikes(weights: NDArray[np.float32], signs: Sequence[str], among: Sequence[str]) -> dict[str, list[str]]:
    """For the characters `among` those of them that look like each, likest first.

    `weights` are those of the output layer (features, signs).
    """
    number_of = {sign: number for number, sign in enumerate(signs)}
    compared = [sign for sign in among if sign in number_of]
    towards = weights[:, [number_of[sign] for sign in compared]].T
    towards = towards / np.linalg.norm(towards, axis=1, keepdims=True)
    found: dict[str, list[str]] = {}
    for start in range(0, len(compared), ROWS):
        likeness = towards[start : start + ROWS] @ towards.T
        kept = min(MOST + 1, len(compared))
        likest = np.argpartition(-likeness, kept - 1, axis=1)[:, :kept]
        for row, unordered in enumerate(likest):
            others = unordered[np.argsort(-likeness[row, unordered])]
            alike = [
                compared[other] for other in others if other != start + row and likeness[row, other] > LEAST_LIKENESS
            ]
            if alike:
                found[compared[start + row]] = alike[:MOST]
    return found
