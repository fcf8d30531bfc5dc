"""The scans that ablation looks at: whole ones that are small, and parts of large ones, each stage of reading them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from PIL import Image

from banmian.layout.ocr import page_reading
from banmian.layout.ocr.page_rectification import rectify_pages
from banmian.layout.ocr.pipeline import read_rectified
from banmian.layout.ocr.registry import get_engine
from banmian.layout.readers.base import Raster
from banmian.layout.readers.image_decoding import MOST_PIXELS_READ, decode_frame
from benchmarks.ablation.places import ENDINGS, ROOT, SHARED
from benchmarks.ablation.recorded_engine import OtherPictureError, RecordedEngine
from benchmarks.ablation.steps import Step, steps_of
from benchmarks.ablation.trials import in_child

Read = TypeVar("Read")

SMALL_SCAN = 3_200_000
"""Pixels up to which a scan is tried as a whole: a trial of a stage takes a second on the largest."""
SIDE = 1500
PARTS = ((0.0, 0.0), (0.5, 0.35))
"""Of larger ones squares of so many pixels are tried, that begin at these shares of what lies outside them."""
LONGEST_READING = 3600.0
"""Processor seconds that recognising a scan may take."""
WORN = {"republican": (7201, 7202), "vertical": (7201,), "page": (7201,), "western": (7201,)}
"""Families and seeds of documents that are drawn and worn for this."""


def scan_cases(cache: Path) -> Iterator[Step]:
    """Each stage of reading each scan, by an engine that keeps its answers; the smallest first, then what is done with
    large ones before they are read: they are folds, and lie aslant."""
    scans = _scans(cache)
    parts = [part for group, path in scans for part in _parts(group, path)]
    for group, name, raster in sorted(parts, key=lambda part: math.prod(part[2].shape[:2])):
        yield from _stages(group, name, raster, cache)
    for group, path in scans:
        if _pixels(path) > SMALL_SCAN:
            yield _uprighting(group, path.name, _decode(path), cache)


def _scans(cache: Path) -> list[tuple[str, Path]]:
    files: list[tuple[str, Sequence[Path]]] = [
        ("samples", [ROOT / "samples" / name for name in ("scan.jpg", "vertical.jpg")]),
        ("worn", draw_worn(cache / "worn")),
        ("pages-dev", sorted((SHARED / "pages-dev").glob("*.jpg"))),
        ("cases", sorted(path for path in (SHARED / "cases").glob("*") if path.suffix in (".png", ".gif"))),
        ("real", sorted(path for path in (SHARED / "real").glob("*") if path.suffix in ENDINGS - {".pdf"})),
    ]
    return sorted(((group, path) for group, paths in files for path in paths), key=lambda scan: _pixels(scan[1]))


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
        with steps_of(page_reading) as steps:
            for page in rectify_pages(raster, engine):
                read_rectified(page, 1, engine)
        return [Step("upright pages", partial(rectify_pages, raster, engine)), *steps]

    steps = _with_answers(read, cache / f"{name}.answers")
    return [replace(step, group=group, name=f"{name}: {step.name}") for step in steps]


def _uprighting(group: str, name: str, raster: Raster, cache: Path) -> Step:
    def read(engine: RecordedEngine) -> Step:
        rectify_pages(raster, engine)
        return Step(f"{name}: upright pages", partial(rectify_pages, raster, engine), group)

    return _with_answers(read, cache / f"{name}.upright.answers")


def _with_answers(read: Callable[[RecordedEngine], Read], kept: Path) -> Read:
    """What ``read`` gives with answers kept in a file; where some are missing a child process asks an engine first,
    so that none is loaded here: a process is forked the quicker the less it holds."""
    try:
        return read(RecordedEngine.of_answers(kept))
    except OtherPictureError:
        report = in_child(partial(_record, read, kept), LONGEST_READING)
    if report:
        raise RuntimeError(f"{kept.name}: {report[0]}")
    return read(RecordedEngine.of_answers(kept))


def _record(read: Callable[[RecordedEngine], object], kept: Path) -> list[str]:
    engine = RecordedEngine(get_engine("auto"), kept)
    read(engine)
    engine.seal()
    return []


def _decode(path: Path) -> Raster:
    return decode_frame(Image.open(path), path.name, MOST_PIXELS_READ)


def _pixels(path: Path) -> int:
    return math.prod(Image.open(path).size)
