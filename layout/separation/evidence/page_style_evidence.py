"""Evidence of how a page is made up, the same for all that stands on it.

Papers differ in what their heads and columns mean: whether text goes on under a deep head or past it, whether rules
part articles or tiers. What holds of one makeup need not hold of another, and these numbers tell them apart. See
`succession_evidence` and `node_evidence`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from banmian.layout.separation.evidence.evidence_tables import registers_in
from banmian.layout.separation.graph.measurements import Edges, cached, room_of_characters
from banmian.layout.separation.graph.page_graph import FAR, Floats, Graph

LEAST_LINES = 3
"""A text of so many lines or more shows how wide columns are."""
BEYOND = 1.3
"""A head that is wider than a column by this reaches over several."""
MOST_RULES = 8.0
"""Rules a thing are counted up to so many."""

Style = Callable[[Graph], float]
Where = TypeVar("Where")
PAGE_STYLE: dict[str, Style] = {}
"""By name, in the order in which weights are kept."""

register_page_style = registers_in(PAGE_STYLE)
"""Enters a function among them."""


@register_page_style
def column_width(graph: Graph) -> float:
    """Median width of the page's longer texts (em), 0 where there are none."""
    long = np.array([len(node.lines) >= LEAST_LINES for node in graph.nodes], dtype=bool) & ~graph.is_head
    wide = (graph.boxes[:, 2] - graph.boxes[:, 0])[long]
    return min(float(np.median(wide)) / graph.type_.em, FAR) if len(wide) else 0.0


@register_page_style
def texts(graph: Graph) -> float:
    """How many texts the page has (natural logarithm of one more)."""
    return float(np.log1p((~graph.is_head).sum()))


@register_page_style
def heads(graph: Graph) -> float:
    """Share of the page's things that are heads."""
    return float(graph.is_head.mean()) if len(graph.nodes) else 0.0


@register_page_style
def wide_heads(graph: Graph) -> float:
    """Share of the page's heads that are wider than a column; 0 without heads."""
    wide = (graph.boxes[:, 2] - graph.boxes[:, 0])[graph.is_head]
    return float((wide > BEYOND * column_width(graph) * graph.type_.em).mean()) if len(wide) else 0.0


@register_page_style
def level_rules(graph: Graph) -> float:
    """Rules along the lines for each thing of the page, up to `MOST_RULES`."""
    return _for_each(graph, sum(rule.horizontal for rule in graph.rules))


@register_page_style
def upright_rules(graph: Graph) -> float:
    """Rules across the lines for each thing of the page, up to `MOST_RULES`."""
    return _for_each(graph, sum(not rule.horizontal for rule in graph.rules))


@register_page_style
def tightness(graph: Graph) -> float:
    """Median room that a character takes along its line (em), 0 on an empty page."""
    return float(np.median(room_of_characters(graph))) if len(graph.nodes) else 0.0


def _for_each(graph: Graph, count: int) -> float:
    return min(count / max(1, len(graph.nodes)), MOST_RULES)


def style_of(graph: Graph, name: str) -> float:
    """One number of a page's style, worked out once."""
    return cached(graph, f"style: {name}", lambda: PAGE_STYLE[name](graph))


def for_edges(name: str) -> Callable[[Edges], Floats]:
    """A number of the style as evidence for edges."""
    return _named(name, lambda edges: np.full(len(edges.before), style_of(edges.graph, name)))


def for_nodes(name: str) -> Callable[[Graph], Floats]:
    """A number of the style as evidence for nodes."""
    return _named(name, lambda graph: np.full(len(graph.nodes), style_of(graph, name)))


def _named(name: str, work: Callable[[Where], Floats]) -> Callable[[Where], Floats]:
    """``work`` with the name and the words of a number of the style, under which it is kept and explained."""
    work.__name__, work.__doc__ = f"page_{name}", PAGE_STYLE[name].__doc__
    return work
