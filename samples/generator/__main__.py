"""Command: typeset random pages with their truth into a folder."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random

import pypdfium2  # type: ignore[import-untyped]

from samples.families import FAMILIES, make_family_document
from samples.generator.compose import make_document, make_vertical_document
from samples.generator.degrade import degrade, draw_wear
from samples.generator.old_print import draw_old_print, join_fold, wear_print
from samples.text.writer import collection
from samples.typeset.pdf import write_pdf
from samples.typeset.sheet import Sheet

DPI = 300
PLAIN = ("page", "shuffled", "vertical")
"""The families of the plain generator; further ones are in `samples.families`."""
OLD_PRINT = ("republican", "mosaic")
"""Families whose scans are worn as old print on film."""


def write_document(folder: Path, seed: int, kind: str, with_raster: Path | None) -> Path:
    """Write `<kind>-<seed>.pdf` and its truth; with a raster folder also worn scans of each page.

    `kind` is a family; `mixed` chooses one of all by the seed.
    """
    if kind == "mixed":
        kind = Random(f"mixed/{seed}").choice([*PLAIN, *FAMILIES])
    target = folder / f"{kind}-{seed:05d}.pdf"
    if kind in FAMILIES:
        composed = make_family_document(kind, seed)
        sheets, truth, characters = composed.sheets(), composed.truth(), composed.collection
    else:
        sheets, truth, characters = _plain_document(seed, kind)
    target.write_bytes(write_pdf(sheets, characters))
    target.with_suffix(".truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if with_raster and kind in OLD_PRINT:
        write_old_scans(target, with_raster, Random(seed), fold=len(sheets) == 2)
    elif with_raster:
        write_scans(target, with_raster, Random(seed))
    return target


def write_old_scans(pdf: Path, folder: Path, rng: Random, fold: bool) -> None:
    """Scans of old print: a page each, or both pages of a fold in one picture named like the document."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number].render(scale=DPI / 72).to_pil() for number in range(len(document))]
    document.close()
    worn = [wear_print(page, draw_old_print(rng), rng) for page in pages]
    if fold:
        worn = [join_fold(worn[0], worn[1], rng)]
    for number, page in enumerate(worn, 1):
        wear = draw_wear(rng)
        name = f"{pdf.stem}.jpg" if len(worn) == 1 else f"{pdf.stem}-{number}.jpg"
        degrade(page, wear, rng).save(folder / name, quality=wear.quality, dpi=(DPI, DPI))


def _plain_document(seed: int, kind: str) -> tuple[list[Sheet], dict[str, object], str]:
    """Sheets, truth and characters of a document of the plain generator."""
    characters = collection("traditional" if kind == "vertical" else "simplified")
    if kind == "vertical":
        sheets, truth = make_vertical_document(seed, characters)
    else:
        count = 2 if Random(seed ^ 0x5EED).random() < 0.3 else 1
        sheets, truth = make_document(seed, count, characters, "shuffled" if kind == "shuffled" else None)
    return sheets, truth, characters


def write_scans(pdf: Path, folder: Path, rng: Random) -> None:
    """Worn JPEG scans of a document's pages at 300 dpi."""
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        wear = draw_wear(rng)
        page = document[number].render(scale=DPI / 72).to_pil()
        scan = degrade(page, wear, rng)
        scan.save(folder / f"{pdf.stem}-{number + 1}.jpg", quality=wear.quality, dpi=(DPI, DPI))
    document.close()


def main() -> None:
    """Reads the arguments and writes the documents."""
    parser = argparse.ArgumentParser(prog="python -m samples.generator", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="seed of the first document; the others count on")
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--raster", action="store_true", help="also write worn 300 dpi scans")
    parser.add_argument(
        "--family", choices=(*PLAIN, *FAMILIES, "mixed"), default="mixed", help="design of the pages (default: mixed)"
    )
    parser.add_argument("--shuffled", action="store_true", help="the same as --family shuffled")
    parser.add_argument("--vertical", action="store_true", help="the same as --family vertical")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    kind = "vertical" if arguments.vertical else "shuffled" if arguments.shuffled else arguments.family
    for seed in range(arguments.seed, arguments.seed + arguments.count):
        print(write_document(arguments.output, seed, kind, arguments.output if arguments.raster else None))


if __name__ == "__main__":
    main()
