"""How well the articles of drawn pages are found, family by family, on seeds that nothing was learned from.

    python -m benchmarks.families [FAMILY ...] [--seeds 7000 7011] [--files FOLDER] [--figure article_f1] [--documents]

Every document is drawn anew, read as a text layer, arranged, repaired and compared with its truth. ``page``,
``shuffled`` and ``vertical`` are read from PDF files, the others from the drawn marks (`samples.families.page_models`),
which is many times faster and gives the same lines; with ``--files`` all are written as PDFs and read from there. For
each family the figure is printed of all its documents together and as their mean, with ``--documents`` also of each.
Seeds below 5000 are learned from.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

from banmian.evaluation.comparable import ComparableDocument
from banmian.evaluation.pooled_ratios import Figures, pool
from banmian.evaluation.scoring import score
from banmian.evaluation.truth.article_documents import to_comparable
from banmian.evaluation.truth.generated_pages import to_comparable as generated_truth
from banmian.evaluation.truth.reading import read_comparable
from banmian.layout.model import Page
from benchmarks.ablation.cases import Case, read_pages
from samples.families import FAMILIES, make_family_document
from samples.families.page_models import page_models
from samples.generator.__main__ import PLAIN, write_document

FIRST_LEARNED_BY_NOBODY = 5000


def drawn(family: str, seed: int, files: Path | None) -> tuple[list[Page], ComparableDocument]:
    """The pages of a drawn document as a text layer gives them, and its truth; with `files` over a PDF in there."""
    if family in FAMILIES and files is None:
        document = make_family_document(family, seed)
        return page_models(document), generated_truth(document.truth())
    if files is not None:
        return _over_file(family, seed, files)
    with tempfile.TemporaryDirectory() as folder:
        return _over_file(family, seed, Path(folder))


def _over_file(family: str, seed: int, folder: Path) -> tuple[list[Page], ComparableDocument]:
    path = write_document(folder, seed, family, None)
    return read_pages(path), read_comparable(path.with_suffix(".truth.json"))


def figures_of(family: str, seeds: Sequence[int], files: Path | None) -> Iterator[tuple[int, Figures]]:
    """The figures of each of a family's documents."""
    for seed in seeds:
        pages, truth = drawn(family, seed, files)
        yield seed, score(truth, to_comparable(Case(family, str(seed), pages).document()))


def main() -> None:
    """Print a row for each family."""
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("families", nargs="*", choices=[*PLAIN, *FAMILIES, []])
    parser.add_argument("--seeds", nargs=2, type=int, default=(7000, 7011), metavar=("FIRST", "LAST"))
    parser.add_argument("--files", type=Path, metavar="FOLDER")
    parser.add_argument("--figure", default="article_f1")
    parser.add_argument("--documents", action="store_true")
    asked = parser.parse_args()
    first, last = asked.seeds
    if first < FIRST_LEARNED_BY_NOBODY:
        print(f"Seeds below {FIRST_LEARNED_BY_NOBODY} are learned from: these figures are no judge.")
    if asked.files:
        asked.files.mkdir(parents=True, exist_ok=True)
    for family in asked.families or [*PLAIN, *FAMILIES]:
        found = dict(figures_of(family, range(first, last + 1), asked.files))
        values = {seed: ratio.value for seed, figures in found.items() if (ratio := figures.get(asked.figure))}
        told = [value for value in values.values() if value is not None]
        together = pool(found.values())[asked.figure].value
        print(f"{family:12} {asked.figure} {together:.3f}, mean of {len(told)} documents {mean(told):.3f}", flush=True)
        if asked.documents:
            print("  " + ", ".join(f"{seed} {value:.3f}" for seed, value in values.items() if value is not None))


if __name__ == "__main__":
    main()
