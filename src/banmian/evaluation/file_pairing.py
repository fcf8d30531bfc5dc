"""Pairing of truths and output documents by the names of their files."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from banmian.errors import UsageError
from banmian.evaluation.comparable import ComparableDocument
from banmian.evaluation.truth.reading import SUFFIXES, read_comparable

GENERIC_NAMES = frozenset({"truth", "gt", "ground-truth", "groundtruth"})
"""A truth with one of these names applies to every document beside it without a truth of its own."""

_FORMAT_ENDING = re.compile(r"\.(truth|gt|tei|alto|page|omnidocbench|articles)$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:^|[-_.])(?:p|page)?0*(?P<number>[1-9]\d*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document with its name, its file, and the folder of its page pictures if there is one."""

    name: str
    path: Path
    edition: ComparableDocument
    pictures: Path | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A truth and the output to be scored against it."""

    name: str
    truth: ComparableDocument
    output: NamedDocument
    truth_path: Path


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


def pair_documents(truths: Sequence[NamedDocument], outputs: Sequence[NamedDocument]) -> list[Pair]:
    """Every output that has a truth, with it.

    A truth ``x`` answers an output ``x`` whole, and an output ``x-2`` (``x_p2``, ``x.2``) with its page 2; a
    truth of a generic name (`GENERIC_NAMES`) answers every other output whole or, where the output's name
    ends in the number of one of its pages and the truth has several, that page. One truth and one output
    are a pair whatever they are called. Raises UsageError where nothing pairs.
    """
    if len(truths) == len(outputs) == 1 and _choose(outputs[0], truths) is None:
        return [Pair(outputs[0].name, truths[0].edition, outputs[0], truths[0].path)]
    pairs = [found for output in outputs if (found := _choose(output, truths)) is not None]
    if not pairs:
        names = ", ".join(output.name for output in outputs[:5])
        wanted = ", ".join(truth.name for truth in truths[:5])
        raise UsageError(f"no truth ({wanted}) matches the name of a document ({names})", "Name them alike.")
    return pairs


def stem_of(path: Path) -> str:
    """A file's name without the suffixes of its format."""
    return _FORMAT_ENDING.sub("", path.stem)


def _choose(output: NamedDocument, truths: Sequence[NamedDocument]) -> Pair | None:
    for truth in truths:
        if truth.name == output.name:
            return Pair(output.name, truth.edition, output, truth.path)
    for truth in truths:
        if output.name.startswith(truth.name):
            found = _PAGE_NUMBER.fullmatch(output.name[len(truth.name) :])
            if found:
                return _page_pair(output, truth, int(found["number"]))
    for truth in truths:
        if truth.name.lower() in GENERIC_NAMES:
            found = _PAGE_NUMBER.search(output.name)
            if found and len(truth.edition.pages()) > 1 and int(found["number"]) in truth.edition.pages():
                return _page_pair(output, truth, int(found["number"]))
            return Pair(output.name, truth.edition, output, truth.path)
    return None


def _page_pair(output: NamedDocument, truth: NamedDocument, page: int) -> Pair:
    return Pair(output.name, truth.edition.only(page), output, truth.path)


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
