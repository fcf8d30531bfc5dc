"""Tables poured row by row: a name and its figures, again and again, each cell a line, or each row."""

from __future__ import annotations

import re
from collections.abc import Sequence

LEAST_ROWS = 3
"""Fewer rows of a name and figures are no table."""
MOST_COLUMNS = 8
MOST_PAGES = 100
"""A list of contents names fewer pages."""
_WORDED = re.compile("[\u4e00-\u9fffa-zA-Z]")
_FIGURE = re.compile(r"[+\-−±]?[\d０-９][\d０-９.,:/·-]*(?:%|％|‰|[\u4e00-\u9fff]{1,2}|[a-zA-Z²³]{1,4})?|[—–-]+")


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, with its unit or sign, or the dash for none."""
    return bool(_FIGURE.fullmatch(text.strip()))


def find_poured_rows(texts: Sequence[str]) -> tuple[int, int, list[list[str]]] | None:
    """The longest table among cells one after the other: (first, one past the last, rows).

    A row is a name and figures, the same number in each; the row above them, names alone, heads the columns. A figure
    with words beside it (18路, 3月) may be a name.
    """
    kinds = "".join(map(_kind, texts))
    best: tuple[tuple[int, float], int, int, int] | None = None
    for columns in range(2, MOST_COLUMNS + 1):
        body = f"(?:[NB][FB]{{{columns - 1}}}){{{LEAST_ROWS},}}(?!F)"
        for found in re.finditer(f"N[NB]{{{columns - 1}}}{body}|{body}", kinds):
            names = found[0][::columns].count("N") / len(found[0][::columns])
            key = (len(found[0]), names)
            if best is None or key > best[0]:
                best = (key, found.start(), found.end(), columns)
    if best is None:
        return None
    _, first, end, columns = best
    if columns == 2 and "N" not in kinds[first:end:2]:
        return None
    rows = [list(texts[at : at + columns]) for at in range(first, end, columns)]
    return None if _is_index([row for row in rows if is_figure(row[-1])]) else (first, end, rows)


def _kind(text: str) -> str:
    """F for a figure, N for a name, B for a figure with a word, which may be either."""
    if not is_figure(text):
        return "N"
    return "B" if _WORDED.search(text) else "F"


def find_spaced_tables(shown: Sequence[str]) -> dict[int, tuple[int, list[list[str]]]]:
    """The tables each line of which is a row of cells with spaces between: by first line, (one past the last, rows)."""
    found: dict[int, tuple[int, list[list[str]]]] = {}
    at = 0
    while at < len(shown):
        rows = _spaced_rows(shown, at)
        body = rows[1:] if rows and not any(map(is_figure, rows[0])) else rows
        whole = len(body) >= LEAST_ROWS
        if whole and not _is_index(body):
            found[at] = (at + len(rows), rows)
        at += len(rows) if whole else 1
    return found


def _spaced_rows(shown: Sequence[str], start: int) -> list[list[str]]:
    """The rows from a line on, all of as many cells: names that head the columns, then names and figures."""
    rows: list[list[str]] = []
    for at in range(start, len(shown)):
        cells = shown[at].split()
        if len(cells) < 2 or len(cells) > MOST_COLUMNS or (rows and len(cells) != len(rows[0])):
            break
        is_row = _kind(cells[0]) != "F" and all(map(is_figure, cells[1:]))
        if not is_row and (rows or any(map(is_figure, cells))):
            break
        rows.append(cells)
    return rows


def _is_index(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the figures are the pages of a list of contents: one in each row, small and rising."""
    pages = [int(row[-1]) for row in rows if len(row) == 2 and row[-1].isdigit()]
    return len(pages) == len(rows) and pages == sorted(pages) and pages[-1] < MOST_PAGES
