"""What a run has to do with each file: read it, keep what an earlier run made of it, or say why neither."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.ids import document_id
from articles.store import sha256_of
from banmian.batch.folder import OutputFolder
from banmian.batch.rows import Fault, Row
from banmian.errors import BanmianError, MissingFileError, UnreadableFileError, describe
from banmian.media import MARKDOWN, PDF, PLAIN, media_type_of
from banmian.reading import provenance
from banmian.settings import Settings, fingerprint


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read: names and hashes only, so that it travels to any process."""

    id: str
    path: str
    sha256: str
    key: str
    media_type: str


class Planner:
    """Decides file by file; ``known`` are the rows of earlier runs by id."""

    def __init__(self, folder: OutputFolder, settings: Settings, known: Mapping[str, Row]) -> None:
        self._folder = folder
        self._settings = settings
        self._known = known
        self._taken: dict[str, str] = {}
        self._versions: dict[str, dict[str, Any]] = {}

    def decide(self, path: Path) -> Task | Row:
        """A task where the file has to be read, else its row. `redo` is had by passing no known rows."""
        try:
            _expect_file(path)
            media_type = media_type_of(path)
            sha256 = sha256_of(path)
        except (BanmianError, OSError) as error:
            return failed_row(path, error)
        name = document_id(path.stem, sha256)
        if name in self._taken:
            return Row(name, str(path), sha256, "duplicate", duplicate_of=self._taken[name], reused=True)
        self._taken[name] = str(path)
        task = Task(name, str(path), sha256, self.key(sha256, media_type), media_type)
        row = self._known.get(name)
        if row is not None and self._stands(row, task):
            row.path, row.reused = str(path), True
            return row
        return task

    def _stands(self, row: Row, task: Task) -> bool:
        whole = row.status == "done" and row.key == task.key and row.path == task.path
        return whole and self._folder.articles_of(row.id).is_file()

    def key(self, sha256: str, media_type: str) -> str:
        """What a finished document stands for: content, settings that bear on it, versions."""
        if media_type not in self._versions:
            self._versions[media_type] = self._bearing(media_type)
        return fingerprint({"sha256": sha256, **self._versions[media_type]})

    def _bearing(self, media_type: str) -> dict[str, Any]:
        plain = media_type in (PLAIN, MARKDOWN)
        made_by = provenance({"plain"} if plain else {"ocr"}, self._settings)
        pictures = None if plain else (self._settings.pictures, self._settings.picture_side)
        values = {"banmian": made_by.banmian, "engine": made_by.engine, "models": made_by.models}
        return {**values, "settings": made_by.settings, "pictures": pictures, "pdf": media_type == PDF}


def plan(files: list[Path], planner: Planner) -> Iterator[Task | Row]:
    """A decision for each file, in order, made when it is asked for."""
    return (planner.decide(path) for path in files)


def _expect_file(path: Path) -> None:
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode):
        raise UnreadableFileError(f"{path} is no ordinary file", "Name files, not devices or pipes.")


def failed_row(path: Path, error: BaseException, task: Task | None = None) -> Row:
    """The row of a file that could not be read."""
    if isinstance(error, FileNotFoundError):
        error = MissingFileError(f"{path} is not there")
    if task is not None:
        fault = Fault(*describe(error))
        return Row(task.id, task.path, task.sha256, "failed", error=fault, media_type=task.media_type)
    name = document_id(path.stem, hashlib.sha256(os.fsencode(path)).hexdigest())
    return Row(name, str(path), None, "failed", error=Fault(*describe(error)))
