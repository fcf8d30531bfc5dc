"""What one title does otherwise: small trees that correct the log odds of the shipped weights.

`banmian learn` makes such models from corrected pages; ``layout_model`` of the settings names one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from banmian.errors import UsageError
from banmian.layout.separation.scorer import (
    EDGE_KINDS,
    EDGE_NAMES,
    NODE_KINDS,
    NODE_NAMES,
    Scored,
    Stage,
    apply_stage,
    read_stage,
)

MODEL_VERSION = "1"


@dataclass(frozen=True)
class TitleModel:
    """Trees that are added to those of the scorer's last stage.

    With ``chains`` areas are divided by chains alone, without looking for straight cuts first.
    """

    stage: Stage
    chains: bool = False

    def corrected(self, scored: Scored) -> Scored:
        """What was scored, with what this title does otherwise."""
        odds, begins = apply_stage(self.stage, scored.edges, scored.edge_evidence, scored.node_evidence)
        return replace(scored, odds=scored.odds + odds, begins=scored.begins + begins)


def read_title_model(told: dict[str, Any]) -> TitleModel:
    """The model that a file holds. Raises ValueError for anything else."""
    try:
        if told["model_version"] != MODEL_VERSION:
            raise ValueError(f"version {told['model_version']} is unknown")
        edges = {kind: _renamed(told["edges"][kind], EDGE_NAMES) for kind in EDGE_KINDS}
        begins = {kind: _renamed(told["begins"][kind], NODE_NAMES) for kind in NODE_KINDS}
        return TitleModel(read_stage({"edges": edges, "begins": begins}), bool(told["chains"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no model of a title: {error!r}") from error


def _renamed(told: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Trees with their evidence counted as it is counted now: it is found by name."""
    places = {name: place for place, name in enumerate(names)}
    unknown = sorted({told["names"][at] for tree in told["trees"] for at in tree["feature"]} - places.keys())
    if unknown:
        raise ValueError(f"evidence that is no longer measured: {', '.join(unknown)}")
    now = [places.get(name, 0) for name in told["names"]]
    trees = [{**tree, "feature": [now[at] for at in tree["feature"]]} for tree in told["trees"]]
    return {"names": list(names), "depth": told["depth"], "trees": trees}


def load_title_model(path: Path) -> TitleModel:
    """The model in a file. Raises UsageError."""
    try:
        return _loaded(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}", "Name a file that `banmian learn` wrote.") from error
    except ValueError as error:
        raise UsageError(f"{path}: {error}", "Learn it again with `banmian learn`.") from error


@lru_cache(maxsize=4)
def _loaded(path: Path, changed: int) -> TitleModel:
    return read_title_model(json.loads(path.read_bytes()))
