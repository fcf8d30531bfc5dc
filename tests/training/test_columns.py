"""Synthetic columns: of the size that the recogniser takes, saying what their text says, the same for the same seed."""

import pytest

from training.columns import LINE_HEIGHT, Columns
from training.texts import Texts
from training.typefaces import TypeCase, TypefacesMissingError

LINES = ("晴天里的風車、轉過山岡。", "青山不老，綠水長流")


@pytest.fixture(scope="module")
def texts():
    return Texts(set("".join(LINES)) | set("，、。：；！？（）「」『』—…一二三四五六七八九十〇百千廿卅"), LINES)


@pytest.fixture(scope="module")
def type_case():
    try:
        return TypeCase()
    except TypefacesMissingError as error:
        pytest.skip(str(error))


def test_columns_are_as_the_recogniser_takes_them(type_case, texts):
    columns = Columns(type_case, texts, seed=3)
    for example in (columns.example() for _ in range(12)):
        assert example is not None
        assert example.picture.shape[0] == LINE_HEIGHT
        assert example.text
        assert example.picture.std() > 1


def test_the_same_seed_gives_the_same_columns(type_case, texts):
    first, second = (Columns(type_case, texts, seed=5).example() for _ in range(2))
    assert first.text == second.text
    assert (first.picture == second.picture).all()


def test_a_sign_that_no_typeface_has_is_left_out(type_case):
    assert type_case.glyph(0, "\ue000") is None
    assert type_case.glyph(0, "晴").any()
