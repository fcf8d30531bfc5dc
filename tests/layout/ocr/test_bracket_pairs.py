"""Corner brackets of columns that were read as numerals."""

from dataclasses import replace

import pytest
from scan_drawing import line

from banmian.document.changes import undo
from banmian.layout.ocr.bracket_pairs import pair_brackets

AS_OPENING, AS_CLOSING, AS_NEITHER = (("「", 0.24),), (("」", 0.2), ("』", 0.04)), (("-", 0.2),)


def column(text, choices, confidence=0.25, vertical=True):
    """A column some of whose glyphs, by place, are unsure and have other choices."""
    made = line(text, 0, 0, vertical=vertical)
    glyphs = [
        replace(glyph, confidence=confidence if at in choices else 0.99, others=tuple(choices.get(at, ())))
        for at, glyph in enumerate(made.glyphs)
    ]
    return replace(made, glyphs=tuple(glyphs))


@pytest.mark.parametrize(
    ("text", "choices", "said"),
    [
        ("傳僞一茶會一昨日", {2: AS_OPENING, 5: AS_CLOSING}, "傳僞「茶會」昨日"),
        ("傳僞一茶會一昨日", {2: AS_OPENING, 5: (("』", 0.19), ("」", 0.06))}, "傳僞「茶會」昨日"),
        ("一茶會」昨日", {0: AS_OPENING}, "「茶會」昨日"),
        ("傳『茶會一昨日", {4: AS_CLOSING}, "傳『茶會』昨日"),
        ("老漢道：一你且坐下", {4: AS_OPENING}, "老漢道：「你且坐下"),
        ("老漢道：二你且坐下", {4: AS_OPENING}, "老漢道：「你且坐下"),
        ("只有一個", {2: AS_OPENING}, "只有一個"),
        ("只有一個", {2: AS_CLOSING}, "只有一個"),
        ("傳「茶會」一昨日", {5: AS_CLOSING}, "傳「茶會」一昨日"),
        ("傳「茶會一昨日", {4: AS_NEITHER}, "傳「茶會一昨日"),
        ("一茶會」昨日", {0: AS_CLOSING}, "一茶會」昨日"),
    ],
)
def test_an_unsure_numeral_is_a_bracket_where_a_pair_wants_one(text, choices, said):
    (found,) = pair_brackets([column(text, choices)])
    assert found.text == said
    assert "".join(glyph.text for glyph in found.glyphs) == said
    assert undo(found.text, found.changes) == text


@pytest.mark.parametrize("other", [{"confidence": 0.6}, {"vertical": False}])
def test_sure_numerals_and_rows_are_left_alone(other):
    one = column("一茶會」昨日", {0: AS_OPENING}, **other)
    assert pair_brackets([one]) == [one]
