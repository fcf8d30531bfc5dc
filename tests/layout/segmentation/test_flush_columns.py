"""Gutters that are no wider than the spaces of words."""

import random
from dataclasses import replace

import pytest

from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line
from banmian.layout.segmentation.flush_columns import FlushColumns
from banmian.layout.segmentation.line_splitting import split_at_gutters

EM, LETTER = 10.0, 5.0
LEFT, RIGHT = (0.0, 200.0), (204.0, 404.0)
"""Where two columns begin and end, the gutter between them 0.4 em wide."""


def row(words: list[str], extent: tuple[float, float], y: float) -> Line:
    """A justified row of words in a column."""
    start, end = extent
    white = (end - start - LETTER * sum(map(len, words))) / (len(words) - 1)
    glyphs, x = [], start
    for word in words:
        for letter in word:
            glyphs.append(Glyph(letter, Box(x, y, x + LETTER, y + EM), EM))
            x += LETTER
        x += white
    return line(glyphs)


def line(glyphs: list[Glyph]) -> Line:
    box = Box(glyphs[0].box.x0, glyphs[0].box.y0, glyphs[-1].box.x1, glyphs[-1].box.y1)
    text = "".join(glyph.text for glyph in glyphs)
    return Line(text, box, EM, tuple(glyphs), text, confidence=0.95)


def words_for(draw: random.Random, extent: tuple[float, float]) -> list[str]:
    """Words that fill a column's row but for spaces of at least half an em."""
    words: list[str] = []
    while True:
        word = draw.choice(("boat", "bridge", "river", "on", "the", "harbour", "a", "ferry"))
        if LETTER * (sum(map(len, words)) + len(word) + len(words)) > extent[1] - extent[0]:
            return words
        words.append(word)


def columns(crossed: range, first: str = "", rows: int = 12) -> list[Line]:
    """Rows of two columns, the rows ``crossed`` read over the gutter; the right ones begin with ``first``."""
    draw = random.Random(7)
    lines = []
    for number in range(rows):
        left, right = words_for(draw, LEFT), words_for(draw, RIGHT)
        right[0] = first or right[0]
        pair = [row(words, extent, 12.0 * number) for words, extent in ((left, LEFT), (right, RIGHT))]
        lines += [line([*pair[0].glyphs, *pair[1].glyphs])] if number in crossed else pair
    return lines


@pytest.mark.parametrize("crossed", [range(2, 9), range(1, 11)])
def test_rows_read_over_a_gutter_as_wide_as_a_space_are_cut(crossed):
    parts = split_at_gutters(columns(crossed))
    assert sorted(part.box for part in parts) == sorted(one.box for one in columns(range(0)))


def test_a_row_whose_last_word_fills_the_gutter_does_not_save_the_others():
    lines = columns(range(1, 11))
    longest = lines[6]
    moved = [replace(one, box=one.box.moved(4.0 * (180 < one.box.x0 < 200), 0)) for one in longest.glyphs]
    parts = split_at_gutters([*lines[:6], line(moved), *lines[7:]])
    assert len(parts) >= 22


def test_spaces_of_one_broad_column_are_no_gutter():
    draw = random.Random(3)
    lines = [row(words_for(draw, (0.0, 404.0)), (0.0, 404.0), 12.0 * number) for number in range(12)]
    assert split_at_gutters([*lines, row(["the", "river"], (204.0, 300.0), 150.0)])[:12] == lines


def test_numbers_under_each_other_are_a_table_and_no_column():
    lines = columns(range(1, 12), first="7")
    columns_of = FlushColumns()
    assert not [place for one in lines for place in columns_of.gutters_of(one, lines)]


def test_han_that_stand_under_each_other_begin_no_column():
    lines = [
        line([Glyph("船", Box(14.0 * at, y, 14.0 * at + EM, y + EM), EM) for at in range(20)])
        for y in range(0, 144, 12)
    ]
    lines.append(line([Glyph("船", Box(14.0 * at, 150, 14.0 * at + EM, 160), EM) for at in range(8, 12)]))
    columns_of = FlushColumns()
    assert not [place for one in lines for place in columns_of.gutters_of(one, lines)]


def test_what_stands_beside_labels_is_no_column():
    draw = random.Random(5)
    lines = []
    for number in range(12):
        y, text = 12.0 * number, row(words_for(draw, (40.0, 404.0)), (40.0, 404.0), 12.0 * number)
        label = [Glyph(letter, Box(LETTER * at, y, LETTER * (at + 1), y + EM), EM) for at, letter in enumerate("Mr.")]
        lines.append(line([*label, *text.glyphs]) if number % 3 else text)
    columns_of = FlushColumns()
    assert not [place for one in lines for place in columns_of.gutters_of(one, lines)]
