"""The common form in which truth and output are compared, whatever their formats.

Boxes are (x0, y0, x1, y1) in fractions of the page's width and height, origin top left, so that a scan in pixels
and a truth in millimetres can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Box = tuple[float, float, float, float]

PassageKind = Literal[
    "section", "kicker", "headline", "subheadline", "byline", "paragraph", "caption", "table", "furniture"
]


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page (1-based)."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text that is read continuously, and its places, as far as known."""

    kind: PassageKind
    text: str
    page: int = 1
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A text before and after its recorded repairs."""

    read: str
    repaired: str


@dataclass(frozen=True, slots=True)
class ComparableArticle:
    """One article. ``byline`` is the printed line (truth) or None, ``names`` the persons.

    ``heads_marked`` is false where the format does not separate headlines from body: then ``body`` has everything.
    """

    name: str
    body: tuple[Passage, ...] = ()
    headline: str | None = None
    kicker: str | None = None
    subheadline: str | None = None
    section: str | None = None
    byline: str | None = None
    names: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    places: tuple[Place, ...] = ()
    goes_on: bool = False
    comes_from: bool = False
    heads_marked: bool = True
    body_rewriting: Rewriting | None = None
    headline_rewriting: Rewriting | None = None

    @property
    def text(self) -> str:
        """The body, passage by passage."""
        return "\n".join(passage.text for passage in self.body)

    @property
    def whole(self) -> str:
        """Headings and body."""
        return "\n".join(passage.text for passage in self.passages() if passage.kind != "caption")

    @property
    def page(self) -> int:
        """The first page on which it is."""
        pages = [place.page for place in self.places] or [passage.page for passage in self.body]
        return min(pages, default=1)

    def passages(self) -> Iterator[Passage]:
        """All of it in reading order: headings, byline, body, captions, tables."""
        heads: tuple[tuple[PassageKind, str | None], ...] = (
            ("section", self.section),
            ("kicker", self.kicker),
            ("headline", self.headline),
            ("subheadline", self.subheadline),
            ("byline", self.byline),
        )
        yield from (Passage(kind, text, self.page) for kind, text in heads if text)
        yield from self.body
        yield from (Passage("caption", caption, self.page) for caption in self.captions)
        for table in self.tables:
            yield Passage("table", "\n".join(" ".join(row) for row in table), self.page)


@dataclass(frozen=True, slots=True)
class ComparableDocument:
    """A document, as truth or as output: its articles, and the passages that belong to none.

    ``furniture`` are mastheads, folios and the like; ``has_furniture`` means that a truth has them, so that an
    output's are compared too. ``loose`` are passages of a format without articles, in order. ``stories_in_order``
    is false where a truth does not give the order of its articles. ``table_captions`` are those of all tables.
    ``title``, ``date`` (ISO 8601) and ``labels`` (of pages, by number) are those of the issue, as far as known.
    """

    stories: tuple[ComparableArticle, ...] = ()
    loose: tuple[Passage, ...] = ()
    furniture: tuple[Passage, ...] = ()
    has_furniture: bool = False
    stories_in_order: bool = True
    loose_captions: tuple[str, ...] = ()
    loose_credits: tuple[str, ...] = ()
    loose_tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    table_captions: tuple[str, ...] = ()
    title: str | None = None
    date: str | None = None
    labels: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()

    def passages(self) -> tuple[Passage, ...]:
        """All passages in reading order, without furniture."""
        of_stories = tuple(passage for story in self.stories for passage in story.passages())
        captions = tuple(Passage("caption", caption) for caption in self.loose_captions)
        return of_stories + self.loose + captions

    def pages(self) -> tuple[int, ...]:
        """The numbers of the pages with any content."""
        return tuple(sorted({passage.page for passage in (*self.passages(), *self.furniture)}))

    def only(self, page: int) -> ComparableDocument:
        """The content of one page, as a document of its own (with page number 1)."""
        stories = tuple(_moved_story(story) for story in self.stories if story.page == page)
        loose = tuple(_moved(passage) for passage in self.loose if passage.page == page)
        furniture = tuple(_moved(passage) for passage in self.furniture if passage.page == page)
        labels = tuple((1, label) for number, label in self.labels if number == page)
        return replace(self, stories=stories, loose=loose, furniture=furniture, labels=labels)


def _moved(passage: Passage) -> Passage:
    return replace(passage, page=1, places=tuple(Place(1, place.box) for place in passage.places))


def _moved_story(story: ComparableArticle) -> ComparableArticle:
    places = tuple(Place(1, place.box) for place in story.places)
    return replace(story, places=places, body=tuple(_moved(passage) for passage in story.body))


def concatenate(editions: list[ComparableDocument]) -> ComparableDocument:
    """Several documents as one."""
    return ComparableDocument(
        stories=tuple(story for edition in editions for story in edition.stories),
        loose=tuple(passage for edition in editions for passage in edition.loose),
        furniture=tuple(passage for edition in editions for passage in edition.furniture),
        has_furniture=all(edition.has_furniture for edition in editions),
        stories_in_order=all(edition.stories_in_order for edition in editions),
        loose_captions=tuple(text for edition in editions for text in edition.loose_captions),
        loose_credits=tuple(text for edition in editions for text in edition.loose_credits),
        loose_tables=tuple(table for edition in editions for table in edition.loose_tables),
        table_captions=tuple(text for edition in editions for text in edition.table_captions),
        notes=tuple(note for edition in editions for note in edition.notes),
    )
