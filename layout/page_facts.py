"""The page's own type: what the body is set in. Every other threshold is relative to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from statistics import median

from banmian.layout.model import Line
from banmian.wording.unicode_script import is_han

SIZE_STEP = 1.06
"""Sizes within a step of this ratio count as the same size when the commonest is sought."""


@dataclass(frozen=True, slots=True)
class Typography:
    """``em``: body glyph size in page units; ``font``: the body's font, "" when unknown; ``han``: share of Han."""

    em: float
    font: str
    han: float


def measure_typography(lines: Sequence[Line]) -> Typography:
    """The typography of a page's lines: the size and font in which most characters are set.

    Sizes are counted in geometric steps, two neighbouring steps together, so that a size that OCR
    measures a little unevenly is still one size.
    """
    lines = [line for line in lines if line.text and line.size > 0]
    running = [line for line in lines if not line.vertical] or lines
    if not running:
        return Typography(em=1.0, font="", han=1.0)
    weights: Counter[int] = Counter()
    for line in running:
        weights[_step(line.size)] += len(line.text)
    best = max(weights, key=lambda step: (weights[step] + weights[step + 1], -step))
    chosen = [line for line in running if _step(line.size) in (best, best + 1)]
    sizes = [line.size for line in chosen for _ in range(1 + len(line.text) // 4)]
    fonts: Counter[str] = Counter()
    for line in chosen:
        fonts[line.font] += len(line.text)
    text = "".join(line.text for line in running)
    letters = [char for char in text if char.isalpha()]
    han = sum(map(is_han, letters)) / max(1, len(letters))
    return Typography(em=median(sizes), font=fonts.most_common(1)[0][0], han=han)


def _step(size: float) -> int:
    return round(log(max(size, 1e-6)) / log(SIZE_STEP))
