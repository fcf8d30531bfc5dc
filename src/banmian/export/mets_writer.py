"""METS 1.8, one file per issue: its files, its pages in order, and its content, article by article.

The logical structure is Newspaper / Issue / Article / (Section, Kicker, Headline, Subheadline, Byline, Body with
Paragraph …, Table, Image, Continuation); every leaf division points to its blocks in the ALTO files. An article's
part on a later page is a Continuation within it. The structural links lead from the issue and each article to their
pages.

What is in the files; `banmian.export.formats.mets` offers the format and writes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET

from banmian.document.model import Article, Publication
from banmian.export.mods import article_record, issue_record
from banmian.export.page_resources import MEDIA_TYPES
from banmian.export.placed_document import BODY_ROLES, Figure, Piece, PlacedDocument, PlacedPage
from banmian.export.xml_elements import Element, add, replace_forbidden, to_bytes
from banmian.wording.language import language_of

NAMESPACE = "http://www.loc.gov/METS/"
XLINK = "http://www.w3.org/1999/xlink"

IMAGE = "Image"

TYPES = {
    "subheading": "Subheading",
    "list_item": "ListItem",
    "table_caption": "TableCaption",
    "table_row": "TableRow",
}
"""Types of divisions whose name is not the role with a capital letter."""


@dataclass(frozen=True, slots=True)
class IssueFile:
    """A file of the issue: its path relative to the METS file, its SHA-256, its size, its media type."""

    href: str
    sha256: str
    size: int
    media_type: str

    @classmethod
    def of(cls, folder: Path, path: Path) -> IssueFile:
        """The file at ``path`` as it lies in the issue's folder."""
        data = path.read_bytes()
        media_type = MEDIA_TYPES.get(path.suffix.lower(), "text/xml")
        return cls(path.relative_to(folder).as_posix(), hashlib.sha256(data).hexdigest(), len(data), media_type)


@dataclass(frozen=True, slots=True)
class IssuePage:
    """A page of the issue: the files of its text and of its picture."""

    document: PlacedDocument
    page: PlacedPage
    text: IssueFile
    picture: IssueFile | None = None


def mets(name: str, publication: Publication, pages: Sequence[IssuePage], version: str, alias: str = "") -> bytes:
    """The METS file of an issue named `name`; `pages` are in their order, `version` is banmian's.

    `alias` is a short form of the paper's title.
    """
    root = ET.Element("mets", {"xmlns": NAMESPACE, "xmlns:xlink": XLINK, "OBJID": name, "TYPE": "Newspaper"})
    root.set(
        "LABEL", replace_forbidden(" ".join(part for part in (publication.title, publication.date) if part) or name)
    )
    agent = add(add(root, "metsHdr"), "agent", ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    add(agent, "name", f"banmian {version}".strip())
    documents = list({id(page.document): page.document for page in pages}.values())
    _records(root, publication, documents, alias)
    _files(root, pages)
    _physical(root, pages)
    logical = _Logical(pages)
    logical.write(root, publication)
    _folders(root, name, pages)
    logical.link(root)
    return to_bytes(root)


def _records(root: Element, publication: Publication, documents: Sequence[PlacedDocument], alias: str) -> None:
    words = "".join(article.text for document in documents for article in document.document.articles)
    _record(root, "dmd-issue", issue_record(publication, language_of(words), alias))
    for document, article, key in _articles(documents):
        _record(root, f"dmd-{key}", article_record(article, document.document.publication))


def _articles(documents: Iterable[PlacedDocument]) -> list[tuple[PlacedDocument, Article, str]]:
    return [
        (document, article, f"d{place:03d}a{rank:04d}")
        for place, document in enumerate(documents, start=1)
        for rank, article in enumerate(document.document.articles, start=1)
    ]


def _record(root: Element, name: str, record: Element) -> None:
    wrap = add(add(root, "dmdSec", ID=name), "mdWrap", MDTYPE="MODS", MIMETYPE="text/xml")
    add(wrap, "xmlData").append(record)


def _files(root: Element, pages: Sequence[IssuePage]) -> None:
    section = add(root, "fileSec")
    if any(page.picture for page in pages):
        group = add(section, "fileGrp", USE="IMAGE")
        for rank, page in enumerate(pages, start=1):
            if page.picture is not None:
                _file(group, f"image-{rank:04d}", page.picture)
    group = add(section, "fileGrp", USE="FULLTEXT")
    for rank, page in enumerate(pages, start=1):
        _file(group, f"alto-{rank:04d}", page.text)


def _file(group: Element, name: str, file: IssueFile) -> None:
    element = add(
        group,
        "file",
        ID=name,
        MIMETYPE=file.media_type,
        SIZE=str(file.size),
        CHECKSUM=file.sha256,
        CHECKSUMTYPE="SHA-256",
    )
    location = add(element, "FLocat", LOCTYPE="URL")
    location.set("xlink:type", "simple")
    location.set("xlink:href", file.href)


def _physical(root: Element, pages: Sequence[IssuePage]) -> None:
    issue = add(add(root, "structMap", TYPE="PHYSICAL"), "div", TYPE="Issue", ID="physical")
    for rank, page in enumerate(pages, start=1):
        label = page.page.info.label
        division = add(issue, "div", TYPE="Page", ID=f"page-{rank:04d}", ORDER=str(rank), ORDERLABEL=label)
        if page.picture is not None:
            add(division, "fptr", FILEID=f"image-{rank:04d}")
        add(division, "fptr", FILEID=f"alto-{rank:04d}")


def _folders(root: Element, name: str, pages: Sequence[IssuePage]) -> None:
    """The files as they lie in their folders: what programs of digital preservation (Archivematica) go by."""
    top = add(add(root, "structMap", TYPE="physical", LABEL="Folders"), "div", TYPE="Directory", LABEL=name)
    files = [(f"image-{rank:04d}", page.picture) for rank, page in enumerate(pages, start=1) if page.picture]
    files += [(f"alto-{rank:04d}", page.text) for rank, page in enumerate(pages, start=1)]
    folders: dict[str, Element] = {"": top}
    for key, file in files:
        *above, own = file.href.split("/")
        home, path = top, ""
        for step in above:
            path = f"{path}{step}/"
            if path not in folders:
                folders[path] = add(home, "div", TYPE="Directory", LABEL=step)
            home = folders[path]
        add(add(home, "div", TYPE="Item", LABEL=own), "fptr", FILEID=key)


class _Logical:
    """The logical structure: which pieces belong to which article, and what was written already."""

    def __init__(self, pages: Sequence[IssuePage]) -> None:
        documents = list({id(page.document): page.document for page in pages}.values())
        self._articles = {article.id: (article, key) for _, article, key in _articles(documents)}
        self._order = list(self._articles)
        self._pieces: dict[str | None, list[tuple[str, Piece]]] = {}
        self._figures: dict[str | None, list[tuple[str, Figure]]] = {}
        self._written: set[str] = set()
        self._on_pages: dict[str, list[int]] = {"issue": list(range(1, len(pages) + 1))}
        for rank, page in enumerate(pages, start=1):
            ids = [article.id for article in page.document.document.articles]
            for piece in page.page.pieces:
                owner = None if piece.article is None else ids[piece.article]
                self._pieces.setdefault(owner, []).append((f"alto-{rank:04d}", piece))
                self._stands_on(owner, rank)
            for figure in page.page.figures:
                owner = None if figure.article is None else ids[figure.article]
                self._figures.setdefault(owner, []).append((f"alto-{rank:04d}", figure))
                self._stands_on(owner, rank)

    def _stands_on(self, owner: str | None, rank: int) -> None:
        if owner is not None:
            ranks = self._on_pages.setdefault(f"log-{self._articles[owner][1]}", [])
            if rank not in ranks:
                ranks.append(rank)

    def write(self, root: Element, publication: Publication) -> None:
        paper = add(
            add(root, "structMap", TYPE="LOGICAL"), "div", TYPE="Newspaper", LABEL=publication.title, ID="logical"
        )
        label = publication.issue_number or publication.date
        issue = add(paper, "div", TYPE="Issue", LABEL=label, ID="issue", DMDID="dmd-issue")
        self._leaves(issue, self._pieces.get(None, []))
        self._images(issue, None)
        later = {self._later(article) for article, _ in self._articles.values()}
        for name in [*(n for n in self._order if n not in later), *self._order]:
            if name not in self._written:
                self._article(issue, name, "Article")

    def link(self, root: Element) -> None:
        """The structural links."""
        links = add(root, "structLink")
        for division, ranks in self._on_pages.items():
            for rank in ranks:
                link = add(links, "smLink")
                link.set("xlink:from", division)
                link.set("xlink:to", f"page-{rank:04d}")

    def _later(self, article: Article) -> str | None:
        """The id of the article's continuation, where it is in the issue."""
        name = article.continued_to.article_id if article.continued_to else None
        return name if name in self._articles and name != article.id else None

    def _article(self, home: Element, name: str, kind: str) -> None:
        article, key = self._articles[name]
        self._written.add(name)
        division = add(home, "div", TYPE=kind, ID=f"log-{key}", DMDID=f"dmd-{key}", LABEL=article.headline)
        pieces = self._pieces.get(name, [])
        self._leaves(division, [item for item in pieces if item[1].role not in BODY_ROLES])
        self._images(division, name)
        body = [item for item in pieces if item[1].role in BODY_ROLES]
        if body:
            self._leaves(add(division, "div", TYPE="Body"), body)
        later = self._later(article)
        if later is not None and later not in self._written:
            self._article(division, later, "Continuation")

    def _leaves(self, home: Element, items: Sequence[tuple[str, Piece]]) -> None:
        """A division for each text, its blocks in order; caption and rows of a table in one of their own."""
        for table, own in groupby(items, key=lambda item: _table_of(item[1])):
            self._texts(home if table is None else add(home, "div", TYPE="Table"), list(own))

    def _images(self, home: Element, owner: str | None) -> None:
        for file, figure in self._figures.get(owner, []):
            pointer = add(add(home, "div", TYPE=IMAGE), "fptr")
            add(pointer, "area", FILEID=file, BETYPE="IDREF", BEGIN=figure.id)

    def _texts(self, home: Element, items: Sequence[tuple[str, Piece]]) -> None:
        for _, group in groupby(items, key=lambda item: (item[1].slot, item[1].role)):
            pieces = list(group)
            role = pieces[0][1].role
            pointer = add(add(home, "div", TYPE=TYPES.get(role, role.capitalize())), "fptr")
            if len(pieces) > 1:
                pointer = add(pointer, "seq")
            for file, piece in pieces:
                add(pointer, "area", FILEID=file, BETYPE="IDREF", BEGIN=piece.id)


def _table_of(piece: Piece) -> str | None:
    """The table that a piece is a part of."""
    return piece.slot.partition("-row-")[0] if piece.role in ("table_caption", "table_row") else None
