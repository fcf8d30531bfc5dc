"""Rows: lines side by side."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.model import Line

SAME_ROW = 0.5
"""Lines of one row share more than this of the lower one's height."""


def sort_by_rows(lines: Sequence[Line]) -> list[Line]:
    """Lines from top to bottom, those of one row from left to right."""
    return [line for row in group_into_rows(lines) for line in row]


def group_into_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Rows of lines from top to bottom, each from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box.cy):
        if rows and line.box.y_share(rows[-1][0].box) > SAME_ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box.x0) for row in rows]
