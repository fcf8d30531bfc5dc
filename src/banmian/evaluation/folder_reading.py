"""Truths and output documents read from folders, each with its name."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from banmian.errors import UsageError
from banmian.evaluation.comparable import ComparableDocument
from banmian.evaluation.truth.reading import SUFFIXES, read_comparable

GENERIC_NAMES = frozenset({"truth", "gt", "ground-truth", "groundtruth"})
"""A truth with one of these names applies to every document beside it without a truth of its own."""

_FORMAT_ENDING = re.compile(r"\.(truth|gt|tei|alto|page|omnidocbench|articles)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document with its name, its file, and the folder of its page pictures if there is one."""

    name: str
    path: Path
    edition: ComparableDocument
    pictures: Path | None = None


def read_truths(path: Path) -> list[NamedDocument]:
    """One truth, or those of a folder.

    In a folder with files called truth (``x.truth.json``, ``x.gt.txt``, ``truth.json``) or XML, only those count;
    else every file that a reader supports. An output folder can be truth too.
    """
    if not path.exists():
        raise UsageError(f"{path} is not there", "Name a truth file or a folder of them.")
    if path.is_file():
        return [_named(path)]
    files = _documents(path) or _readable(path)
    if not files:
        raise UsageError(f"{path} holds no truth", "Name a truth file or a folder of them.")
    return [_named(file) for file in [file for file in files if _is_marked(file)] or files]


def read_outputs(path: Path) -> list[NamedDocument]:
    """The documents of an output folder; of any other folder every file that a truth reader supports.

    So another tool's text, Markdown, ALTO or PAGE-XML is scored by the same measures.
    """
    if not path.exists():
        raise UsageError(f"{path} is not there", "Name the output folder of `banmian run` or `banmian read`.")
    if path.is_file():
        return [_named(path)]
    found = _documents(path) or ([] if (path / "manifest.json").is_file() else _readable(path))
    if not found:
        raise UsageError(f"{path} holds no output", "Name the output folder of `banmian run` or `banmian read`.")
    return [_named(file) for file in found]


def stem_of(path: Path) -> str:
    """A file's name without the suffixes of its format."""
    return _FORMAT_ENDING.sub("", path.stem)


def _documents(folder: Path) -> list[Path]:
    return sorted((folder / "documents").glob("*/articles.json"))


def _readable(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())


def _is_marked(path: Path) -> bool:
    named_so = _FORMAT_ENDING.search(path.stem) or path.stem.lower() in GENERIC_NAMES
    return bool(named_so) or path.suffix.lower() == ".xml"


def _named(path: Path) -> NamedDocument:
    edition = read_comparable(path)
    pictures = path.parent / "pages"
    return NamedDocument(_name(path), path, edition, pictures if pictures.is_dir() else None)


def _name(path: Path) -> str:
    """The name of a file: for an article document that of the file that it was made from."""
    if path.name != "articles.json":
        return stem_of(path)
    values = json.loads(path.read_bytes())
    source = values.get("source", {}).get("path", "") if isinstance(values, dict) else ""
    return Path(source).stem or path.parent.name
