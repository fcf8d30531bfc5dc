"""The article document, schema version 2: what one newspaper document becomes.

Field names and order are those of ``schema/article-document-2.json``. Absent is ``None`` or an empty
list, never an invented value. Boxes are [x0, y0, x1, y1] in the unit of their page, origin top left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

SCHEMA_VERSION = "2"
READ_VERSIONS = ("1", "2")
"""Schema versions that can be read; older documents are converted to the newest."""

BlockType = Literal["paragraph", "subheading", "verse", "list_item"]
FurnitureKind = Literal["masthead", "folio", "index", "advertisement", "staff", "other"]
TextSource = Literal["ocr", "text_layer", "plain"]
Unit = Literal["px", "pt"]
Status = Literal["done", "partial"]


@dataclass(slots=True)
class Region:
    """A box on a page: ``page`` is the 1-based page number in the document."""

    page: int
    bbox: list[float]


@dataclass(slots=True)
class Source:
    """The file that was read: its path as given, its SHA-256, its media type, its number of pages."""

    path: str
    sha256: str
    media_type: str
    page_count: int


@dataclass(slots=True)
class Publication:
    """The newspaper and its issue, as printed on the page; ``date`` is ISO 8601, ``page_count`` the issue's."""

    title: str | None = None
    date: str | None = None
    issue_number: str | None = None
    page_count: int | None = None
    serial: str | None = None
    edition: str | None = None


@dataclass(slots=True)
class Original:
    """Where a page lies in the file that it was read from.

    ``frame`` counts the file's images or PDF pages from 1; ``width`` and ``height`` are that frame's, in px as
    stored in the file, or in pt for a PDF (its crop box as shown). ``matrix`` [[a, b, c], [d, e, f]] takes a
    point of the page to (a x + b y + c, d x + e y + f) of the frame: offset, turn, skew and scale are all in
    it (`banmian.document.affine_maps`). ``orientation`` is the EXIF value that programs which show the file obey
    and the stored px know nothing of; 1 is upright.
    """

    path: str
    frame: int
    width: float
    height: float
    unit: Unit
    matrix: list[list[float]]
    orientation: int = 1


LOSSES = frozenset({"broken_text", "cut_picture", "lost_text", "unread_text", "unsure_reading", "unsupported_script"})
"""Codes of warnings that say that something of a page is missing: its document is partial."""


@dataclass(slots=True)
class DocumentWarning:
    """What a person may want to know: a ``code`` for programs, a sentence, and the figure that it rests on."""

    code: str
    message: str
    figure: float | None = None


@dataclass(slots=True)
class PageInfo:
    """``width`` and ``height`` are in ``unit``; plain text has none of the three, and no ``original``."""

    number: int
    label: str | None = None
    width: float | None = None
    height: float | None = None
    unit: Unit | None = None
    dpi: float | None = None
    skew_degrees: float | None = None
    text_source: TextSource = "plain"
    confidence: float | None = None
    original: Original | None = None
    warnings: list[DocumentWarning] = field(default_factory=list)


@dataclass(slots=True)
class Byline:
    """A person, and the role that the page prints with the name (记者, 通讯员, 摄 …)."""

    name: str
    role: str | None = None


@dataclass(slots=True)
class Dateline:
    """The head of a report: agency, day and the words, all as printed."""

    agency: str | None = None
    date: str | None = None
    text: str = ""


@dataclass(slots=True)
class Block:
    """A paragraph, subheading, verse or list item. Only a verse keeps line breaks."""

    type: BlockType
    text: str
    regions: list[Region] = field(default_factory=list)
    confidence: float | None = None


@dataclass(slots=True)
class Table:
    """A table, row by row."""

    caption: str | None = None
    rows: list[list[str]] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)


@dataclass(slots=True)
class Image:
    """A picture with its caption and credit."""

    caption: str | None = None
    credit: str | None = None
    regions: list[Region] = field(default_factory=list)


@dataclass(slots=True)
class Continuation:
    """The other part of an article.

    ``page`` and ``marker`` are as printed, ``article_id`` is set where the other part is in the batch.
    """

    page: str | None = None
    marker: str | None = None
    article_id: str | None = None


@dataclass(slots=True)
class Repair:
    """A change (see `banmian.document.changes`) and its place.

    ``block`` is the index of a block of the article, or the name of the field that was changed
    (``headline``, ``kicker``, ``subheadline``, ``section``).
    """

    rule: str
    block: int | str
    offset: int
    before: str
    after: str
    confidence: float


@dataclass(slots=True)
class Article:
    """One article; `banmian.document.ids` gives the id, ``text`` is the blocks joined by line feeds.

    ``rank`` is its weight on the page where it begins: 1 is the lead; None where nobody weighed it.
    """

    id: str = ""
    headline: str | None = None
    kicker: str | None = None
    subheadline: str | None = None
    section: str | None = None
    rank: int | None = None
    bylines: list[Byline] = field(default_factory=list)
    dateline: Dateline | None = None
    blocks: list[Block] = field(default_factory=list)
    text: str = ""
    tables: list[Table] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    continued_from: Continuation | None = None
    continued_to: Continuation | None = None
    regions: list[Region] = field(default_factory=list)
    confidence: float | None = None
    repairs: list[Repair] = field(default_factory=list)


@dataclass(slots=True)
class Furniture:
    """Page furniture: text that belongs to no article."""

    kind: FurnitureKind
    text: str
    regions: list[Region] = field(default_factory=list)


@dataclass(slots=True)
class Provenance:
    """How the document was made. ``models`` maps a role (detection, recognition …) to name and version."""

    banmian: str = ""
    engine: str | None = None
    models: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str | int | float | bool | None] = field(default_factory=dict)


@dataclass(slots=True)
class Document:
    """The result for one newspaper document.

    ``status`` is ``partial`` where something in the source is known to be missing.
    """

    source: Source
    schema_version: str = SCHEMA_VERSION
    status: Status = "done"
    warnings: list[DocumentWarning] = field(default_factory=list)
    publication: Publication = field(default_factory=Publication)
    pages: list[PageInfo] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    provenance: Provenance = field(default_factory=Provenance)


@dataclass(slots=True)
class Content:
    """The output of layout (from pages) or repair (from bare text), still without ids, source and provenance."""

    publication: Publication = field(default_factory=Publication)
    pages: list[PageInfo] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def has_losses(document: Document) -> bool:
    """Whether a page's warnings say that something of it was not read (`LOSSES`)."""
    return any(warning.code in LOSSES for page in document.pages for warning in page.warnings)
