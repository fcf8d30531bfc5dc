"""Two narrow columns of invented words, their rows stretched to the column's width."""

import random
from dataclasses import replace

from banmian.layout.geometry import Box, union
from banmian.layout.model import Glyph, Line

EM, LETTER, COLUMN, GUTTER = 20.0, 10.0, 220.0, 18.0
ROWS = 16


def words(seed: int) -> tuple[list[str], list[str]]:
    """The rows of two columns of invented words."""
    rng = random.Random(seed)
    rows: list[str] = [""]
    while len(rows) <= 2 * ROWS:
        word = "".join(rng.choice("abdehiklmnorstuw") for _ in range(rng.choice((2, 3, 4, 5, 6, 7, 9))))
        joined = f"{rows[-1]} {word}".strip()
        if len(joined) * LETTER <= COLUMN:
            rows[-1] = joined
        else:
            rows.append(word)
    return rows[:ROWS], rows[ROWS : 2 * ROWS]


def row(text: str, left: float, number: int) -> list[Glyph]:
    """A row of words stretched to the column's width."""
    parts = text.split()
    room = COLUMN - LETTER * sum(map(len, parts))
    space = room / (len(parts) - 1) if len(parts) > 1 else LETTER
    glyphs, x = [], left
    for part in parts:
        for sign in part:
            glyphs.append(Glyph(sign, Box(x, 26 * number, x + LETTER - 1, 26 * number + 15), EM))
            x += LETTER
        x += space
    return glyphs


def widened(glyphs: list[Glyph], by: float) -> list[Glyph]:
    """A row the last glyph of which reaches out farther."""
    last = glyphs[-1]
    return [*glyphs[:-1], replace(last, box=last.box._replace(x1=last.box.x1 + by))]


def made(text: str, glyphs: list[Glyph]) -> Line:
    return Line(text, union(glyph.box for glyph in glyphs), EM, tuple(glyphs), text)


def columns(seed: int) -> list[list[tuple[str, list[Glyph]]]]:
    """Two columns, each of rows with their words and glyphs."""
    left, right = words(seed)
    return [
        [(text, row(text, x, number)) for number, text in enumerate(rows)]
        for x, rows in ((40.0, left), (40 + COLUMN + GUTTER, right))
    ]
