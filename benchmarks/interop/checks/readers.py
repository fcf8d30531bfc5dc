"""PDFium (Chrome's), poppler and sqlite3."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pypdfium2
from say import articles, check, expect, squeezed

EXPORTS, BATCH = Path(sys.argv[1]), Path(sys.argv[2])


def order_kept(texts: Callable[[Path], str]) -> float:
    """Share of neighbouring lines of paragraphs that follow each other in what a reader takes from the PDFs."""
    from banmian.document.loading import document_names, load
    from banmian.export.text_placement import place_text

    kept = total = 0
    for name in document_names(BATCH):
        path = EXPORTS / "pdf" / f"{name}.pdf"
        if not path.exists():
            continue
        finished = load(BATCH, name)
        pieces = [piece for page in place_text(name, finished.document, finished.lines).pages for piece in page.pieces]
        said = squeezed(texts(path))
        lines = [squeezed(line.text) for piece in pieces for line in piece.lines]
        places = [said.find(line) for line in lines if len(line) > 3]
        expect(sum(place >= 0 for place in places) > 0.98 * len(places), f"{name}: lines are missing")
        steps = [(one, other) for one, other in pairwise(places) if one >= 0 and other >= 0]
        kept, total = kept + sum(0 < other - one < 200 for one, other in steps), total + len(steps)
    return kept / max(total, 1)


def pdfium() -> str:
    """Text in reading order, vertical pages included."""

    def text(path: Path) -> str:
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))

    share = order_kept(text)
    expect(share > 0.95, f"{share:.3f} of the lines in order")
    return f"{share:.3f} of the lines in reading order"


def poppler() -> str:
    """Text in the order of the file."""
    share = order_kept(lambda path: _said(["pdftotext", "-raw", str(path), "-"]))
    expect(share > 0.95, f"{share:.3f} of the lines in order")
    own = order_kept(lambda path: _said(["pdftotext", str(path), "-"]))
    return f"{share:.3f} of the lines in reading order with -raw, {own:.3f} in its default order"


def sqlite() -> str:
    """A question of two characters."""
    base = str(EXPORTS / "sqlite" / "articles.sqlite")
    titled = next(record for record in articles(EXPORTS) if len(squeezed(record["headline"] or "")) > 3)
    words = squeezed(titled["headline"])[:2]
    query = f"UPDATE question SET words = '{words}'; SELECT id FROM answers;"
    found = _said(["sqlite3", base, query]).split()
    expect(titled["id"] in found, f"{words} not found")
    return f"{len(found)} articles with a word of two characters"


def _said(command: list[str]) -> str:
    expect(shutil.which(command[0]) is not None, f"{command[0]} is not installed")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


check("PDFium (Chrome)", "pypdfium2", "PDF", pdfium)
check(
    "poppler", "", "PDF", poppler, subprocess.run(["pdftotext", "-v"], capture_output=True, text=True).stderr.split()[2]
)
check("sqlite3", "", "SQLite", sqlite, _said(["sqlite3", "--version"]).split()[0])
