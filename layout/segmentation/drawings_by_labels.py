"""Maps and charts found by their labels: words that stand about as things do in a drawing, in no column and no row.

A drawing that nothing else showed to be a picture (line art without a frame, lines of a PDF file that are no image)
is known by what is written in it: many short lines near each other that share no edge with what stands above or below
them, and no running text among them. Neighbours are compared all at once; lengths are in em of the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.rows import sort_by_rows

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ranks = NDArray[np.int64]

LEAST_LABELS = 8
"""A drawing has so many labels or more,"""
LONGEST = 9.0
"""each at most so many em long,"""
REACH = 8.0
"""and at most so many em from another;"""
MOST_MARKED = 0.25
"""at most this share of them have a mark that sentences have,"""
MOST_OTHERS = 0.2
"""and of lines in the drawing that are no labels there are at most this share as many."""
SAME_EDGE = 0.35
"""Edges and middles nearer than this (em) are one;"""
STACKED = 1.3
"""lines that share one are in a column where one is at most so many em below the other,"""
LEAST_COLUMN = 3
"""and so many lines of a column are no labels,"""
SAME_SIZE = 0.05
"""nor are lines of one height (to so many em) that stand below each other, more than half of the shorter one shared,"""
LEAST_VERSE = 6
"""where there are so many: verse whose lines are indented by turns."""
_MARK = re.compile(r"[，。；！？;!?]|[.,:]\s*$")


def find_drawings(lines: Sequence[Line], pictures: Sequence[Box], em: float) -> tuple[list[Item], list[Line]]:
    """The drawings of a region with their labels as captions, and the lines that are in none.

    A picture that is known and lies in a drawing is part of it.
    """
    if len(lines) < LEAST_LABELS:
        return [], list(lines)
    boxes = np.array([tuple(line.box) for line in lines]) / em
    level = np.array([not line.vertical for line in lines])
    alone = level & _stands_alone(boxes) & (boxes[:, 2] - boxes[:, 0] <= LONGEST)
    found: list[Item] = []
    taken: set[int] = set()
    for members in _groups(boxes, alone):
        box = union(lines[number].box for number in members)
        if not _is_drawing(members, boxes, lines):
            continue
        box = union([box, *(picture for picture in pictures if picture.intersection(box) > 0.5 * picture.area)])
        inside = [n for n, line in enumerate(lines) if n in members or box.covers(line.box)]
        taken |= set(inside)
        found.append(Item("picture", box, caption=tuple(sort_by_rows([lines[n] for n in inside])), drawn=True))
    return found, [line for number, line in enumerate(lines) if number not in taken]


def _stands_alone(boxes: Floats) -> Flags:
    """Which lines are in no column and no verse: hardly any share an edge or the middle with their neighbours."""
    upper, lower = _pairs(boxes, STACKED)
    one, other = boxes[upper], boxes[lower]
    height = np.minimum(_height(one), _height(other))
    stacked = np.maximum(other[:, 1] - one[:, 3], one[:, 1] - other[:, 3]) > -0.5 * height
    in_column = _joined(len(boxes), upper, lower, stacked & _on_one_edge(one, other))
    in_verse = _joined(len(boxes), upper, lower, stacked & _alike(one, other))
    return np.asarray((_size_of_own(in_column) < LEAST_COLUMN) & (_size_of_own(in_verse) < LEAST_VERSE))


def _pairs(boxes: Floats, reach: float) -> tuple[Ranks, Ranks]:
    """All pairs of lines of which the second begins no higher than the first and ``reach`` below its foot at most."""
    order = np.argsort(boxes[:, 1], kind="stable")
    tops, feet = boxes[order, 1], boxes[order, 3]
    first = np.arange(1, len(order) + 1)
    count = np.maximum(np.searchsorted(tops, feet + reach, side="right") - first, 0)
    upper = np.repeat(np.arange(len(order)), count)
    lower = np.arange(len(upper)) + np.repeat(first - np.cumsum(count) + count, count)
    return order[upper], order[lower]


def _height(boxes: Floats) -> Floats:
    return np.asarray(boxes[:, 3] - boxes[:, 1])


def _on_one_edge(one: Floats, other: Floats) -> Flags:
    """Which pairs share an edge or the middle."""
    left, right = one[:, 0] - other[:, 0], one[:, 2] - other[:, 2]
    return np.asarray(np.abs([left, right, (left + right) / 2]).min(axis=0) <= SAME_EDGE)


def _alike(one: Floats, other: Floats) -> Flags:
    """Which pairs are of one height and cover more than half of the shorter one's width together."""
    overlap = np.minimum(one[:, 2], other[:, 2]) - np.maximum(one[:, 0], other[:, 0])
    shorter = np.minimum(one[:, 2] - one[:, 0], other[:, 2] - other[:, 0])
    return np.asarray((np.abs(_height(one) - _height(other)) <= SAME_SIZE) & (overlap > 0.5 * shorter))


def _joined(count: int, one: Ranks, other: Ranks, chosen: Flags) -> Ranks:
    """For each of ``count`` lines the number of the group that the chosen pairs make of it and others.

    Each line points to one before it or to itself; the last lines of two chains that a pair links are linked, and
    every line then points to the last of its chain. (SciPy's function costs a tenth of a second to import.)
    """
    one, other, first = one[chosen], other[chosen], np.arange(count)
    while (first[one] != first[other]).any():
        ends = first[one], first[other]
        np.minimum.at(first, np.maximum(*ends), np.minimum(*ends))
        while (first[first] != first).any():
            first = first[first]
    return np.asarray(np.unique(first, return_inverse=True)[1])


def _size_of_own(groups: Ranks) -> Ranks:
    """For each line the size of its group."""
    return np.asarray(np.bincount(groups)[groups])


def _groups(boxes: Floats, chosen: Flags) -> list[list[int]]:
    """The chosen lines in groups whose members are near each other, those with enough of them."""
    numbers = np.flatnonzero(chosen)
    own = boxes[numbers]
    upper, lower = _pairs(own, REACH)
    one, other = own[upper], own[lower]
    aside = np.maximum(one[:, 0] - other[:, 2], other[:, 0] - one[:, 2])
    above = other[:, 1] - one[:, 3]
    group = _joined(len(numbers), upper, lower, np.maximum(aside, 0.0) + np.maximum(above, 0.0) <= REACH)
    order = np.argsort(group, kind="stable")
    parts = np.split(numbers[order], np.cumsum(np.bincount(group))[:-1]) if len(numbers) else []
    return [[int(number) for number in part] for part in parts if len(part) >= LEAST_LABELS]


def _is_drawing(members: Sequence[int], boxes: Floats, lines: Sequence[Line]) -> bool:
    """Whether a group of lines has no sentences, and hardly anything else in the midst of it."""
    marked = sum(bool(_MARK.search(lines[number].text)) for number in members)
    own = boxes[list(members)]
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    within = (middle > own[:, :2].min(axis=0)).all(axis=1) & (middle < own[:, 2:].max(axis=0)).all(axis=1)
    within[list(members)] = False
    return marked <= MOST_MARKED * len(members) and int(within.sum()) <= MOST_OTHERS * len(members)
