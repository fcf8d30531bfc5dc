"""Hatching: stacks of parallel strokes, closer than lines of type, that maps, engravings and bar codes are made of."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import Box, union
from banmian.layout.model import Rule
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds


def find_hatched_areas(rules: Sequence[Rule], em: float, thresholds: ScanThresholds = SCAN) -> list[Box]:
    """The boxes of areas at least as large as a picture that are hatched; ``em`` in px."""
    across = [rule.box for rule in rules if rule.horizontal]
    down = [_turned(rule.box) for rule in rules if not rule.horizontal]
    found = [*_stacks(across, em, thresholds), *map(_turned, _stacks(down, em, thresholds))]
    return [box for box in found if min(box.width, box.height) >= thresholds.picture_side * em]


def _turned(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def _stacks(bars: Sequence[Box], em: float, thresholds: ScanThresholds) -> list[Box]:
    """The boxes of stacks of horizontal bars, of which each has others close above and below it or twice on one side.

    Labels may interrupt a stack for a line or two.
    """
    near, reach = thresholds.hatch_pitch * em, thresholds.hatch_reach * em
    dense = [bar for bar in bars if sum(_apart(bar, other) <= near for other in bars if other is not bar) > 1]
    stacks: list[list[Box]] = []
    for bar in sorted(dense, key=lambda bar: bar.cy):
        touched = [stack for stack in stacks if any(_apart(bar, other) <= reach for other in stack)]
        merged = [bar, *(other for stack in touched for other in stack)]
        stacks = [stack for stack in stacks if stack not in touched] + [merged]
    return [union(stack) for stack in stacks if len(stack) >= thresholds.hatch_strokes]


def _apart(one: Box, other: Box) -> float:
    """How far two bars are apart across their length; infinite where they are not over each other."""
    return abs(one.cy - other.cy) if one.x_overlap(other) > 0 else float("inf")
