"""The index of the site: what it shows of each document, and why the document may need attention."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

from banmian.document.finished_documents import FinishedDocument
from banmian.document.model import Document
from banmian.review.checking_progress import Progress, State
from banmian.review.languages import text_language, translations
from banmian.review.recurring_corrections import misreadings

Json = dict[str, Any]

Reason = str | list[Any]
"""Why a document needs attention: a string of the interface with its values, or a reader's own words."""

MARKED: tuple[State, State] = ("checked", "again")

LOW_CONFIDENCE = 0.8
"""Documents below this need attention."""


def manifest_rows(root: Path) -> dict[str, Json]:
    """The manifest's rows by document id, failed ones too; none where there is no manifest."""
    try:
        rows = json.loads((root / "manifest.json").read_bytes())["documents"]
        return {row["id"]: row for row in rows}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def document_row(finished: FinishedDocument, made: Json | None, progress: Progress) -> Json:
    """One line of the index; ``made`` is the document's row in the manifest."""
    document = finished.document
    paper = document.publication
    numbers = [page.number for page in document.pages]
    checked, again = (progress.pages(state) & set(numbers) for state in MARKED)
    return {
        "name": finished.name,
        "called": display_name(finished),
        "path": document.source.path,
        "title": paper.title,
        "date": paper.date,
        "language": text_language(paper.title or display_name(finished)),
        "pages": numbers,
        "open": [number for number in numbers if number not in checked and number not in again],
        "checked": len(checked),
        "again": len(again),
        "articles": len(document.articles),
        "characters": sum(len(article.text) for article in document.articles),
        "repairs": sum(len(article.repairs) for article in document.articles),
        "confidence": confidence(document),
        "corrections": len(finished.corrections.corrections),
        "needs": review_reasons(finished, made),
        "misread": [[*pair, count] for pair, count in misreadings(finished.corrections.corrections).items()],
    }


def display_name(finished: FinishedDocument) -> str:
    """The name of a document without a newspaper title: its file, without suffix."""
    return PurePath(finished.document.source.path).stem or finished.name


def failed_row(values: Json) -> Json:
    """The line of a document that could not be read."""
    error = values.get("error") or {}
    return {
        "name": values["id"],
        "failed": [part for part in (error.get("message"), error.get("remedy")) if part],
        "path": values.get("path"),
    }


def index_data(rows: Sequence[Json], **values: Any) -> Json:
    """The data of the list of documents; ``said`` translates what readers said of them."""
    said = {text for row in rows for text in row.get("failed") or row.get("needs", ()) if isinstance(text, str)}
    return {"documents": rows, "said": translations(said), **values}


def confidence(document: Document) -> float | None:
    """Mean confidence of the articles, weighted by length; None where unknown."""
    known = [(a.confidence, len(a.text) or 1) for a in document.articles if a.confidence is not None]
    whole = sum(weight for _, weight in known)
    return round(sum(value * weight for value, weight in known) / whole, 3) if whole else None


def review_reasons(finished: FinishedDocument, made: Json | None) -> list[Reason]:
    """Why a document needs attention; empty where no issues were found."""
    document = finished.document
    reasons: list[Reason] = list(finished.stale)
    if made is not None:
        reasons += [["page {n} could not be read", {"n": failure["leaf"]}] for failure in made.get("failed_pages", [])]
        reasons += made.get("warnings", [])
    headless = sum(1 for a in document.articles if not a.headline and a.continued_from is None)
    if headless:
        reasons.append(_counted(headless, "{n} article without a headline", "{n} articles without a headline"))
    loose = [
        place
        for article in document.articles
        for place in (article.continued_from, article.continued_to)
        if place is not None and place.article_id is None
    ]
    if loose:
        one, many = (f"{{n}} {word} whose other part is not in the batch" for word in ("jump", "jumps"))
        reasons.append(_counted(len(loose), one, many))
    low = sum(1 for a in document.articles if a.confidence is not None and a.confidence < LOW_CONFIDENCE)
    if low:
        one, many = "{n} article below {p} confidence", "{n} articles below {p} confidence"
        reasons.append(_counted(low, one, many, p=f"{LOW_CONFIDENCE:.0%}"))
    if not document.articles:
        reasons.append(["no article was found", {}])
    return reasons


def _counted(number: int, one: str, many: str, **values: str) -> Reason:
    return [one if number == 1 else many, {"n": number, **values}]
