"""The static site: an index, a page for each page of the documents, their pictures. No server, no network."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from PIL import Image

from banmian.document.atomic_files import write_whole
from banmian.document.finished_documents import FinishedDocument, document_names, load
from banmian.errors import DocumentError
from banmian.export.format import PictureMaker, no_pictures
from banmian.export.text_placement import pages_with_texts, place_text
from banmian.review.checking_progress import progress_in
from banmian.review.html import index_html, page_html
from banmian.review.index_page_data import document_row, failed_row, index_data, manifest_rows
from banmian.review.page_data import document_data, page_data

THUMB = (108, 152)
"""px: twice the size at which the index shows them."""

WORTH_PROCESSES = 24
"""Number of documents from which starting processes pays off."""

Json = dict[str, Any]


@dataclass(slots=True)
class BuildResult:
    """The result of a build: number of documents and pages, and documents that could not be shown, with the reason."""

    documents: int = 0
    pages: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _BuiltDocument:
    """The result for one document: its line of the index, its number of pages, or why there are none."""

    name: str
    row: Json | None = None
    pages: int = 0
    problem: str | None = None


def build(
    root: Path,
    output: Path,
    picture_source: PictureMaker = no_pictures,
    seen: Callable[[str], None] = print,
    workers: int | None = None,
) -> BuildResult:
    """Build the site of all finished documents below ``root`` in ``output``; ``seen`` is called for each document.

    Missing page pictures are made by ``picture_source``, which must be picklable: large batches are built by
    ``workers`` processes (by default as many as there are processors). Raises UsageError where there are no
    documents, OSError.
    """
    built = BuildResult()
    names = document_names(root)
    made = manifest_rows(root)
    write_assets(output / "assets")
    show = partial(_show, root, output, picture_source)
    rows: list[Json] = []
    for shown in _each(show, [(name, made.get(name)) for name in names], workers or os.cpu_count() or 1):
        if shown.row is None:
            built.problems.append(f"{shown.name}: {shown.problem}")
            continue
        rows.append(shown.row)
        built.documents += 1
        built.pages += shown.pages
        seen(shown.name)
    rows += [failed_row(values) for values in made.values() if values.get("status") == "failed"]
    _write_text(output / "index.html", index_html(index_data(rows, serve=False)))
    return built


def _each(
    show: Callable[[tuple[str, Json | None]], _BuiltDocument], tasks: list[tuple[str, Json | None]], workers: int
) -> Iterator[_BuiltDocument]:
    if workers == 1 or len(tasks) < WORTH_PROCESSES:
        yield from map(show, tasks)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(show, tasks, chunksize=4)


def _show(root: Path, output: Path, picture_source: PictureMaker, task: tuple[str, Json | None]) -> _BuiltDocument:
    name, made = task
    try:
        finished = load(root, name)
    except DocumentError as error:
        return _BuiltDocument(name, problem=str(error))
    row = _build_document(finished, made, output, picture_source)
    return _BuiltDocument(name, row, len(finished.document.pages))


def pages_of(finished: FinishedDocument, pictures: dict[int, str]) -> dict[int, Json]:
    """The data of every page of a document, by page number; ``pictures`` are addresses by page number."""
    document = finished.document
    about = document_data(finished)
    first = document.pages[0].number
    articles: dict[int, list[int]] = {}
    for index, article in enumerate(document.articles):
        for number in pages_with_texts(article, first):
            articles.setdefault(number, []).append(index)
    return {
        page.info.number: {
            "document": about,
            "serve": False,
            **page_data(document, page, articles.get(page.info.number, []), pictures.get(page.info.number)),
        }
        for page in place_text(finished.name, document, finished.lines).pages
    }


def write_assets(folder: Path) -> None:
    """Scripts, style and icon."""
    for asset in files("banmian.review").joinpath("static").iterdir():
        path = folder / asset.name
        data = asset.read_bytes()
        if not path.exists() or path.read_bytes() != data:
            write_whole(path, data)


def thumbnail(picture: Path) -> bytes:
    """A small JPEG of a page's upper part."""
    with Image.open(picture) as image:
        image.draft("RGB", (THUMB[0] * 2, THUMB[1] * 2))
        small = image.convert("RGB")
    width = THUMB[0]
    height = max(1, round(small.height * width / small.width))
    small = small.resize((width, height), Image.Resampling.BILINEAR, reducing_gap=2)
    stream = io.BytesIO()
    small.crop((0, 0, width, min(height, THUMB[1]))).save(stream, "JPEG", quality=80)
    return stream.getvalue()


def _build_document(finished: FinishedDocument, made: Json | None, output: Path, picture_source: PictureMaker) -> Json:
    folder = output / "documents" / finished.name
    folder.mkdir(parents=True, exist_ok=True)
    pictures = _pictures(finished, folder, picture_source)
    names = {number: path.name for number, path in pictures.items()}
    for number, data in pages_of(finished, names).items():
        _write_text(folder / f"{number:04d}.html", page_html(data))
    values = document_row(finished, made, progress_in(finished.folder))
    if pictures:
        thumb = folder / "thumb.jpg"
        thumb.write_bytes(thumbnail(pictures[min(pictures)]))
        values["thumb"] = f"documents/{finished.name}/thumb.jpg"
    return values


def _pictures(finished: FinishedDocument, folder: Path, picture_source: PictureMaker) -> dict[int, Path]:
    """The page pictures in ``folder``: copied, or made where there are none and none were made before."""
    if not finished.pictures:
        there = {int(path.stem): path for path in folder.glob("*.jpg") if path.stem.isdecimal()}
        return there or picture_source(finished, folder)
    found = {}
    for number, path in finished.pictures.items():
        found[number] = folder / path.name
        known = found[number].stat() if found[number].exists() else None
        now = path.stat()
        if known is None or (known.st_size, known.st_mtime_ns) != (now.st_size, now.st_mtime_ns):
            shutil.copy2(path, found[number])
    return found


def _write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "replace"))
