"""Evidence for an article beginning with a thing: small functions, each with a name and a unit.

Every function looks at all nodes of a graph at once and gives one number for each; see `succession_evidence`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from banmian.layout.separation.evidence.byline_evidence import byline_likelihood
from banmian.layout.separation.evidence.evidence_tables import registers_in
from banmian.layout.separation.evidence.head_evidence import size_of_head_of_others, size_of_own_head
from banmian.layout.separation.evidence.page_style_evidence import PAGE_STYLE, for_nodes
from banmian.layout.separation.graph.measurements import (
    LEAST_SIZE,
    TOUCH,
    count_above,
    count_lines,
    depth_on_page,
    distance_to_picture,
    gap_between,
    habit_of_indents,
    head_peers,
    indent_below,
    indent_of,
    inset_of,
    inset_under_head,
    measure_blocks,
    opening_of,
    overhang,
    rule_distance,
    share_of_largest,
    size_of_head_directly_above,
    slack_of,
    up_to_far,
)
from banmian.layout.separation.graph.page_graph import FAR, Floats, Graph, Ints

NodeEvidence = Callable[[Graph], Floats]
MOST_WIDTHS = 10.0
"""Widths of others are counted up to so many."""

NODE_EVIDENCE: dict[str, NodeEvidence] = {}
"""By name, in the order in which weights are kept."""

register_node_evidence = registers_in(NODE_EVIDENCE)
"""Enters a function among the evidence."""


@register_node_evidence
def size(graph: Graph) -> Floats:
    """Size of its largest type (em)."""
    return graph.sizes


@register_node_evidence
def across(graph: Graph) -> Floats:
    """1 where it runs across the page's direction."""
    return graph.across.astype(float)


@register_node_evidence
def width(graph: Graph) -> Floats:
    """Width (em)."""
    return up_to_far((graph.boxes[:, 2] - graph.boxes[:, 0]) / graph.type_.em)


@register_node_evidence
def text_above(graph: Graph) -> Floats:
    """White up to the nearest text above (em)."""
    return gap_between(graph, graph.text_above, np.arange(len(graph.nodes)))


@register_node_evidence
def head_above(graph: Graph) -> Floats:
    """White up to the nearest head above (em)."""
    return gap_between(graph, graph.head_above, np.arange(len(graph.nodes)))


@register_node_evidence
def text_below(graph: Graph) -> Floats:
    """White down to the nearest text below (em)."""
    return gap_between(graph, np.arange(len(graph.nodes)), graph.text_below)


@register_node_evidence
def head_below(graph: Graph) -> Floats:
    """White down to the nearest head below (em)."""
    return gap_between(graph, np.arange(len(graph.nodes)), graph.head_below)


@register_node_evidence
def size_of_head_above(graph: Graph) -> Floats:
    """Size of the head that it stands right under (em), 0 for none."""
    return size_of_head_directly_above(graph)


@register_node_evidence
def head_above_ratio(graph: Graph) -> Floats:
    """Size of the nearest head above beside its own."""
    head = graph.head_above
    return np.where(head >= 0, graph.sizes[head] / np.maximum(graph.sizes, LEAST_SIZE), 0.0)


@register_node_evidence
def inset(graph: Graph) -> Floats:
    """How far right of the left edge of its head it begins (em); -1 without a head above."""
    return inset_under_head(graph)


@register_node_evidence
def rule_above(graph: Graph) -> Floats:
    """Distance up to a rule (em)."""
    return rule_distance(graph, -1)


@register_node_evidence
def rule_below(graph: Graph) -> Floats:
    """Distance down to a rule (em)."""
    return rule_distance(graph, 1)


@register_node_evidence
def rule_left(graph: Graph) -> Floats:
    """Distance to an upright rule at its left (em)."""
    boxes = graph.boxes
    away = graph.upright.distance(boxes[:, 0] + TOUCH * graph.type_.em, boxes[:, 1], boxes[:, 3], -1)
    return np.minimum(away / graph.type_.em, FAR)


@register_node_evidence
def depth(graph: Graph) -> Floats:
    """How far down the page it begins, 0 to 1."""
    return depth_on_page(graph, graph.boxes[:, 1])


@register_node_evidence
def lines(graph: Graph) -> Floats:
    """How many lines it has, up to 12."""
    return count_lines(graph)


@register_node_evidence
def indented(graph: Graph) -> Floats:
    """1 where it begins with an indent, -1 where it surely does not, 0 where nobody can tell."""
    return measure_blocks(graph, indent_of)


@register_node_evidence
def opens(graph: Graph) -> Floats:
    """1 where it begins as articles and paragraphs do."""
    return measure_blocks(graph, opening_of)


@register_node_evidence
def habit(graph: Graph) -> Floats:
    """Share of the page's longer texts in which a line is indented."""
    return np.full(len(graph.nodes), habit_of_indents(graph))


@register_node_evidence
def below_indented(graph: Graph) -> Floats:
    """As `indented`, of the text right below where this is a head."""
    return indent_below(graph)


@register_node_evidence
def picture(graph: Graph) -> Floats:
    """Distance to the nearest picture (em)."""
    return distance_to_picture(graph)


@register_node_evidence
def han(graph: Graph) -> Floats:
    """Share of the page's letters that are Han."""
    return np.full(len(graph.nodes), graph.type_.han)


@register_node_evidence
def inset_first(graph: Graph) -> Floats:
    """How far right of its column's edge its first line begins (em); -1 where the edge is unknown."""
    return measure_blocks(graph, inset_of)


@register_node_evidence
def peers(graph: Graph) -> Floats:
    """Heads of the page as large as it is, up to 12; -1 for text."""
    return head_peers(graph)


@register_node_evidence
def size_share(graph: Graph) -> Floats:
    """Size of its type as a share of the page's largest head."""
    return share_of_largest(graph)


@register_node_evidence
def above_slack(graph: Graph) -> Floats:
    """How far before its column's edge the text above ends (em); -1 where the edge is unknown or nothing is above."""
    return np.where(graph.text_above >= 0, measure_blocks(graph, slack_of)[graph.text_above], -1.0)


@register_node_evidence
def above_width(graph: Graph) -> Floats:
    """Width as a share of the text above, -1 where nothing is above."""
    return _width_beside(graph, graph.text_above)


@register_node_evidence
def heads_above(graph: Graph) -> Floats:
    """How many heads stand above in its column, up to 12."""
    return count_above(graph, graph.is_head)


@register_node_evidence
def texts_above(graph: Graph) -> Floats:
    """How many texts stand above in its column, up to 12."""
    return count_above(graph, ~graph.is_head)


@register_node_evidence
def head_overhang(graph: Graph) -> Floats:
    """Share of the width of the head above that lies left of it; -1 without one."""
    return overhang(graph)


@register_node_evidence
def below_width(graph: Graph) -> Floats:
    """Width as a share of the text below, -1 where nothing is below."""
    return _width_beside(graph, graph.text_below)


@register_node_evidence
def own_head(graph: Graph) -> Floats:
    """Size of the head under which it is the first text (em), 0 for none."""
    return size_of_own_head(graph)


@register_node_evidence
def head_of_others(graph: Graph) -> Floats:
    """Size of the head that it stands right under though another text is its first (em), 0 for none."""
    return size_of_head_of_others(graph)


@register_node_evidence
def is_byline(graph: Graph) -> Floats:
    """How likely it is nothing but an author's name, 0 to 1."""
    return measure_blocks(graph, byline_likelihood)


@register_node_evidence
def byline_above(graph: Graph) -> Floats:
    """How likely the text above is nothing but an author's name, 0 to 1; 0 where nothing is above."""
    return np.where(graph.text_above >= 0, measure_blocks(graph, byline_likelihood)[graph.text_above], 0.0)


def _width_beside(graph: Graph, others: Ints) -> Floats:
    """Width of each as a share of another's, up to `MOST_WIDTHS`; -1 where there is no other."""
    wide = np.maximum(graph.boxes[:, 2] - graph.boxes[:, 0], LEAST_SIZE)
    return np.where(others >= 0, np.minimum(wide / wide[others], MOST_WIDTHS), -1.0)


for _name in PAGE_STYLE:
    register_node_evidence(for_nodes(_name))
