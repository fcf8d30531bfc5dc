"""The decisions of article separation explained: the choices that were open to each thing, and what the evidence said.

Of an area read as chains (`chain_separation.ChainedArea`) every node had choices: to come after one of some others, or
to begin an article. The path through the trees says what a piece of evidence added to the log odds
(`decision_trees.Trees.worth`). Of an area divided by straight cuts the cuts that lead to a thing are listed, with what
each was worth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item, span
from banmian.layout.separation.candidates.article_candidate import judge
from banmian.layout.separation.chain_separation import ChainedArea
from banmian.layout.separation.evidence.node_evidence import NODE_EVIDENCE
from banmian.layout.separation.evidence.solution_evidence import SETTLED_EDGES, SETTLED_NODES
from banmian.layout.separation.evidence.succession_evidence import EDGE_EVIDENCE
from banmian.layout.separation.graph.page_graph import Floats
from banmian.layout.separation.learned_weights.decision_trees import Trees
from banmian.layout.separation.learned_weights.graph_scorer import EDGE_KINDS, NODE_KINDS, kinds_of_edges
from banmian.layout.separation.straight_cuts import MOST_HEADS, Axis, Division
from banmian.messages import translatable

BEGINS = -1
"""In place of a node that another one comes after: it begins an article."""
MOST_OPTIONS = 4
"""Options listed besides the one that was taken."""
DOUBTFUL_CHANCE = 0.6
"""A choice with a lower chance is doubtful,"""
DOUBTFUL_MARGIN = 1.1
"""and so is one whose log odds are ahead of the next best by less: the other is a third as likely."""

UNITS = (("(em)", "em"), ("(natural logarithm)", "ln"))
"""How a function of evidence says its unit, and the unit."""

RIVAL_MEANINGS = {
    "odds_alone": translatable("log odds of this choice by itself"),
    "rival_before": translatable("log odds of the best other thing that the next could come after"),
    "rival_after": translatable("log odds of the best other thing that could come after the first"),
    "next_begins": translatable("log odds of the next beginning an article"),
    "first_begins": translatable("log odds of the first beginning an article"),
    "begins_alone": translatable("log odds of beginning an article, by itself"),
    "best_before": translatable("log odds of the best thing that it could come after"),
    "second_before": translatable("log odds of the second best thing that it could come after"),
    "best_after": translatable("log odds of the best thing that could come after it"),
}
"""What the evidence of rivals says (`graph_scorer.rivalry`)."""
MEANINGS = {**RIVAL_MEANINGS, **SETTLED_EDGES, **SETTLED_NODES}
SUREST = 30.0
"""Log odds beyond these are as sure as chances can say."""


@dataclass(frozen=True)
class Contribution:
    """One piece of evidence: its value, in ``unit`` ("" for shares, counts and yes or no), and what it added."""

    name: str
    meaning: str
    unit: str
    value: float
    log_odds: float


@dataclass(frozen=True)
class Reasoning:
    """How log odds came about: what choices of the kind begin with, and each piece of evidence, weightiest first."""

    start: float
    contributions: tuple[Contribution, ...]

    @property
    def log_odds(self) -> float:
        """What it comes to."""
        return self.start + sum(part.log_odds for part in self.contributions)


@dataclass(frozen=True)
class Choice:
    """A choice that a node had: to come after ``before`` (`BEGINS`: none), which ``taken_by`` came after instead."""

    before: int
    log_odds: float
    taken_by: int | None = None

    @property
    def chance(self) -> float:
        """The chance that it is right, by its own log odds."""
        return chance_of(self.log_odds)


@dataclass(frozen=True)
class Decision:
    """The choice of one node: the option taken and the best others, and why it stood as it did.

    ``alone`` sees the choice by itself, ``among`` beside its rivals and in the articles of a first solution; ``habits``
    is what the habits of the newspaper added.
    """

    node: int
    taken: Choice
    others: tuple[Choice, ...]
    alone: Reasoning
    among: Reasoning
    habits: float

    @property
    def margin(self) -> float:
        """Log odds ahead of the best other option; negative where that one was another's."""
        return self.taken.log_odds - self.others[0].log_odds if self.others else float("inf")

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it."""
        return is_doubtful(self.taken.chance, self.margin)


def is_doubtful(chance: float, margin: float) -> bool:
    """Whether a choice with this chance, so many log odds ahead of the next best, is in doubt."""
    return chance < DOUBTFUL_CHANCE or margin < DOUBTFUL_MARGIN


def chance_of(log_odds: float) -> float:
    """The chance that log odds stand for."""
    return 1.0 / (1.0 + exp(-max(-SUREST, min(SUREST, log_odds))))


def decision_of(area: ChainedArea, node: int) -> Decision:
    """The choice of a node of an area."""
    scored, before = area.scored, int(area.solution.predecessor[node])
    leading = np.flatnonzero(scored.edges.after == node)
    follower = {int(one): number for number, one in enumerate(area.solution.predecessor) if one >= 0}
    options = [
        Choice(int(one), float(scored.odds[edge]), follower.get(int(one)))
        for edge in leading
        if (one := scored.edges.before[edge]) != before
    ]
    if before >= 0:
        options.append(Choice(BEGINS, float(scored.begins[node])))
        edge = next(int(edge) for edge in leading if scored.edges.before[edge] == before)
        taken, reasons = Choice(before, float(scored.odds[edge])), _reasons_for_edge(area, edge)
    else:
        taken, reasons = Choice(BEGINS, float(scored.begins[node])), _reasons_for_beginning(area, node)
    others = sorted(options, key=lambda option: -option.log_odds)[:MOST_OPTIONS]
    habits = taken.log_odds - reasons[1].log_odds
    return Decision(node, taken, tuple(others), *reasons, habits)


def _reasons_for_edge(area: ChainedArea, edge: int) -> tuple[Reasoning, Reasoning]:
    scored = area.scored
    here = scored.edges.before[edge : edge + 1], scored.edges.after[edge : edge + 1]
    kind = EDGE_KINDS[int(kinds_of_edges(scored.graph, *here)[0])]
    row = scored.edge_evidence[edge]
    stages = area.scorer.alone.edges[kind], area.scorer.settled.edges[kind]
    return _reasoning(stages[0], row, EDGE_EVIDENCE), _reasoning(stages[1], row, EDGE_EVIDENCE)


def _reasons_for_beginning(area: ChainedArea, node: int) -> tuple[Reasoning, Reasoning]:
    scored = area.scored
    kind = NODE_KINDS[int(scored.graph.is_head[node])]
    row = scored.node_evidence[node]
    stages = area.scorer.alone.begins[kind], area.scorer.settled.begins[kind]
    return _reasoning(stages[0], row, NODE_EVIDENCE), _reasoning(stages[1], row, NODE_EVIDENCE)


def _reasoning(trees: Trees, row: Floats, evidence: Mapping[str, Callable[[Any], Floats]]) -> Reasoning:
    worth = trees.worth(row[: len(trees.names)])
    start = worth.pop("")
    parts = [
        Contribution(name, *_meaning_of(name, evidence), float(row[trees.names.index(name)]), worth[name])
        for name in sorted(worth, key=lambda name: -abs(worth[name]))
    ]
    return Reasoning(start, tuple(parts))


def _meaning_of(name: str, evidence: Mapping[str, Callable[[Any], Floats]]) -> tuple[str, str]:
    """What a piece of evidence says, by the first sentence of its function, and its unit."""
    sentence = MEANINGS[name] if name in MEANINGS else (evidence[name].__doc__ or name).split("\n")[0]
    return sentence, next((unit for written, unit in UNITS if written in sentence), "")


@dataclass(frozen=True)
class MadeCut:
    """A straight cut, at ``at`` (page units, in the level frame), ``gap`` em wide.

    ``ruled``: a rule runs in it. ``gain`` is by how much the parts score better than the whole as one article; None
    where the whole has too many heads to be one.
    """

    axis: Axis
    at: float
    gap: float
    ruled: bool
    gain: float | None


def cuts_to(division: Division, box: Box, rules: Sequence[Rule], type_: Typography) -> tuple[list[MadeCut], Division]:
    """The cuts from the whole of a region down to the part that holds what stands at ``box``, and that part."""
    cuts: list[MadeCut] = []
    while division.candidate is None:
        cuts.append(_made_cut(division, rules, type_))
        division = max(division.parts, key=lambda part: max(box.intersection(item.box) for item in _items(part)))
    return cuts, division


def _made_cut(division: Division, rules: Sequence[Rule], type_: Typography) -> MadeCut:
    first, second = (span(_items(part)) for part in division.parts)
    low, high = (first.y1, second.y0) if division.axis == "rows" else (first.x1, second.x0)
    whole = span([*_items(division.parts[0]), *_items(division.parts[1])])
    between = [rule.box for rule in rules if rule.horizontal == (division.axis == "rows")]
    places = [
        box.cy if division.axis == "rows" else box.cx
        for box in between
        if (box.x_overlap(whole) if division.axis == "rows" else box.y_overlap(whole)) > 0
    ]
    slack = type_.em / 2
    ruled = any(min(low, high) - slack <= place <= max(low, high) + slack for place in places)
    return MadeCut(division.axis, (low + high) / 2, (high - low) / type_.em, ruled, _gain(division, type_))


def _gain(division: Division, type_: Typography) -> float | None:
    items = _items(division)
    if sum(item.kind == "head" for item in items) > MOST_HEADS:
        return None
    return division.score - judge(items, type_).score


def _items(division: Division) -> list[Item]:
    return [item for candidate in division.candidates for item in candidate.items]
