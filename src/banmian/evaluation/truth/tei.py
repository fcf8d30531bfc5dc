"""TEI and its newspaper dialects: ``div type="article"`` are articles, ``p`` and ``l`` paragraphs.

Standard TEI marks an article's ``head`` and ``byline``; the ECPO dialect (a ``fold`` of two pages in one
picture) has only paragraphs, heads among them: such an article has no marked heads. ``pb`` counts pages,
except in a fold, which is one picture. Divisions of the types head and margin are furniture; other
divisions outside an article (advertisements, notices) are loose passages.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from banmian.evaluation.comparable import ComparableArticle, ComparableDocument, Passage
from banmian.evaluation.truth.running_text import join_lines
from banmian.interchange.xml_local_names import attribute, local_name

FURNITURE_TYPES = frozenset({"head", "margin", "masthead", "folio", "footer"})
SILENT = frozenset({"teiHeader", "note", "figDesc", "fw"})
LINE_GROUPS = frozenset({"p", "l", "ab", "item", "cell", "head", "byline", "margin", "opener", "closer"})


class _Collector:
    """Walks the document once and collects articles and passages."""

    def __init__(self, one_page: bool) -> None:
        self.stories: list[ComparableArticle] = []
        self.loose: list[Passage] = []
        self.furniture: list[Passage] = []
        self._one_page = one_page
        self._page = 1
        self._begun = False

    def walk(self, element: Element) -> None:
        name = local_name(element)
        if name == "pb":
            self._turn()
        elif name == "div" and element.get("type") == "article":
            self._article(element)
        elif name == "div" and element.get("type") in FURNITURE_TYPES:
            self.furniture += self._passages(element)
        elif name in LINE_GROUPS:
            text = paragraph(element)
            self._begun = True
            if text:
                self.loose.append(Passage("paragraph", text, self._page))
        elif name not in SILENT:
            for child in element:
                self.walk(child)

    def _turn(self) -> None:
        if not self._one_page and (self._begun or self.stories):
            self._page += 1

    def _article(self, element: Element) -> None:
        heads = [child for child in element if local_name(child) == "head"]
        bylines = [child for child in element if local_name(child) == "byline"]
        page = self._page
        marked = heads + bylines
        body = tuple(self._passages(element, marked))
        main = [head for head in heads if head.get("type") in (None, "main")] or heads
        self.stories.append(
            ComparableArticle(
                name=attribute(element, "id") or element.get("itemid", "") or f"article-{len(self.stories) + 1}",
                body=body,
                headline=paragraph(main[0]) if main else None,
                kicker=_typed(heads, "kicker"),
                subheadline=_typed(heads, "sub"),
                byline=paragraph(bylines[0]) if bylines else None,
                heads_marked=bool(heads),
            )
        )
        self._begun = True
        self._page = max([page, *(passage.page for passage in body)])

    def _passages(self, element: Element, without: list[Element] | None = None) -> list[Passage]:
        found: list[Passage] = []
        for child in element:
            name = local_name(child)
            if name == "pb":
                self._turn()
            elif without and child in without:
                continue
            elif name in LINE_GROUPS:
                text = paragraph(child)
                if text:
                    found.append(Passage("paragraph", text, self._page))
            elif name and name not in SILENT:
                found += self._passages(child)
        if not found and element.text and element.text.strip():
            found.append(Passage("paragraph", paragraph(element), self._page))
        return found


def to_comparable(root: Element) -> ComparableDocument:
    """The document of a ``TEI`` (or ``teiCorpus``, ``fold``) element."""
    collector = _Collector(one_page=local_name(root) == "fold")
    collector.walk(root)
    furniture = tuple(collector.furniture)
    return ComparableDocument(
        tuple(collector.stories), tuple(collector.loose), furniture, has_furniture=bool(furniture)
    )


def paragraph(element: Element) -> str:
    """The running text of an element: its lines (``lb``) joined, without comments and notes."""
    return join_lines("".join(line_pieces(element)).splitlines())


def line_pieces(element: Element) -> list[str]:
    """The text of an element in pieces, with a line feed for each end of a line (``lb``)."""
    pieces = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "lb":
            pieces.append("\n")
        elif name and name not in SILENT:
            pieces += line_pieces(child)
        pieces.append(child.tail or "")
    return pieces


def _typed(heads: list[Element], kind: str) -> str | None:
    return next((paragraph(head) for head in heads if head.get("type") == kind), None)
