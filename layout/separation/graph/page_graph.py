"""The page as a graph: what stands on it, and which thing may go on in which.

Everything is seen in the frame in which lines run level (`banmian.layout.writing_mode`), so a tier of a
vertical page is a column here and one geometry serves both. A node is one piece of text or one line of a
head. An edge (i, j) says that j may come next after i: text that goes on right below, in the next column or
past another article; a head and the text that it opens; a text and the subheading in it; the next line of a
head. Edges are drawn generously: evidence (`succession_evidence`, `node_evidence`) decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import LEAST_SIDE, Box
from banmian.layout.model import Rule
from banmian.layout.page_facts import COLUMN_SHARE, RuleExtents, Separators, Typography
from banmian.layout.segmentation.regions import Item

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NEAREST_ABOVE = 3
"""Nodes above that may come before one, of text and of heads each."""
NEAREST_LEFT = 18
"""Nodes of earlier columns that may come before one."""
NEAREST_BESIDE = 8
"""Nodes that may come before one because a head is near, whatever the direction."""
NEAREST_OVER = 4
"""Heads and bylines above, whatever stands between, that may come before a node."""
HEAD_REACH = 14.0
"""Such a head is at most so many em away."""
SEVERAL = 2.2
"""A rule that is more columns long parts zones of a page."""
FAR = 60.0
"""Distances (em) are counted up to here."""
MIDDLE_BELOW = 0.3
"""The middle of what stands above another reaches at most this far (em) below its top."""
SIDE_OVERLAP = 1.5
"""Nodes side by side overlap by less than this (em)."""
HANGING = 4.0
"""What has text below it is this much (em) further left than it stands,"""
ASIDE = 0.3
"""and what is aside counts this share of its distance."""


@dataclass(frozen=True)
class Graph:
    """Nodes, and the rules and pictures among them. Lengths in page units; ``em`` is the body's."""

    nodes: tuple[Item, ...]
    rules: tuple[Rule, ...]
    type_: Typography
    pictures: tuple[Box, ...] = ()

    @cached_property
    def cache(self) -> dict[str, Any]:
        """What has been found out, by name, so that it is asked once."""
        return {}

    @cached_property
    def boxes(self) -> Floats:
        """Boxes of the nodes, (n, 4)."""
        return np.array([tuple(node.box) for node in self.nodes], dtype=np.float64).reshape(-1, 4)

    @cached_property
    def is_head(self) -> Flags:
        """Which nodes are heads."""
        return np.array([node.kind == "head" for node in self.nodes], dtype=bool)

    @cached_property
    def is_short(self) -> Flags:
        """Which nodes are a line or two, as bylines are."""
        return np.array([len(node.lines) <= 2 for node in self.nodes], dtype=bool)

    @cached_property
    def sizes(self) -> Floats:
        """Glyph size of each node in em."""
        return np.array([node.size for node in self.nodes]) / self.type_.em

    @cached_property
    def across(self) -> Flags:
        """Which nodes have lines that run across the page's direction."""
        return np.array([node.vertical for node in self.nodes], dtype=bool)

    @cached_property
    def level(self) -> RuleExtents:
        """Rules that run along the lines."""
        return Separators(self.rules).level_extents

    @cached_property
    def upright(self) -> RuleExtents:
        """Rules that run across the lines."""
        return Separators(self.rules).upright_extents

    @cached_property
    def gap_below(self) -> Floats:
        """(i, j): white from the foot of i down to the top of j, in em; negative where they overlap."""
        return (self.boxes[None, :, 1] - self.boxes[:, None, 3]) / self.type_.em

    @cached_property
    def gap_right(self) -> Floats:
        """(i, j): white from the right edge of i to the left edge of j, in em; negative where they overlap."""
        return (self.boxes[None, :, 0] - self.boxes[:, None, 2]) / self.type_.em

    @cached_property
    def shared_width(self) -> Floats:
        """(i, j): width that two nodes share, as a share of the narrower one's."""
        return _shared(self.boxes[:, 0], self.boxes[:, 2])

    @cached_property
    def shared_height(self) -> Floats:
        """(i, j): height that two nodes share, as a share of the lower one's."""
        return _shared(self.boxes[:, 1], self.boxes[:, 3])

    @cached_property
    def is_above(self) -> Flags:
        """(i, j): whether i stands above j in its column."""
        lower = self.boxes[:, None, 1] < self.boxes[None, :, 1]
        middle = (self.boxes[:, 1] + self.boxes[:, 3]) / 2
        higher = lower & (middle[:, None] < self.boxes[None, :, 1] + MIDDLE_BELOW * self.type_.em)
        found = higher & (self.shared_width > COLUMN_SHARE)
        np.fill_diagonal(found, False)
        return found

    @cached_property
    def middles(self) -> Floats:
        """Middles of the nodes, (n, 2)."""
        return np.asarray((self.boxes[:, :2] + self.boxes[:, 2:]) / 2)

    @cached_property
    def is_above_in_zone(self) -> Flags:
        """(i, j): as `is_above`, with no rule between that is as long as several columns are wide."""
        texts = ~self.is_head
        width = np.median((self.boxes[:, 2] - self.boxes[:, 0])[texts]) if texts.any() else 0.0
        one, other = np.nonzero(self.is_above)
        found = self.is_above.copy()
        crossed = self.level.crossed(self.middles[one], self.middles[other])
        found[one, other] = crossed <= SEVERAL * float(width)
        return found

    @cached_property
    def text_above(self) -> Ints:
        """For each node the nearest text above it, -1 for none."""
        return self._nearest_above(~self.is_head)

    @cached_property
    def head_above(self) -> Ints:
        """For each node the nearest head above it, -1 for none."""
        return self._nearest_above(self.is_head)

    @cached_property
    def text_below(self) -> Ints:
        """For each node the nearest text below it, -1 for none."""
        return self._nearest_below(~self.is_head)

    @cached_property
    def head_below(self) -> Ints:
        """For each node the nearest head below it, -1 for none."""
        return self._nearest_below(self.is_head)

    @cached_property
    def head_directly_above(self) -> Ints:
        """For each node the head above it with no text between, -1 for none."""
        head, text = self.head_above, self.text_above
        gap = self.gap_below
        at = np.arange(len(self.nodes))
        nearer = np.where(text >= 0, gap[text, at], np.inf) < np.where(head >= 0, gap[head, at], np.inf) - 0.5
        return np.where((head >= 0) & ~nearer, head, -1)

    @cached_property
    def edges(self) -> tuple[Ints, Ints]:
        """The edges: what comes before, what comes next."""
        n = len(self.nodes)
        allowed = np.zeros((n, n), dtype=bool)
        dy, dx = np.maximum(self.gap_below, 0.0), np.maximum(self.gap_right, 0.0)
        for chosen in (self.is_head, ~self.is_head):
            cost = np.where(self.is_above & chosen[:, None], dy, np.inf)
            allowed |= _smallest(cost, NEAREST_ABOVE)
        middle = (self.boxes[:, 0] + self.boxes[:, 2]) / 2
        left = (middle[:, None] < middle[None, :]) & (self.gap_right > -SIDE_OVERLAP)
        hang = np.where(self.text_below >= 0, 1.0, 0.0)[:, None]
        cost = np.where(left, dx + HANGING * hang, np.inf)
        allowed |= _smallest(np.where(~self.is_head[:, None], cost, np.inf), NEAREST_LEFT)
        aside = np.maximum(np.maximum(self.gap_right, self.gap_right.T), 0.0)
        away = aside + np.maximum(np.maximum(self.gap_below, self.gap_below.T), 0.0)
        over = (self.is_head | self.is_short)[:, None] & (self.gap_below > -1.0) & (away < FAR)
        allowed |= _smallest(np.where(over, dy + ASIDE * aside, np.inf), NEAREST_OVER)
        near = np.where((self.is_head[:, None] | self.is_head[None, :]) & (away < HEAD_REACH), away, np.inf)
        np.fill_diagonal(near, np.inf)
        allowed |= _smallest(near, NEAREST_BESIDE)
        np.fill_diagonal(allowed, False)
        before, after = np.nonzero(allowed)
        return before, after

    def _nearest_above(self, chosen: Flags) -> Ints:
        cost = np.where(self.is_above & chosen[:, None], self.gap_below, np.inf)
        return _argmin(cost, 0)

    def _nearest_below(self, chosen: Flags) -> Ints:
        cost = np.where(self.is_above & chosen[None, :], self.gap_below, np.inf)
        return _argmin(cost, 1)


def _shared(low: Floats, high: Floats) -> Floats:
    both = np.minimum(high[:, None], high[None, :]) - np.maximum(low[:, None], low[None, :])
    least = np.minimum((high - low)[:, None], (high - low)[None, :])
    return np.asarray(both / np.maximum(least, LEAST_SIDE))


def _smallest(cost: Floats, count: int) -> Flags:
    """For each column of a cost matrix its `count` smallest finite entries."""
    n = cost.shape[0]
    if n <= count:
        return np.isfinite(cost)
    rank = np.argsort(np.argsort(cost, axis=0, kind="stable"), axis=0, kind="stable")
    return np.asarray((rank < count) & np.isfinite(cost))


def _argmin(cost: Floats, axis: int) -> Ints:
    if cost.size == 0:
        return np.zeros(0, dtype=np.int64)
    best = cost.argmin(axis=axis)
    return np.where(np.isfinite(cost.min(axis=axis)), best, -1)
