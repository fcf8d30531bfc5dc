"""The habits of one newspaper in separating articles: small trees that correct the log odds of the shipped weights.

`banmian learn` makes such models from corrected pages; ``layout_model`` of the settings names one. A model is used
where it explains an area better than the shipped weights do, about as it did on pages of its newspaper that it was
tried on: pages of other papers are read as if it were not there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from banmian.errors import UsageError
from banmian.layout.separation.evidence.evidence_tables import current_names
from banmian.layout.separation.graph.chain_solver import solve
from banmian.layout.separation.graph.page_graph import Flags, Floats, Graph
from banmian.layout.separation.learned_weights.graph_scorer import (
    ALL_EDGES,
    EDGE_KINDS,
    EDGE_NAMES,
    NODE_KINDS,
    NODE_NAMES,
    Scored,
    Stage,
    apply_stage,
    default_scorer,
    read_stage,
    score,
)

MODEL_VERSION = "2"
MOST_SURE = 4.0
"""Log odds beyond this are corrected as if they were this: what other newspapers never do, one may do always."""


@dataclass(frozen=True)
class NewspaperHabits:
    """Trees that are added to those of the scorer's last stage.

    With ``chains`` areas are divided by chains alone, without looking for straight cuts first. ``least_gain`` is the
    least `gain` of an area for which the model is used.
    """

    stage: Stage
    chains: bool = False
    least_gain: float = -float("inf")

    def suits(self, graph: Graph) -> bool:
        """Whether an area looks like those of the newspaper."""
        return bool(graph.nodes) and self.gain(score(graph, default_scorer(), ALL_EDGES)) >= self.least_gain

    def gain(self, scored: Scored) -> float:
        """By how much more likely the best chains of an area are with the model (nats per node)."""
        alone = replace(scored, odds=bounded(scored.odds), begins=bounded(scored.begins))
        return mean_likelihood(self.corrected(scored)) - mean_likelihood(alone)

    def corrected(self, scored: Scored) -> Scored:
        """What was scored, with what this newspaper does otherwise."""
        odds, begins = apply_stage(self.stage, scored.edges, scored.edge_evidence, scored.node_evidence)
        return replace(scored, odds=bounded(scored.odds) + odds, begins=bounded(scored.begins) + begins)


def bounded(odds: Floats) -> Floats:
    """Log odds of the shipped weights as the habits of a newspaper correct them: at most so sure that it can."""
    return np.clip(odds, -MOST_SURE, MOST_SURE)


def mean_likelihood(scored: Scored) -> float:
    """Log likelihood of the best chains of a graph, of every edge and beginning that is or is not in them, per node."""
    edges = scored.edges
    solution = solve(len(scored.graph.nodes), edges.before, edges.after, scored.odds, scored.begins)
    taken = solution.predecessor[edges.after] == edges.before
    begun = solution.predecessor < 0
    return float((_log_chance(scored.odds, taken).sum() + _log_chance(scored.begins, begun).sum()) / len(begun))


def _log_chance(odds: Floats, happens: Flags) -> Floats:
    return np.asarray(-np.logaddexp(0.0, np.where(happens, -odds, odds)))


def read_habits(values: dict[str, Any]) -> NewspaperHabits:
    """The model that a file holds. Raises ValueError for anything else."""
    try:
        if values["model_version"] != MODEL_VERSION:
            raise ValueError(f"version {values['model_version']} is unknown")
        edges = {kind: _renamed(values["edges"][kind], EDGE_NAMES) for kind in EDGE_KINDS}
        begins = {kind: _renamed(values["begins"][kind], NODE_NAMES) for kind in NODE_KINDS}
        return NewspaperHabits(
            read_stage({"edges": edges, "begins": begins}), bool(values["chains"]), float(values["least_gain"])
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no model of a newspaper's habits: {error!r}") from error


def _renamed(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Trees with their evidence counted as it is counted now: it is found by name."""
    places = {name: place for place, name in enumerate(names)}
    kept = current_names(values["names"])
    unknown = sorted({kept[at] for tree in values["trees"] for at in tree["feature"]} - places.keys())
    if unknown:
        raise ValueError(f"evidence that is no longer measured: {', '.join(unknown)}")
    now = [places.get(name, 0) for name in kept]
    trees = [{**tree, "feature": [now[at] for at in tree["feature"]]} for tree in values["trees"]]
    return {"names": list(names), "depth": values["depth"], "trees": trees}


def load_habits(path: Path) -> NewspaperHabits:
    """The model in a file. Raises UsageError."""
    try:
        return _loaded(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}", "Name a file that `banmian learn` wrote.") from error
    except ValueError as error:
        raise UsageError(f"{path}: {error}", "Learn it again with `banmian learn`.") from error


@lru_cache(maxsize=4)
def _loaded(path: Path, changed: int) -> NewspaperHabits:
    return read_habits(json.loads(path.read_bytes()))
