"""Evidence of heads that stand together (`head_stacks`), for edges: see `succession_evidence`."""

from __future__ import annotations

import numpy as np

from banmian.layout.separation.evidence.evidence_tables import EdgeEvidence, registers_in
from banmian.layout.separation.graph.head_stacks import HeadStacks, find_stacks
from banmian.layout.separation.graph.measurements import (
    Edges,
    cached,
    past_side,
    same_or_other,
)
from banmian.layout.separation.graph.page_graph import Floats, Graph, Ints

HEAD_EVIDENCE: dict[str, EdgeEvidence] = {}
"""By name, in the order in which weights are kept."""

register_head_evidence = registers_in(HEAD_EVIDENCE)
"""Enters a function among the evidence."""


def cached_stacks(graph: Graph) -> HeadStacks:
    """The stacks of a graph, worked out once."""
    return cached(graph, "stacks", lambda: find_stacks(graph))


@register_head_evidence
def next_is_first_text(edges: Edges) -> Floats:
    """1 where the next is the first text under the head that the first is part of, -1 where another is."""
    stacks = cached_stacks(edges.graph)
    first_text = _by_stack(stacks.first_text, stacks.stack[edges.before], -1.0)
    return np.where(first_text < 0, 0.0, np.where(first_text == edges.after, 1.0, -1.0))


@register_head_evidence
def same_stack(edges: Edges) -> Floats:
    """1 where both are parts of one head, -1 where of two, 0 where one is of none."""
    stack = cached_stacks(edges.graph).stack
    one, other = stack[edges.before], stack[edges.after]
    return same_or_other(one, other)


@register_head_evidence
def head_over_first_text(edges: Edges) -> Floats:
    """Size of the head under which the next is the first text (em), 0 for none."""
    return size_of_own_head(edges.graph)[edges.after]


@register_head_evidence
def next_under_head_of_other(edges: Edges) -> Floats:
    """Size of the head over the next whose first text is another (em), 0 for none."""
    return size_of_head_of_others(edges.graph)[edges.after]


@register_head_evidence
def stack_left(edges: Edges) -> Floats:
    """How far right of the left edge of all of the first one's head the next begins (em); FAR where it is no head."""
    return _past_stack(edges, 0)


@register_head_evidence
def stack_foot(edges: Edges) -> Floats:
    """How far below the foot of all of the first one's head the next begins (em); FAR where it is no head."""
    return _past_stack(edges, 3)


@register_head_evidence
def stack_right(edges: Edges) -> Floats:
    """How far right of the end of all of the first one's head the next begins (em); FAR where it is no head."""
    return _past_stack(edges, 2)


@register_head_evidence
def stack_size(edges: Edges) -> Floats:
    """Size of the largest type of the head that the first is part of (em), 0 for none."""
    stacks = cached_stacks(edges.graph)
    return _by_stack(stacks.sizes, stacks.stack[edges.before], 0.0)


def size_of_own_head(graph: Graph) -> Floats:
    """Size of the head under which each node is the first text (em), 0 for none."""
    stacks = cached_stacks(graph)
    return _by_stack(stacks.sizes, stacks.stack_of_text, 0.0)


def size_of_head_of_others(graph: Graph) -> Floats:
    """Size of the head that each text stands right under though another text is its first (em), 0 for none."""
    stacks = cached_stacks(graph)
    over = np.where(graph.head_directly_above >= 0, stacks.stack[graph.head_directly_above], -1)
    first_text = _by_stack(stacks.first_text, over, -1.0)
    others = (first_text >= 0) & (first_text != np.arange(len(first_text))) & ~graph.is_head
    return np.where(others, _by_stack(stacks.sizes, over, 0.0), 0.0)


def _past_stack(edges: Edges, side: int) -> Floats:
    stacks = cached_stacks(edges.graph)
    return past_side(edges, stacks.boxes, stacks.stack[edges.before], side)


def _by_stack(values: Floats | Ints, numbers: Ints, none: float) -> Floats:
    """The values of stacks by their numbers; another value where the number is -1."""
    held = np.append(np.asarray(values, dtype=np.float64), none)
    return held[numbers]
