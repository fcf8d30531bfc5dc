"""Evidence of lines and words for one thing coming after another: see `succession_evidence`.

Where a line ends and the next begins, marks, datelines, jump lines; whether words run on over the break; and whether
the two speak of the same things.
"""

from __future__ import annotations

import re

import numpy as np

from banmian.layout.separation.candidates.block_continuity import CONTEXT
from banmian.layout.separation.evidence.evidence_tables import EdgeEvidence, registers_in
from banmian.layout.separation.graph.measurements import (
    Edges,
    close_of,
    habit_of_indents,
    indent_below,
    indent_of,
    inset_of,
    measure_blocks,
    opening_of,
    shortness_of,
    slack_of,
    verse_of,
)
from banmian.layout.separation.graph.page_graph import Floats
from banmian.layout.separation.graph.shared_words import punctuation_shares, shared_words
from banmian.wording.continuity import continues
from banmian.wording.unicode_script import OPENING

SPECK = re.compile(rf"\s[{re.escape(OPENING)}]$")
"""An opening bracket that stands off at the end of a text: a speck, or a piece of a rule, that was read as one."""

TEXT_CONTINUITY_EVIDENCE: dict[str, EdgeEvidence] = {}
"""By name, in the order in which weights are kept."""

register_text_continuity_evidence = registers_in(TEXT_CONTINUITY_EVIDENCE)
"""Enters a function among the evidence."""


@register_text_continuity_evidence
def next_indented(edges: Edges) -> Floats:
    """1 where the next begins with an indent, -1 where it surely does not, 0 where nobody can tell."""
    return measure_blocks(edges.graph, indent_of)[edges.after]


@register_text_continuity_evidence
def first_short(edges: Edges) -> Floats:
    """1 where the first ends before its column's edge, -1 where it fills it, 0 where nobody can tell."""
    return measure_blocks(edges.graph, shortness_of)[edges.before]


@register_text_continuity_evidence
def first_closed(edges: Edges) -> Floats:
    """1 where the first ends a sentence, -0.5 where it ends with a pause, -1 else."""
    return measure_blocks(edges.graph, close_of)[edges.before]


@register_text_continuity_evidence
def next_opens(edges: Edges) -> Floats:
    """1 where the next begins as articles and paragraphs do: a dateline, a mark, a number, 近日."""
    return measure_blocks(edges.graph, opening_of)[edges.after]


@register_text_continuity_evidence
def wording(edges: Edges) -> Floats:
    """How likely the words of the next go on where those of the first break off, 0 to 1; 0.5 for heads."""
    graph = edges.graph
    texts = ~(graph.is_head[edges.before] | graph.is_head[edges.after])
    result = np.full(len(edges.before), 0.5)
    tails = [SPECK.sub("", "".join(line.text for line in node.lines[-CONTEXT:])) for node in graph.nodes]
    openings = [node.lines[0].text if node.lines else "" for node in graph.nodes]
    for at in np.flatnonzero(texts):
        result[at] = continues(tails[edges.before[at]], openings[edges.after[at]])
    return result


@register_text_continuity_evidence
def verse(edges: Edges) -> Floats:
    """1 where both are verse, -1 where one is, 0 where neither."""
    found = measure_blocks(edges.graph, verse_of)
    one, other = found[edges.before], found[edges.after]
    return np.where((one > 0) & (other > 0), 1.0, np.where((one > 0) | (other > 0), -1.0, 0.0))


@register_text_continuity_evidence
def indent_habit(edges: Edges) -> Floats:
    """Share of the page's longer texts in which a line is indented: whether paragraphs begin so here."""
    return np.full(len(edges.before), habit_of_indents(edges.graph))


@register_text_continuity_evidence
def text_under_next_indented(edges: Edges) -> Floats:
    """As `next_indented`, of the text right below the next where that is a head."""
    return indent_below(edges.graph)[edges.after]


@register_text_continuity_evidence
def next_inset(edges: Edges) -> Floats:
    """How far right of its column's edge the next one's first line begins (em); -1 where the edge is unknown."""
    return measure_blocks(edges.graph, inset_of)[edges.after]


@register_text_continuity_evidence
def first_slack(edges: Edges) -> Floats:
    """How far before its column's edge the first one's last line ends (em); -1 where the edge is unknown."""
    return measure_blocks(edges.graph, slack_of)[edges.before]


@register_text_continuity_evidence
def same_words(edges: Edges) -> Floats:
    """Pairs of characters that both have and few others on the page, beside how many there could be."""
    return shared_words(edges.graph)[edges.before, edges.after]


@register_text_continuity_evidence
def same_points(edges: Edges) -> Floats:
    """How unlike the two are in how much of them is punctuation."""
    shares = punctuation_shares(edges.graph)
    return np.abs(shares[edges.after] - shares[edges.before])
