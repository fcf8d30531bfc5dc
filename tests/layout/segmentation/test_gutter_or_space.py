"""Gaps in rows of words: the rows around tell gutters from spaces."""

from justified_columns import COLUMN, EM, GUTTER, ROWS, made, row, widened, words

from banmian.layout.model import Glyph, Line
from banmian.layout.segmentation.gutter_or_space import WordRows


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
