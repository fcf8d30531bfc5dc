"""What a run has to do with each file: read it, keep what an earlier run made of it, or say why neither."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from banmian.batch.inputs import InputFile
from banmian.batch.manifest import Fault, Row, local_stamp
from banmian.batch.output import Output
from banmian.batch.staging import RemoteFile, staging
from banmian.document.ids import document_id
from banmian.document.store import sha256_of
from banmian.errors import BanmianError, MissingFileError, UnreadableFileError, describe
from banmian.media_types import MARKDOWN, PDF, PLAIN, media_type_of
from banmian.reading.documents import provenance
from banmian.reading.outside_facts import OutsideSources
from banmian.settings import Settings, fingerprint


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read: names and hashes only, so that it travels to any process.

    ``stamp`` is that of the content that ``sha256`` is of. What is in an object store has its URL as ``path`` and
    a copy that was ``staged`` on the machine that planned. ``facts`` are what is known of it from outside
    (`banmian.reading.outside_facts.OutsideFacts` by name).
    """

    id: str
    path: str
    sha256: str
    key: str
    media_type: str
    stamp: str | None = None
    staged: str | None = None
    facts: dict[str, str] = field(default_factory=dict)


class Planner:
    """Decides file by file; ``known`` are the rows of earlier runs by id."""

    def __init__(self, folder: Output, settings: Settings, known: Mapping[str, Row]) -> None:
        self._folder = folder
        self._settings = settings
        self._known = known
        self._stamped = {row.path: row for row in known.values() if row.stamp is not None}
        self._taken: dict[str, str] = {}
        self._versions: dict[str, dict[str, Any]] = {}
        self._outside = OutsideSources(settings.names, settings.facts)

    def decide(self, file: InputFile) -> Task | Row:
        """A task where the file has to be read, else its row. `redo` is had by passing no known rows.

        Raises StoreError where an object can't be fetched at the moment.
        """
        if isinstance(file, RemoteFile):
            return self._decide_remote(file)
        stamp = None
        try:
            stamp = _stamp_of_file(file)
            media_type = media_type_of(file)
            sha256 = sha256_of(file)
        except (BanmianError, OSError) as error:
            return replace(failed_row(file, error), stamp=stamp)
        return self._settle(self._task(file.stem, str(file), sha256, media_type, stamp))

    def _task(
        self, stem: str, path: str, sha256: str, media_type: str, stamp: str | None, staged: str | None = None
    ) -> Task:
        facts = self._outside.facts(path).named()
        key = self.key(sha256, media_type, facts)
        return Task(document_id(stem, sha256), path, sha256, key, media_type, stamp, staged, facts)

    def _decide_remote(self, file: RemoteFile) -> Task | Row:
        """As `decide`; an object with the stamp of an earlier run is taken for what it was then, and not fetched."""
        url, before = str(file), self._stamped.get(str(file))
        if before is not None and before.stamp == file.stamp and before.sha256 and before.media_type:
            stem = PurePosixPath(file.name).stem
            task = self._task(stem, url, before.sha256, before.media_type, file.stamp)
            if before.id in self._taken or self._stands(before, task):
                return self._settle(task)
        copy = None
        try:
            if not file.stamp:
                raise MissingFileError(f"{url} is not there")
            copy, stamp = staging().fetch(file)
            media_type = media_type_of(copy)
            sha256 = sha256_of(copy)
        except (BanmianError, FileNotFoundError, PermissionError) as error:
            return failed_row(url, error, renamed={str(copy): url})
        return self._settle(self._task(PurePosixPath(file.name).stem, url, sha256, media_type, stamp, str(copy)))

    def _settle(self, task: Task) -> Task | Row:
        if task.id in self._taken:
            first = self._taken[task.id]
            return Row(task.id, task.path, task.sha256, "duplicate", duplicate_of=first, reused=True, stamp=task.stamp)
        self._taken[task.id] = task.path
        row = self._known.get(task.id)
        if row is not None and self._stands(row, task):
            row.path, row.stamp, row.reused = task.path, task.stamp, True
            return row
        return task

    def _stands(self, row: Row, task: Task) -> bool:
        whole = row.status == "done" and row.key == task.key and row.path == task.path
        return whole and self._folder.holds(row.id)

    def key(self, sha256: str, media_type: str, facts: Mapping[str, str] | None = None) -> str:
        """What a finished document stands for: content, settings that bear on it, versions, outside facts."""
        if media_type not in self._versions:
            self._versions[media_type] = self._bearing(media_type)
        outside = {"facts": [facts, self._settings.prefer]} if facts else {}
        return fingerprint({"sha256": sha256, **self._versions[media_type], **outside})

    def _bearing(self, media_type: str) -> dict[str, Any]:
        plain = media_type in (PLAIN, MARKDOWN)
        made_by = provenance({"plain"} if plain else {"ocr"}, self._settings)
        pictures = None if plain else (self._settings.pictures, self._settings.picture_side)
        values = {"banmian": made_by.banmian, "engine": made_by.engine, "models": made_by.models}
        return {**values, "settings": made_by.settings, "pictures": pictures, "pdf": media_type == PDF}


def _stamp_of_file(path: Path) -> str:
    """What tells one content of a file from the next without reading it. Raises UnreadableFileError, OSError."""
    found = os.stat(path)
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableFileError(f"{path} is no ordinary file", "Name files, not devices or pipes.")
    return local_stamp(found)


def failed_row(
    path: Path | str, error: BaseException, task: Task | None = None, renamed: Mapping[str, str] | None = None
) -> Row:
    """The row of a file that could not be read; ``renamed`` are words of the message and what to say instead."""
    if isinstance(error, FileNotFoundError):
        error = MissingFileError(f"{path} is not there")
    fault = Fault(*describe(error))
    for word, other in (renamed or {}).items():
        fault = replace(fault, message=fault.message.replace(word, other))
    if task is not None:
        return Row(task.id, task.path, task.sha256, "failed", error=fault, media_type=task.media_type, stamp=task.stamp)
    name = document_id(Path(path).stem, hashlib.sha256(os.fsencode(path)).hexdigest())
    return Row(name, str(path), None, "failed", error=fault)
