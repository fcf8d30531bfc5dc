"""Learns how sure an article is to be whole: ``python -m training.certainty --out layout/separation/certainty.json``.

Documents of all families are drawn with seeds from which nothing else is learned, as they are and worn as a reader of
scans wears them, and arranged with the weights of the package. An article is right where its body is 0.9 alike to that
of a true article, one to one, as `banmian evaluate` has it. Logistic functions are fitted to that, one for articles
that were followed as chains, one for those that straight cuts made. To be run again whenever
the weights of separation change.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
from scipy.optimize import minimize

from banmian.document.model import Content, Provenance
from banmian.evaluation.calibration import rightness
from banmian.evaluation.comparable import ComparableDocument
from banmian.evaluation.truth.page_truth import to_comparable
from banmian.layout.model import Page
from banmian.layout.pipeline import arrange_by_stages
from banmian.layout.separation.certainty import CERTAINTY_EVIDENCE, Judged, evidence_of_certainty
from banmian.reading.assembly import make_document
from samples.families import make_family_document
from samples.families.painted import page_models
from training.separation.generated import worn

SEEDS = {
    "republican": range(3000, 3016),
    "mainland": range(3000, 3014),
    "tabloid": range(3000, 3030),
    "western": range(3000, 3014),
    "magazine": range(3000, 3040),
}
"""Documents by family; those of separation itself are other seeds, and from 5000 on seeds are for judging."""
SIMILAR = 0.9
"""Similarity of bodies from which an article is right."""
LEAST_SPREAD = 0.1
"""Evidence that varies less is taken to vary so much."""
PENALTY = 4.0
"""Weight of the squared weights, of evidence scaled to unit deviation."""


@dataclass(frozen=True)
class Example:
    """The evidence of one article, and whether it was right."""

    evidence: tuple[float, ...]
    linked: bool
    right: bool


def examples() -> Iterator[Example]:
    """The articles of all documents, clean and worn."""
    for family, seeds in SEEDS.items():
        for seed in seeds:
            drawn = make_family_document(family, seed)
            truth, clean = to_comparable(drawn.truth()), page_models(drawn)
            yield from _examples(truth, clean)
            yield from _examples(truth, [replace(worn(page, Random(seed)), number=page.number) for page in clean])


def _examples(truth: ComparableDocument, pages: Sequence[Page]) -> Iterator[Example]:
    states = [arrange_by_stages(page) for page in pages]
    drafts = [(draft, state) for state in states for draft in state.content.drafts]
    content = Content(pages=[state.content.info for state in states], articles=[draft.article for draft, _ in drafts])
    document = make_document(content, "drawn.pdf", "0" * 64, "application/pdf", Provenance())
    for (draft, state), right in zip(drafts, rightness(truth, document, SIMILAR), strict=True):
        if right is not None and draft.candidate.texts:
            judged = Judged(draft.candidate, state.candidates, state.facts.typography)
            yield Example(tuple(evidence_of_certainty(judged)), draft.candidate.linked, right)


def fit(found: Sequence[Example]) -> list[float]:
    """Bias and weights of the logistic function that tells which examples are right (Platt 1999)."""
    evidence = np.array([one.evidence for one in found])
    mean, spread = evidence.mean(axis=0), np.maximum(evidence.std(axis=0), LEAST_SPREAD)
    scaled = (evidence - mean) / spread
    sign = np.where([one.right for one in found], 1.0, -1.0)

    def loss(told: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        odds = told[0] + scaled @ told[1:]
        return float(np.logaddexp(0.0, -sign * odds).sum() + PENALTY * (told[1:] ** 2).sum())

    told = minimize(loss, np.zeros(evidence.shape[1] + 1), method="L-BFGS-B").x
    weights = told[1:] / spread
    return [round(float(value), 4) for value in (told[0] - weights @ mean, *weights)]


def main() -> None:
    """Fit both functions and write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found = list(examples())
    parts = {"chained": [one for one in found if one.linked], "cut": [one for one in found if not one.linked]}
    told = {
        "made_by": "python -m training.certainty",
        "documents": {family: f"{seeds.start} to {seeds.stop - 1}, clean and worn" for family, seeds in SEEDS.items()},
        "evidence": list(CERTAINTY_EVIDENCE),
        **{name: fit(part) for name, part in parts.items()},
    }
    options.out.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    for name, part in parts.items():
        print(f"{name}: {len(part)} articles, {sum(one.right for one in part)} right")


if __name__ == "__main__":
    main()
