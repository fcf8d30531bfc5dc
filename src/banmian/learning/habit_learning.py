"""Learns the habits of one newspaper from its corrected pages: tried on pages that took no part, made or refused.

The shipped weights stay as they are; small trees correct their log odds (`banmian.learning.boosting`). How many trees,
and whether areas are divided by chains even where straight cuts look well, is chosen by cross-validation over
documents; a model that is not surely better there than reading without it is not made.

The same pages tell how much more likely the best chains of its own pages are with the model. Pages of others gain
about nothing, so the model is used from a quarter of the median gain on.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.separation.area_separation import separate
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.graph.measurements import Edges
from banmian.layout.separation.graph.page_graph import Flags, Floats
from banmian.layout.separation.learned_weights.graph_scorer import (
    ALL_EDGES,
    EDGE_KINDS,
    EDGE_NAMES,
    NODE_KINDS,
    NODE_NAMES,
    Scored,
    default_scorer,
    kinds_of_edges,
    score_evidence,
)
from banmian.layout.separation.learned_weights.newspaper_habit_model import (
    MODEL_VERSION,
    NewspaperHabits,
    bounded,
    read_habits,
)
from banmian.learning.boosting import DEPTH, Rows, boost
from banmian.learning.labelled_graphs import Example

TREES = (12, 40)
"""Numbers of trees that are tried."""
FOLDS = 4
LEAST_PAGES = 6
ALIKE = 0.9
"""An article is found where this share of its text and of the text that is taken for it is common to both."""
LEAST_GAIN = 0.005
SURE = 2.0
"""Standard errors by which a gain must differ from none."""
SHARE_OF_GAIN = 0.25
"""Share of the median gain in likelihood of a newspaper's pages from which on a page is taken for one of them."""


@dataclass(frozen=True)
class TrainingTable:
    """Evidence, truth, log odds of before and weight of the edges or nodes of one kind."""

    evidence: Floats
    truth: Flags
    odds: Floats
    weight: Floats


@dataclass(frozen=True)
class Learned:
    """What was learned: article F1 without and with the model, on pages that took no part; the model, if better."""

    before: float
    after: float
    pages: int
    values: dict[str, Any] | None


@dataclass(frozen=True)
class Trial:
    """Article F1 of pages, each read with a model (``models``) that it took no part in."""

    f1: float
    trees: int
    chains: bool
    least_gain: float
    models: list[NewspaperHabits]


def learn(
    examples: Sequence[Example], report: Callable[[str], None] = lambda words: None, counts: Sequence[int] = TREES
) -> Learned:
    """The habits of a newspaper from its labelled pages; ``told`` hears of each choice that is tried.

    ``counts`` are the numbers of trees that are tried.
    """
    scored = [_scored(example) for example in examples]
    groups = sorted({example.page.group for example in examples})
    folds = min(FOLDS, len(groups))
    fold_of = {group: number % folds for number, group in enumerate(groups)} if folds else {}
    before = f1(examples, [None] * len(examples))
    nothing = Learned(before, before, len(examples), None)
    if len(examples) < LEAST_PAGES or folds < 2 or before > 1.0 - LEAST_GAIN:
        return nothing
    others = [[pair for pair in zip(examples, scored, strict=True) if fold_of[pair[0].page.group] != fold]
              for fold in range(folds)]  # fmt: skip

    def tried(trees: int, chains: bool) -> Trial:
        """How the pages of each fold are read with a model of the others."""
        made = [read_habits({**_fit(pairs, trees), "chains": chains}) for pairs in others]
        models = [made[fold_of[example.page.group]] for example in examples]
        gains = [model.gain(before) for model, before in zip(models, scored, strict=True)]
        least = SHARE_OF_GAIN * max(0.0, float(np.median(gains)))
        models = [replace(model, least_gain=least) for model in models]
        found = f1(examples, models)
        report(f"{trees} trees{', chains everywhere' if chains else ''}: {found:.3f} (without: {before:.3f})")
        return Trial(found, trees, chains, least, models)

    best = max((tried(trees, False) for trees in counts), key=lambda trial: (trial.f1, trial.trees))
    always = tried(best.trees, True)
    best = always if always.f1 > best.f1 + LEAST_GAIN else best
    if best.f1 < before + LEAST_GAIN or not _gains_surely(examples, best.models):
        return nothing
    values = _fit(list(zip(examples, scored, strict=True)), best.trees)
    figures = {"pages": len(examples), "article_f1_before": round(before, 4), "article_f1_after": round(best.f1, 4)}
    chosen = {"chains": best.chains, "least_gain": round(best.least_gain, 4)}
    return Learned(before, best.f1, len(examples), {**values, **chosen, "tried_on_other_pages": figures})


def _gains_surely(examples: Sequence[Example], models: Sequence[NewspaperHabits | None]) -> bool:
    """Whether the mean gain of a page is more than chance: over two of its standard errors."""
    gains = [f1([example], [model]) - f1([example], [None]) for example, model in zip(examples, models, strict=True)]
    return bool(np.mean(gains) > SURE * np.std(gains, ddof=1) / len(gains) ** 0.5)


def _scored(example: Example) -> Scored:
    edges = Edges(example.graph, example.before, example.after)
    return score_evidence(edges, example.edge_evidence, example.node_evidence, default_scorer(), ALL_EDGES)


def _fit(pairs: Sequence[tuple[Example, Scored]], trees: int) -> dict[str, Any]:
    edges: dict[str, list[TrainingTable]] = defaultdict(list)
    nodes: dict[str, list[TrainingTable]] = defaultdict(list)
    for example, scored in pairs:
        example = replace(example, before=scored.edges.before, after=scored.edges.after)
        follower = example.follower
        kinds = kinds_of_edges(example.graph, example.before, example.after)
        truth = follower[example.before] == example.after
        for number, kind in enumerate(EDGE_KINDS):
            chosen = example.is_told & (kinds == number)
            edges[kind].append(_table(scored.edge_evidence, truth, scored.odds, chosen))
        begins = np.ones(len(follower), dtype=bool)
        begins[follower[follower >= 0]] = False
        for number, kind in enumerate(NODE_KINDS):
            chosen = (example.article >= 0) & (example.graph.is_head == bool(number))
            nodes[kind].append(_table(scored.node_evidence, begins, scored.begins, chosen))
    return {
        "model_version": MODEL_VERSION,
        "base": default_scorer().version,
        "chains": False,
        "least_gain": -1e9,
        "edges": {kind: _learn_trees(tables, EDGE_NAMES, trees) for kind, tables in edges.items()},
        "begins": {kind: _learn_trees(tables, NODE_NAMES, trees) for kind, tables in nodes.items()},
    }


def _table(evidence: Floats, truth: Flags, odds: Floats, chosen: Flags) -> TrainingTable:
    return TrainingTable(evidence[chosen], truth[chosen], bounded(odds[chosen]), np.ones(int(chosen.sum())))


def _learn_trees(tables: Sequence[TrainingTable], names: Sequence[str], trees: int) -> dict[str, Any]:
    evidence = np.concatenate([table.evidence for table in tables])
    truth, odds, weight = (
        np.concatenate([getattr(table, name) for table in tables]) for name in ("truth", "odds", "weight")
    )
    found: list[Rows] = boost(evidence, truth, odds, weight, trees)
    leaf = {"feature": [0], "threshold": [0.0], "left": [0], "right": [0], "value": [0.0]}
    return {"names": list(names), "depth": DEPTH, "trees": found or [leaf]}


def f1(examples: Sequence[Example], models: Sequence[NewspaperHabits | None]) -> float:
    """F1 of whole articles, each page read with its model."""
    right = wanted = given = 0
    for example, model in zip(examples, models, strict=True):
        truth = _articles(example)
        candidates = separate(example.items, example.graph.rules, example.graph.type_, model=model)
        found = [lines for lines in (_known_lines(one, truth) for one in candidates) if lines]
        right += sum(any(_alike(lines, other) for other in found) for lines in truth.values())
        wanted += len(truth)
        given += len(found)
    return 2 * right / max(1, wanted + given)


Lines = dict[Box, int]


def _articles(example: Example) -> dict[int, Lines]:
    """The lines of each true article, with their lengths."""
    found: dict[int, Lines] = defaultdict(dict)
    for node, article in zip(example.graph.nodes, example.article, strict=True):
        if article >= 0:
            found[int(article)].update({line.box: len(line.text) for line in node.lines})
    return found


def _known_lines(candidate: ArticleCandidate, truth: dict[int, Lines]) -> Lines:
    """The lines of a candidate that belong to some true article."""
    known = {box for lines in truth.values() for box in lines}
    items = (*candidate.heads, *candidate.texts)
    return {line.box: len(line.text) for item in items for line in item.lines if line.box in known}


def _alike(one: Lines, other: Lines) -> bool:
    shared = sum(length for box, length in one.items() if box in other)
    return 2 * shared >= ALIKE * (sum(one.values()) + sum(other.values()))


def model_to_json(values: dict[str, Any]) -> bytes:
    """The file of a model."""
    return (json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
