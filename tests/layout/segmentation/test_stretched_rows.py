"""Rows of narrow justified columns: cut at the gutter, whole over their spaces, however a detector gave them."""

import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from scan_drawing import line

from banmian.layout.geometry import Box, union
from banmian.layout.model import Glyph, Line, Rule
from banmian.layout.segmentation.line_splitting import split_at_gutters
from banmian.layout.segmentation.stretched_rows import WordRows, join_stretched_rows

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


def pieces(text: str, glyphs: list[Glyph]) -> list[Line]:
    """A row as a detector gives it that cuts at every space wider than an em."""
    cuts = [at for at, (a, b) in enumerate(pairwise(glyphs), start=1) if b.box.x0 - a.box.x1 > EM]
    ends = [0, *cuts, len(glyphs)]
    found = []
    for start, end in pairwise(ends):
        said = "".join(
            glyph.text + (" " if after is not None and after.box.x0 - glyph.box.x1 > LETTER / 2 else "")
            for glyph, after in zip(glyphs[start:end], [*glyphs[start + 1 : end], None], strict=True)
        )
        found.append(made(said, glyphs[start:end]))
    return found


def mended(lines: list[Line], rules: tuple[Rule, ...] = ()) -> list[str]:
    return [one.text for one in join_stretched_rows(split_at_gutters(lines), rules)]


def test_rows_cut_at_their_spaces_are_whole_again():
    before, after = Counter[bool](), Counter[bool]()
    for seed in range(8):
        rows = [one for column in columns(seed) for one in column]
        lines = [piece for text, glyphs in rows for piece in pieces(text, glyphs)]
        given, got = {one.text for one in lines}, set(mended(lines))
        before.update(text in given for text, _ in rows)
        after.update(text in got for text, _ in rows)
    assert before[True] < 0.5 * before.total()
    assert after[True] > 0.75 * after.total()


def test_rows_read_over_the_gutter_are_cut_there_and_nowhere_else():
    right_ones = Counter[bool]()
    for seed in range(8):
        left, right = columns(seed)
        across = [
            made(f"{text} {other}", before + after) for (text, before), (other, after) in zip(left, right, strict=True)
        ]
        got = set(mended(across))
        right_ones.update(text in got for text, _ in left + right)
    assert right_ones[True] > 0.95 * right_ones.total()


def test_an_end_that_reaches_into_the_gutter_beside_an_indented_row_is_no_word_across_it():
    cut = Counter[bool]()
    for seed in range(8):
        left, right = columns(seed)
        lines = []
        for number, ((text, before), (other, after)) in enumerate(zip(left, right, strict=True)):
            if number % 4 == 1 and " " not in other[:3]:
                lines.append(made(f"{text} {other[2:]}", widened(before, 11.0) + after[2:]))
            else:
                lines += [made(text, before), made(other, after)]
        got = set(mended(lines))
        cut.update(one.text not in got for one in lines if one.box.width > 1.5 * COLUMN)
    assert cut.total() >= 16
    assert cut[True] > 0.9 * cut.total()


@pytest.mark.parametrize("seed", range(2))
def test_a_rule_in_a_gap_keeps_pieces_apart(seed: int):
    rows = columns(seed)[0]
    lines = [piece for text, glyphs in rows for piece in pieces(text, glyphs)]
    whole = [text for text in mended(lines) if text not in {one.text for one in lines}]
    gaps = [
        Rule(Box(a.box.x1 + EM / 2, a.box.y0 - 5, a.box.x1 + EM / 2 + 1, a.box.y1 + 5))
        for _, glyphs in rows
        for a, b in pairwise(glyphs)
        if b.box.x0 - a.box.x1 > EM
    ]
    assert whole
    assert not set(whole) & set(mended(lines, tuple(gaps)))


def test_chinese_lines_stay_as_they_are():
    lines = [line("渡口的老船工", 40, 20), line("守着两岸的灯", 200, 20)]
    assert join_stretched_rows(lines, ()) == lines


def beside_each_other(gutter: float, seed: int = 3) -> list[tuple[str, list[Glyph]]]:
    """Rows of two columns read as one, so many em between them."""
    left, right = words(seed)
    return [
        (f"{text} {other}", row(text, 40.0, number) + row(other, 40 + COLUMN + gutter * EM, number))
        for number, (text, other) in enumerate(zip(left, right, strict=True))
    ]


def middle_is_gutter(lines: list[Line], gutter: float) -> bool | None:
    start, number = 40 + COLUMN - 1, ROWS // 2
    return WordRows(lines).is_gutter(start, start + 1 + gutter * EM, 26 * number + 7.5, EM)


def test_a_broad_gutter_that_every_row_was_read_over_is_one():
    assert middle_is_gutter([made(*one) for one in beside_each_other(0.9)], 0.9) is True


def test_a_narrow_white_strip_is_a_gutter_only_where_lines_were_read_to_end_at_it():
    rows = beside_each_other(0.5)
    across = [made(*one) for one in rows]
    assert middle_is_gutter(across, 0.5) is None
    halves = [
        made(text, row(text, left, number))
        for rows_of_one, left in zip(words(3), (40.0, 40 + COLUMN + 0.5 * EM), strict=True)
        for number, text in list(enumerate(rows_of_one))[4:6]
    ]
    assert middle_is_gutter([*across[:4], *halves, *across[6:]], 0.5) is True


def test_a_comma_that_was_given_the_blank_behind_it_closes_no_gutter():
    rows = [row(text[:-1] + ",", 40.0, number) for number, text in enumerate(words(3)[0])]
    commas = [widened(glyphs, 0.8 * EM) for glyphs in rows]
    others = [row(text, 40 + COLUMN + GUTTER, number) for number, text in enumerate(words(3)[1])]
    lines = [made("abc", before + after) for before, after in zip(commas, others, strict=True)]
    gaps = WordRows(lines).gaps_of(lines[ROWS // 2])
    assert [told for x, told in gaps.items() if abs(x - 40 - COLUMN) < EM] == [True]
