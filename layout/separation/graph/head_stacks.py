"""Heads that stand together as one, and the text that by custom comes first under them.

A kicker, a headline, a subheadline and a name below each other are one head to a reader, and often one that reaches
over several columns. Its text begins in the first of these columns; what stands under it in the others came another
way. Told by place alone, before anything is linked: evidence (`head_evidence`) says what it is worth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from banmian.layout.separation.graph.page_graph import Flags, Floats, Graph, Ints

HEAD_PART_GAP = 1.4
"""Kicker, headline and subheadline of one head are at most so many of the smaller one's em apart, and a name below it
so many of the body's: more than lines of one headline are (`article_candidate.HEAD_LINE_GAP`)."""
SHORT = 0.55
"""A line less than this share as wide as the page's texts is no line of text: a name, a label, a last word."""
TEXT_REACH = 6.0
"""The text of a head begins at most so many em below it."""
OVERLAP = 1.0
"""What stands under a head shares at least so many em of its width."""


@dataclass(frozen=True)
class HeadStacks:
    """For each node its stack (-1: none); for each stack its box, the size of its largest type (em), its first text.

    ``first_text`` is the number of that text's node, -1 where none stands near; ``stack_of_text`` the way back.
    """

    stack: Ints
    boxes: Floats
    sizes: Floats
    first_text: Ints
    stack_of_text: Ints


def find_stacks(graph: Graph) -> HeadStacks:
    """The stacks of a graph's heads."""
    short = short_lines(graph)
    stack = _with_names(graph, _components(_adjoining(graph)), short)
    count = int(stack.max(initial=-1)) + 1
    boxes, sizes = np.zeros((count, 4)), np.zeros(count)
    for number in range(count):
        members = stack == number
        boxes[number, :2] = graph.boxes[members, :2].min(axis=0)
        boxes[number, 2:] = graph.boxes[members, 2:].max(axis=0)
        sizes[number] = graph.sizes[members].max()
    first_text = _first_texts(graph, boxes, ~graph.is_head & ~short)
    stack_of_text = np.full(len(graph.nodes), -1)
    for number in np.argsort(sizes):
        if first_text[number] >= 0:
            stack_of_text[first_text[number]] = number
    return HeadStacks(stack, boxes, sizes, first_text, stack_of_text)


def short_lines(graph: Graph) -> Flags:
    """Which texts are one line that is much shorter than texts are wide."""
    wide = graph.boxes[:, 2] - graph.boxes[:, 0]
    texts = ~graph.is_head
    single = np.array([len(node.lines) == 1 for node in graph.nodes], dtype=bool)
    longer = texts & ~single
    usual = float(np.median(wide[longer])) if longer.any() else np.inf
    return np.asarray(texts & single & (wide < SHORT * usual))


def _adjoining(graph: Graph) -> Flags:
    """(i, j): heads one below the other, near, with no rule between."""
    heads = graph.is_head[:, None] & graph.is_head[None, :]
    reach = HEAD_PART_GAP * np.minimum(graph.sizes[:, None], graph.sizes[None, :])
    near = heads & (graph.shared_width > 0.0) & (graph.gap_below > -0.5) & (graph.gap_below <= reach)
    one, other = np.nonzero(near)
    boxes = graph.boxes
    start, end = np.maximum(boxes[one, 0], boxes[other, 0]), np.minimum(boxes[one, 2], boxes[other, 2])
    ruled = graph.level.cover(boxes[one, 3] - 1.0, boxes[other, 1] + 1.0, start, end) > 0.5
    near[one[ruled], other[ruled]] = False
    return near | near.T | (np.eye(len(heads), dtype=bool) & graph.is_head[:, None])


def _components(joined: Flags) -> Ints:
    """The number of the connected part that each node is in, -1 for nodes joined to nothing, not even themselves."""
    found = np.full(len(joined), -1)
    number = 0
    for start in range(len(joined)):
        if found[start] >= 0 or not joined[start, start]:
            continue
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if found[node] < 0:
                found[node] = number
                waiting += np.flatnonzero(joined[node] & (found < 0)).tolist()
        number += 1
    return found


def _with_names(graph: Graph, stack: Ints, short: Flags) -> Ints:
    """The stacks with the short lines right below their heads."""
    found = stack.copy()
    near = graph.is_head[:, None] & short[None, :] & (graph.shared_width > 0.0)
    gap = np.where(near & (graph.gap_below > -0.5) & (graph.gap_below <= HEAD_PART_GAP), graph.gap_below, np.inf)
    for node in np.flatnonzero(short & np.isfinite(gap).any(axis=0)):
        found[node] = stack[int(gap[:, node].argmin())]
    return found


def _first_texts(graph: Graph, stacks: Floats, texts: Flags) -> Ints:
    """For each stack the text in the first column under it, -1 for none."""
    boxes, em = graph.boxes, graph.type_.em
    shared = np.minimum(stacks[:, None, 2], boxes[None, :, 2]) - np.maximum(stacks[:, None, 0], boxes[None, :, 0])
    gap = (boxes[None, :, 1] - stacks[:, None, 3]) / em
    under = (shared > OVERLAP * em) & (gap > -1.0) & (gap <= TEXT_REACH) & texts[None, :]
    place = np.where(under, boxes[None, :, 0] / em + 0.5 * np.maximum(gap, 0.0), np.inf)
    if not place.size:
        return np.full(len(stacks), -1)
    return np.where(np.isfinite(place.min(axis=1)), place.argmin(axis=1), -1)
