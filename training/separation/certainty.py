"""Learns how sure an article is to be whole: ``python -m training.separation.certainty --out certainty.json``.

Documents of all families are drawn with seeds from which nothing else is learned, as they are and worn as a reader of
scans wears them, and arranged with the weights of the package. An article is right where its body is 0.9 alike to that
of a true article, one to one, as `banmian evaluate` has it. (Not of pages on which many lines are lost: there articles
are wrong for what was not read, which says nothing of how they were grouped.)

Drawn pages are like those that the weights were learned from, and papers that come are not. So old pages with areas
that people drew are judged too (``--polygons``), each with weights that have never seen its year (``--left-out``, made
by ``training.separation.fit --without``): an article is right where 0.9 of its characters and of the true article's are
the same, in one order. Logistic functions are fitted to all that, one for articles that were followed as chains, one
for those that straight cuts made. To be run again whenever the weights of separation change.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
from scipy.optimize import minimize

from banmian.document.model import Content, Provenance
from banmian.evaluation.calibration import rightness
from banmian.evaluation.comparable import ComparableDocument
from banmian.evaluation.truth.generated_pages import to_comparable
from banmian.layout.model import Page
from banmian.layout.page_turning import turn_back
from banmian.layout.pipeline import arrange_by_stages
from banmian.layout.separation.area_separation import separate
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.classification.article_certainty import (
    CERTAINTY_EVIDENCE,
    CandidateAmongOthers,
    evidence_of_certainty,
)
from banmian.layout.separation.learned_weights.graph_scorer import Scorer, read_scorer
from banmian.learning.labelled_pages import UNKNOWN, LabelledPage
from banmian.reading.document_assembly import make_document
from samples.families import make_family_document
from samples.families.page_models import page_models
from training.separation import pages_from_polygons
from training.separation.generated_pages import worn

SEEDS = {
    "republican": range(3000, 3016),
    "mainland": range(3000, 3014),
    "tabloid": range(3000, 3030),
    "western": range(3000, 3014),
    "magazine": range(3000, 3040),
}
"""Documents by family; those of separation itself are other seeds, and from 5000 on seeds are for judging."""
POLYGON_SEEDS = range(1, 2)
EVERY = 3
"""Of old pages every third article is learned from: they are harder than most pages that come."""
LEAST_CHARACTERS = 20
"""An article on an old page with fewer characters is not judged, as its areas may be."""
MOST_UNKNOWN = 0.1
"""Nor is one of which a larger share is not known to be of any article."""
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
    chained: bool
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
            judged = CandidateAmongOthers(draft.candidate, state.candidates, state.facts.typography)
            yield Example(tuple(evidence_of_certainty(judged)), draft.candidate.chained, right)


def examples_of_polygons(folder: Path, left_out: dict[str, Scorer]) -> Iterator[Example]:
    """The articles of old pages whose name has a word of ``left_out``, with weights that never saw pages of that."""
    for seed in POLYGON_SEEDS:
        for page in pages_from_polygons.pages_in(folder, seed):
            scorers = [scorer for word, scorer in left_out.items() if word in page.group]
            if scorers:
                yield from _examples_of_areas(page, scorers[0])


def _examples_of_areas(page: LabelledPage, scorer: Scorer) -> Iterator[Example]:
    bare = replace(page.page, lines=[line for line in page.page.lines if line.text.strip()])
    state = arrange_by_stages(bare, partial(separate, scorer=scorer))
    length = Counter({number: 0 for _, number, _ in page.areas})
    for line in bare.lines:
        length[page.place_of(line.box)[0]] += len(line.text)
    for candidate in (draft.candidate for draft in state.content.drafts):
        alike = likeness(candidate, page, length, state.facts.vertical) if candidate.texts else None
        if alike is not None:
            judged = CandidateAmongOthers(candidate, state.candidates, state.facts.typography)
            yield Example(tuple(evidence_of_certainty(judged)), candidate.chained, alike >= SIMILAR)


def likeness(candidate: ArticleCandidate, page: LabelledPage, length: Counter[int], vertical: bool) -> float | None:
    """How alike a candidate is to the article of which it has most, 0 to 1; None where that cannot be told."""
    placed = [
        (*page.place_of(turn_back(line.box, page.page.width) if vertical else line.box), len(line.text))
        for item in (*candidate.heads, *candidate.texts)
        for line in item.lines
    ]
    held: Counter[int] = Counter()
    for number, _, count in placed:
        held[number] += count
    whole = sum(held.values())
    if whole < LEAST_CHARACTERS or held[UNKNOWN] > MOST_UNKNOWN * whole:
        return None
    own = max((number for number in held if number != UNKNOWN), key=lambda number: held[number])
    if own < 0:
        return 0.0
    return (
        2
        * characters_in_order([(order, count) for number, order, count in placed if number == own])
        / (whole + length[own])
    )


def characters_in_order(lines: Sequence[tuple[int, int]]) -> int:
    """Most characters of lines, each its place and its characters, that can be left standing in one order."""
    best: list[int] = []
    for order, count in lines:
        best.append(count + max((best[at] for at in range(len(best)) if lines[at][0] <= order), default=0))
    return max(best, default=0)


def fit(found: Sequence[Example]) -> list[float]:
    """Bias and weights of the logistic function that tells which examples are right (Platt 1999)."""
    evidence = np.array([one.evidence for one in found])
    mean, spread = evidence.mean(axis=0), np.maximum(evidence.std(axis=0), LEAST_SPREAD)
    scaled = (evidence - mean) / spread
    sign = np.where([one.right for one in found], 1.0, -1.0)

    def loss(fitted: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        odds = fitted[0] + scaled @ fitted[1:]
        return float(np.logaddexp(0.0, -sign * odds).sum() + PENALTY * (fitted[1:] ** 2).sum())

    fitted = minimize(loss, np.zeros(evidence.shape[1] + 1), method="L-BFGS-B").x
    weights = fitted[1:] / spread
    return [round(float(value), 4) for value in (fitted[0] - weights @ mean, *weights)]


def main() -> None:
    """Fit both functions and write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--polygons", type=Path, help="folder with regions/ and tei/ of ecpo-data")
    parser.add_argument(
        "--left-out", action="append", default=[], metavar="WORD=FILE",
        help="weights that have not seen polygons with this word in their name, for these",
    )  # fmt: skip
    options = parser.parse_args()
    named = dict(fitted.split("=", 1) for fitted in options.left_out)
    left_out = {word: read_scorer(json.loads(Path(path).read_text("utf-8"))) for word, path in named.items()}
    found = list(examples())
    if options.polygons:
        found += [*examples_of_polygons(options.polygons, left_out)][::EVERY]
    parts = {"chained": [one for one in found if one.chained], "cut": [one for one in found if not one.chained]}
    fitted = {
        "made_by": "python -m training.separation.certainty",
        "documents": {family: f"{seeds.start} to {seeds.stop - 1}, clean and worn" for family, seeds in SEEDS.items()},
        "polygons": f"{', '.join(left_out)}, each with weights that have not seen it" if left_out else "none",
        "evidence": list(CERTAINTY_EVIDENCE),
        **{name: fit(part) for name, part in parts.items()},
    }
    options.out.write_text(json.dumps(fitted, indent=1) + "\n", "utf-8")
    for name, part in parts.items():
        print(f"{name}: {len(part)} articles, {sum(one.right for one in part)} right")


if __name__ == "__main__":
    main()
