"""An OCR engine that answers again what it was asked before, so that reading a scan once more costs no recognition."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from banmian.layout.ocr.engine import Detection, Engine, Recognition
from banmian.layout.ocr.engine_loading import get_engine
from banmian.layout.ocr.null_engine import NullEngine
from banmian.layout.readers.source_file import Raster
from benchmarks.ablation.child_processes import in_child

Read = TypeVar("Read")

LONGEST_READING = 3600.0
"""Processor seconds that reading a file may take where an engine is asked."""


class OtherPictureError(Exception):
    """A sealed engine is asked about a picture or crop that it was not asked about before."""


class RecordedEngine:
    """`engine` with its answers kept in the file ``kept``; equal pictures and crops are asked once.

    Once it is sealed it raises OtherPictureError for everything that it was not asked before.
    """

    def __init__(self, engine: Engine, kept: Path) -> None:
        self.name, self.models = engine.name, engine.models
        self._engine, self._kept, self._sealed = engine, kept, False
        self._answers: dict[tuple[str, bytes], Any] = pickle.loads(kept.read_bytes()) if kept.exists() else {}

    @classmethod
    def of_answers(cls, kept: Path) -> RecordedEngine:
        """A sealed one that has what the file ``kept`` has, and needs no engine."""
        engine = cls(NullEngine(), kept)
        engine._sealed = True
        return engine

    def detect(self, picture: Raster) -> list[Detection]:
        """See `Engine`."""
        found: list[Detection] = self._ask("detect", [picture], lambda _: [self._engine.detect(picture)])[0]
        return found

    def recognise(self, crops: Sequence[Raster]) -> list[Recognition]:
        """See `Engine`."""
        return self._ask("recognise", crops, self._engine.recognise)

    def recognise_columns(self, crops: Sequence[Raster]) -> list[Recognition]:
        """See `Engine`."""
        return self._ask("columns", crops, self._engine.recognise_columns)

    def recognise_fraktur(self, crops: Sequence[Raster]) -> list[Recognition]:
        """See `Engine`."""
        return self._ask("fraktur", crops, self._engine.recognise_fraktur)

    def orientation(self, picture: Raster) -> int:
        """See `Engine`."""
        return int(self._ask("orientation", [picture], lambda _: [self._engine.orientation(picture)])[0])

    def seal(self) -> None:
        """Write all answers to the file, and look for no further ones."""
        self._sealed = True
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        self._kept.write_bytes(pickle.dumps(self._answers))

    def close(self) -> None:
        """See `Engine`."""
        self._engine.close()

    def _ask(self, what: str, pictures: Sequence[Raster], ask: Callable[[list[Raster]], list[Any]]) -> list[Any]:
        keys = [(what, _digest(picture)) for picture in pictures]
        new = {key: picture for key, picture in zip(keys, pictures, strict=True) if key not in self._answers}
        if new and self._sealed:
            raise OtherPictureError
        if new:
            self._answers.update(zip(new, ask(list(new.values())), strict=True))
        return [self._answers[key] for key in keys]


def with_answers(read: Callable[[RecordedEngine], Read], kept: Path) -> Read:
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


def _digest(picture: Raster) -> bytes:
    return hashlib.blake2b(repr(picture.shape).encode() + picture.tobytes(), digest_size=16).digest()
