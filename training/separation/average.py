"""The mean of several fits: ``python -m training.separation.average ONE.json OTHER.json --out weights.json``.

Fits that saw other pages, or the same with another random seed, err in other places: the mean of their log odds errs
less (bagging, Breiman 1996). The trees of all stand side by side, each counting for its share. Advertisements are
told by the first one's trees.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from banmian.layout.separation.evidence.evidence_tables import current_names
from banmian.layout.separation.learned_weights.decision_trees import KINDS, pack_arrays, unpack_arrays

STAGES = ("alone", "among", "settled")


def average(fits: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The weights file that gives the mean log odds of one or more. Raises ValueError where their evidence differs."""
    found = {**fits[0], "version": " | ".join(fit["version"] for fit in fits)}
    for stage in STAGES:
        found[stage] = {
            part: {kind: _joined([fit[stage][part][kind] for fit in fits]) for kind in fits[0][stage][part]}
            for part in ("edges", "begins")
        }
    return found


def _joined(sets: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One set of the trees of several, their values divided by how many sets there are."""
    if any(current_names(trees["names"]) != current_names(sets[0]["names"]) for trees in sets):
        raise ValueError("the fits have different evidence")
    parts = [unpack_arrays(trees) for trees in sets]
    arrays = {name: np.concatenate([part[name] for part in parts]) for name in KINDS}
    arrays["value"] = arrays["value"] / np.float32(len(sets))
    return {"names": sets[0]["names"], "depth": max(trees["depth"] for trees in sets), **pack_arrays(arrays)}


def main() -> None:
    """Reads the arguments, writes the mean."""
    parser = argparse.ArgumentParser(prog="python -m training.separation.average", description=__doc__)
    parser.add_argument("fits", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    whole = average([json.loads(path.read_text("utf-8")) for path in arguments.fits])
    arguments.out.write_text(json.dumps(whole, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    main()
