"""The scans that ablation looks at: whole ones that are small, and parts of large ones, each stage of reading them."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest import mock

import numpy as np
from PIL import Image

from banmian.layout.model import Page
from banmian.layout.ocr import image_reading, page_pipeline
from banmian.layout.ocr.image_reading import read_rectified
from banmian.layout.ocr.page_rectification import RectifiedPage, rectify_pages
from banmian.layout.readers.image_decoding import MOST_PIXELS_READ, decode_frame
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2
from benchmarks.ablation.paths import ENDINGS, ROOT, SHARED
from benchmarks.ablation.recorded_engine import RecordedEngine, with_answers
from benchmarks.ablation.steps import Step, steps_of

SMALL_SCAN = 3_200_000
"""Pixels up to which a scan is tried as a whole: a trial of a stage takes a second on the largest."""
SIDE = 1500
PARTS = ((0.0, 0.0), (0.5, 0.35))
"""Of larger ones squares of so many pixels are tried, that begin at these shares of what lies outside them."""
WORN = {
    "republican": (7201, 7202),
    "vertical": (7201,),
    "page": (7201,),
    "western": (7201,),
    "magazine": (7201,),
    "mainland": (7201,),
    "tabloid": (7201,),
}
"""Families and seeds of documents that are drawn and worn for this."""


def scan_cases(cache: Path, sets: Collection[str]) -> Iterator[Step]:
    """Each stage of reading each scan of some sets, by an engine that keeps its answers; the smallest first.

    Then what is done with large ones before they are read: they are folds, and lie aslant. These are halved, which
    shows that as well.
    """
    scans = _scans(cache, sets)
    parts = [part for group, path in scans for part in _parts(group, path)]
    for group, name, raster in sorted(parts, key=lambda part: math.prod(part[2].shape[:2])):
        yield from _stages(group, name, raster, cache)
    for group, path in scans:
        if _pixels(path) > SMALL_SCAN:
            yield _uprighting(group, path.name, _halved(_decode(path)), cache)


def _scans(cache: Path, sets: Collection[str]) -> list[tuple[str, Path]]:
    files: dict[str, Callable[[], Sequence[Path]]] = {
        "samples": lambda: [ROOT / "samples" / name for name in ("scan.jpg", "vertical.jpg")],
        "worn": lambda: draw_worn(cache / "worn"),
        "pages-dev": lambda: sorted((SHARED / "pages-dev").glob("*.jpg")),
        "cases": lambda: sorted(path for path in (SHARED / "cases").glob("*") if path.suffix in (".png", ".gif")),
        "real": lambda: sorted(path for path in (SHARED / "real").glob("*") if path.suffix in ENDINGS - {".pdf"}),
    }
    found = ((group, path) for group, paths in files.items() if group in sets for path in paths())
    return sorted(found, key=lambda scan: _pixels(scan[1]))


def draw_worn(folder: Path) -> list[Path]:
    """Worn scans of drawn documents, their first page each."""
    from samples.generator.__main__ import write_document

    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for family, seeds in WORN.items():
        for seed in seeds:
            if not list(folder.glob(f"{family}-{seed:05d}*.jpg")):
                write_document(folder, seed, family, folder)
            found.append(min(folder.glob(f"{family}-{seed:05d}*.jpg")))
    return found


def _parts(group: str, path: Path) -> Iterator[tuple[str, str, Raster]]:
    """The scan, or parts of it: set, name and picture."""
    raster = _decode(path)
    if _pixels(path) <= SMALL_SCAN:
        yield group, path.name, raster
        return
    height, width = raster.shape[:2]
    for number, (across, down) in enumerate(PARTS, 1):
        left, top = int(across * max(0, width - SIDE)), int(down * max(0, height - SIDE))
        part = np.ascontiguousarray(raster[top : top + SIDE, left : left + SIDE])
        yield group, f"{path.stem}-part{number}{path.suffix}", part


def _stages(group: str, name: str, raster: Raster, cache: Path) -> list[Step]:
    def read(engine: RecordedEngine) -> list[Step]:
        found = [Step("upright pages", partial(rectify_pages, raster, engine))]
        for page in rectify_pages(raster, engine):
            with steps_of(page_pipeline) as steps:
                read_rectified(page, 1, engine)
            found += [*steps, Step("page", partial(_page, page, engine, steps[-1]))]
        return found

    steps = with_answers(read, cache / f"{name}.answers")
    return [replace(step, group=group, name=f"{name}: {step.name}") for step in steps]


def _page(upright: RectifiedPage, engine: RecordedEngine, last: Step) -> Page:
    """The page that is made of what the last stage gives, with its warnings and in the size of its scan."""
    with mock.patch.object(image_reading, "read_picture", return_value=last.result()):
        return read_rectified(upright, 1, engine)


def _uprighting(group: str, name: str, raster: Raster, cache: Path) -> Step:
    def read(engine: RecordedEngine) -> Step:
        rectify_pages(raster, engine)
        return Step(f"{name}: upright pages", partial(rectify_pages, raster, engine), group)

    return with_answers(read, cache / f"{name}.upright.answers")


def _halved(raster: Raster) -> Raster:
    return np.asarray(cv2.resize(raster, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)


def _decode(path: Path) -> Raster:
    return decode_frame(Image.open(path), path.name, MOST_PIXELS_READ)


def _pixels(path: Path) -> int:
    return math.prod(Image.open(path).size)
