"""Corrections as a browser sends them: read, applied to the present document, checked against those of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from banmian.document.corrections.carrying_over import renewed, text_now
from banmian.document.corrections.corrections_file import Correction
from banmian.document.finished_documents import FinishedDocument
from banmian.document.json_form import ShapeError, decode, encode
from banmian.document.model import Document
from banmian.review.open_documents import OpenDocument
from banmian.review.refusals import MEANWHILE, ConflictError, RefusedError

MOST_WORDS = 100_000
"""Longest text of a correction: far longer than any paragraph."""

SHAPING = ("merge", "split", "demote")
"""Acts after which an article is no longer what another person sees."""

REMARKS = ("seen", "preview")


@dataclass(frozen=True, slots=True)
class CorrectionRequest:
    """What a person asks for: the correction, how many corrections the person saw, and whether only to look."""

    correction: Correction
    seen: int
    preview: bool = False


def read_request(values: Any) -> CorrectionRequest:
    """A request from its JSON values. Raises RefusedError."""
    if not isinstance(values, dict):
        raise RefusedError("That is no correction.")
    given = {key: value for key, value in values.items() if key not in REMARKS}
    if "renews" in given:
        given.setdefault("action", "edit")
    given["when"] = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        correction = decode(Correction, given)
        seen = decode(int, values.get("seen"))
        preview = decode(bool, values.get("preview", False))
    except ShapeError as error:
        raise RefusedError(f"This is not a valid correction: {error}.") from error
    if not correction.who.strip():
        raise RefusedError("A correction needs the name of its author.")
    if any(isinstance(value, str) and len(value) > MOST_WORDS for value in given.values()):
        raise RefusedError("This correction is too long.")
    return CorrectionRequest(replace(correction, who=correction.who.strip()), seen, preview)


def resolve_request(opened: OpenDocument, name: str, request: CorrectionRequest) -> Correction:
    """The correction on the document as it is now: renewed, named, and not against one made meanwhile.

    Raises RefusedError, ConflictError.
    """
    standing = opened.corrections.corrections
    if not 0 <= request.seen <= len(standing):
        raise RefusedError(MEANWHILE)
    document, correction = opened.finished.document, request.correction
    if correction.renews is not None:
        return _renewed(opened.finished, correction)
    if correction.action == "promote" and correction.other is None and not correction.article:
        correction = replace(correction, article=_new_id(document, name, correction.page))
    if correction.action == "add" and correction.field == "article" and not correction.article:
        correction = replace(correction, article=_new_id(document, name, correction.page))
    if request.seen < len(standing):
        since = standing[request.seen :]
        if any(_in_the_way(correction, other) for other in since):
            raise conflict(opened, correction, request, MEANWHILE)
        correction = _named_as_now(document, correction)
    return correction


def _renewed(finished: FinishedDocument, request: Correction) -> Correction:
    lost = next((one for one in finished.lost if one.number == request.renews), None)
    found = renewed(finished.document, lost.correction) if lost else None
    if lost is None or found is None:
        raise RefusedError("That correction has no place in this document.")
    return replace(found, who=request.who, when=request.when, renews=lost.number)


def _new_id(document: Document, name: str, page: int | None) -> str:
    ids = {article.id for article in document.articles}
    stem = f"{name}-p{page or document.pages[0].number:02d}"
    return next(f"{stem}-n{rank}" for rank in range(1, len(ids) + 2) if f"{stem}-n{rank}" not in ids)


def _in_the_way(mine: Correction, theirs: Correction) -> bool:
    """Whether another's correction is of the same text, or changed the shape of the same article."""
    if mine.before and mine.before in (theirs.before, theirs.after):
        return True
    articles = {mine.article, mine.other} & {theirs.article, theirs.other} - {None, ""}
    if articles and (mine.action in SHAPING or theirs.action in SHAPING):
        return True
    same_field = mine.field not in (None, "block") and (mine.field, mine.block) == (theirs.field, theirs.block)
    return same_field and mine.article == theirs.article and mine.page == theirs.page and mine.cell == theirs.cell


def _named_as_now(document: Document, correction: Correction) -> Correction:
    """The correction with the headlines that its articles have now."""
    heads = {article.id: article.headline for article in document.articles}
    other = correction.other or ""
    return replace(
        correction,
        headline=heads.get(correction.article, correction.headline),
        other_headline=heads.get(other, correction.other_headline),
    )


def conflict(opened: OpenDocument, correction: Correction, request: CorrectionRequest, message: str) -> ConflictError:
    """The error that tells a person what others did, what stands there now, and how to save anyway."""
    document = opened.finished.document
    since = opened.corrections.corrections[request.seen :]
    again = renewed(document, _after(since, correction))
    found = {
        "since": [encode(one) for one in since],
        "mine": encode(correction),
        "now": text_now(document, again or correction),
        "again": None if again is None else encode(replace(again, when="")),
        "seen": len(opened.corrections.corrections),
    }
    return ConflictError(message, found)


def _after(since: Sequence[Correction], correction: Correction) -> Correction:
    """The correction of what a text became, where others have written it anew, however unlike."""
    for one in since:
        if one.action == "edit" and one.before and one.after and one.before == correction.before:
            correction = replace(correction, before=one.after)
    return correction
