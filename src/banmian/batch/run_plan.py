"""The plan of a run: for each file whether to read it, to keep an earlier result, or why neither."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from banmian.batch.inputs import InputFile
from banmian.batch.manifest import Basis, Fault, Row, local_stamp, row_to_dict
from banmian.batch.output_interface import Output
from banmian.batch.staging import RemoteFile, get_staging
from banmian.document.atomic_files import sha256_of
from banmian.document.ids import document_id
from banmian.errors import BanmianError, MissingFileError, UnreadableFileError, describe
from banmian.media_types import MARKDOWN, PLAIN, media_type_of
from banmian.messages import translatable
from banmian.reading.documents import provenance
from banmian.reading.outside_facts import OutsideSources
from banmian.settings import Settings, fingerprint

Mode = Literal["resume", "redo-stale", "redo"]
"""Which finished documents are read again: none, stale ones (whose result would differ now), or all."""


def mode_of(redo: bool, redo_stale: bool) -> Mode:
    """Which finished documents are read again."""
    return "redo" if redo else "redo-stale" if redo_stale else "resume"


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read: names and hashes only, so that it can be sent to any process.

    ``stamp`` belongs to the content with hash ``sha256``. An object in a store has its URL as ``path`` and a copy
    ``staged`` on the machine that planned. ``facts`` are known from outside the file
    (`banmian.reading.outside_facts.OutsideFacts` by name). ``basis`` is what the result depends on besides the
    content, ``key`` the hash of both; ``replaced`` is the row of a finished document that this one would replace.
    """

    id: str
    path: str
    sha256: str
    key: str
    media_type: str
    stamp: str | None = None
    staged: str | None = None
    facts: dict[str, str] = field(default_factory=dict)
    basis: Basis = field(default_factory=dict)
    replaced: dict[str, Any] | None = None


class Planner:
    """Decides file by file; ``known`` are the rows of earlier runs by id, ``mode`` says which of them are kept."""

    def __init__(self, folder: Output, settings: Settings, known: Mapping[str, Row], mode: Mode = "resume") -> None:
        self._mode = mode
        self._folder = folder
        self._settings = settings
        self._known = known
        self._stamped = {row.path: row for row in known.values() if row.stamp is not None}
        self._taken: dict[tuple[str, str], str] = {}
        self._versions: dict[str, Basis] = {}
        self._outside = OutsideSources(settings.names, settings.facts)

    def decide(self, file: InputFile) -> Task | Row:
        """A task where the file must be read, else its row.

        Raises StoreError where an object cannot be fetched at the moment.
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
        return self._settle(self.task_for(file.stem, str(file), sha256, media_type, stamp))

    def task_for(
        self, stem: str, path: str, sha256: str, media_type: str, stamp: str | None, staged: str | None = None
    ) -> Task:
        """The task of reading a file with known content and media type."""
        facts = self._outside.facts(path).named()
        basis = self.basis(media_type, facts)
        key = key_of(sha256, basis)
        return Task(document_id(stem, sha256), path, sha256, key, media_type, stamp, staged, facts, basis)

    def _decide_remote(self, file: RemoteFile) -> Task | Row:
        """Like `decide`; an object with the stamp of an earlier run is assumed unchanged and not fetched."""
        url, before = str(file), self._stamped.get(str(file))
        if before is not None and before.stamp == file.stamp and before.sha256 and before.media_type:
            stem = PurePosixPath(file.name).stem
            task = self.task_for(stem, url, before.sha256, before.media_type, file.stamp)
            if content_of(task) in self._taken or self.keeps(before, task):
                return self._settle(task)
        copy = None
        try:
            if not file.stamp:
                raise MissingFileError(f"{url} is not there")
            copy, stamp = get_staging().fetch(file)
            media_type = media_type_of(copy)
            sha256 = sha256_of(copy)
        except (BanmianError, FileNotFoundError, PermissionError) as error:
            return failed_row(url, error, renamed={str(copy): url})
        return self._settle(self.task_for(PurePosixPath(file.name).stem, url, sha256, media_type, stamp, str(copy)))

    def _settle(self, task: Task) -> Task | Row:
        content = content_of(task)
        row = self._known.get(task.id)
        kept = row is not None and self.keeps(row, task)
        if content in self._taken and not kept:
            first = self._taken[content]
            return Row(task.id, task.path, task.sha256, "duplicate", duplicate_of=first, reused=True, stamp=task.stamp)
        self._taken.setdefault(content, task.path)
        if row is None or not self._folder.holds(row.id):
            return task
        if not kept:
            return replace(task, replaced=row_to_dict(row))
        row.stale = differences(row, task)
        row.path, row.stamp, row.reused = task.path, task.stamp, True
        return row

    def keeps(self, row: Row, task: Task) -> bool:
        """Whether a finished document is kept: with ``resume`` even when it is stale."""
        whole = row.status == "done" and row.path == task.path and self._folder.holds(row.id)
        return whole and self._mode != "redo" and (self._mode == "resume" or row.key == task.key)

    def basis(self, media_type: str, facts: Mapping[str, str]) -> Basis:
        """What a file's result depends on besides its content."""
        if media_type not in self._versions:
            self._versions[media_type] = self._basis_of_kind(media_type)
        outside: Basis = {f"outside {name}": value for name, value in facts.items()}
        return {**self._versions[media_type], **outside, **({"prefer": self._settings.prefer} if facts else {})}

    def _basis_of_kind(self, media_type: str) -> Basis:
        plain = media_type in (PLAIN, MARKDOWN)
        made_by = provenance({"plain"} if plain else {"ocr"}, self._settings)
        values: Basis = {"banmian": made_by.banmian, "engine": made_by.engine}
        values |= {f"model {name}": version for name, version in made_by.models.items()}
        values |= made_by.settings
        if not plain:
            values |= {"pictures": self._settings.pictures, "picture_side": self._settings.picture_side}
        return values


def key_of(sha256: str, basis: Basis) -> str:
    """The key of a finished document: its content and what it was made with."""
    return fingerprint({"sha256": sha256, **basis})


def content_of(task: Task) -> tuple[str, str]:
    """What makes two files the same document: the same bytes, and the same outside facts."""
    return task.sha256, fingerprint(task.facts)


def differences(row: Row, task: Task) -> list[str]:
    """Where what a document was made with differs from what it would be made with now; one phrase each."""
    if row.key == task.key:
        return []
    if row.basis is None:
        return [translatable("read by an earlier version")]
    names = sorted({*row.basis, *task.basis})
    before, now = row.basis, task.basis
    return [f"{n}: {before.get(n)} → {now.get(n)}" for n in names if before.get(n) != now.get(n)]


def _stamp_of_file(path: Path) -> str:
    """What distinguishes one content of a file from the next without reading it. Raises UnreadableFileError,
    OSError."""
    found = os.stat(path)
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableFileError(f"{path} is not a regular file", "Name files, not devices or pipes.")
    return local_stamp(found)


def failed_row(
    path: Path | str, error: BaseException, task: Task | None = None, renamed: Mapping[str, str] | None = None
) -> Row:
    """The row of a file that could not be read; ``renamed`` are words in the message and their replacements."""
    if isinstance(error, FileNotFoundError):
        error = MissingFileError(f"{path} is not there")
    fault = Fault(*describe(error))
    for word, other in (renamed or {}).items():
        fault = replace(fault, message=fault.message.replace(word, other))
    if task is not None:
        return Row(task.id, task.path, task.sha256, "failed", error=fault, media_type=task.media_type, stamp=task.stamp)
    name = document_id(Path(path).stem, hashlib.sha256(os.fsencode(path)).hexdigest())
    return Row(name, str(path), None, "failed", error=fault)
