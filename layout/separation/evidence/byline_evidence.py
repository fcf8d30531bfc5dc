"""Evidence of names that sign a text, for edges: see `succession_evidence`."""

from __future__ import annotations

from banmian.layout.segmentation.text_blocks import TextBlock
from banmian.layout.separation.evidence.evidence_tables import EdgeEvidence, registers_in
from banmian.layout.separation.graph.measurements import (
    Edges,
    inset_of,
    measure_blocks,
)
from banmian.layout.separation.graph.page_graph import Floats
from banmian.wording.bylines import byline_score

LONGEST_NAME = 24
"""A line that signs has at most so many characters."""

BYLINE_EVIDENCE: dict[str, EdgeEvidence] = {}
"""By name, in the order in which weights are kept."""

register_byline_evidence = registers_in(BYLINE_EVIDENCE)
"""Enters a function among the evidence."""


def byline_likelihood(block: TextBlock, em: float) -> float:
    """How likely a line or two are nothing but an author's name, 0 to 1."""
    text = block.text.replace("\n", "").strip()
    return byline_score(text) if len(block.lines) <= 2 and 0 < len(text) <= LONGEST_NAME else 0.0


@register_byline_evidence
def first_is_byline(edges: Edges) -> Floats:
    """How likely the first is nothing but an author's name, 0 to 1."""
    return measure_blocks(edges.graph, byline_likelihood)[edges.before]


@register_byline_evidence
def next_is_byline(edges: Edges) -> Floats:
    """How likely the next is nothing but an author's name, 0 to 1."""
    return measure_blocks(edges.graph, byline_likelihood)[edges.after]


@register_byline_evidence
def first_inset(edges: Edges) -> Floats:
    """How far right of its column's edge the first one's first line begins (em); -1 where the edge is unknown."""
    return measure_blocks(edges.graph, inset_of)[edges.before]
