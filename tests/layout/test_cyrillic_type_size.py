"""Type sizes told by the heights of Cyrillic letters."""

import pytest

from banmian.layout.cyrillic_type_size import cyrillic_em
from banmian.layout.geometry import Box
from banmian.layout.model import Glyph

HEIGHTS = {"В": 14, "ч": 9, "е": 9, "р": 13, "а": 9, "б": 14, "ы": 9, "л": 9}


def letters(text: str) -> list[Glyph]:
    return [Glyph(sign, Box(10 * at, 0, 10 * at + 8, HEIGHTS.get(sign, 14)), 1.0) for at, sign in enumerate(text)]


@pytest.mark.parametrize("word", ["вчера", "Вчера", "была", "Вечера", "ала"])
def test_a_word_with_or_without_tall_letters_is_of_one_size(word):
    assert cyrillic_em(letters(word.replace("в", "а"))) == pytest.approx(18.8, abs=1)


def test_other_letters_tell_their_size_otherwise():
    assert cyrillic_em(letters("Was ist das")) is None
