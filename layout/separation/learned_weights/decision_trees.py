"""Sets of small decision trees, looked up with numpy, and how they are kept in a weights file.

The package's file holds the nodes of all trees of a set one after the other, as arrays of numbers in base64: lists of
numbers took a tenth of a second to read. What was learned of a newspaper is small and kept as lists.
"""

from __future__ import annotations

import itertools
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from banmian.layout.separation.evidence.evidence_tables import current_names
from banmian.layout.separation.graph.page_graph import Floats, Ints

ROWS = 128
"""Rows of evidence that go through the trees at a time, so that what is looked up stays near the processor."""


@dataclass(frozen=True)
class Trees:
    """Trees of one kind: (t, k) arrays, a row for each tree, padded. A leaf's children are itself."""

    names: tuple[str, ...]
    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats
    depth: int

    def log_odds(self, evidence: Floats) -> Floats:
        """Log odds of each row of evidence, (m, names) to (m,)."""
        first = np.arange(len(self.feature)) * self.feature.shape[1]
        feature, threshold, value = self.feature.ravel(), self.threshold.ravel(), self.value.ravel()
        left, right = (self.left + first[:, None]).ravel(), (self.right + first[:, None]).ravel()
        found = np.empty(len(evidence))
        for start in range(0, len(evidence), ROWS):
            part = np.ascontiguousarray(evidence[start : start + ROWS])
            rows = np.arange(len(part))[:, None] * part.shape[1]
            at = np.broadcast_to(first, (len(part), len(first)))
            for _ in range(self.depth):
                lower = part.take(rows + feature.take(at)) <= threshold.take(at)
                at = np.where(lower, left.take(at), right.take(at))
            found[start : start + ROWS] = value.take(at).sum(axis=1)
        return found

    def worth(self, evidence: Floats) -> dict[str, float]:
        """What each piece of evidence of one row adds to the log odds; "" is what all rows begin with."""
        trees = np.arange(len(self.feature))
        paths = [places[0] for places in self._walk(evidence[None, :])]
        found = {"": float(self.value[trees, paths[0]].sum())}
        for upper, lower in itertools.pairwise(paths):
            change = self.value[trees, lower] - self.value[trees, upper]
            for tree in np.flatnonzero(upper != lower):
                name = self.names[self.feature[tree, upper[tree]]]
                found[name] = found.get(name, 0.0) + float(change[tree])
        return found

    def _walk(self, evidence: Floats) -> list[Ints]:
        trees = np.arange(len(self.feature))[None, :]
        rows = np.arange(len(evidence))[:, None]
        places = [np.zeros((len(evidence), len(self.feature)), dtype=np.int64)]
        for _ in range(self.depth):
            at = places[-1]
            lower = evidence[rows, self.feature[trees, at]] <= self.threshold[trees, at]
            places.append(np.where(lower, self.left[trees, at], self.right[trees, at]))
        return places


class Tree(TypedDict):
    """One tree, its nodes from the root on: a leaf's children are itself, a node's left one comes next."""

    feature: list[int]
    threshold: list[float]
    left: list[int]
    right: list[int]
    value: list[float]


KINDS = {"nodes": "u1", "feature": "u1", "threshold": "<f8", "right": "u1", "value": "<f4"}
"""How the numbers of each array are kept."""


def pack_trees(names: Sequence[str], depth: int, trees: Sequence[Tree]) -> dict[str, Any]:
    """Trees as a weights file holds them. At least one tree, none with more than 255 nodes or names."""
    flat: dict[str, list[Any]] = {"nodes": [len(tree["value"]) for tree in trees]}
    for name in ("feature", "threshold", "right", "value"):
        flat[name] = [value for tree in trees for value in tree[name]]
    arrays = {name: np.array(flat[name], dtype=kind) for name, kind in KINDS.items()}
    return {"names": list(names), "depth": depth, **pack_arrays(arrays)}


def pack_arrays(arrays: Mapping[str, NDArray[Any]]) -> dict[str, str]:
    """The arrays of a set, of the kinds of `KINDS`, as text."""
    return {name: b64encode(array.tobytes()).decode() for name, array in arrays.items()}


def unpack_arrays(values: Mapping[str, Any]) -> dict[str, NDArray[Any]]:
    """The arrays of a set that was packed."""
    return {name: np.frombuffer(b64decode(values[name]), dtype=kind) for name, kind in KINDS.items()}


def read_trees(values: dict[str, Any]) -> Trees:
    """The trees that a file tells of, packed or as lists."""
    if "trees" in values:
        values = pack_trees(values["names"], values["depth"], values["trees"])
    flat = unpack_arrays(values)
    used = np.arange(int(flat["nodes"].max())) < flat["nodes"][:, None]

    def table(name: str, kind: type) -> Any:
        rows: Any = np.zeros(used.shape, dtype=kind)
        rows[used] = flat[name]
        return rows

    right, places = table("right", np.int64), np.arange(used.shape[1])
    return Trees(
        current_names(values["names"]),
        table("feature", np.int64),
        table("threshold", np.float64),
        np.where(right > places, places + 1, places) * used,
        right,
        table("value", np.float64),
        values["depth"],
    )
