"""What a reader may be told. Frozen, hashable and picklable, so that it goes to worker processes whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Device = Literal["cpu", "cuda", "auto"]
TextLayerUse = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of `banmian.layout.readers.opening.open_source`.

    ``engine`` and ``profile`` name the OCR engine and its trade of speed for care, ``device`` where it computes;
    ``languages`` are those of Tesseract (``frk``, ``rus+eng``). ``text_layer`` says
    when the text layer of a PDF page is used: ``auto`` judges each page. ``dpi`` is the resolution in
    pixels an inch at which PDF pages without a usable text layer are rendered. ``max_pixels`` bounds the
    pixels of a page, ``page_seconds`` the time spent on one, ``parsing_seconds`` the processor time for parsing and
    drawing a PDF page. ``weights_dir`` is the folder of prepared
    OCR weights (None: the user's cache folder). ``threads`` bounds what one OCR engine
    uses of the machine (0: all processors). ``password`` opens encrypted PDFs, ``encoding`` is that of text files
    (None: the one that fits).
    """

    engine: str = "auto"
    profile: str = "default"
    device: Device = "auto"
    languages: str = ""
    text_layer: TextLayerUse = "auto"
    dpi: int = 300
    max_pixels: int = 200_000_000
    page_seconds: float = 300.0
    parsing_seconds: float = 16.0
    weights_dir: Path | None = None
    threads: int = 0
    password: str | None = None
    encoding: str | None = None


DEFAULT = ReadOptions()
