"""Rows of narrow justified columns: cut at the gutter, whole over their spaces, however a detector gave them."""

from collections import Counter
from itertools import pairwise

import pytest
from justified_columns import COLUMN, EM, LETTER, columns, made, widened
from scan_drawing import line

from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line, Rule
from banmian.layout.segmentation.line_splitting import split_at_gutters
from banmian.layout.segmentation.stretched_rows import join_stretched_rows


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
