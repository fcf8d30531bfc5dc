"""Banners: a head over several articles names the series that they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from layout.geometry import Box
from layout.page import Rule

REACH = 10.0
"""Where no rules part the page, a banner stands at most so many em above its articles, and as far beside them."""
RULE_REACH = 6.0
"""The rule that begins a banner's band runs at most so many em above it,"""
RULE_LENGTH = 1.5
"""and is at least so many times as long as the banner."""
BAND_COVER = 0.8
"""A rule that covers this share of the band ends it."""


def under_banner(
    banner: Box, others: Sequence[Box], articles: Sequence[Box], rules: Sequence[Rule], em: float
) -> list[int]:
    """Which of `articles` (their boxes) a banner covers: those of its band, or else those right below it.

    A band begins with the long rule above the banner and ends with the next one that runs as far, or
    with the next of the page's ``others``.
    """
    across = [rule.box for rule in rules if rule.horizontal]
    band = _band(banner, others, across, em)
    if band is not None:
        held = [number for number, box in enumerate(articles) if band.contains_point(box.cx, box.cy)]
        return [number for number in held if articles[number].y0 >= banner.y1 - em]
    return _right_below(banner, articles, em)


def _band(banner: Box, others: Sequence[Box], rules: Sequence[Box], em: float) -> Box | None:
    above = [
        rule
        for rule in rules
        if -em <= banner.y0 - rule.y1 <= RULE_REACH * em
        and rule.x0 <= banner.cx <= rule.x1
        and rule.width >= RULE_LENGTH * banner.width
    ]
    if not above:
        return None
    top = max(above, key=lambda rule: rule.y1)
    ends = [rule.y0 for rule in rules if rule.y0 > banner.y1 + em and rule.x_overlap(top) >= BAND_COVER * top.width]
    ends += [other.y0 for other in others if other.y0 > banner.y1 and other.x_overlap(top) > 0]
    return Box(top.x0 - em, top.y1, top.x1 + em, min(ends, default=float("inf")))


def _right_below(banner: Box, articles: Sequence[Box], em: float) -> list[int]:
    reach = REACH * em
    below = [
        number
        for number, box in enumerate(articles)
        if -em <= box.y0 - banner.y1 <= reach and box.x_overlap(banner.grown(reach)) > 0
    ]
    return [number for number in below if not any(_is_over(articles[other], articles[number]) for other in below)]


def _is_over(upper: Box, lower: Box) -> bool:
    return upper is not lower and upper.x_overlap(lower) > 0 and upper.y1 <= lower.y0
