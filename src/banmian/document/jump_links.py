"""Jump links: the parts of an article that continues on another page, linked.

Two parts belong together when the first names the second's page, the second names the first's, and markers do not
contradict; headline and wording decide between several. Only certain pairs are linked: each part has at most one
other part.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from banmian.document.model import Article, Continuation, Document, Region

LABEL_WEIGHT = 1.0
"""For each of the two directions in which a page label agrees."""

MARKER_WEIGHT = 1.0
"""For a marker (① …) that is on both parts."""

HEADLINE_WEIGHT = 1.0
"""Times the similarity of the headlines, or of the second's headline and the first's text."""

WORDING_WEIGHT = 0.5
"""For a sentence broken off at the end of the first part."""

ENOUGH = 1.5
"""Least sum of weights for a link: for example a page that agrees and half a headline."""

TEXT_WEIGHT = 0.5
"""For parts in one bare text."""

ONLY_WEIGHT = 1.0
"""For the only two parts of a bare text, one of each side."""

_PAGE_IN_FOLIO = re.compile(r"[A-Z]?\d{1,3}\s*[版页頁]|[一二三四五六七八九十]{1,3}\s*版|[A-Z]\d{1,2}|^\W*\d{1,3}\W*$")
_SENTENCE_END = "。！？!?.…”」』）)"


@dataclass(frozen=True, slots=True)
class _Part:
    article: Article
    label: str | None
    position: tuple[int, int, int]


def link_articles(documents: Sequence[Document]) -> None:
    """Set ``article_id`` in the continuations of all articles, across the documents of one issue.

    Existing links are made anew. Documents are linked with each other unless their titles or dates contradict.
    """
    for document in documents:
        for article in document.articles:
            for continuation in (article.continued_from, article.continued_to):
                if continuation is not None:
                    continuation.article_id = None
    for issue in _issues(documents):
        _link_issue(issue)


def page_key(label: str | None) -> str | None:
    """The page of a label, however it is written: 02版, 第2版 and ２ give 2, A03版 gives A3."""
    if label is None:
        return None
    text = unicodedata.normalize("NFKC", label).upper().translate(_HAN_DIGITS)
    found = re.search(r"([A-Z]?)\s*(\d+)", text)
    return f"{found[1]}{int(found[2])}" if found else (text.strip() or None)


_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def _issues(documents: Sequence[Document]) -> list[list[tuple[int, Document]]]:
    groups: dict[tuple[str | None, ...], list[tuple[int, Document]]] = {}
    for place, document in enumerate(documents):
        paper = document.publication
        known = (paper.title, paper.date, paper.edition)
        key = known if all(known[:2]) or len(documents) == 1 else (str(place),)
        groups.setdefault(key, []).append((place, document))
    return list(groups.values())


def _link_issue(issue: Sequence[tuple[int, Document]]) -> None:
    firsts: list[_Part] = []
    seconds: list[_Part] = []
    for place, document in issue:
        label_of = _labels(document)
        for rank, article in enumerate(document.articles):
            part = _Part(article, page_key(label_of(article)), (place, _page_of(article), rank))
            if article.continued_to is not None:
                firsts.append(part)
            if article.continued_from is not None:
                seconds.append(part)
    texts = {place for place, document in issue if _is_bare_text(document)}
    pairs = [
        (_pair_weight(first, second, texts, len(firsts) == len(seconds) == 1), first, second)
        for first in firsts
        for second in seconds
        if first.article is not second.article
    ]
    taken: set[tuple[str, int]] = set()
    for weight, first, second in sorted(pairs, key=_by_likeness):
        ends = {("to", id(first.article)), ("from", id(second.article))}
        if weight >= ENOUGH and not ends & taken:
            taken |= ends
            _join_ends(first.article.continued_to, second.article, second.article.continued_from, first.article)


def _pair_weight(first: _Part, second: _Part, texts: set[int], only: bool) -> float:
    """The likeness of two parts, more in one bare text; 0 where something rules them out."""
    weight = likeness(first.article, second.article, first.label, second.label)
    in_one_text = first.position[0] in texts and first.position[0] == second.position[0]
    if not in_one_text or _are_ruled_out(first.article, second.article, first.label, second.label):
        return weight
    return weight + TEXT_WEIGHT + ONLY_WEIGHT * only


def _is_bare_text(document: Document) -> bool:
    return len(document.pages) == 1 and document.pages[0].text_source == "plain"


def _labels(document: Document) -> Callable[[Article], str | None]:
    """What gives the label of the page on which an article begins. A bare text has many pages as one: there it is the
    label of the folio above."""
    if not _is_bare_text(document):
        labels = {page.number: page.label or str(page.number) for page in document.pages}
        return lambda article: labels.get(_page_of(article))
    folios = sorted(
        (piece.regions[0].bbox[1], label[0])
        for piece in document.furniture
        if piece.kind == "folio" and piece.regions and (label := _PAGE_IN_FOLIO.search(piece.text))
    )

    def above(article: Article) -> str | None:
        line = min((region.bbox[1] for region in article.regions), default=0.0)
        place = bisect_right([start for start, _ in folios], line)
        return folios[place - 1][1] if place else None if folios else document.pages[0].label

    return above


def _by_likeness(pair: tuple[float, _Part, _Part]) -> tuple[float, bool, tuple[int, ...], tuple[int, ...]]:
    """The most similar first; of equals those in one document."""
    weight, first, second = pair
    return -weight, first.position[0] != second.position[0], first.position, second.position


def _join_ends(to: Continuation | None, second: Article, back: Continuation | None, first: Article) -> None:
    if to is not None and back is not None:
        to.article_id, back.article_id = second.id, first.id


def likeness(first: Article, second: Article, first_label: str | None, second_label: str | None) -> float:
    """Sum of the weights for ``second`` continuing where ``first`` breaks off; 0 where something rules it out.

    Labels are those of `page_key`.
    """
    to, back = first.continued_to, second.continued_from
    if to is None or back is None:
        return 0.0
    if _are_ruled_out(first, second, first_label, second_label):
        return 0.0
    named = ((page_key(to.page), second_label), (page_key(back.page), first_label))
    weight = LABEL_WEIGHT * sum(bool(page) and page == actual for page, actual in named)
    weight += MARKER_WEIGHT * bool(to.marker and back.marker)
    weight += HEADLINE_WEIGHT * _headline_likeness(first, second)
    if first.text and first.text.rstrip()[-1:] not in _SENTENCE_END:
        weight += WORDING_WEIGHT
    return weight


def _are_ruled_out(first: Article, second: Article, first_label: str | None, second_label: str | None) -> bool:
    """Whether a page or a marker that one part names is not that of the other."""
    to, back = first.continued_to, second.continued_from
    if to is None or back is None:
        return True
    label_pairs = ((page_key(to.page), second_label), (page_key(back.page), first_label), (to.marker, back.marker))
    return any(one and other and one != other for one, other in label_pairs)


def _headline_likeness(first: Article, second: Article) -> float:
    one, other = _letters(first.headline), _letters(second.headline)
    if not one or not other:
        return 0.0
    if other in one or one in other:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _letters(text: str | None) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text or "") if char.isalnum())


def _page_of(article: Article) -> int:
    regions: list[Region] = article.regions or [r for block in article.blocks for r in block.regions]
    return min((region.page for region in regions), default=1)
