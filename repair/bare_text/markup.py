"""Markdown and HTML markup that extraction tools leave in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

_INDENT = (
    r"(?:\s|&(?:nbsp|emsp|ensp|#12288|#160);|"
    r"</?(?:p|div|span|font|section|article|li|ul|ol|center|b|strong|em|i|br|hr)\b[^<>\n]{0,200}>)"
)
_LEADING = re.compile(rf"{_INDENT}*(?:>\s+)?(?:(#{{1,6}})\s+|<h([1-6])\b[^<>\n]{{0,200}}>{_INDENT}*)?", re.I)
_TRAILING = re.compile(rf"(?:{_INDENT}|</h[1-6]>)+\Z", re.I)
_BLOCK_END = re.compile(r"(?:</(?:p|div|h[1-6]|li|ul|ol|section|article)>|<br\s*/?>)\s*(?=\S)", re.I)
_TABLE_PART = re.compile(r"</?t(?:able|r|d|h|body|head)\b", re.I)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"([*_])(?=[^\s*_])([^*_]+)(?<=\S)\1")
_IMAGE = re.compile(r"(?:!\[[^\]\n]*\]\([^)\n]*\)\s*)+|<img\b[^>\n]*>")
_PIPES = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+")
_ROW_START = re.compile(r"<tr\b[^>]{0,200}>", re.I)
_ROW_END = re.compile("</tr>", re.I)
_CELL_START = re.compile(r"<t[dh]\b([^>]{0,200})>", re.I)
_CELL_END = re.compile("</t[dh]>", re.I)
_SPAN = re.compile(r"colspan\s*=\s*[\"']?(\d{1,2})", re.I)
_TAG = re.compile(r"<[^>]{0,200}>")


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The visible range of a raw line, from ``start`` to ``end``, and its heading level or 0."""

    start: int
    end: int
    level: int


def visible_text(raw: str) -> VisibleText:
    """A line without heading, quotation, bold and italic marks, HTML elements around it, and surrounding space."""
    leading = _LEADING.match(raw)
    start = leading.end() if leading else 0
    level = 0
    if leading and (leading[1] or leading[2]):
        level = len(leading[1]) if leading[1] else int(leading[2])
    trailing = _TRAILING.search(raw, start) if raw[-1:] in ">; \t\r\u3000" else None
    end = max(start, trailing.start() if trailing else len(raw.rstrip()))
    strong = _STRONG.fullmatch(raw, start, end) or _EMPHASIS.fullmatch(raw, start, end)
    if strong and strong[1] not in strong[2]:
        start, end = strong.span(2)
    return VisibleText(start, end, level)


def block_starts(raw: str) -> list[int]:
    """Where in a line blocks of HTML begin, the first at 0: exports have articles in a line. Tables stay whole."""
    if "<" not in raw or _TABLE_PART.search(raw):
        return [0]
    return [0, *(found.end() for found in _BLOCK_END.finditer(raw))]


def is_image(text: str) -> bool:
    """Whether a line is only a reference to a picture's file."""
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
    """The table from its first line to the one that closes it; None where another begins before that."""
    end = start
    while "</table>" not in lines[end].lower():
        end += 1
        if end == len(lines) or lines[end].lstrip()[:6].lower() == "<table":
            return None
    text = "\n".join(lines[start : end + 1])
    rows = [
        [cell for attributes, inner in _inside(row, _CELL_START, _CELL_END) for cell in _cells(attributes, inner)]
        for _, row in _inside(text, _ROW_START, _ROW_END)
    ]
    return (end - start + 1, [row for row in rows if row]) if rows else None


def _inside(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """(attributes, content) of each element with matching tags that is closed."""
    place = 0
    while (tag := opening.search(text, place)) and (end := closing.search(text, tag.end())):
        yield tag[1] if opening.groups else "", text[tag.end() : end.start()]
        place = end.end()


def _cells(attributes: str, inner: str) -> list[str]:
    text = re.sub(r"\s+", " ", unescape(_TAG.sub("", inner))).strip()
    span = _SPAN.search(attributes)
    return [text] * (int(span[1]) if span else 1)
