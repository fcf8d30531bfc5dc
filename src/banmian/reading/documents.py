"""From one file to one article document: readers, layout, repair, names, links, provenance."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.document.atomic_files import sha256_of
from banmian.document.lines_as_read import ReadLines
from banmian.document.model import Content, Document, DocumentWarning, Provenance, TextSource, has_losses
from banmian.errors import (
    BanmianError,
    EngineError,
    MissingRequirementError,
    UsageError,
    describe,
    error_class,
)
from banmian.garbage_collection import without_collections
from banmian.layout.model import Page
from banmian.layout.ocr.engine_identity import engine_identity
from banmian.layout.readers.opening import open_source
from banmian.layout.readers.plain_text import PlainFile
from banmian.layout.readers.source_file import SourceFile
from banmian.reading.bare_texts import content_document, note_broken_text
from banmian.reading.completeness import note_lost_letters, note_lost_text
from banmian.reading.detector_plugin import PICTURE_SIDE, DetectorChoice, choice_of, load_detector
from banmian.reading.document_assembly import make_document
from banmian.reading.kept_lines import lines_of
from banmian.reading.outside_facts import OutsideSources, apply_facts
from banmian.reading.page_selection import select_pages
from banmian.settings import Settings, read_settings
from banmian.version import VERSION

if TYPE_CHECKING:
    from banmian.layout.pipeline import Separate
    from banmian.layout.separation.learned_weights.newspaper_habit_model import NewspaperHabits

ENGINE_TRIES = 2
"""How often a page is given to an OCR engine that fails."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SourcePageFailure:
    """A source page (image frame or PDF page; ``leaf`` counts from 1) that could not be read: why, and what to do."""

    leaf: int
    error: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class SourcePageReading:
    """What one source page gave: its pages, numbered from 1 within the source page, or the failure."""

    source_page: int
    pages: tuple[Page, ...] = ()
    failure: SourcePageFailure | None = None


@dataclass(slots=True)
class Reading:
    """A document, the source pages that are missing from it, and what people should know about the rest."""

    document: Document
    source_page_count: int = 1
    failures: list[SourcePageFailure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    source_page_of: list[tuple[int, int]] = field(default_factory=list)
    lines: ReadLines = field(default_factory=ReadLines)


OnSourcePage = Callable[[SourcePageReading, int], None]
"""Called when a source page has been read, with the number of source pages of the document."""


def read_document(path: Path | str, settings: Settings | None = None, *, pages: str | None = None) -> Document:
    """Read one file: image, PDF or text. ``pages`` chooses some, such as ``1-20,33``; the document is then partial.

    A page that cannot be read does not stop the others; `read_file` reports it. Raises DocumentError where nothing
    can be read, MissingRequirementError where something needed is missing, OSError.
    """
    chosen = settings or read_settings()
    return read_file(Path(path), chosen if pages is None else chosen.model_copy(update={"pages": pages})).document


def read_documents(paths: Sequence[Path | str], settings: Settings | None = None) -> Iterator[Document]:
    """Read files one after the other; the first that fails raises as `read_document` does."""
    chosen = settings or read_settings()
    for path in paths:
        yield read_document(path, chosen)


def read_file(path: Path, settings: Settings, on_source_page: OnSourcePage | None = None) -> Reading:
    """Read one file, and report the source pages that failed. Raises like `read_document`."""
    facts = OutsideSources(settings.names, settings.facts).facts(str(path))
    with open_source(path, settings.read_options()) as source:
        reading = read_source(source, settings, on_source_page)
    reading.warnings += apply_facts(reading.document, facts, settings.prefer == "outside")
    return reading


def read_source(source: SourceFile, settings: Settings, on_source_page: OnSourcePage | None = None) -> Reading:
    """Read an opened file; see `read_file`."""
    if isinstance(source, PlainFile):
        return _read_text(source, settings)
    source_pages = []
    for source_page in select_pages(settings.pages, source.source_page_count):
        source_pages.append(read_source_page(source, source_page, choice_of(settings)))
        if on_source_page is not None:
            on_source_page(source_pages[-1], source.source_page_count)
    return assemble(source, source_pages, settings)


def _read_text(source: PlainFile, settings: Settings) -> Reading:
    document = document_of_source(source, content_document(source.text, source.path.name), settings)
    note_lost_text(document, source.text)
    if source.warning is not None:
        note_broken_text(document, source.warning)
    return Reading(document, warnings=[warning.message for warning in document.pages[0].warnings])


def read_source_page(source: SourceFile, source_page: int, detector: DetectorChoice | None = None) -> SourcePageReading:
    """Read one source page; a failure is returned, after a second try where the engine failed.

    A `detector` is shown each of its pages and adds its zones.

    Raises MissingRequirementError, ImportError and UsageError, which are not the source page's fault.
    """
    failure: Exception | None = None
    for _ in range(ENGINE_TRIES):
        try:
            pages = source.read(source_page)
            if detector:
                _show_pages(source, source_page, pages, detector)
            return SourcePageReading(source_page, tuple(pages))
        except (MissingRequirementError, ImportError, UsageError):
            raise
        except EngineError as error:
            failure = error
        except Exception as error:
            if not isinstance(error, BanmianError):
                log.exception("%s, page %d", source.path, source_page)
            failure = error
            break
    assert failure is not None
    return SourcePageReading(source_page, failure=SourcePageFailure(source_page, *describe(failure)))


def _show_pages(source: SourceFile, source_page: int, pages: Sequence[Page], choice: DetectorChoice) -> None:
    from banmian.layout.detector_interface import add_zones

    detector, classes = load_detector(choice.name), choice.meanings()
    for rank, page in enumerate(pages, start=1):
        picture = source.picture(source_page, rank, PICTURE_SIDE)
        if picture is not None:
            add_zones(detector, picture, page, classes, choice.least_score)


@without_collections()
def assemble(source: SourceFile, source_pages: Sequence[SourcePageReading], settings: Settings) -> Reading:
    """Arrange the pages of all source pages into a document.

    Where no source page was read, the error of the first is raised.
    """
    from banmian.layout.pipeline import arrange
    from banmian.repair.page_articles import repair_article

    failures = [source_page.failure for source_page in source_pages if source_page.failure is not None]
    if failures and len(failures) == len(source_pages):
        first = failures[0]
        message = (
            first.message
            if len(source_pages) == 1
            else f"none of {len(source_pages)} pages can be read: {first.message}"
        )
        raise error_class(first.error)(message, first.remedy)
    pages, source_page_of = numbered_pages(source_pages)
    content = arrange(pages, separation_of(settings))
    content.articles = [repair_article(article) for article in content.articles]
    document = document_of_source(source, content, settings)
    left_out = len(source_pages) < source.source_page_count
    if left_out:
        message = f"pages {settings.pages} of {source.source_page_count} were read"
        document.warnings.append(DocumentWarning("pages_selected", message))
        document.source.page_count = source.source_page_count
    else:
        document.source.page_count += len(failures)
    note_lost_letters(document, pages)
    if failures or left_out or has_losses(document):
        document.status = "partial"
    warnings = [f"page {page.number}: {warning.message}" for page in document.pages for warning in page.warnings]
    return Reading(document, len(source_pages), failures, warnings, source_page_of, lines_of(pages))


def separation_of(settings: Settings) -> Separate | None:
    """How areas are divided into articles where the settings name the habits of a newspaper. Raises UsageError."""
    from banmian.layout.separation.area_separation import separate

    model = habits_of(settings)
    return None if model is None else partial(separate, model=model)


def habits_of(settings: Settings) -> NewspaperHabits | None:
    """The habits of a newspaper that the settings name, if they name one. Raises UsageError."""
    from banmian.layout.separation.learned_weights.newspaper_habit_model import load_habits

    return None if settings.layout_model is None else load_habits(Path(settings.layout_model))


def numbered_pages(source_pages: Sequence[SourcePageReading]) -> tuple[list[Page], list[tuple[int, int]]]:
    """The pages of all source pages, numbered consecutively; one that failed or was not selected takes one number."""
    pages: list[Page] = []
    source_page_of = []
    number = previous = 0
    for source_page in source_pages:
        number += source_page.source_page - previous - 1 + (source_page.failure is not None)
        previous = source_page.source_page
        for rank, page in enumerate(source_page.pages, start=1):
            number += 1
            pages.append(replace(page, number=number, source_page=source_page.source_page))
            source_page_of.append((source_page.source_page, rank))
    return pages, source_page_of


def document_of_source(source: SourceFile, content: Content, settings: Settings) -> Document:
    """The document of an opened file's content."""
    made_by = provenance({page.text_source for page in content.pages} or {"plain"}, settings)
    digest = sha256_of(source.path)
    return make_document(content, str(source.path), digest, source.media_type, made_by)


def provenance(text_sources: set[TextSource], settings: Settings) -> Provenance:
    """What the result depends on: engine and models only where a page went through OCR."""
    if text_sources == {"plain"}:
        return Provenance(banmian=VERSION, settings={"merge_continuations": settings.merge_continuations})
    made_by = Provenance(banmian=VERSION, settings=settings.bearing_on_result())
    if "ocr" in text_sources:
        engine = engine_identity(settings.read_options())
        made_by.engine, made_by.models = engine.name, dict(engine.models)
    return made_by
