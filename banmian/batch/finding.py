"""Which files a run reads: files, folders and globs, in an order that does not depend on the disk."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from banmian.errors import UsageError
from banmian.media import SUFFIXES

_GLOB_SIGNS = re.compile(r"[*?\[]")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """``files`` to read, each once; ``ignored``: files met in folders that are of no kind that is read."""

    files: list[Path] = field(default_factory=list)
    ignored: list[Path] = field(default_factory=list)


def find_files(named: Sequence[str | Path], output: Path | None = None) -> Found:
    """All files that the names stand for.

    A folder is searched to its depth for the endings in `banmian.media.SUFFIXES`, without hidden files,
    links to folders, and the output folder; a file named itself is taken whatever its ending, and even if
    it is missing (the run then says so), a glob must match something.
    Raises UsageError where there is nothing to read at all.
    """
    files: dict[str, Path] = {}
    ignored: dict[str, Path] = {}
    for name in named:
        for path in _expand(str(name)):
            if path.is_dir():
                for inner in _walk(path, output):
                    (files if inner.suffix.lower() in SUFFIXES else ignored)[os.path.abspath(inner)] = inner
            else:
                files[os.path.abspath(path)] = path
    if not any(path.exists() for path in files.values()):
        raise UsageError(_nothing(named, files.values(), ignored.values()))
    return Found(sorted(files.values(), key=natural), sorted(ignored.values(), key=natural))


def natural(path: Path) -> tuple[tuple[int, int, str], ...]:
    """Sort key by which page-2 comes before page-10."""
    parts = _DIGITS.split(path.as_posix())
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
            if not name.startswith(".") and path.is_file():
                yield path


def _nothing(named: Sequence[str | Path], files: Iterable[Path], ignored: Iterable[Path]) -> str:
    if not named:
        return "no file named"
    missing = [str(path) for path in files]
    if missing:
        return f"no such file or folder: {', '.join(missing)}"
    kinds = ", ".join(sorted(SUFFIXES))
    met = sum(1 for _ in ignored)
    return f"nothing to read in {', '.join(map(str, named))}: {met} files, none ending in {kinds}"
