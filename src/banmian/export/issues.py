"""Issues: the pages of a day come as one file, or as one file per page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from banmian.document.model import Document, Publication
from banmian.wording.language import language_of

MOST_BYTES = 160
"""Longest name of an issue; file systems take 255 with all that is added."""

_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(slots=True)
class Issue:
    """An issue: a name for files, its publication data, and the names of its documents in order."""

    name: str
    publication: Publication
    documents: list[str] = field(default_factory=list)


def issues_of(documents: Iterable[tuple[str, Publication]]) -> list[Issue]:
    """Documents grouped by title, date and edition; one without title or date is an issue of its own."""
    found: dict[tuple[str, ...], Issue] = {}
    for document, paper in documents:
        named = (paper.title, paper.date, paper.edition)
        key = tuple(filter(None, named)) if paper.title and paper.date else (document,)
        if key not in found:
            found[key] = Issue(_name("-".join(key), document, {issue.name for issue in found.values()}), paper)
        issue = found[key]
        issue.documents.append(document)
        issue.publication = _richer(issue.publication, paper)
    return list(found.values())


def _name(words: str, document: str, taken: set[str]) -> str:
    """A name for files that no other issue has."""
    name = _cut(_UNSAFE.sub("-", words).strip("-.") or document)
    return next(own for n in range(1, len(taken) + 2) if (own := name if n == 1 else f"{name}-{n}") not in taken)


def _cut(name: str) -> str:
    """A name that file systems take: of a long one its beginning and a mark of the whole."""
    data = name.encode("utf-8", "replace")
    if len(data) <= MOST_BYTES:
        return name
    return f"{data[: MOST_BYTES - 9].decode('utf-8', 'ignore')}-{hashlib.sha256(data).hexdigest()[:8]}"


def _richer(first: Publication, second: Publication) -> Publication:
    """The data of both; the first takes precedence."""
    return Publication(
        first.title or second.title,
        first.date or second.date,
        first.issue_number or second.issue_number,
        first.page_count or second.page_count,
        first.serial or second.serial,
        first.edition or second.edition,
    )


def title_of(name: str, publication: Publication) -> str:
    """What an issue is called: paper and day, or its name for files."""
    return " ".join(part for part in (publication.title, publication.date) if part) or name


def language_of_issue(documents: Iterable[Document]) -> str | None:
    """The language of most of an issue's text, where the script tells it."""
    return language_of("".join(article.text for document in documents for article in document.articles))
