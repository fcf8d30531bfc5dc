"""What the learned evidence of article separation is worth, on drawn pages of seeds that nothing was learned from.

    python benchmarks/separation_evidence.py [--documents N] [--evidence] [FAMILY …]

Prints for each family the share of right choices (what a piece of text or a line of a head comes after, or that it
begins an article) and pairwise F1 of which pieces belong together. With ``--evidence`` each piece of evidence in turn
is put out of action (every edge or node gets its median), and the change of the first figure is printed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from banmian.layout.separation.chain_separation import solve_graph  # noqa: E402
from banmian.layout.separation.evidence.node_evidence import NODE_EVIDENCE  # noqa: E402
from banmian.layout.separation.evidence.succession_evidence import EDGE_EVIDENCE  # noqa: E402
from banmian.layout.separation.graph.chain_solver import chains_of  # noqa: E402
from banmian.layout.separation.graph.measurements import Edges  # noqa: E402
from banmian.layout.separation.graph.page_graph import Floats, Ints  # noqa: E402
from banmian.layout.separation.learned_weights.graph_scorer import default_scorer, score_evidence  # noqa: E402
from banmian.learning.labelled_graphs import Example, examples_of  # noqa: E402
from training.separation.generated_pages import pages_of, worn  # noqa: E402

FAMILIES = ("republican", "mosaic", "mainland", "tabloid", "western", "magazine")
FIRST_SEED = 7000
"""Seeds below 5000 are learned from."""


def examples(family: str, documents: int) -> list[Example]:
    """Labelled regions of a family's unseen documents, worn as scans are."""
    found: list[Example] = []
    for seed in range(FIRST_SEED, FIRST_SEED + documents):
        for page in pages_of(family, seed):
            found += examples_of(replace(page, page=worn(page.page, Random(seed))))
    return found


def chosen(example: Example, without: str = "") -> Ints:
    """What each node is said to come after (-1: it begins), with a piece of evidence put out of action."""
    edge, node = (
        _muted(example.edge_evidence, EDGE_EVIDENCE, without),
        _muted(example.node_evidence, NODE_EVIDENCE, without),
    )
    edges = Edges(example.graph, example.before, example.after)
    scored = score_evidence(edges, edge, node, default_scorer())
    return solve_graph(scored).predecessor


def _muted(evidence: Floats, names: Sequence[str] | dict[str, object], without: str) -> Floats:
    if without not in names:
        return evidence
    muted = evidence.copy()
    at = list(names).index(without)
    muted[:, at] = np.median(muted[:, at])
    return muted


def right_choices(found: Sequence[Example], without: str = "") -> float:
    """Share of the nodes of articles whose predecessor is the true one."""
    right = count = 0
    for example in found:
        truth = np.full(len(example.article), -1)
        follower = example.follower
        truth[follower[follower >= 0]] = np.flatnonzero(follower >= 0)
        told = example.article >= 0
        right += int((chosen(example, without)[told] == truth[told]).sum())
        count += int(told.sum())
    return right / max(1, count)


def pairwise_f1(found: Sequence[Example]) -> float:
    """F1 of pairs of nodes that stand in one article."""
    both = said = true = 0
    for example in found:
        member = np.zeros(len(example.article), dtype=int)
        for number, chain in enumerate(chains_of(chosen(example))):
            member[chain] = number
        told = example.article >= 0
        mine, theirs = member[told], example.article[told]
        upper = np.triu_indices(len(mine), 1)
        together, one = (mine[:, None] == mine[None, :])[upper], (theirs[:, None] == theirs[None, :])[upper]
        both, said, true = both + int((together & one).sum()), said + int(together.sum()), true + int(one.sum())
    return 2 * both / max(1, said + true)


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("families", nargs="*", default=FAMILIES)
    parser.add_argument("--documents", type=int, default=4)
    parser.add_argument("--evidence", action="store_true")
    arguments = parser.parse_args()
    sets = {family: examples(family, arguments.documents) for family in arguments.families}
    print(f"{'family':<12}{'choices':>9}{'pairs F1':>10}")
    base = {family: right_choices(found) for family, found in sets.items()}
    for family, found in sets.items():
        print(f"{family:<12}{base[family]:9.3f}{pairwise_f1(found):10.3f}")
    if arguments.evidence:
        print(f"\n{'without':<24}" + "".join(f"{family:>12}" for family in sets))
        for name in dict.fromkeys([*EDGE_EVIDENCE, *NODE_EVIDENCE]):
            changes = [right_choices(found, name) - base[family] for family, found in sets.items()]
            print(f"{name:<24}" + "".join(f"{change:12.3f}" for change in changes), flush=True)


if __name__ == "__main__":
    main()
