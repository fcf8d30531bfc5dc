"""Evidence for one thing coming after another: small functions, each with a name and a unit.

Every function looks at all edges of a graph at once and gives one number for each. What the numbers are worth is
learned (`learned_weights`), never written here. What lines and words say of going on is in `text_continuity_evidence`.
Lengths are in em of the body and are counted up to `page_graph.FAR`.
"""

from __future__ import annotations

import numpy as np

from banmian.layout.geometry import LEAST_SIDE
from banmian.layout.separation.evidence.byline_evidence import BYLINE_EVIDENCE
from banmian.layout.separation.evidence.evidence_tables import EdgeEvidence, registers_in
from banmian.layout.separation.evidence.head_evidence import HEAD_EVIDENCE
from banmian.layout.separation.evidence.page_style_evidence import PAGE_STYLE, for_edges
from banmian.layout.separation.evidence.text_continuity_evidence import TEXT_CONTINUITY_EVIDENCE
from banmian.layout.separation.graph.measurements import (
    LEAST_SIZE,
    TOUCH,
    Edges,
    count_above,
    count_below,
    count_beside,
    count_between,
    count_lines,
    depth_on_page,
    distance_to_picture,
    fonts_of,
    gap_between,
    head_peers,
    inset_under_head,
    line_pitch,
    overhang,
    past_side_of_head,
    rank_from_left,
    room_of_characters,
    rule_distance,
    same_or_other,
    sameness,
    share_of_largest,
    size_of_head_directly_above,
    up_to_far,
)
from banmian.layout.separation.graph.page_graph import Floats

MOST_STEPS = 6.0
"""Steps to the right are counted up to here."""

EDGE_EVIDENCE: dict[str, EdgeEvidence] = {**TEXT_CONTINUITY_EVIDENCE, **HEAD_EVIDENCE, **BYLINE_EVIDENCE}
"""By name, in the order in which weights are kept."""

register_edge_evidence = registers_in(EDGE_EVIDENCE)
"""Enters a function among the evidence."""
NARROW = 0.2
"""Where nodes share less than this of the narrower one's width, a rule is sought over the next one's."""


# where the two stand


@register_edge_evidence
def gap_down(edges: Edges) -> Floats:
    """White from the foot of the first down to the top of the next (em); negative where they overlap."""
    return up_to_far(edges.graph.gap_below[edges.before, edges.after])


@register_edge_evidence
def gap_right(edges: Edges) -> Floats:
    """White from the right edge of the first to the left edge of the next (em)."""
    return up_to_far(edges.graph.gap_right[edges.before, edges.after])


@register_edge_evidence
def shared_width(edges: Edges) -> Floats:
    """Width that the two share, as a share of the narrower one's; negative where apart."""
    return np.clip(edges.graph.shared_width[edges.before, edges.after], -1.0, 1.0)


@register_edge_evidence
def shared_height(edges: Edges) -> Floats:
    """Height that the two share, as a share of the lower one's; negative where apart."""
    return np.clip(edges.graph.shared_height[edges.before, edges.after], -1.0, 1.0)


@register_edge_evidence
def left_edges(edges: Edges) -> Floats:
    """How far right of the first one's left edge the next one's is (em)."""
    return up_to_far((edges.other[0] - edges.one[0]) / edges.em)


@register_edge_evidence
def right_edges(edges: Edges) -> Floats:
    """How far right of the first one's right edge the next one's is (em)."""
    return up_to_far((edges.other[2] - edges.one[2]) / edges.em)


@register_edge_evidence
def tops(edges: Edges) -> Floats:
    """How far below the first one's top the next one's is (em)."""
    return up_to_far((edges.other[1] - edges.one[1]) / edges.em)


@register_edge_evidence
def feet(edges: Edges) -> Floats:
    """How far below the first one's foot the next one's is (em)."""
    return up_to_far((edges.other[3] - edges.one[3]) / edges.em)


@register_edge_evidence
def width_ratio(edges: Edges) -> Floats:
    """How many times as wide the next one is (natural logarithm)."""
    return np.asarray(
        np.log(
            np.maximum(edges.other[2] - edges.other[0], LEAST_SIDE)
            / np.maximum(edges.one[2] - edges.one[0], LEAST_SIDE)
        )
    )


@register_edge_evidence
def rank_above(edges: Edges) -> Floats:
    """How many of the same kind stand between the first and the next, which is below it; -1 where it is not."""
    graph = edges.graph
    above = graph.is_above[edges.before, edges.after]
    texts, heads = count_between(graph)
    first_is_head = graph.is_head[edges.before]
    count = np.where(first_is_head, heads[edges.before, edges.after], texts[edges.before, edges.after])
    return np.where(above, count, -1.0)


@register_edge_evidence
def heads_between(edges: Edges) -> Floats:
    """How many heads stand between the two, one below the other."""
    return count_between(edges.graph)[1][edges.before, edges.after]


@register_edge_evidence
def texts_between(edges: Edges) -> Floats:
    """How many texts stand between the two, one below the other."""
    return count_between(edges.graph)[0][edges.before, edges.after]


@register_edge_evidence
def columns_between(edges: Edges) -> Floats:
    """How many texts stand between the two, side by side at the height of either."""
    return count_beside(edges.graph)[edges.before, edges.after]


@register_edge_evidence
def left_rank(edges: Edges) -> Floats:
    """How many texts that nothing goes on below stand nearer, left of the next one, than the first."""
    return rank_from_left(edges.graph)[edges.before, edges.after]


# what is round about them


@register_edge_evidence
def text_under_first(edges: Edges) -> Floats:
    """White between the first and the nearest text below it (em)."""
    graph = edges.graph
    return gap_between(graph, np.arange(len(graph.nodes)), graph.text_below)[edges.before]


@register_edge_evidence
def head_under_first(edges: Edges) -> Floats:
    """White between the first and the nearest head below it (em)."""
    graph = edges.graph
    return gap_between(graph, np.arange(len(graph.nodes)), graph.head_below)[edges.before]


@register_edge_evidence
def text_over_next(edges: Edges) -> Floats:
    """White between the next and the nearest text above it (em)."""
    graph = edges.graph
    return gap_between(graph, graph.text_above, np.arange(len(graph.nodes)))[edges.after]


@register_edge_evidence
def head_over_next(edges: Edges) -> Floats:
    """White between the next and the nearest head above it (em)."""
    graph = edges.graph
    return gap_between(graph, graph.head_above, np.arange(len(graph.nodes)))[edges.after]


@register_edge_evidence
def is_nearest_above(edges: Edges) -> Floats:
    """1 where the first is the nearest of its kind above the next."""
    graph = edges.graph
    nearest = np.where(graph.is_head[edges.before], graph.head_above[edges.after], graph.text_above[edges.after])
    return np.asarray((nearest == edges.before).astype(float))


@register_edge_evidence
def is_nearest_below(edges: Edges) -> Floats:
    """1 where the next is the nearest of its kind below the first."""
    graph = edges.graph
    nearest = np.where(graph.is_head[edges.after], graph.head_below[edges.before], graph.text_below[edges.before])
    return np.asarray((nearest == edges.after).astype(float))


@register_edge_evidence
def head_directly_above_first(edges: Edges) -> Floats:
    """Size of the head that the first stands right under (em), 0 for none."""
    return size_of_head_directly_above(edges.graph)[edges.before]


@register_edge_evidence
def head_directly_above_next(edges: Edges) -> Floats:
    """Size of the head that the next stands right under (em), 0 for none."""
    return size_of_head_directly_above(edges.graph)[edges.after]


@register_edge_evidence
def same_head_directly_above(edges: Edges) -> Floats:
    """1 where both stand right under one head, -1 under two, 0 where one stands under none."""
    one, other = edges.graph.head_directly_above[edges.before], edges.graph.head_directly_above[edges.after]
    return same_or_other(one, other)


@register_edge_evidence
def first_is_head_directly_above(edges: Edges) -> Floats:
    """1 where the first is the head that the next stands right under."""
    return np.asarray((edges.graph.head_directly_above[edges.after] == edges.before).astype(float))


@register_edge_evidence
def inset_under_head_above(edges: Edges) -> Floats:
    """How far right of the left edge of its head the next one begins (em); -1 without a head above."""
    return inset_under_head(edges.graph)[edges.after]


@register_edge_evidence
def below_first_head(edges: Edges) -> Floats:
    """How far below the foot of the head over the first text the next one begins (em); FAR without a head."""
    return past_side_of_head(edges, 3)


@register_edge_evidence
def past_first_head(edges: Edges) -> Floats:
    """How far right of the end of the head over the first text the next one begins (em); FAR without a head."""
    return past_side_of_head(edges, 2)


@register_edge_evidence
def depth_first(edges: Edges) -> Floats:
    """How far down the page the first ends, 0 to 1."""
    return depth_on_page(edges.graph, edges.one[3])


@register_edge_evidence
def depth_next(edges: Edges) -> Floats:
    """How far down the page the next begins, 0 to 1."""
    return depth_on_page(edges.graph, edges.other[1])


# rules


@register_edge_evidence
def rule_between(edges: Edges) -> Floats:
    """Share of the narrower one's width along which a rule runs between the first and the next below it."""
    low, high = edges.one[3] - TOUCH * edges.em, edges.other[1] + TOUCH * edges.em
    start, end = np.maximum(edges.one[0], edges.other[0]), np.minimum(edges.one[2], edges.other[2])
    narrow = end - start < NARROW * np.minimum(edges.one[2] - edges.one[0], edges.other[2] - edges.other[0])
    start, end = np.where(narrow, edges.other[0], start), np.where(narrow, edges.other[2], end)
    cover = edges.graph.level.cover(low, high, start, end)
    return np.where(edges.graph.is_above[edges.before, edges.after], cover, 0.0)


@register_edge_evidence
def rule_beside(edges: Edges) -> Floats:
    """Share of the next one's height along which a rule runs upright between the two, side by side."""
    left = edges.one[0] + edges.one[2] <= edges.other[0] + edges.other[2]
    low = np.where(left, edges.one[2], edges.other[2]) - TOUCH * edges.em
    high = np.where(left, edges.other[0], edges.one[0]) + TOUCH * edges.em
    return edges.graph.upright.cover(low, high, edges.other[1], edges.other[3])


@register_edge_evidence
def rule_under_first(edges: Edges) -> Floats:
    """Distance from the foot of the first to a rule below it (em)."""
    return rule_distance(edges.graph, 1)[edges.before]


@register_edge_evidence
def rule_over_next(edges: Edges) -> Floats:
    """Distance from the top of the next up to a rule above it (em)."""
    return rule_distance(edges.graph, -1)[edges.after]


# type


@register_edge_evidence
def size_first(edges: Edges) -> Floats:
    """Size of the first's largest type (em)."""
    return edges.graph.sizes[edges.before]


@register_edge_evidence
def size_next(edges: Edges) -> Floats:
    """Size of the next one's largest type (em)."""
    return edges.graph.sizes[edges.after]


@register_edge_evidence
def size_ratio(edges: Edges) -> Floats:
    """How many times as large the next one's type is (natural logarithm)."""
    sizes = np.maximum(edges.graph.sizes, LEAST_SIZE)
    return np.asarray(np.log(sizes[edges.after] / sizes[edges.before]))


@register_edge_evidence
def across_first(edges: Edges) -> Floats:
    """1 where the first runs across the page's direction."""
    return edges.graph.across[edges.before].astype(float)


@register_edge_evidence
def across_next(edges: Edges) -> Floats:
    """1 where the next runs across the page's direction."""
    return edges.graph.across[edges.after].astype(float)


@register_edge_evidence
def same_font(edges: Edges) -> Floats:
    """1 for the same typeface, -1 for two, 0 where one is unknown."""
    return sameness(fonts_of(edges.graph), edges)


@register_edge_evidence
def lines_first(edges: Edges) -> Floats:
    """How many lines the first has, up to 12."""
    return count_lines(edges.graph)[edges.before]


@register_edge_evidence
def lines_next(edges: Edges) -> Floats:
    """How many lines the next has, up to 12."""
    return count_lines(edges.graph)[edges.after]


@register_edge_evidence
def picture_first(edges: Edges) -> Floats:
    """Distance from the first to the nearest picture (em)."""
    return distance_to_picture(edges.graph)[edges.before]


@register_edge_evidence
def picture_next(edges: Edges) -> Floats:
    """Distance from the next to the nearest picture (em)."""
    return distance_to_picture(edges.graph)[edges.after]


@register_edge_evidence
def latin(edges: Edges) -> Floats:
    """Share of the page's letters that are not Han."""
    return np.full(len(edges.before), 1.0 - edges.graph.type_.han)


@register_edge_evidence
def head_left(edges: Edges) -> Floats:
    """How far right of the left edge of the head over the first the next one begins (em); FAR without a head."""
    return past_side_of_head(edges, 0)


@register_edge_evidence
def head_top(edges: Edges) -> Floats:
    """How far below the top of the head over the first the next one begins (em); FAR without a head."""
    return past_side_of_head(edges, 1)


@register_edge_evidence
def pitch_ratio(edges: Edges) -> Floats:
    """How many times as far apart the next one's lines are (natural logarithm); 0 where either has one line."""
    pitch = line_pitch(edges.graph)
    one, other = pitch[edges.before], pitch[edges.after]
    known = (one > 0) & (other > 0)
    return np.where(known, np.log(np.where(known, other, 1.0) / np.where(known, one, 1.0)), 0.0)


@register_edge_evidence
def tightness_ratio(edges: Edges) -> Floats:
    """How many times as much room a character of the next takes along its line (natural logarithm)."""
    room = room_of_characters(edges.graph)
    return np.asarray(np.log(room[edges.after] / room[edges.before]))


@register_edge_evidence
def head_peers_first(edges: Edges) -> Floats:
    """Heads of the page as large as the first, up to 12; -1 for text."""
    return head_peers(edges.graph)[edges.before]


@register_edge_evidence
def head_peers_next(edges: Edges) -> Floats:
    """Heads of the page as large as the next, up to 12; -1 for text."""
    return head_peers(edges.graph)[edges.after]


@register_edge_evidence
def size_share_next(edges: Edges) -> Floats:
    """Size of the next one's type as a share of the page's largest head."""
    return share_of_largest(edges.graph)[edges.after]


@register_edge_evidence
def texts_below_first(edges: Edges) -> Floats:
    """How many texts stand below the first in its column, up to 12."""
    return count_below(edges.graph, ~edges.graph.is_head)[edges.before]


@register_edge_evidence
def heads_below_first(edges: Edges) -> Floats:
    """How many heads stand below the first in its column, up to 12."""
    return count_below(edges.graph, edges.graph.is_head)[edges.before]


@register_edge_evidence
def texts_above_next(edges: Edges) -> Floats:
    """How many texts stand above the next one in its column, up to 12."""
    return count_above(edges.graph, ~edges.graph.is_head)[edges.after]


@register_edge_evidence
def heads_above_next(edges: Edges) -> Floats:
    """How many heads stand above the next one in its column, up to 12."""
    return count_above(edges.graph, edges.graph.is_head)[edges.after]


@register_edge_evidence
def overhang_next(edges: Edges) -> Floats:
    """How much of the width of the head over the next one lies left of it; -1 without a head above."""
    return overhang(edges.graph)[edges.after]


@register_edge_evidence
def steps_right(edges: Edges) -> Floats:
    """How far right of the first one's left edge the next one's is, in widths of the first."""
    return np.asarray(np.clip((edges.other[0] - edges.one[0]) / (edges.one[2] - edges.one[0]), -MOST_STEPS, MOST_STEPS))


@register_edge_evidence
def level_rule_crossed(edges: Edges) -> Floats:
    """Length of the longest rule along the lines that the way from the first to the next crosses, to the page's."""
    return _crossed(edges, 0)


@register_edge_evidence
def upright_rule_crossed(edges: Edges) -> Floats:
    """Length of the longest rule across the lines that the way from the first to the next crosses, to the page's."""
    return _crossed(edges, 1)


def _crossed(edges: Edges, axis: int) -> Floats:
    graph = edges.graph
    points = graph.middles[:, ::-1] if axis else graph.middles
    extent = graph.boxes[:, axis + 2].max() - graph.boxes[:, axis].min()
    ruled = graph.upright if axis else graph.level
    return np.asarray(ruled.crossed(points[edges.before], points[edges.after]) / max(extent, edges.em))


for _name in PAGE_STYLE:
    register_edge_evidence(for_edges(_name))
