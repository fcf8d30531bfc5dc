"""How far the checking of a document is: who looked at which page and article, when, and with what outcome.

Marks are kept in ``review.json`` beside the document; a page or article without one is open.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, get_args

from banmian.document.atomic_files import write_whole
from banmian.document.json_form import ShapeError, decode, encode
from banmian.document.model import Document

PROGRESS_FILE = "review.json"
State = Literal["open", "checked", "again"]
STATES: tuple[str, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person said of a page, or of an article: ``again`` wants another look. ``when`` is ISO 8601.

    An article is found by its id and, where a later reading named it otherwise, by its headline.
    """

    who: str
    when: str
    state: State
    page: int
    article: str | None = None
    headline: str | None = None


@dataclass(slots=True)
class Progress:
    """The last mark of each page and article of a document."""

    marks: list[Mark] = field(default_factory=list)
    review_version: str = "1"

    def marked(self, mark: Mark) -> Progress:
        """The progress with one more mark, instead of the one of the same page or article."""
        kept = [one for one in self.marks if (one.page, one.article) != (mark.page, mark.article)]
        return replace(self, marks=[*kept, mark])

    def of_page(self, number: int) -> Mark | None:
        """The mark of a page."""
        return next((mark for mark in self.marks if mark.page == number and mark.article is None), None)

    def of_articles(self, document: Document) -> dict[str, Mark]:
        """The marks of articles by the ids that they have now."""
        ids = {article.id: article.headline for article in document.articles}
        heads: dict[str | None, list[str]] = {}
        for name, headline in ids.items():
            heads.setdefault(headline, []).append(name)
        found: dict[str, Mark] = {}
        for mark in self.marks:
            if mark.article is None:
                continue
            alike = heads.get(mark.headline, []) if mark.headline else []
            named = ids.get(mark.article, ...) == mark.headline or not alike
            name = mark.article if named else alike[0]
            if name in ids:
                found[name] = mark
        return found

    def pages(self, state: State) -> set[int]:
        """Numbers of the pages in a state other than open."""
        return {mark.page for mark in self.marks if mark.article is None and mark.state == state}


def progress_in(folder: Path) -> Progress:
    """The progress beside a document; none where there is no file, or one that can't be read. Raises OSError."""
    path = folder / PROGRESS_FILE
    try:
        return decode(Progress, json.loads(path.read_bytes()))
    except FileNotFoundError:
        return Progress()
    except (ShapeError, ValueError, RecursionError):
        path.rename(path.with_name("review.damaged.json"))
        return Progress()


def keep_progress(folder: Path, progress: Progress) -> None:
    """Write the file. Raises OSError."""
    text = json.dumps(encode(progress), ensure_ascii=False, indent=1) + "\n"
    write_whole(folder / PROGRESS_FILE, text.encode("utf-8", "replace"))


def checked_pages(root: Path) -> dict[str, set[int]]:
    """Numbers of the pages marked as checked, by the names of the documents below ``root`` that have any."""
    found = {
        path.parent.name: progress_in(path.parent).pages("checked")
        for path in root.glob(f"documents/*/{PROGRESS_FILE}")
    }
    return {name: pages for name, pages in sorted(found.items()) if pages}
