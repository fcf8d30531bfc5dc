"""What is measured once per page: its body type, its writing mode, what its rules separate.

All thresholds of layout are relative to the body's em.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from statistics import median
from typing import Protocol

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page, Rule
from banmian.wording.unicode_script import is_han

LEAST_SIZE = 1e-6
"""Lines and boxes without size count as this large, in page units."""

SIZE_STEP = 1.06
"""Sizes within a step of this ratio count as equal when the most frequent one is sought."""


@dataclass(frozen=True, slots=True)
class Typography:
    """``em``: body glyph size in page units; ``font``: the body's font, "" when unknown; ``han``: share of Han."""

    em: float
    font: str
    han: float


@dataclass(frozen=True)
class Separators:
    """The printed rules of a page, in the frame in which its lines run level."""

    rules: tuple[Rule, ...] = ()

    @cached_property
    def level(self) -> tuple[Box, ...]:
        """Rules along the lines: they separate what is above from what is below."""
        return tuple(rule.box for rule in self.rules if rule.horizontal)

    @cached_property
    def upright(self) -> tuple[Box, ...]:
        """Rules across the lines: they separate what is side by side."""
        return tuple(rule.box for rule in self.rules if not rule.horizontal)

    def cover_between(self, upper: Box, lower: Box) -> float:
        """Share of the narrower one's width along which one rule runs between two boxes below each other.

        Between are places from the middle of the upper box to the middle of the lower one.
        """
        narrower = upper if upper.width < lower.width else lower
        between = (box for box in self.level if upper.cy < box.cy < lower.cy)
        return max((box.x_overlap(narrower) for box in between), default=0.0) / max(narrower.width, LEAST_SIZE)

    def cover_beside(self, left: Box, right: Box) -> float:
        """Share of the lower one's height along which one rule runs between two boxes side by side."""
        lower = left if left.height < right.height else right
        between = (box for box in self.upright if left.cx < box.cx < right.cx)
        return max((box.y_overlap(lower) for box in between), default=0.0) / max(lower.height, LEAST_SIZE)


@dataclass(frozen=True)
class PageFacts:
    """Measured facts. ``vertical``: most of the page's characters are in vertical lines, so that it is read turned."""

    typography: Typography
    vertical: bool = False
    separators: Separators = Separators()


UNMEASURED = PageFacts(Typography(em=1.0, font="", han=1.0))
"""The facts of a page that has not been measured yet."""


def measure_page(page: Page) -> PageFacts:
    """Body type and writing mode of a page as printed. Separators are added once rules are classified."""
    vertical = is_vertical(page.lines)
    return PageFacts(measure_typography(page.lines, vertical), vertical)


class Directed(Protocol):
    """A line of any kind, with its text and its direction."""

    @property
    def text(self) -> str:
        """What it says."""
        ...

    @property
    def vertical(self) -> bool:
        """Whether it runs from top to bottom."""
        ...


def vertical_share(lines: Iterable[Directed]) -> float:
    """The share of characters that are in vertical lines, 0 without any."""
    lengths = [(len(line.text), line.vertical) for line in lines]
    return sum(length for length, vertical in lengths if vertical) / max(1, sum(length for length, _ in lengths))


def is_vertical(lines: Iterable[Directed]) -> bool:
    """The writing mode of a page, or of some of its lines: whether most characters are in vertical lines."""
    return vertical_share(lines) > 0.5


def measure_typography(lines: Sequence[Line], vertical: bool = False) -> Typography:
    """The typography of a page's lines: the size and font of most characters.

    Lines across the page's direction are ignored where there are others. Sizes are counted in geometric steps, two
    neighbouring steps together, so that a size which OCR measures unevenly still counts as one.
    """
    lines = [line for line in lines if line.text and line.size > 0]
    running = [line for line in lines if line.vertical is vertical] or lines
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
    return round(log(max(size, LEAST_SIZE)) / log(SIZE_STEP))
