"""What is known of a file from outside its pages: its path, a table, a ``newspaper.toml`` beside it.

Inner pages often print neither title nor date. A pattern over paths, a CSV table of paths and a settings file in
the folder of the scans supply them; the more specific wins: table, then pattern, then the nearest
``newspaper.toml``.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from banmian.document.jump_links import page_key
from banmian.document.model import Document
from banmian.errors import UsageError

FOLDER_FILE = "newspaper.toml"
_FIELD = re.compile(r"\{(\w+)(?::([^}]+))?\}|(\*)")
_CODES = {"%Y": r"\d{4}", "%y": r"\d{2}", "%m": r"\d{1,2}", "%d": r"\d{1,2}", "%j": r"\d{3}", "%%": "%"}
_DATE = "%Y-%m-%d"


@dataclass(frozen=True, slots=True)
class OutsideFacts:
    """Title, date (ISO 8601), edition, issue number and page label of a file; None where unknown.

    ``page`` is the label of the file's first page: a file of several pages keeps what they print.
    """

    title: str | None = None
    date: str | None = None
    edition: str | None = None
    issue: str | None = None
    page: str | None = None

    def over(self, other: OutsideFacts) -> OutsideFacts:
        """These facts, completed by those of ``other``."""
        return replace(other, **self.named())

    def named(self) -> dict[str, str]:
        """The known facts, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}


NAMES = tuple(field.name for field in fields(OutsideFacts))


class PathPattern:
    """A pattern such as ``{title}/{date:%Y%m%d}/{page}.jpg``, matched with the end of a path.

    Fields are those of `OutsideFacts`; a field matches anything but a slash, a date what its format says (default
    ``%Y-%m-%d``); ``*`` matches any part of a name. The suffix of the file may be left out. Raises UsageError for a
    pattern without a field, with an unknown one, or with one twice.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._date_format = _DATE
        self._regex = re.compile(
            "".join(self._parts()) + (r"" if PurePosixPath(pattern).suffix else r"(?:\.\w+)?") + "$"
        )
        if not self._regex.groupindex:
            raise UsageError(f"--names {pattern!r} has no field", f"Name some of {', '.join(NAMES)} in braces.")

    def _parts(self) -> Iterator[str]:
        place, taken = 0, set[str]()
        yield r"(?:^|/)"
        for found in _FIELD.finditer(self.pattern):
            yield re.escape(self.pattern[place : found.start()])
            place = found.end()
            name, form, star = found.groups()
            if star:
                yield r"[^/]*?"
                continue
            if name not in NAMES or name in taken or (form and name != "date"):
                raise UsageError(
                    f"--names {self.pattern!r}: {found[0]} is unknown, given twice or has a format",
                    f"Fields are {', '.join(NAMES)}; only the date has a format.",
                )
            taken.add(name)
            yield f"(?P<{name}>{self._date_regex(form) if name == 'date' else r'[^/]+?'})"
        yield re.escape(self.pattern[place:])

    def _date_regex(self, form: str | None) -> str:
        self._date_format = form or _DATE
        return re.sub(r"%.|.", lambda code: _CODES.get(code[0]) or _literal(code[0], self.pattern), self._date_format)

    def facts(self, path: str) -> OutsideFacts:
        """The facts in a path; none where the pattern does not match, or the date does not exist."""
        found = self._regex.search(path)
        values = found.groupdict() if found else {}
        if "date" in values:
            try:
                values["date"] = datetime.strptime(values["date"], self._date_format).date().isoformat()
            except ValueError:
                return OutsideFacts()
        return OutsideFacts(**values)


def _literal(character: str, pattern: str) -> str:
    if len(character) == 2:
        raise UsageError(f"--names {pattern!r}: {character} is not a part of a date", f"Use {' '.join(_CODES)}.")
    return re.escape(character)


class FactsTable:
    """A CSV table with a column ``path`` and columns of `OutsideFacts`, in UTF-8 (a byte order mark is allowed).

    A row applies to the files whose path ends in its path. Raises UsageError for a table that cannot be read.
    """

    def __init__(self, table: Path) -> None:
        try:
            with open(table, encoding="utf-8-sig", newline="") as stream:
                rows = list(csv.DictReader(stream))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise UsageError(f"{table} can't be read as a table: {error}", "Save it as CSV in UTF-8.") from error
        columns = set(rows[0]) if rows else set()
        if "path" not in columns or not columns <= {"path", *NAMES}:
            raise UsageError(
                f"{table} has the columns {', '.join(map(str, columns))}",
                f"It needs path, and may have {', '.join(NAMES)}.",
            )
        self._rows = {_parts(row.pop("path") or ""): check_facts(row, str(table)) for row in rows}
        self._depths = sorted({len(parts) for parts in self._rows}, reverse=True)

    def facts(self, path: str) -> OutsideFacts:
        """The facts in the row with the longest matching path."""
        parts = _parts(path)
        return next((self._rows[end] for n in self._depths if (end := parts[-n:]) in self._rows), OutsideFacts())


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part for part in path.replace("\\", "/").split("/") if part not in ("", "."))


def check_facts(values: Mapping[str, Any], where: str) -> OutsideFacts:
    """The facts of a table's row or a settings file. Raises UsageError for an unknown name or an invalid date."""
    unknown = set(values) - set(NAMES)
    if unknown:
        raise UsageError(
            f"{where}: {', '.join(sorted(map(str, unknown)))} is unknown", f"Names are {', '.join(NAMES)}."
        )
    said = {name: str(value).strip() for name, value in values.items() if value not in (None, "")}
    if "date" in said:
        try:
            said["date"] = date.fromisoformat(said["date"]).isoformat()
        except ValueError as error:
            raise UsageError(f"{where}: {said['date']} is not a date", "Write it as 2023-10-26.") from error
    return OutsideFacts(**said)


@lru_cache(maxsize=4096)
def folder_facts(folder: Path) -> OutsideFacts:
    """The facts of ``newspaper.toml`` in a folder and those above it, the nearest first."""
    above = folder_facts(folder.parent) if folder.parent != folder else OutsideFacts()
    file = folder / FOLDER_FILE
    if not file.is_file():
        return above
    try:
        values = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"{file} can't be read: {error}", 'Write lines such as title = "…".') from error
    return check_facts(values, str(file)).over(above)


@dataclass(frozen=True)
class OutsideSources:
    """Where facts come from: a path pattern, a table, and whether folders are searched."""

    pattern: str | None = None
    table: Path | None = None

    @cached_property
    def _pattern(self) -> PathPattern | None:
        return PathPattern(self.pattern) if self.pattern else None

    @cached_property
    def _table(self) -> FactsTable | None:
        return FactsTable(self.table) if self.table else None

    def facts(self, path: str) -> OutsideFacts:
        """All that is known of the file at a path or URL. Raises UsageError where a source cannot be read."""
        known = OutsideFacts() if "://" in path else folder_facts(Path(path).absolute().parent)
        for source in (self._pattern, self._table):
            if source is not None:
                known = source.facts(path.replace("\\", "/")).over(known)
        return known


def apply_facts(document: Document, facts: OutsideFacts, outside_wins: bool = True) -> list[str]:
    """Set outside facts in a document; returns a sentence for each fact that the page prints otherwise.

    Where the page prints nothing the outside fact is used.
    """
    differences = []
    paper = document.publication
    for name, value in facts.named().items():
        owner: Any = document.pages[0] if name == "page" else paper
        attribute = {"page": "label", "issue": "issue_number"}.get(name, name)
        printed = getattr(owner, attribute)
        if printed is not None and not _says_the_same(name, printed, value):
            kept = value if outside_wins else printed
            differences.append(f"{name}: the page has {printed}, the files have {value}; using {kept}")
        if printed is None or outside_wins:
            setattr(owner, attribute, value)
    return differences


def _says_the_same(name: str, printed: str, value: str) -> bool:
    return page_key(printed) == page_key(value) if name == "page" else printed.strip() == value.strip()
