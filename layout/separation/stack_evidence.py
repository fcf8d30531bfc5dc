"""Evidence of heads that stand together (`head_stacks`) and of names that sign a text: see `edge_evidence`."""

from __future__ import annotations

import numpy as np

from banmian.layout.segmentation.text_blocks import TextBlock
from banmian.layout.separation.evidence_tables import enters_in
from banmian.layout.separation.graph import Floats, Graph, Ints
from banmian.layout.separation.graph_measurements import Edges, ask, inset_of, past_side, remember, same_or_other
from banmian.layout.separation.head_stacks import HeadStacks, find_stacks
from banmian.layout.separation.wording_evidence import EdgeEvidence
from banmian.wording.bylines import byline_score

LONGEST_NAME = 24
"""A line that signs has at most so many characters."""

STACK_EVIDENCE: dict[str, EdgeEvidence] = {}
"""By name, in the order in which weights are kept."""

of_stacks = enters_in(STACK_EVIDENCE)
"""Enters a function among the evidence."""


def stacks_of(graph: Graph) -> HeadStacks:
    """The stacks of a graph, worked out once."""
    return remember(graph, "stacks", lambda: find_stacks(graph))


def signing_of(block: TextBlock, em: float) -> float:
    """How likely a line or two are nothing but an author's name, 0 to 1."""
    text = block.text.replace("\n", "").strip()
    return byline_score(text) if len(block.lines) <= 2 and 0 < len(text) <= LONGEST_NAME else 0.0


@of_stacks
def next_is_home(edges: Edges) -> Floats:
    """1 where the next is the first text under the head that the first is part of, -1 where another is."""
    stacks = stacks_of(edges.graph)
    home = _told(stacks.home, stacks.stack[edges.before], -1.0)
    return np.where(home < 0, 0.0, np.where(home == edges.after, 1.0, -1.0))


@of_stacks
def same_stack(edges: Edges) -> Floats:
    """1 where both are parts of one head, -1 where of two, 0 where one is of none."""
    stack = stacks_of(edges.graph).stack
    one, other = stack[edges.before], stack[edges.after]
    return same_or_other(one, other)


@of_stacks
def head_of_next(edges: Edges) -> Floats:
    """Size of the head under which the next is the first text (em), 0 for none."""
    return size_of_own_head(edges.graph)[edges.after]


@of_stacks
def astray_under_head(edges: Edges) -> Floats:
    """Size of the head over the next whose first text is another (em), 0 for none."""
    return size_of_head_of_others(edges.graph)[edges.after]


@of_stacks
def stack_left(edges: Edges) -> Floats:
    """How far right of the left edge of all of the first one's head the next begins (em); FAR where it is no head."""
    return _past_stack(edges, 0)


@of_stacks
def stack_foot(edges: Edges) -> Floats:
    """How far below the foot of all of the first one's head the next begins (em); FAR where it is no head."""
    return _past_stack(edges, 3)


@of_stacks
def stack_right(edges: Edges) -> Floats:
    """How far right of the end of all of the first one's head the next begins (em); FAR where it is no head."""
    return _past_stack(edges, 2)


@of_stacks
def stack_size(edges: Edges) -> Floats:
    """Size of the largest type of the head that the first is part of (em), 0 for none."""
    stacks = stacks_of(edges.graph)
    return _told(stacks.sizes, stacks.stack[edges.before], 0.0)


@of_stacks
def first_signs(edges: Edges) -> Floats:
    """How likely the first is nothing but an author's name, 0 to 1."""
    return ask(edges.graph, signing_of)[edges.before]


@of_stacks
def next_signs(edges: Edges) -> Floats:
    """How likely the next is nothing but an author's name, 0 to 1."""
    return ask(edges.graph, signing_of)[edges.after]


@of_stacks
def first_inset(edges: Edges) -> Floats:
    """How far right of its column's edge the first one's first line begins (em); -1 where the edge is unknown."""
    return ask(edges.graph, inset_of)[edges.before]


def size_of_own_head(graph: Graph) -> Floats:
    """Size of the head under which each node is the first text (em), 0 for none."""
    stacks = stacks_of(graph)
    return _told(stacks.sizes, stacks.home_of, 0.0)


def size_of_head_of_others(graph: Graph) -> Floats:
    """Size of the head that each text stands right under though another text is its first (em), 0 for none."""
    stacks = stacks_of(graph)
    over = np.where(graph.governor >= 0, stacks.stack[graph.governor], -1)
    home = _told(stacks.home, over, -1.0)
    others = (home >= 0) & (home != np.arange(len(home))) & ~graph.is_head
    return np.where(others, _told(stacks.sizes, over, 0.0), 0.0)


def _past_stack(edges: Edges, side: int) -> Floats:
    stacks = stacks_of(edges.graph)
    return past_side(edges, stacks.boxes, stacks.stack[edges.before], side)


def _told(values: Floats | Ints, numbers: Ints, none: float) -> Floats:
    """The values of stacks by their numbers; another value where the number is -1."""
    held = np.append(np.asarray(values, dtype=np.float64), none)
    return held[numbers]
