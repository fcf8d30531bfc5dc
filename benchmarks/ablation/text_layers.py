"""The PDF files whose text layer ablation looks at: small ones read as a whole, of larger ones each stage.

What an engine reads on them is kept, so that none is loaded where nothing else is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from banmian.layout.model import Page
from banmian.layout.ocr import engine_loading
from banmian.layout.ocr import image_reading as scan
from banmian.layout.pdf_text import pipeline
from banmian.layout.pdf_text.font_trust import FontJudge
from banmian.layout.readers.opening import open_source
from banmian.read_options import ReadOptions
from benchmarks.ablation.cases import generated_files, read_pages
from benchmarks.ablation.paths import ROOT, SHARED
from benchmarks.ablation.recorded_engine import RecordedEngine, with_answers
from benchmarks.ablation.steps import Step, steps_of

REAL = ("mylapore-2026-02-14.pdf", "rmrb-2025-10-20.pdf", "honolulu-1901.pdf")
"""Real pages with a text layer: typeset ones, and one that a program recognised long ago."""
SMALL = 60_000
"""Bytes of a file below which it is quickly read."""


def layer_cases(cache: Path, sets: Collection[str]) -> Iterator[Step]:
    """Small files of some sets as a whole, each stage of reading larger ones."""
    files: dict[str, Callable[[], Sequence[Path]]] = {
        "samples": lambda: [ROOT / "samples" / "issue.pdf"],
        "cases": lambda: sorted((SHARED / "cases").glob("*.pdf")),
        "pages-dev": lambda: sorted((SHARED / "pages-dev").glob("*.pdf")),
        "generated": lambda: generated_files(cache / "generated"),
        "real": lambda: [SHARED / "real" / name for name in REAL],
    }
    for group in (group for group in files if group in sets):
        for path in files[group]():
            work = _whole if path.stat().st_size < SMALL else _stages
            with ExitStack() as opened:
                steps = with_answers(partial(work, path, opened), cache / f"{path.name}.layer.answers")
                yield from (replace(step, group=group) for step in steps)


def _whole(path: Path, _: ExitStack, engine: RecordedEngine) -> list[Step]:
    _read(path, engine)
    return [Step(path.name, partial(_read, path, engine))]


def _read(path: Path, engine: RecordedEngine) -> list[Page]:
    with _asking(engine):
        return read_pages(path)


def _stages(path: Path, opened: ExitStack, engine: RecordedEngine) -> list[Step]:
    """The stages of its first two pages, as long as the file is ``opened``."""
    source = opened.enter_context(open_source(path, ReadOptions()))
    with _asking(engine), steps_of(pipeline, _unjudged) as steps:
        for number in range(1, min(source.source_page_count, 2) + 1):
            source.read(number)
        return [Step(f"{path.name}: {step.name}", partial(_asked, step, engine)) for step in steps]


def _asked(step: Step, engine: RecordedEngine) -> object:
    with _asking(engine):
        return step.result()


def _unjudged(state: Any) -> Any:
    """A page being read without what its fonts were found to be before."""
    return replace(state, judge=FontJudge(state.thresholds))


@contextmanager
def _asking(engine: RecordedEngine) -> Iterator[None]:
    """Every reader asks this engine."""
    before = engine_loading.get_engine
    engine_loading.get_engine = scan.get_engine = lambda *_, **__: engine  # type: ignore[attr-defined]
    try:
        yield
    finally:
        engine_loading.get_engine = scan.get_engine = before  # type: ignore[attr-defined]
