"""Self-contained records: the lines of ``articles.jsonl``, and the rows of every table made from a batch.

Each article is a record, and so is each table and picture that belongs to no article. A record repeats what its
document says: title, date, page labels, language, source. All records have the same fields, each of one type or null.
Repairs are records of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from banmian.document.json_form import dump_line, encode, round_float
from banmian.document.model import (
    Article,
    Block,
    Byline,
    Continuation,
    Dateline,
    Document,
    Image,
    Original,
    Region,
    Table,
    Unit,
)
from banmian.wording.language import language_of

RECORDS_VERSION = "1"
Kind = Literal["article", "table", "image"]


@dataclass(slots=True)
class PagePlace:
    """Where a page lies in the file, as `banmian.document.model.Original` has it."""

    page: int
    frame: int
    width: float
    height: float
    unit: Unit
    matrix: list[list[float]]
    orientation: int


@dataclass(slots=True)
class Record:
    """An article, table or picture; ``date`` is ISO 8601, ``pages`` are numbers in the document.

    Boxes are in the frame of their page; ``originals`` lead from there to the px of the file.
    """

    document_id: str
    kind: Kind
    id: str
    publication: str | None
    date: str | None
    issue_number: str | None
    edition: str | None
    serial: str | None
    language: str | None
    pages: list[int]
    page_labels: list[str]
    section: str | None = None
    rank: int | None = None
    kicker: str | None = None
    headline: str | None = None
    subheadline: str | None = None
    bylines: list[Byline] = field(default_factory=list)
    dateline: Dateline | None = None
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    continued_from: Continuation | None = None
    continued_to: Continuation | None = None
    regions: list[Region] = field(default_factory=list)
    originals: list[PagePlace] = field(default_factory=list)
    confidence: float | None = None
    source_path: str = ""
    source_sha256: str = ""
    banmian: str = ""


@dataclass(slots=True)
class RepairRecord:
    """A change made to a text: of a block by its number, or of a field by its name; the other one is None."""

    document_id: str
    article_id: str
    rule: str
    block: int | None
    field: str | None
    offset: int
    before: str
    after: str
    confidence: float


def records_of(document: Document, name: str) -> Iterator[Record]:
    """The records of a document with id ``name``: articles in order, then what belongs to none."""
    for article in document.articles:
        yield _of_article(document, name, article)
    for rank, table in enumerate(document.tables, start=1):
        record = _blank(document, name, "table", f"{name}-table-{rank:02d}", table.regions)
        record.tables = [table]
        record.language = language_of(" ".join(cell for row in table.rows for cell in row))
        yield record
    for rank, image in enumerate(document.images, start=1):
        record = _blank(document, name, "image", f"{name}-image-{rank:02d}", image.regions)
        record.images = [image]
        record.language = language_of(image.caption or "")
        yield record


def repairs_of(document: Document, name: str) -> Iterator[RepairRecord]:
    """The repairs of a document's articles, in the order in which they were made."""
    for article in document.articles:
        for repair in article.repairs:
            block = repair.block if isinstance(repair.block, int) else None
            place = None if isinstance(repair.block, int) else repair.block
            change = (repair.offset, repair.before, repair.after, repair.confidence)
            yield RepairRecord(name, article.id, repair.rule, block, place, *change)


def record_line(record: Record, repairs: Iterable[RepairRecord] | None = None) -> bytes:
    """A JSON line for a record, with its ``repairs`` if given."""
    values = encode(record, round_float)
    if repairs is not None:
        inner = [_without_names(encode(repair, round_float)) for repair in repairs]
        values["repairs"] = inner
    return dump_line(values)


def repair_line(repair: RepairRecord) -> bytes:
    """A JSON line for a repair."""
    return dump_line(encode(repair, round_float))


def as_row(record: Record) -> dict[str, Any]:
    """The record as plain Python values, for tables."""
    return asdict(record)


def _without_names(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in ("document_id", "article_id")}


def _of_article(document: Document, name: str, article: Article) -> Record:
    regions = article.regions or [region for block in article.blocks for region in block.regions]
    record = _blank(document, name, "article", article.id, regions)
    record.language = language_of(article.text or article.headline or "")
    for key in _SHARED:
        setattr(record, key, getattr(article, key))
    return record


_SHARED = (
    "section", "rank", "kicker", "headline", "subheadline", "bylines", "dateline", "text", "blocks", "tables",
    "images", "continued_from", "continued_to", "regions", "confidence",
)  # fmt: skip


def _place(number: int, place: Original) -> PagePlace:
    size = place.width, place.height, place.unit
    return PagePlace(number, place.frame, *size, place.matrix, place.orientation)


def _blank(document: Document, name: str, kind: Kind, own: str, regions: Iterable[Region]) -> Record:
    """A record with what its document says; a text without places is on the document's first page."""
    regions = list(regions)
    pages = sorted({region.page for region in regions}) or [page.number for page in document.pages[:1]]
    labels = {page.number: page.label for page in document.pages}
    paper = document.publication
    return Record(
        document_id=name,
        kind=kind,
        id=own,
        publication=paper.title,
        date=paper.date,
        issue_number=paper.issue_number,
        edition=paper.edition,
        serial=paper.serial,
        language=None,
        pages=pages,
        page_labels=[label for label in (labels.get(page) for page in pages) if label],
        regions=regions,
        originals=[_place(p.number, p.original) for p in document.pages if p.original and p.number in pages],
        source_path=document.source.path,
        source_sha256=document.source.sha256,
        banmian=document.provenance.banmian,
    )
