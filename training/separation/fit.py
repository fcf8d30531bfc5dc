"""Learns what evidence is worth: ``python -m training.separation.fit --out weights.json``.

Pages come from the generator (families by name and seeds) and, where they are at hand, from areas that people drew
(`pages_from_polygons`) and from corrected documents (`banmian.learning.corrected_pages`). Each is read, worn as a scan
is, and taken apart as always; edges and beginnings are labelled by truth, and small boosted trees fitted to them, in
two stages: each edge by itself, then beside its rivals. What the second stage sees of the first is out of fold: of
pages that took no part in it. Then the pages are taken apart with these weights, to learn which candidates are
advertisements (`labelled_candidates`). How sure an article is to be whole is learned after it (`certainty`). Needs
LightGBM, which the package itself does not. The mean of several fits errs less than each (`average`).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from banmian.layout.separation.evidence.advertisement_evidence import ADVERTISEMENT_EVIDENCE
from banmian.layout.separation.evidence.node_evidence import NODE_EVIDENCE
from banmian.layout.separation.evidence.solution_evidence import settled_evidence
from banmian.layout.separation.evidence.succession_evidence import EDGE_EVIDENCE
from banmian.layout.separation.graph.chain_solver import solve
from banmian.layout.separation.graph.measurements import Edges
from banmian.layout.separation.graph.page_graph import Flags, Floats
from banmian.layout.separation.learned_weights.decision_trees import Tree, pack_trees
from banmian.layout.separation.learned_weights.graph_scorer import (
    EDGE_KINDS,
    EDGE_NAMES,
    NODE_KINDS,
    NODE_NAMES,
    RIVAL_EDGES,
    RIVAL_NODES,
    among_rivals,
    kinds_of_edges,
    read_scorer,
)
from banmian.learning.corrected_pages import pages_in
from banmian.learning.labelled_graphs import Example, examples_of
from banmian.learning.labelled_pages import LabelledPage
from training.separation import generated_pages, pages_from_polygons
from training.separation.labelled_candidates import LabelledCandidate, candidates_of

TREES = 250
FOLDS = 3
PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 20,
    "max_depth": 6,
    "learning_rate": 0.1,
    "min_data_in_leaf": 30,
    "lambda_l2": 5.0,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "path_smooth": 20.0,
    "seed": 1,
    "deterministic": True,
    "num_threads": 1,
    "max_bin": 127,
    "verbose": -1,
}
SEEDS = {
    "page": range(1000, 1045),
    "shuffled": range(1000, 1040),
    "vertical": range(1000, 1040),
    "republican": range(1000, 1250),
    "mosaic": range(1000, 1120),
    "mainland": range(1000, 1040),
    "tabloid": range(1000, 1040),
    "western": range(1000, 1020),
    "magazine": range(1000, 1060),
}
"""Documents by family. Seeds from 5000 on are for judging and are never learned from."""
NOTICE_TREES = 60
NOTICE_WORTH = {"vertical": 8.0}
"""How much candidates of a source count for the trees of advertisements: elsewhere short texts in frames are few."""
NO_TREE: Tree = {"feature": [0], "threshold": [0.0], "left": [0], "right": [0], "value": [0.0]}
UNLEARNED = {"notices": pack_trees([], 0, [NO_TREE])}
POLYGON_SEEDS = range(1, 9)
"""With each the same real places give other pages."""
CLEAN_SHARE = 0.4
"""Share of the generated pages that are also learned from as they were drawn."""


KEPT_FALSE = 0.4
"""Of false edges only so many are learned from, each counting for those left out."""
WORTH = {"page": 2.0, "polygons": 4.0, "tabloid": 3.0, "magazine": 4.0, "mainland": 2.0, "western": 2.0}
"""How much rows of a source count where another than once."""


Names = tuple[list[str], list[str]]
"""Evidence of edges and of nodes, by name."""
Models = tuple[list[Any], list[Any]]
STAGES: tuple[Names, ...] = (
    ([*EDGE_EVIDENCE], [*NODE_EVIDENCE]),
    ([*EDGE_EVIDENCE, *RIVAL_EDGES], [*NODE_EVIDENCE, *RIVAL_NODES]),
    ([*EDGE_NAMES], [*NODE_NAMES]),
)


@dataclass(frozen=True)
class Table:
    """Evidence with its truth and how much each row counts: (m, names), (m,), (m,)."""

    evidence: Floats
    truth: Flags
    weight: Floats


def pages(
    polygon_folder: Path | None, corrected_folder: Path | None, left_out: Sequence[str] = ()
) -> Iterator[LabelledPage]:
    """All pages that are learned from; no polygons in whose name one of the words ``left_out`` is."""
    yield from drawn(SEEDS)
    if polygon_folder is not None:
        for seed in POLYGON_SEEDS:
            for page in pages_from_polygons.pages_in(polygon_folder, seed):
                if not any(word in page.group for word in left_out):
                    yield page
    if corrected_folder is not None:
        yield from pages_in(corrected_folder)


def drawn(documents: dict[str, range]) -> Iterator[LabelledPage]:
    """The pages of generated documents, all worn, some as they were drawn too."""
    for family, seeds in documents.items():
        for seed in seeds:
            for number, page in enumerate(generated_pages.pages_of(family, seed)):
                rng = Random(seed * 7 + number)
                if rng.random() < CLEAN_SHARE:
                    yield page
                yield replace(page, page=generated_pages.worn(page.page, rng))


def fit(examples: Sequence[Example]) -> dict[str, Any]:
    """The weights file of a scorer learned from examples."""
    groups = sorted({example.page.group for example in examples})
    fold_of = {group: number % FOLDS for number, group in enumerate(groups)}
    alone = _fit_stage(examples, STAGES[0])
    seconds = _out_of_fold(examples, fold_of, STAGES[0], _beside_rivals)
    among = _fit_stage(seconds, STAGES[1])
    thirds = _out_of_fold(seconds, fold_of, STAGES[1], _in_chains)
    settled = _fit_stage(thirds, STAGES[2])
    return {
        "version": f"{len(groups)} documents, {sum(len(e.graph.nodes) for e in examples)} nodes",
        "alone": _stage_values(alone),
        "among": _stage_values(among),
        "settled": _stage_values(settled),
    }


def _out_of_fold(
    examples: Sequence[Example], fold_of: dict[str, int], names: Names, seen: Callable[[Example, Models], Example]
) -> list[Example]:
    """The examples with what models of a stage that were learned from other documents tell of them."""
    found: list[Example] = []
    for fold in range(FOLDS):
        models = _fit_stage([e for e in examples if fold_of[e.page.group] != fold], names)
        found += [seen(e, models) for e in examples if fold_of[e.page.group] == fold]
    return found


def _tables(examples: Sequence[Example]) -> tuple[list[Table], list[Table]]:
    edges: list[list[Table]] = [[] for _ in EDGE_KINDS]
    nodes: list[list[Table]] = [[] for _ in NODE_KINDS]
    rng = np.random.default_rng(1)
    for example in examples:
        follower, worth = example.follower, WORTH.get(example.page.source, 1.0)
        kinds = kinds_of_edges(example.graph, example.before, example.after)
        truth = follower[example.before] == example.after
        kept = truth | (rng.random(len(truth)) < KEPT_FALSE)
        weight = worth * np.where(truth, 1.0, 1.0 / KEPT_FALSE)
        for kind, rows in enumerate(edges):
            chosen = example.is_told & (kinds == kind) & kept
            rows.append(Table(example.edge_evidence[chosen], truth[chosen], weight[chosen]))
        follows = np.zeros(len(follower), dtype=bool)
        follows[follower[follower >= 0]] = True
        for kind, rows in enumerate(nodes):
            chosen = (example.article >= 0) & (example.graph.is_head == bool(kind))
            rows.append(Table(example.node_evidence[chosen], ~follows[chosen], np.full(chosen.sum(), worth)))
    return [_joined(rows) for rows in edges], [_joined(rows) for rows in nodes]


def _joined(tables: Sequence[Table]) -> Table:
    return Table(
        np.concatenate([table.evidence for table in tables]),
        np.concatenate([table.truth for table in tables]),
        np.concatenate([table.weight for table in tables]),
    )


def _fit_stage(examples: Sequence[Example], names: Names) -> Models:
    edges, nodes = _tables(examples)
    return [_fit(table, names[0]) for table in edges], [_fit(table, names[1]) for table in nodes]


def _fit(table: Table, names: Sequence[str]) -> Any:
    import lightgbm

    data = lightgbm.Dataset(table.evidence, table.truth.astype(float), weight=table.weight, feature_name=list(names))
    return lightgbm.train(PARAMETERS, data, TREES)


def _beside_rivals(example: Example, models: Models) -> Example:
    """An example with its likely edges and the evidence of rivalry from models of the first stage."""
    edges = Edges(example.graph, example.before, example.after)
    edges, of_edges, of_nodes, kept = among_rivals(edges, *_odds(example, models))
    likely = replace(example, before=edges.before, after=edges.after, edge_evidence=example.edge_evidence[kept])
    return _with(likely, of_edges, of_nodes)


def _in_chains(example: Example, models: Models) -> Example:
    """An example with the evidence of the solution that models of the second stage give."""
    edges = Edges(example.graph, example.before, example.after)
    odds, begins = _odds(example, models)
    solution = solve(len(begins), example.before, example.after, odds, begins)
    return _with(example, *settled_evidence(edges, odds, begins, solution))


def _with(example: Example, of_edges: Floats, of_nodes: Floats) -> Example:
    return replace(
        example,
        edge_evidence=np.hstack([example.edge_evidence, of_edges]),
        node_evidence=np.hstack([example.node_evidence, of_nodes]),
    )


def _odds(example: Example, models: Models) -> tuple[Floats, Floats]:
    kinds = kinds_of_edges(example.graph, example.before, example.after)
    odds = _predict(models[0], kinds, example.edge_evidence)
    return odds, _predict(models[1], example.graph.is_head.astype(np.int64), example.node_evidence)


def _predict(models: Sequence[Any], kinds: Any, evidence: Floats) -> Floats:
    odds = np.zeros(len(kinds))
    for kind, model in enumerate(models):
        chosen = kinds == kind
        if chosen.any():
            odds[chosen] = model.predict(evidence[chosen], raw_score=True)
    return odds


def _stage_values(models: Models) -> dict[str, Any]:
    edges = dict(zip(EDGE_KINDS, map(_trees, models[0]), strict=True))
    return {"edges": edges, "begins": dict(zip(NODE_KINDS, map(_trees, models[1]), strict=True))}


def _trees(model: Any) -> dict[str, Any]:
    values = model.dump_model()
    trees: list[Tree] = []
    depth = 0
    for tree in values["tree_info"]:
        rows: list[tuple[int, float, int, int, float]] = []
        depth = max(depth, _flatten(tree["tree_structure"], rows))
        feature, threshold, left, right, value = (list(column) for column in zip(*rows, strict=True))
        trees.append({"feature": feature, "threshold": threshold, "left": left, "right": right, "value": value})
    return pack_trees(values["feature_names"], depth, trees)


def _flatten(node: dict[str, Any], rows: list[tuple[int, float, int, int, float]]) -> int:
    """Writes a tree into rows, each (feature, threshold, left, right, value); gives its depth."""
    at = len(rows)
    if "split_feature" not in node:
        rows.append((0, 0.0, at, at, round(node["leaf_value"], 4)))
        return 0
    rows.append((0, 0.0, at, at, 0.0))
    left = len(rows)
    depth = _flatten(node["left_child"], rows)
    right = len(rows)
    depth = max(depth, _flatten(node["right_child"], rows))
    rows[at] = (node["split_feature"], round(node["threshold"], 4), left, right, round(node["internal_value"], 4))
    return depth + 1


def notices(found: Sequence[LabelledCandidate]) -> dict[str, Any]:
    """The trees that tell advertisements from articles."""
    import lightgbm

    evidence, truth = np.array([one.evidence for one in found]), np.array([float(one.advert) for one in found])
    worth = np.array([NOTICE_WORTH.get(one.source, 1.0) for one in found])
    data = lightgbm.Dataset(evidence, truth, weight=worth, feature_name=list(ADVERTISEMENT_EVIDENCE))
    return _trees(lightgbm.train({**PARAMETERS, "num_leaves": 8, "max_depth": 4}, data, NOTICE_TREES))


def _single(example: Example) -> Example:
    """An example with its evidence in single precision, half as large: thresholds of trees are no finer."""
    return replace(
        example,
        edge_evidence=example.edge_evidence.astype(np.float32),
        node_evidence=example.node_evidence.astype(np.float32),
    )


def weights_from(learned: Sequence[LabelledPage]) -> dict[str, Any]:
    """The whole weights file."""
    values = fit([_single(example) for page in learned for example in examples_of(page)])
    linked = read_scorer({**values, **UNLEARNED})
    values["notices"] = notices([one for page in learned for one in candidates_of(page, linked)])
    return values


def main() -> None:
    """Reads the arguments, learns, writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.separation.fit", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--polygons", type=Path, help="folder with regions/ and tei/ of ecpo-data")
    parser.add_argument(
        "--without", action="append", default=[], help="leave out polygons with this in their name, to judge on them"
    )
    parser.add_argument("--corrected", type=Path, help="folder of corrected article documents with their lines")
    arguments = parser.parse_args()
    if importlib.util.find_spec("lightgbm") is None:
        parser.error("LightGBM is not installed: `make train` installs it")
    learned = list(pages(arguments.polygons, arguments.corrected, arguments.without))
    arguments.out.write_text(json.dumps(weights_from(learned), separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    main()
