"""Whether confidence means what it says: reliability tables of characters and articles on pages with truth.

    python -m benchmarks.calibration drawn [--seeds FIRST LAST] [--worn] [--plot FILE.svg] [FAMILY …]
    python -m benchmarks.calibration read [--plot FILE.svg] TRUTH DIR [DOCUMENT …]

`drawn` makes pages of the generator with seeds that nothing was learned from and judges the confidence of their
articles; with ``--worn`` they are worn first, as a reader of scans wears them. `read` judges an output folder whose
truth is known: articles, and each character of the lines as they were read (``lines.json``). Each table has a row for
a bin of confidence: how much is in it, mean confidence, share right. Articles are right where their body is at least
0.8 (0.9) alike to a true one's.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from banmian.document.json_form import document_from_json  # noqa: E402
from banmian.document.lines_as_read import lines_from_json  # noqa: E402
from banmian.document.model import Document, Provenance  # noqa: E402
from banmian.evaluation.calibration import (  # noqa: E402
    Calibration,
    Outcome,
    article_outcomes,
    calibrate,
    character_outcomes,
)
from banmian.evaluation.comparable import ComparableDocument  # noqa: E402
from banmian.evaluation.file_pairing import pair_documents  # noqa: E402
from banmian.evaluation.folder_reading import read_outputs, read_truths  # noqa: E402
from banmian.evaluation.truth.generated_pages import to_comparable  # noqa: E402
from banmian.layout.pipeline import arrange  # noqa: E402
from banmian.reading.document_assembly import make_document  # noqa: E402
from benchmarks.reliability_diagram import diagram  # noqa: E402
from samples.families import FAMILIES, make_family_document  # noqa: E402
from samples.families.page_models import page_models  # noqa: E402
from training.separation.generated_pages import worn  # noqa: E402

FIRST, LAST = 16000, 16005
"""Seeds that are drawn unless others are named. Those below 5000 are learned from."""
LEAST = (0.8, 0.9)
"""Similarities of bodies from which an article is right."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    drawn = commands.add_parser("drawn", help="pages of the generator")
    drawn.add_argument("families", nargs="*", default=list(FAMILIES), metavar="FAMILY")
    drawn.add_argument("--seeds", nargs=2, type=int, default=(FIRST, LAST), metavar=("FIRST", "LAST"))
    drawn.add_argument("--worn", action="store_true", help="as a reader of scans wears them")
    read = commands.add_parser("read", help="an output folder with truth")
    read.add_argument("truth", type=Path)
    read.add_argument("folder", type=Path)
    read.add_argument("documents", nargs="*", help="names of documents, all if none is given")
    for command in (drawn, read):
        command.add_argument("--plot", type=Path, metavar="FILE.svg", help="draw reliability diagrams")
    options = parser.parse_args()
    tables: dict[str, list[Outcome]] = {}
    if options.command == "drawn":
        judged = list(draw(options.families, range(options.seeds[0], options.seeds[1] + 1), options.worn))
    else:
        judged = list(documents(options.truth, options.folder, options.documents))
        tables["characters"] = [one for truth, _, folder in judged for one in characters(truth, folder)]
    for least in LEAST:
        found = [one for truth, document, _ in judged for one in article_outcomes(truth, document, least)]
        tables[f"articles, right from {least}"] = found
    told = {title: calibrate(outcomes) for title, outcomes in tables.items() if outcomes}
    for title, calibration in told.items():
        report(title, calibration)
    if options.plot:
        options.plot.write_text(diagram(told), "utf-8")


Judged = tuple[ComparableDocument, Document, Path | None]


def draw(families: Sequence[str], seeds: Sequence[int], wear: bool) -> Iterator[Judged]:
    """Drawn documents with their truth, arranged."""
    for family in families:
        for seed in seeds:
            drawn = make_family_document(family, seed)
            pages = page_models(drawn)
            if wear:
                pages = [replace(worn(page, Random(seed)), number=page.number) for page in pages]
            document = make_document(arrange(pages), f"{family}-{seed}.pdf", "0" * 64, "application/pdf", Provenance())
            yield to_comparable(drawn.truth()), document, None


def documents(truth: Path, folder: Path, names: Sequence[str]) -> Iterator[Judged]:
    """The documents of an output folder that have a truth."""
    for item in pair_documents(read_truths(truth), read_outputs(folder)):
        if not names or any(name in item.output.path.parent.name for name in names):
            document = document_from_json(item.output.path.read_bytes())
            yield item.truth, document, item.output.path.parent


def characters(truth: ComparableDocument, folder: Path | None) -> list[Outcome]:
    """The outcomes of the lines of a document as they were read."""
    file = folder / "lines.json" if folder else None
    return character_outcomes(truth, lines_from_json(file.read_bytes())) if file and file.exists() else []


def report(title: str, told: Calibration) -> None:
    """Print a reliability table, in Markdown."""
    errors = f"expected calibration error {told.expected_error:.3f}, Brier {told.brier:.3f}"
    print(f"\n{title}: {told.weight:.0f}, {errors}\n")
    print("| confidence | how many | mean confidence | right |")
    print("|---|---|---|---|")
    for part in told.bins:
        print(f"| {part.low:g} to {part.high:g} | {part.weight:.0f} | {part.confidence:.3f} | {part.right:.3f} |")


if __name__ == "__main__":
    main()
