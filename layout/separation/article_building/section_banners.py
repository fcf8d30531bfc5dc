"""Banners: a head over several articles names the series that they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import INSIDE, Box, union
from banmian.layout.page_facts import Separators

REACH = 10.0
"""Where no rules part the page, a banner is at most this many em above its articles, and as far beside them."""
RULE_REACH = 6.0
"""The rule that begins a banner's band runs at most this many em above it,"""
RULE_LENGTH = 1.5
"""and is at least this many times as long as the banner."""
CENTRED = 1.0
"""Middles this near (em) are meant to agree."""


def articles_under_banner(
    banner: Box, others: Sequence[Box], articles: Sequence[Box], separators: Separators, em: float
) -> list[int]:
    """Which of `articles` (their boxes) a banner covers: those of its band, or else those right below it.

    A band begins with the long rule above the banner and ends with the next one that runs as far, or
    with the next of the page's ``others``.
    """
    band = _band(banner, others, separators, em)
    if band is not None:
        held = [number for number, box in enumerate(articles) if band.contains_point(box.cx, box.cy)]
        return [number for number in held if articles[number].y0 >= banner.y1 - em]
    return _right_below(banner, articles, em)


def _band(banner: Box, others: Sequence[Box], separators: Separators, em: float) -> Box | None:
    above = [
        rule
        for rule in separators.level
        if -em <= banner.y0 - rule.y1 <= RULE_REACH * em
        and rule.x0 <= banner.cx <= rule.x1
        and rule.width >= RULE_LENGTH * banner.width
    ]
    if not above:
        return None
    top = max(above, key=lambda rule: rule.y1)
    ends = [rule.y0 for rule in separators.spanning_width(top, INSIDE) if rule.y0 > banner.y1 + em]
    ends += [other.y0 for other in others if other.y0 > banner.y1 and other.x_overlap(top) > 0]
    return Box(top.x0 - em, top.y1, top.x1 + em, min(ends, default=float("inf")))


def _right_below(banner: Box, articles: Sequence[Box], em: float) -> list[int]:
    """The first articles below a banner: the whole row where the banner is centred over it, else the near ones."""
    reach = REACH * em
    below = [number for number, box in enumerate(articles) if -em <= box.y0 - banner.y1 <= reach]
    row = _uppermost(below, articles)
    if row and abs(union(articles[number] for number in row).cx - banner.cx) <= CENTRED * em:
        return row
    near = [number for number in below if articles[number].x_overlap(banner.grown(reach)) > 0]
    return _uppermost(near, articles)


def _uppermost(numbers: Sequence[int], articles: Sequence[Box]) -> list[int]:
    """Those of the numbered articles over which none of the others is."""
    return [number for number in numbers if not any(_is_over(articles[other], articles[number]) for other in numbers)]


def _is_over(upper: Box, lower: Box) -> bool:
    return upper is not lower and upper.x_overlap(lower) > 0 and upper.y1 <= lower.y0
