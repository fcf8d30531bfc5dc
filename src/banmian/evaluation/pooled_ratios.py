"""Ratios: a figure as two counts, so that figures of several documents are added up before they are divided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """``part`` of ``whole``; with ``whole`` 0 it has no value, unless ``part`` is not 0.

    An error count over an empty truth is infinite, as in dinglehopper; none over none has no value.
    """

    part: float
    whole: float

    @property
    def value(self) -> float | None:
        """The quotient; None for 0 of 0, infinity for something of 0."""
        if self.whole:
            return self.part / self.whole
        return float("inf") if self.part else None

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.part + other.part, self.whole + other.whole)


NOTHING = Ratio(0, 0)

Figures = Mapping[str, Ratio]


def f1(right: int, found: int, wanted: int) -> Ratio:
    """F1, the harmonic mean of precision right/found and recall right/wanted: 2 right / (found + wanted)."""
    return Ratio(2 * right, found + wanted)


def pool(parts: Iterable[Figures]) -> dict[str, Ratio]:
    """The figures of several documents as one: parts and wholes added up (micro average)."""
    total: dict[str, Ratio] = {}
    for figures in parts:
        for name, ratio in figures.items():
            total[name] = total.get(name, NOTHING) + ratio
    return total
