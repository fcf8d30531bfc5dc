"""Command: makes the sample files anew. Needs the fonts of Debian's fonts-noto-cjk; running banmian does not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from samples.damaged_text import damaged_text
from samples.generator.degrade import Wear, degrade
from samples.issue import BODY, make_issue, make_vertical_page
from samples.text.writer import collection
from samples.typeset.line_breaking import TextStyle
from samples.typeset.pdf import write_pdf

FOLDER = Path(__file__).parent
SCAN_DPI = 300
VERTICAL_DPI = 220


def _write_truth(path: Path, truth: dict[str, Any]) -> None:
    path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _scan(pdf: bytes, number: int, dpi: int, wear: Wear, target: Path) -> None:
    document = pypdfium2.PdfDocument(pdf)
    page = document[number].render(scale=dpi / 72).to_pil()
    degrade(page, wear, Random(7)).save(target, quality=wear.quality, dpi=(dpi, dpi))
    document.close()


def make_samples(folder: Path) -> Sequence[Path]:
    """Writes issue.pdf, scan.jpg, vertical.jpg and damaged.txt, each with its truth, and gives their paths."""
    simplified, traditional = collection("simplified"), collection("traditional")
    sheets, truth = make_issue(simplified)
    (folder / "issue.pdf").write_bytes(write_pdf(sheets, simplified))
    _write_truth(folder / "issue.truth.json", truth)

    plain = TextStyle(BODY.face, BODY.size, BODY.leading, loose=0.02, spaced=0.1)
    sheets, truth = make_issue(simplified, plain, seed=77)
    page = {**truth["pages"][1], "number": 1}  # type: ignore[index]
    wear = Wear(angle=0.6, blur=0.8, noise=4.0, yellowing=0.12, show_through=0.04, speckles=150, quality=42)
    _scan(write_pdf(sheets, simplified), 1, SCAN_DPI, wear, folder / "scan.jpg")
    facts = {"title": "听泉日报", "date": "2024-05-17", "issue_number": None, "serial": None, "page_count": None}
    _write_truth(folder / "scan.truth.json", {"publication": facts, "pages": [page]})

    sheets, truth = make_vertical_page(traditional)
    wear = Wear(angle=-0.4, blur=0.6, noise=5.0, yellowing=0.3, speckles=200, quality=50)
    _scan(write_pdf(sheets, traditional), 0, VERTICAL_DPI, wear, folder / "vertical.jpg")
    _write_truth(folder / "vertical.truth.json", truth)

    text, truth = damaged_text()
    (folder / "damaged.txt").write_text(text, encoding="utf-8")
    _write_truth(folder / "damaged.truth.json", truth)
    return sorted(path for path in folder.iterdir() if path.suffix in (".pdf", ".jpg", ".txt"))


if __name__ == "__main__":
    for made in make_samples(FOLDER):
        print(f"{made.stat().st_size / 1e6:6.2f} MB  {made.name}")
