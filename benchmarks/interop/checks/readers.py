"""Checks by readers of PDF and SQLite: PDFium (Chrome's), pdf.js (Firefox's), poppler, pdfminer and sqlite3."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pypdfium2
from verdicts import articles, check, expect, squeezed

EXPORTS, BATCH, NODE = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])

LEAST_FOUND = 0.95
"""Share of the lines that a reader has to give in one piece; those that put a space into a line break it."""


def order_kept(texts: Callable[[Path], list[str]]) -> float:
    """Share of neighbouring lines of paragraphs that follow each other in what a reader takes from each page.

    Raises ValueError where lines are missing, or where a page says much more than ours: its own text besides.
    """
    from banmian.document.finished_documents import document_names, load
    from banmian.export.text_placement import place_text

    kept = total = 0
    for name in document_names(BATCH):
        path = EXPORTS / "pdf" / f"{name}.pdf"
        if not path.exists():
            continue
        finished = load(BATCH, name)
        found = seen = ours = theirs = 0
        placed = place_text(name, finished.document, finished.lines)
        for page, text in zip(placed.pages, texts(path), strict=True):
            said = squeezed(text)
            lines = [squeezed(line.text) for piece in page.pieces for line in piece.lines]
            places = [said.find(line) for line in lines if len(line) > 3]
            steps = [(one, other) for one, other in pairwise(places) if one >= 0 and other >= 0]
            kept, total = kept + sum(0 < other - one < 200 for one, other in steps), total + len(steps)
            found, seen = found + sum(place >= 0 for place in places), seen + len(places)
            ours, theirs = ours + sum(map(len, lines)), theirs + len(said)
        expect(found > LEAST_FOUND * seen, f"{name}: {seen - found} of {seen} lines are missing")
        expect(theirs < 1.02 * ours + 10, f"{name}: {theirs} characters instead of {ours}")
    return kept / max(total, 1)


def pdfium() -> str:
    """Text in reading order, vertical pages included."""

    def text(path: Path) -> list[str]:
        return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]

    share = order_kept(text)
    expect(share > 0.95, f"{share:.3f} of the lines in order")
    return f"{share:.3f} of the lines in reading order"


def poppler() -> str:
    """Text in the order of the file."""
    share = order_kept(lambda path: _said(["pdftotext", "-raw", str(path), "-"]).split("\f")[:-1])
    expect(share > 0.95, f"{share:.3f} of the lines in order")
    own = order_kept(lambda path: _said(["pdftotext", str(path), "-"]).split("\f")[:-1])
    return f"{share:.3f} of the lines in reading order with -raw, {own:.3f} in its default order"


def pdfjs() -> str:
    """Text in the order of the file."""
    script = str(Path(__file__).parent / "pdfjs_reads.cjs")
    share = order_kept(lambda path: json.loads(_said(["node", script, str(NODE), str(path)])))
    expect(share > 0.95, f"{share:.3f} of the lines in order")
    return f"{share:.3f} of the lines in reading order"


def pdfminer() -> str:
    """Text in its own order: what is there, and nothing twice."""
    from pdfminer.high_level import extract_text

    logging.disable(logging.ERROR)
    share = order_kept(lambda path: extract_text(path).split("\f")[:-1])
    return f"{share:.3f} of the lines in its own order"


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
about = NODE / "node_modules" / "pdfjs-dist" / "package.json"
check(
    "pdf.js (Firefox)",
    "",
    "PDF",
    pdfjs,
    json.loads(about.read_bytes())["version"] if about.exists() else "not installed",
)
check("pdfminer.six", "pdfminer.six", "PDF", pdfminer)
check("sqlite3", "", "SQLite", sqlite, _said(["sqlite3", "--version"]).split()[0])
