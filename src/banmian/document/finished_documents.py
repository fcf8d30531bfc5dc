"""The finished documents of an output folder with a person's corrections, as every export uses them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from banmian.document.corrections.applying import StaleCorrection, apply_corrections
from banmian.document.corrections.corrections_file import CORRECTIONS_FILE, SET_ASIDE, Corrections, corrections_in
from banmian.document.json_form import ShapeError, document_from_json
from banmian.document.lines_as_read import LINES_FILE, ReadLines
from banmian.document.model import Document
from banmian.document.paged_lines_file import LinesFile
from banmian.errors import DamagedFileError, UsageError
from banmian.garbage_collection import without_collections

OVERLAY_REMARK = b"banmian overlay"
"""Comment in the file of a page picture with an overlay, which distinguishes it from a plain one."""

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")


@dataclass(slots=True)
class FinishedDocument:
    """A document of a batch: ``name`` is its folder's name; ``pictures`` are page pictures by page number.

    ``corrections`` are all those beside it, ``lost`` those that no longer find their place, and ``damaged`` says what
    is wrong with the file of corrections where it can't be read: then none are applied. ``stale`` has both in words.
    """

    name: str
    folder: Path
    document: Document
    lines: LinesFile | ReadLines | None = None
    pictures: dict[int, Path] = field(default_factory=dict)
    corrections: Corrections = field(default_factory=Corrections)
    lost: list[StaleCorrection] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)

    @property
    def stale(self) -> list[str]:
        """A line for each correction, or file of them, that is not in the document."""
        return [*self.damaged, *map(str, self.lost)]


def document_names(root: Path) -> list[str]:
    """Names of the finished documents below ``root``: in the manifest's order, else by name.

    Raises UsageError where there are none.
    """
    found = sorted(path.parent.name for path in (root / "documents").glob("*/articles.json"))
    if not found:
        raise UsageError(
            f"{root} contains no finished documents", "Name the folder that `banmian read -o` or `run -o` wrote."
        )
    ranks = {name: rank for rank, name in enumerate(_manifest_names(root))}
    return sorted(found, key=lambda name: (ranks.get(name, len(ranks)), name))


def _manifest_names(root: Path) -> list[str]:
    try:
        rows = json.loads((root / "manifest.json").read_bytes())["documents"]
        return list(dict.fromkeys(str(row["id"]) for row in rows))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return []


def load(root: Path, name: str) -> FinishedDocument:
    """A finished document with its corrections, lines and pictures. Raises like `load_document`."""
    finished = load_document(root, name)
    if (finished.folder / LINES_FILE).exists():
        finished.lines = LinesFile(finished.folder)
        finished.lines.check()
    finished.pictures = pictures_in(finished.folder / "pages")
    return finished


def load_document(root: Path, name: str) -> FinishedDocument:
    """A finished document with its corrections applied, without lines and pictures.

    Raises OSError, and DamagedFileError for an invalid file.
    """
    folder = root / "documents" / name
    try:
        with without_collections():
            document = document_from_json((folder / "articles.json").read_bytes())
    except ValueError as error:
        raise DamagedFileError(f"{folder}: {error}", "Read the source again with --redo.") from error
    damaged = [f"{path.name} is damaged: its corrections are not applied" for path in sorted(folder.glob(SET_ASIDE))]
    try:
        corrections = corrections_in(folder)
    except ShapeError as error:
        damaged.append(f"{CORRECTIONS_FILE} is damaged, its corrections are not applied: {error}")
        corrections = Corrections()
    document, lost = apply_corrections(document, corrections)
    return FinishedDocument(name, folder, document, corrections=corrections, lost=lost, damaged=damaged)


def load_all(root: Path) -> Iterator[FinishedDocument]:
    """All finished documents, one after the other."""
    for name in document_names(root):
        yield load(root, name)


def load_documents(folder: Path | str) -> Iterator[Document]:
    """The documents of an output folder with a person's corrections, one after the other.

    Raises UsageError where there are none, DamagedFileError for an invalid file, OSError.
    """
    root = Path(folder)
    return (load_document(root, name).document for name in document_names(root))


def pictures_in(folder: Path) -> dict[int, Path]:
    """Plain page pictures by page number: files named by digits alone, without overlays."""
    if not folder.is_dir():
        return {}
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURE_ENDINGS)
    return {int(path.stem): path for path in files if path.stem.isdecimal() and not _drawn_on(path)}


def _drawn_on(path: Path) -> bool:
    with Image.open(path) as image:
        return image.info.get("comment") == OVERLAY_REMARK
