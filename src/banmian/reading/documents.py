"""One file in, one article document out: readers, layout, repair, names, links, provenance."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from banmian.document.model import Content, Document, Provenance, TextSource
from banmian.document.read_lines import ReadLines
from banmian.document.store import sha256_of
from banmian.errors import (
    BanmianError,
    EngineError,
    MissingRequirementError,
    UsageError,
    describe,
    error_named,
)
from banmian.layout.model import Page
from banmian.layout.ocr.engine_info import engine_identity
from banmian.layout.readers.base import SourceFile
from banmian.layout.readers.opening import open_source
from banmian.layout.readers.plain_text import PlainFile
from banmian.reading.assembly import document_of
from banmian.reading.detectors import PICTURE_SIDE, detector_named
from banmian.reading.ocr_lines import lines_of
from banmian.reading.texts import composed
from banmian.settings import Settings, read_settings
from banmian.version import VERSION

ENGINE_TRIES = 2
"""Times that a page is given to an OCR engine that fails."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LeafFailure:
    """A leaf (image frame or PDF page, 1-based) that could not be read: why, and what to do."""

    leaf: int
    error: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class LeafReading:
    """What one leaf gave: its pages, numbered from 1 within the leaf, or the failure."""

    leaf: int
    pages: tuple[Page, ...] = ()
    failure: LeafFailure | None = None


@dataclass(slots=True)
class Reading:
    """A document, the leaves that are missing from it, and what a person should know about the rest."""

    document: Document
    leaf_count: int = 1
    failures: list[LeafFailure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    leaf_of_page: list[tuple[int, int]] = field(default_factory=list)
    lines: ReadLines = field(default_factory=ReadLines)


OnLeaf = Callable[[LeafReading, int], None]
"""Told of every leaf when it is read, with the number of leaves of the document."""


def read_document(path: Path | str, settings: Settings | None = None) -> Document:
    """Read one file: image, PDF or text.

    A page that can't be read leaves the others; `read_file` tells which. Raises DocumentError where
    nothing can be read, MissingRequirementError where something needed is missing, OSError.
    """
    return read_file(Path(path), settings or read_settings()).document


def read_documents(paths: Sequence[Path | str], settings: Settings | None = None) -> Iterator[Document]:
    """Read files one after the other; the first that fails raises as `read_document` does."""
    chosen = settings or read_settings()
    for path in paths:
        yield read_document(path, chosen)


def read_file(path: Path, settings: Settings, on_leaf: OnLeaf | None = None) -> Reading:
    """Read one file, with an account of the leaves that failed. Raises as `read_document`."""
    with open_source(path, settings.read_options()) as source:
        return read_source(source, settings, on_leaf)


def read_source(source: SourceFile, settings: Settings, on_leaf: OnLeaf | None = None) -> Reading:
    """Read an opened file; see `read_file`."""
    if isinstance(source, PlainFile):
        return Reading(document_of_source(source, composed(source.text, source.path.name), settings))
    leaves = []
    for leaf in range(1, source.leaf_count + 1):
        leaves.append(read_leaf(source, leaf, settings.detector))
        if on_leaf is not None:
            on_leaf(leaves[-1], source.leaf_count)
    return assemble(source, leaves, settings)


def read_leaf(source: SourceFile, leaf: int, detector: str | None = None) -> LeafReading:
    """Read one leaf; one that can't be read gives its failure, after a second try where the engine failed.

    A `detector` (module:name) is shown each of its pages and says what it knows of them.

    Raises MissingRequirementError and UsageError, which are no fault of the leaf.
    """
    failure: Exception | None = None
    for _ in range(ENGINE_TRIES):
        try:
            pages = source.read(leaf)
            if detector:
                _show_pages(source, leaf, pages, detector)
            return LeafReading(leaf, tuple(pages))
        except (MissingRequirementError, UsageError):
            raise
        except EngineError as error:
            failure = error
        except Exception as error:
            if not isinstance(error, BanmianError):
                log.exception("%s, page %d", source.path, leaf)
            failure = error
            break
    assert failure is not None
    return LeafReading(leaf, failure=LeafFailure(leaf, *describe(failure)))


def _show_pages(source: SourceFile, leaf: int, pages: Sequence[Page], name: str) -> None:
    from banmian.layout.detector import consult

    detector = detector_named(name)
    for rank, page in enumerate(pages, start=1):
        picture = source.picture(leaf, rank, PICTURE_SIDE)
        if picture is not None:
            consult(detector, picture, page)


def assemble(source: SourceFile, leaves: Sequence[LeafReading], settings: Settings) -> Reading:
    """Arrange the pages of all leaves into a document.

    Where no leaf was read the error of the first is raised.
    """
    from banmian.layout.pipeline import arrange
    from banmian.repair.pages import repair_article

    failures = [leaf.failure for leaf in leaves if leaf.failure is not None]
    if failures and len(failures) == len(leaves):
        first = failures[0]
        message = first.message if len(leaves) == 1 else f"none of {len(leaves)} pages can be read: {first.message}"
        raise error_named(first.error)(message, first.remedy)
    pages, leaf_of_page = _numbered(leaves)
    content = arrange(pages)
    content.articles = [repair_article(article) for article in content.articles]
    document = document_of_source(source, content, settings)
    document.source.page_count += len(failures)
    warnings = [f"page {page.number}: {text}" for page in pages for text in page.warnings]
    return Reading(document, len(leaves), failures, warnings, leaf_of_page, lines_of(pages))


def _numbered(leaves: Sequence[LeafReading]) -> tuple[list[Page], list[tuple[int, int]]]:
    """The pages of all leaves, numbered through; a leaf that failed keeps the number of one page."""
    pages: list[Page] = []
    leaf_of_page = []
    number = 0
    for leaf in leaves:
        number += leaf.failure is not None
        for rank, page in enumerate(leaf.pages, start=1):
            number += 1
            pages.append(replace(page, number=number, leaf=leaf.leaf))
            leaf_of_page.append((leaf.leaf, rank))
    return pages, leaf_of_page


def document_of_source(source: SourceFile, content: Content, settings: Settings) -> Document:
    """The document of an opened file's content."""
    made_by = provenance({page.text_source for page in content.pages} or {"plain"}, settings)
    digest = sha256_of(source.path)
    return document_of(content, str(source.path), digest, source.media_type, made_by)


def provenance(text_sources: set[TextSource], settings: Settings) -> Provenance:
    """What bears on pages read this way: engine and models only where a page went through OCR."""
    if text_sources == {"plain"}:
        return Provenance(banmian=VERSION, settings={"merge_continuations": settings.merge_continuations})
    made_by = Provenance(banmian=VERSION, settings=settings.bearing_on_result())
    if "ocr" in text_sources:
        engine = engine_identity(settings.read_options())
        made_by.engine, made_by.models = engine.name, dict(engine.models)
    return made_by
