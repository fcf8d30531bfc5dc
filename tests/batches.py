"""Small batches for tests: pictures that an engine that reads nothing goes through in no time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from banmian.batch import read_batch as batches
from banmian.batch.finalize import Summary
from banmian.batch.inputs import InputFile
from banmian.batch.manifest import Row
from banmian.batch.run_plan import Mode
from banmian.batch.worker_pool import WorkerPool
from banmian.settings import Settings

FAST = Settings(engine="null", retries=1, retry_seconds=0.01)
POOL = WorkerPool(FAST)
"""Shared by the tests of a run, so that processes start once."""


class Recorder:
    """A watcher that remembers."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.pages: list[tuple[str, int, int]] = []
        self.messages: list[str] = []

    def planned(self, files: Sequence[InputFile]) -> None:
        self.planned_files = len(files)

    def page_begun(self, path: str, page: int, pages: int) -> None:
        self.pages.append((path, page, pages))

    def recorded(self, row: Row) -> None:
        self.rows.append(row)

    def message(self, text: str) -> None:
        self.messages.append(text)


def picture(path: Path, seed: int = 0) -> Path:
    """A small page picture, another for each seed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("L", (240, 320), 255)
    pen = ImageDraw.Draw(image)
    for row in range(6):
        pen.rectangle((20, 20 + 40 * row, 60 + (seed * 37 + row * 11) % 150, 32 + 40 * row), fill=0)
    image.save(path)
    return path


def pdf(path: Path, pages: int, words: str = "Rice harvest begins") -> Path:
    """A PDF with a line of text on each page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = Canvas(str(path), pagesize=(600, 800), invariant=True)
    for number in range(1, pages + 1):
        made.setFont("Helvetica", 12)
        for row in range(5):
            made.drawString(60, 700 - 22 * row, f"{words} on page {number}, row {row}, in the lower valley.")
        made.showPage()
    made.save()
    return path


def read_batch(
    inputs: list[Any],
    output: Path | str,
    settings: Settings = FAST,
    watcher: Recorder | None = None,
    mode: Mode = "resume",
) -> Summary:
    """What ``banmian read`` does, in this process."""
    POOL.settings = settings
    return batches.read_batch(inputs, output, settings, mode=mode, watcher=watcher or Recorder(), pool=POOL)


def contents(output: Path) -> dict[str, bytes]:
    """Every file of an output folder but the manifest, by its path."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def tiff(path: Path, pages: int) -> Path:
    """A TIFF of several page pictures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    frames = []
    for number in range(pages):
        image = Image.new("L", (240, 320), 255)
        ImageDraw.Draw(image).rectangle((20, 20, 40 + 10 * number, 60), fill=0)
        frames.append(image)
    frames[0].save(path, save_all=True, append_images=frames[1:])
    return path
