"""Marks of Markdown and HTML that extraction tools leave in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

_LEADING = re.compile(r"\s*(?:>\s+)?(?:(#{1,6})\s+)?")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_IMAGE = re.compile(r"(?:!\[[^\]\n]*\]\([^)\n]*\)\s*)+|<img\b[^>\n]*>")
_PIPES = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+")
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.S | re.I)
_CELL = re.compile(r"<t[dh]\b([^>]*)>(.*?)</t[dh]>", re.S | re.I)
_SPAN = re.compile(r"colspan\s*=\s*[\"']?(\d{1,2})", re.I)
_TAG = re.compile(r"<[^>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Shown:
    """Which characters of a raw line are shown, from ``start`` to ``end``, and its heading level or 0."""

    start: int
    end: int
    level: int


def shown(raw: str) -> Shown:
    """What a line shows without heading, quotation and bold marks and the space round them."""
    leading = _LEADING.match(raw)
    start = leading.end() if leading else 0
    level = len(leading[1]) if leading and leading[1] else 0
    end = max(start, len(raw.rstrip()))
    strong = _STRONG.fullmatch(raw, start, end)
    if strong and strong[1] not in strong[2]:
        start, end = strong.span(2)
    return Shown(start, end, level)


def is_image(text: str) -> bool:
    """Whether a line only points to a picture's file."""
    return bool(_IMAGE.fullmatch(text.strip()))


def read_table(lines: Sequence[str], start: int) -> tuple[int, list[list[str]]] | None:
    """(number of lines, rows) of a Markdown or HTML table that begins at `start`; None where none does."""
    first = lines[start].strip()
    if first.lower().startswith("<table"):
        return _read_html(lines, start)
    if not _PIPES.fullmatch(first) or start + 1 >= len(lines) or not _RULE.fullmatch(lines[start + 1].strip()):
        return None
    end = start
    while end < len(lines) and _PIPES.fullmatch(lines[end].strip()):
        end += 1
    rows = [line for line in lines[start:end] if not _RULE.fullmatch(line.strip())]
    return end - start, [[cell.strip() for cell in row.strip()[1:-1].split("|")] for row in rows]


def _read_html(lines: Sequence[str], start: int) -> tuple[int, list[list[str]]] | None:
    end = start
    while end < len(lines) and "</table>" not in lines[end].lower():
        end += 1
    if end == len(lines):
        return None
    text = "\n".join(lines[start : end + 1])
    rows = [
        [cell for attributes, inner in _CELL.findall(row) for cell in _cells(attributes, inner)]
        for row in _ROW.findall(text)
    ]
    return (end - start + 1, [row for row in rows if row]) if rows else None


def _cells(attributes: str, inner: str) -> list[str]:
    text = re.sub(r"\s+", " ", unescape(_TAG.sub("", inner))).strip()
    span = _SPAN.search(attributes)
    return [text] * (int(span[1]) if span else 1)
