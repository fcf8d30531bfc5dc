"""The input files of a run: files, folders and globs, in an order that does not depend on the disk."""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from banmian.batch.object_stores import Entry, Store, is_remote, place_of, refuse_password
from banmian.batch.staging import RemoteFile
from banmian.errors import UsageError
from banmian.media_types import SUFFIXES
from banmian.reading.outside_facts import FOLDER_FILE

InputFile = Path | RemoteFile

_GLOB_SIGNS = re.compile(r"[*?\[]")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class InputFiles:
    """``files`` to read, each once; ``ignored``: files in folders that are of no supported kind."""

    files: list[InputFile] = field(default_factory=list)
    ignored: list[InputFile] = field(default_factory=list)


def find_files(named: Sequence[str | Path], output: Path | str | None = None) -> InputFiles:
    """All files that the names refer to; a URL (``s3://…``) refers to objects in a store.

    A folder is searched recursively for the suffixes in `banmian.media_types.SUFFIXES`, without hidden files, links
    to folders, and the output folder. A file named directly is taken whatever its suffix, and even if it is missing
    (the run then reports it); a glob must match something. Raises UsageError where there is nothing to read at all,
    a store cannot be read, or a URL names a password.
    """
    refuse_password(output)
    files: dict[str, InputFile] = {}
    ignored: dict[str, InputFile] = {}
    for name in map(place_of, named):
        if isinstance(name, str):
            _find_remote(name, output, files, ignored)
            continue
        for path in _expand(str(name)):
            if path.is_dir():
                for inner in _walk(path, None if output is None or is_remote(output) else Path(output)):
                    (files if inner.suffix.lower() in SUFFIXES else ignored)[os.path.abspath(inner)] = inner
            else:
                files[os.path.abspath(path)] = path
    if not any(file.stamp if isinstance(file, RemoteFile) else file.exists() for file in files.values()):
        raise UsageError(_nothing(named, files.values(), ignored.values()))
    return InputFiles(sorted(files.values(), key=natural_key), sorted(ignored.values(), key=natural_key))


def describe_ignored(ignored: Sequence[InputFile]) -> str:
    """How many files with which suffixes are ignored, in a sentence."""
    endings = Counter(PurePosixPath(str(file)).suffix.lower() or "no ending" for file in ignored)
    kinds = ", ".join(f"{count} {ending}" for ending, count in endings.most_common())
    if len(ignored) == 1:
        return f"1 file ignored, of no kind that is read: {ignored[0]}"
    return f"{len(ignored)} files ignored, of no kind that is read: {kinds}"


def natural_key(path: Path | RemoteFile | str) -> tuple[tuple[int, int, str], ...]:
    """Sort key that puts page-2 before page-10."""
    parts = _DIGITS.split(path.as_posix() if isinstance(path, Path) else str(path))
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts)


def _expand(name: str) -> list[Path]:
    path = Path(name)
    if path.exists() or not _GLOB_SIGNS.search(name):
        return [path]
    matches = [Path(match) for match in glob.glob(name, recursive=True)]
    if not matches:
        raise UsageError(f"nothing matches {name}")
    return matches


def _walk(folder: Path, output: Path | None) -> Iterator[Path]:
    barred = output.resolve() if output is not None else None
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and (here / f).resolve() != barred)
        for name in sorted(names):
            path = here / name
            if not name.startswith(".") and name != FOLDER_FILE and path.is_file():
                yield path


def _find_remote(
    name: str, output: Path | str | None, files: dict[str, InputFile], ignored: dict[str, InputFile]
) -> None:
    try:
        for file, known in remote_files(name, output):
            (files if known else ignored)[str(file)] = file
    except OSError as error:
        raise UsageError(f"{name} can't be listed: {error}", "Check the address and the credentials.") from error


def remote_files(name: str, output: Path | str | None) -> Iterator[tuple[RemoteFile, bool]]:
    """The objects that a URL refers to, and whether each is of a supported kind.

    A missing one has no stamp. Raises OSError, and UsageError for a glob that matches nothing.
    """
    parent, _, last = name.rstrip("/").rpartition("/")
    alone = Store(parent) if parent.rpartition("/")[0].strip(":/") else None
    entry = alone.entry(last) if alone is not None else None
    if alone is not None and entry is not None:
        yield RemoteFile(alone.url, last, entry.size, entry.stamp), True
        return
    store, entries = _below(name)
    if alone is not None and not entries:
        if _GLOB_SIGNS.search(name):
            raise UsageError(f"nothing matches {name}")
        yield RemoteFile(alone.url, last, 0, ""), True
    barred = f"{output}".rstrip("/") + "/"
    for entry in entries:
        file = RemoteFile(store.url, entry.key, entry.size, entry.stamp)
        hidden = any(part.startswith(".") for part in entry.key.split("/"))
        if file.name and not hidden and not str(file).startswith(barred):
            yield file, PurePosixPath(file.name).suffix.lower() in SUFFIXES


def _below(name: str) -> tuple[Store, list[Entry]]:
    """The objects of a folder, or those that match a glob, with the store to which their keys are relative."""
    wildcard = _GLOB_SIGNS.search(name)
    if wildcard is None:
        store = Store(name)
        return store, list(store.list())
    fixed = name[: wildcard.start()].rpartition("/")[0]
    store = Store(fixed)
    return store, list(store.glob(name[len(fixed) + 1 :]))


def _nothing(named: Sequence[str | Path], files: Iterable[InputFile], ignored: Iterable[InputFile]) -> str:
    if not named:
        return "no file named"
    missing = [str(path) for path in files]
    if missing:
        return f"no such file or folder: {', '.join(missing)}"
    kinds = ", ".join(sorted(SUFFIXES))
    met = sum(1 for _ in ignored)
    return f"nothing to read in {', '.join(map(str, named))}: {met} files, none ending in {kinds}"
