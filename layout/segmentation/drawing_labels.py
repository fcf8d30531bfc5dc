"""Maps and charts by their labels: words that stand about as things do in a drawing, in no column and no row.

A drawing that nothing else showed to be a picture (line art without a frame, lines of a PDF file that are no image)
is known by what is written in it: many short lines near each other that share no edge with what stands above or below
them, and no running text among them. Boxes of all lines are compared at once; lengths are in em of the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.rows import sort_by_rows

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

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
    near = _stacked(boxes)
    in_column = _size_of_own(near & _on_one_edge(boxes)) >= LEAST_COLUMN
    return np.asarray(~in_column & (_size_of_own(near & _alike(boxes)) < LEAST_VERSE))


def _stacked(boxes: Floats) -> Flags:
    """(n, n): which lines stand one right below the other, or may do so."""
    _, top, _, foot = boxes.T
    below = np.maximum(top[None, :] - foot[:, None], top[:, None] - foot[None, :])
    return np.asarray((below <= STACKED) & (below > -0.5 * np.minimum.outer(foot - top, foot - top)))


def _on_one_edge(boxes: Floats) -> Flags:
    """(n, n): which lines share an edge or the middle."""
    left, _, right, _ = boxes.T
    shared = np.zeros((len(boxes), len(boxes)), bool)
    for edge in (left, right, (left + right) / 2):
        shared |= np.abs(edge[:, None] - edge[None, :]) <= SAME_EDGE
    return shared


def _alike(boxes: Floats) -> Flags:
    """(n, n): which lines are of one height and cover more than half of the shorter one's width together."""
    left, top, right, foot = boxes.T
    width, height = right - left, foot - top
    overlap = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    same = np.abs(height[:, None] - height[None, :]) <= SAME_SIZE
    return np.asarray(same & (overlap > 0.5 * np.minimum.outer(width, width)))


def _size_of_own(linked: Flags) -> NDArray[np.int64]:
    """For each line how many are linked with it, itself too, over whatever others."""
    count, own = connected_components(linked, directed=False)
    return np.asarray(np.bincount(own, minlength=count)[own])


def _groups(boxes: Floats, chosen: Flags) -> list[list[int]]:
    """The chosen lines in groups whose members are near each other, those with enough of them."""
    numbers = np.flatnonzero(chosen)
    left, top, right, foot = boxes[numbers].T
    aside = np.maximum(left[:, None] - right[None, :], left[None, :] - right[:, None])
    above = np.maximum(top[:, None] - foot[None, :], top[None, :] - foot[:, None])
    near = np.maximum(aside, 0.0) + np.maximum(above, 0.0) <= REACH
    count, own = connected_components(near, directed=False)
    groups = [[int(number) for number in numbers[own == group]] for group in range(count)]
    return [group for group in groups if len(group) >= LEAST_LABELS]


def _is_drawing(members: Sequence[int], boxes: Floats, lines: Sequence[Line]) -> bool:
    """Whether a group of lines has no sentences, and hardly anything else in the midst of it."""
    marked = sum(bool(_MARK.search(lines[number].text)) for number in members)
    own = boxes[list(members)]
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    within = (middle > own[:, :2].min(axis=0)).all(axis=1) & (middle < own[:, 2:].max(axis=0)).all(axis=1)
    within[list(members)] = False
    return marked <= MOST_MARKED * len(members) and int(within.sum()) <= MOST_OTHERS * len(members)
