"""What is made larger, step by step, and the command that reads it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"

SIDES = (0.35, 0.5, 0.7, 1.0)
LINES = (500, 1000, 2000, 5000, 10_000)
PAGES = (2, 4, 8, 16, 32)
DOCUMENTS = (1, 2, 4, 8, 16)
WORKERS = (1, 2, 4)
DOCUMENTS_FOR_WORKERS = 24


@dataclass(frozen=True, slots=True)
class Point:
    """One step: its size in the series' unit, and the command."""

    size: float
    command: list[str]


@dataclass(frozen=True, slots=True)
class Series:
    """Steps of one kind; ``points`` makes their input in a folder.

    ``time`` is what is drawn: the clock's where work is spread, else the processors'.
    """

    name: str
    unit: str
    points: Callable[[Path], Iterator[Point]]
    time: Literal["clock", "processors"] = "processors"


def _page_sizes(folder: Path) -> Iterator[Point]:
    with Image.open(SAMPLES / "scan.jpg") as scan:
        for side in SIDES:
            size = (round(scan.width * side), round(scan.height * side))
            path = folder / f"scan-{size[0]}.jpg"
            scan.resize(size, Image.Resampling.LANCZOS).save(path, quality=92, dpi=(300 * side, 300 * side))
            yield Point(round(size[0] * size[1] / 1e6, 1), _read(path, folder))


def _lines(folder: Path) -> Iterator[Point]:
    for count in LINES:
        yield Point(count, [sys.executable, str(Path(__file__).with_name("arrange_lines.py")), str(count)])


def _pages(folder: Path) -> Iterator[Point]:
    with pypdfium2.PdfDocument(SAMPLES / "issue.pdf") as source:
        for count in PAGES:
            document = pypdfium2.PdfDocument.new()
            for _ in range(count // len(source)):
                document.import_pages(source)
            path = folder / f"pages-{count}.pdf"
            document.save(path)
            document.close()
            yield Point(count, _read(path, folder))


def _documents(folder: Path) -> Iterator[Point]:
    for count in DOCUMENTS:
        yield Point(count, _read(copies(folder / f"documents-{count}", count), folder))


def _workers(folder: Path) -> Iterator[Point]:
    inputs = copies(folder / "for-workers", DOCUMENTS_FOR_WORKERS)
    for count in WORKERS:
        command = [*_banmian("run"), str(inputs), "-o", str(folder / f"workers-{count}")]
        yield Point(count, [*command, "--workers", str(count)])


SERIES = (
    Series("page size (a scan)", "megapixels", _page_sizes),
    Series("lines of a page (layout alone)", "lines", _lines),
    Series("pages of a document (text layer)", "pages", _pages),
    Series("documents (text layer, one worker)", "documents", _documents),
    Series(f"workers ({DOCUMENTS_FOR_WORKERS} documents, Prefect flow)", "workers", _workers, "clock"),
)


def copies(folder: Path, count: int) -> Path:
    """A folder of copies of a sample that are no duplicates: each ends in a comment of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    data = (SAMPLES / "issue.pdf").read_bytes()
    for number in range(count):
        (folder / f"issue-{number:03d}.pdf").write_bytes(data + f"% {number}\n".encode())
    return folder


def _read(path: Path, folder: Path) -> list[str]:
    return [*_banmian("read"), str(path), "-o", str(folder / f"output-{path.stem}"), "--redo"]


def _banmian(command: str) -> list[str]:
    return [sys.executable, "-m", "banmian", command]
