"""A person's corrections of a document, kept beside it as data: who, when, before, after.

Corrections are stored in ``corrections.json`` in the order in which they were made; the machine's output stays as it
is, and `banmian.document.corrections.applying` applies them to it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from banmian.document.json_form import ShapeError, decode, encode
from banmian.document.model import Byline

CORRECTIONS_FILE = "corrections.json"
SET_ASIDE = "corrections.damaged-*.json"
"""Names of damaged files of corrections that the review server has set aside."""

CORRECTIONS_VERSION = "2"
READ_VERSIONS = ("1", "2")

Action = Literal[
    "edit", "move", "merge", "split", "divide", "join", "role", "order", "demote", "promote", "kind", "add", "redraw"
]
ACTIONS: tuple[str, ...] = get_args(Action)

HEAD_FIELDS = ("headline", "kicker", "subheadline", "section")


@dataclass(frozen=True, slots=True)
class Correction:
    """One act of a person.

    ``headline`` and ``other_headline`` are those of the articles when the correction was made, by which they are
    found where ids have changed; ``before`` is the text that the person saw, ``block`` where it stood. ``when`` is
    ISO 8601.

    - ``edit`` sets ``field`` of ``article`` from ``before`` to ``after``: a head field, ``bylines``, ``dateline``,
      ``block``, ``caption`` or ``credit`` of the picture ``block``, ``table_caption`` or ``cell`` of the table
      ``block``; or, where ``article`` is empty, of the document: ``title``, ``date``, ``page_label`` of ``page``,
      ``furniture`` number ``block``. Null removes a field, an empty text removes a block or a piece of furniture.
    - ``move`` takes a block to the end of article ``other``, or before its block ``place``.
    - ``divide`` parts a block before its character ``place``; ``join`` adds the block after it, whose text is
      ``after``.
    - ``role`` makes of a block, or of the head field ``field``, what ``after`` says: a type of block, a head field,
      ``byline`` or ``caption``.
    - ``merge`` puts all of ``other`` behind ``article``; with ``field`` ``other``, under the heading of ``other``.
    - ``split`` makes the blocks from ``block`` on an article of their own, with ``after`` as its headline.
    - ``order`` puts an article before ``other``, or at the end where that is null.
    - ``demote`` makes furniture of the kind ``after`` of an article; ``promote`` an article named ``article`` of the
      furniture ``before``, or a block at the end of ``other``; ``kind`` changes the kind of furniture to ``after``.
    - ``add`` enters the missed text ``after``, whose place on ``page`` is ``bbox``: as block ``place`` of an article,
      as its head field ``field``, or, with ``field`` ``article``, as the headline of a new one.
    - ``redraw`` makes ``bbox`` the box on ``page`` of a block, or of ``field``: ``article``, ``image``, ``table``,
      ``furniture``.

    ``renews`` counts, from 1, the correction that found its place no more and is made again by this one.
    """

    who: str
    when: str
    action: Action
    article: str = ""
    headline: str | None = None
    field: str | None = None
    block: int | None = None
    before: str | None = None
    after: str | None = None
    other: str | None = None
    other_headline: str | None = None
    place: int | None = None
    cell: list[int] | None = None
    page: int | None = None
    bbox: list[float] | None = None
    renews: int | None = None


@dataclass(slots=True)
class Corrections:
    """All corrections of one document."""

    corrections: list[Correction] = field(default_factory=list)
    corrections_version: str = CORRECTIONS_VERSION


class StaleCorrectionError(ValueError):
    """The document does not contain what a correction refers to."""


def corrections_to_json(corrections: Corrections) -> bytes:
    """UTF-8 JSON, indented, ending in a line feed; fields that do not matter are left out."""
    values = {
        "corrections": [
            {name: value for name, value in encode(one).items() if value is not None or name in ("before", "after")}
            for one in corrections.corrections
        ],
        "corrections_version": CORRECTIONS_VERSION,
    }
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def corrections_from_json(data: bytes | str) -> Corrections:
    """The corrections from `corrections_to_json`. Raises ShapeError (a ValueError) for anything else."""
    try:
        values: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ShapeError(f"not JSON: {error}") from error
    found = decode(Corrections, values)
    if found.corrections_version not in READ_VERSIONS:
        raise ShapeError(f"version {found.corrections_version} of corrections is unknown")
    found.corrections_version = CORRECTIONS_VERSION
    return found


def corrections_in(folder: Path) -> Corrections:
    """The corrections beside a document, possibly none. Raises ShapeError for a damaged file, OSError."""
    path = folder / CORRECTIONS_FILE
    return corrections_from_json(path.read_bytes()) if path.exists() else Corrections()


def set_aside_if_damaged(path: Path) -> None:
    """Rename a damaged file of corrections, so that nothing is written over it."""
    if not path.exists():
        return
    try:
        corrections_from_json(path.read_bytes())
    except ShapeError:
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        os.replace(path, path.with_name(SET_ASIDE.replace("*", moment)))


def bylines_text(bylines: Iterable[Byline]) -> str | None:
    """Bylines as a person edits them: one a line, the role and a colon before the name; None without any."""
    lines = [f"{byline.role}：{byline.name}" if byline.role else byline.name for byline in bylines]
    return "\n".join(lines) or None


def bylines_of(text: str | None) -> list[Byline]:
    """The bylines from `bylines_text`; a colon of either width parts role and name."""
    found = []
    for line in (text or "").split("\n"):
        role, colon, name = line.replace(":", "：").partition("：")
        if not colon:
            role, name = "", role
        if name.strip():
            found.append(Byline(name.strip(), role.strip() or None))
    return found
