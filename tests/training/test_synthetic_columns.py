"""Synthetic columns: of the size that the recogniser takes, saying what their text says, the same for the same seed."""

import random

import numpy as np
import pytest

from training.column_setting import GAP, PointSetting, Setter, Style
from training.column_texts import KANA, OTHER_FORMS, Texts, Words
from training.packing import Material, pack, unpack
from training.synthetic_columns import LINE_HEIGHT, Columns
from training.typefaces import CELL, TypefacesMissingError, installed_type

LINES = ("晴天里的風車、轉過山岡。", "青山不老，綠水長流")
CHARACTERS = set("".join(LINES)) | set("，、。：；！？（）「」『』—…一二三四五六七八九十〇百千廿卅回" + KANA)
WORDS = Words(["青山", "綠水", "風車"], [3.0, 1.0, 2.0])
UPRIGHT = PointSetting(length=1.0, left=0.5, top=0.5, enlarged=1.0, thickened=0)


@pytest.fixture(scope="module")
def texts():
    return Texts(CHARACTERS, WORDS, LINES)


@pytest.fixture(scope="module")
def type_case():
    try:
        return installed_type()
    except TypefacesMissingError as error:
        pytest.skip(str(error))


def test_columns_are_as_the_recogniser_takes_them(type_case, texts):
    columns = Columns(type_case, texts, seed=3, kinds=("text", "headline", "tiers"))
    for example in (columns.example() for _ in range(30)):
        assert example is not None
        assert example.picture.shape[0] == LINE_HEIGHT
        assert example.text
        assert example.picture.std() > 1


def test_bare_paper_says_nothing(type_case, texts):
    columns = Columns(type_case, texts, seed=3, kinds=("bare",))
    for example in (columns.example() for _ in range(10)):
        assert example is not None
        assert example.text == ""
        assert example.picture.shape[0] == LINE_HEIGHT


def test_the_same_seed_gives_the_same_columns(type_case, texts):
    first, second = (Columns(type_case, texts, seed=5) for _ in range(2))
    for one, other in ((first.example(), second.example()) for _ in range(10)):
        assert one.text == other.text
        assert (one.picture == other.picture).all()


def test_a_sign_that_no_typeface_has_is_left_out(type_case):
    assert type_case.glyph(0, "\ue000") is None
    assert type_case.glyph(0, "晴").any()
    _ink, said = Setter(type_case, random.Random(1)).column("晴\ue000天", Style(0, CELL, UPRIGHT))
    assert said == "晴天"


def test_paper_between_two_texts_is_as_long_as_its_cells_and_says_nothing(type_case):
    setter = Setter(type_case, random.Random(1))
    close, said = setter.column("晴天", Style(0, CELL, UPRIGHT))
    apart, said_too = setter.column("晴" + 3 * GAP + "天", Style(0, CELL, UPRIGHT))
    assert said == said_too == "晴天"
    assert len(apart) == len(close) + 3 * CELL
    assert not apart[CELL + 8 : 4 * CELL - 4].any()


def test_packed_type_draws_the_same_glyphs_and_columns(type_case, texts, tmp_path):
    pack(tmp_path / "material.npz", Material(type_case, WORDS, LINES), CHARACTERS | {"●", "○", "◎"})
    material = unpack(tmp_path / "material.npz")
    assert [one for one, _ in material.type_case.faces] == [one for one, _ in type_case.faces]
    assert material.words == Words(WORDS.words, WORDS.weights)
    assert list(material.transcribed) == list(LINES)
    for character in "晴、「○":
        assert (material.type_case.glyph(0, character) == type_case.glyph(0, character)).all()
    drawn = Columns(type_case, texts, seed=2).example()
    from_packed = Columns(material.type_case, Texts(CHARACTERS, material.words, material.transcribed), seed=2).example()
    assert drawn.text == from_packed.text
    assert np.array_equal(drawn.picture, from_packed.picture)


def test_a_form_that_the_recogniser_does_not_know_is_said_as_the_one_it_knows():
    texts = Texts({"回", "來", "靑"}, WORDS, ["囘來靑"])
    assert OTHER_FORMS["囘"] == "回"
    assert texts.said("囘來靑") == "回來靑"


def test_characters_are_exchanged_for_others_that_look_like_them(texts):
    exchanging = Texts(CHARACTERS, WORDS, LINES, {"青": ["晴"], "山": ["岡"]})
    chance = random.Random(4)
    lines = [exchanging.line(chance) for _ in range(400)]
    assert any("晴山" in line for line in lines)
    assert sum("青山" in line for line in lines) > 10 * sum("晴山" in line for line in lines) / 3
