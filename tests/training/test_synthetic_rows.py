"""Synthetic rows of Latin print: as the recogniser takes them, saying what is searched for, the same for one seed."""

import random
from pathlib import Path

import pytest

from training.latin_texts import LatinTexts
from training.latin_type import SIGNS, LatinCase, draw_all
from training.synthetic_columns import LINE_HEIGHT
from training.synthetic_rows import Rows, units_of

FOLDERS = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    file = tmp_path_factory.mktemp("type") / "type.npz"
    draw_all([folder for folder in FOLDERS if folder.is_dir()], file)
    found = LatinCase(file)
    if not len(found):
        pytest.skip("none of the faces is installed")
    return found


@pytest.fixture(scope="module")
def texts():
    return LatinTexts(SIGNS)


def test_rows_are_as_the_recogniser_takes_them(case, texts):
    rows = Rows(case, texts, seed=3, blackletter=0.0)
    for example in (rows.example() for _ in range(12)):
        assert example.picture.shape[0] == LINE_HEIGHT
        assert example.text == " ".join(example.text.split())
        assert "ſ" not in example.text
        assert example.picture.std() > 1


def test_the_same_seed_gives_the_same_rows(case, texts):
    first, second = (Rows(case, texts, seed=5, blackletter=0.0).example() for _ in range(2))
    assert first.text == second.text
    assert (first.picture == second.picture).all()


def test_words_for_judging_take_no_part_in_training(texts):
    kept = LatinTexts(SIGNS, judging=True)
    for language in ("de", "en"):
        assert not set(texts.words(language)) & set(kept.words(language))
        assert len(kept.words(language)) < len(texts.words(language)) / 8


@pytest.mark.parametrize(
    ("word", "drawn"),
    [
        ("Lebensmittel", "L e b e n s m i t t e l"),
        ("ausgesetzt,", "a u s g e ſ e tz t ,"),
        ("Schachtdeckel", "S ch a ch t d e ck e l"),
        ("gestossen.", "g e ſt o ſſ e n ."),
        ("Haus", "H a u s"),
    ],
)
def test_blackletter_has_the_long_s_and_its_ligatures(word, drawn):
    settings = [list(units_of(word, True, random.Random(seed))) for seed in range(12)]
    assert drawn in [" ".join(unit for unit, _meant in units) for units in settings]
    assert all("".join(meant for _unit, meant in units) == word for units in settings)


def test_roman_type_has_no_long_s():
    assert all("ſ" not in unit for seed in range(9) for unit, _meant in units_of("Wasser", False, random.Random(seed)))
