"""TEI P5: a document as one text, each article a ``div``, with breaks of pages, columns and lines if wished.

The text is that of the article document, sign for sign: a break is an empty element and adds nothing.

What is in the files; `banmian.export.formats.tei` offers the format and writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from banmian.document.model import Article, Block, Image, Table
from banmian.export.ordered_texts import printed_bylines
from banmian.export.placed_document import Piece, PlacedDocument
from banmian.export.xml_elements import Element, add, replace_forbidden
from banmian.wording.language import language_of

NAMESPACE = "http://www.tei-c.org/ns/1.0"

Texts = Mapping[tuple[int | None, str], list[Piece]]
"""The pieces of each text, by article and slot."""


def tei(document: PlacedDocument, lines: bool = False) -> bytes:
    """The TEI file of a document, in UTF-8; with ``lines`` it says where pages, columns and lines begin."""
    root = ET.Element("TEI", {"xmlns": NAMESPACE})
    words = "".join(article.text for article in document.document.articles)
    if language := language_of(words):
        root.set("xml:lang", language)
    _header(root, document)
    body = add(add(root, "text"), "body")
    texts: dict[tuple[int | None, str], list[Piece]] = {}
    if lines:
        for page in document.pages:
            for piece in page.pieces:
                texts.setdefault((piece.article, piece.slot), []).append(piece)
    writer = _Writer(document, texts)
    for number, article in enumerate(document.document.articles):
        writer.article(body, number, article)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _header(root: Element, document: PlacedDocument) -> None:
    paper = document.document.publication
    about = add(add(root, "teiHeader"), "fileDesc")
    title = " ".join(part for part in (paper.title, paper.date) if part) or document.name
    add(add(about, "titleStmt"), "title", title)
    add(add(about, "publicationStmt"), "p", f"banmian {document.document.provenance.banmian}".strip())
    source = add(add(about, "sourceDesc"), "bibl")
    add(source, "title", paper.title or document.name, level="j")
    if paper.date:
        add(source, "date", paper.date, when=paper.date)
    for kind, value in (
        ("issue", paper.issue_number),
        ("serial", paper.serial),
        ("file", document.document.source.path),
    ):
        if value:
            add(source, "idno", value, type=kind)


class _Writer:
    """Writes articles; knows on which page and in which column the text stands."""

    def __init__(self, document: PlacedDocument, texts: Texts) -> None:
        self._texts = texts
        self._labels = {page.number: page.label or str(page.number) for page in document.document.pages}
        self._page: int | None = None

    def article(self, body: Element, number: int, article: Article) -> None:
        """A division: head, bylines, dateline, blocks, tables, figures."""
        division = add(body, "div", type="article", n=article.id)
        division.set("xml:id", f"article-{number + 1:04d}")
        for role in ("section", "kicker", "headline", "subheadline"):
            words = getattr(article, role)
            if words:
                self._text(add(division, "head", type=role), words, number, role)
        for rank, words in enumerate(printed_bylines(article)):
            self._text(add(division, "byline"), words, number, f"byline-{rank}")
        for rank, block in enumerate(article.blocks):
            self._block(division, block, number, f"block-{rank}")
        for table in article.tables:
            _table(division, table)
        for image in article.images:
            _figure(division, image)
        for name, part in (("prev", article.continued_from), ("next", article.continued_to)):
            if part is not None and part.article_id:
                division.set(name, replace_forbidden(part.article_id))
        _break_lines(division)

    def _block(self, division: Element, block: Block, number: int, slot: str) -> None:
        if block.type == "verse":
            stanza = add(division, "lg")
            for line in block.text.split("\n"):
                add(stanza, "l", line)
        elif block.type == "list_item":
            self._text(add(add(division, "list"), "item"), block.text, number, slot)
        else:
            kind = "subheading" if block.type == "subheading" else None
            self._text(add(division, "p", rend=kind), block.text, number, slot)

    def _text(self, element: Element, words: str, number: int, slot: str) -> None:
        """The words, with a break before each line where lines are known."""
        pieces = self._texts.get((number, slot), [])
        if "".join(line.text + line.joint for piece in pieces for line in piece.lines).strip() != words.strip():
            element.text = replace_forbidden(words)
            return
        for tag, attributes, said in self._breaks(pieces):
            add(element, tag, **attributes).tail = replace_forbidden(said)

    def _breaks(self, pieces: list[Piece]) -> Iterator[tuple[str, dict[str, str], str]]:
        for piece in pieces:
            if piece.page != self._page:
                self._page = piece.page
                yield "pb", {"n": self._labels.get(piece.page, str(piece.page))}, ""
            yield "cb", {}, ""
            for line in piece.lines:
                yield "lb", {"break": "no"} if not line.joint else {}, line.text + line.joint


def _table(division: Element, table: Table) -> None:
    element = add(division, "table")
    if table.caption:
        add(element, "head", table.caption)
    for row in table.rows:
        cells = add(element, "row")
        for cell in row:
            add(cells, "cell", cell)


def _figure(division: Element, image: Image) -> None:
    figure = add(division, "figure")
    for kind, words in (("caption", image.caption), ("credit", image.credit)):
        if words:
            add(figure, "p", words, rend=kind)


def _break_lines(division: Element) -> None:
    """Put each part of a division on a line of the file: white space between elements, never in a text."""
    division.tail = "\n"
    division.text = "\n"
    for part in division:
        part.tail = "\n"
