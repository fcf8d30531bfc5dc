"""How light a colour is."""

from __future__ import annotations

from collections.abc import Iterable

LUMA = (0.299, 0.587, 0.114)
"""What red, green and blue contribute (ITU-R BT.601)."""


def luma(colour: Iterable[float]) -> float:
    """The lightness of a colour (red, green, blue), in its own units."""
    return float(sum(weight * part for weight, part in zip(LUMA, colour, strict=True)))
