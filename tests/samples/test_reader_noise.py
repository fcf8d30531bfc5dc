from dataclasses import replace
from random import Random

import pytest

from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line, Page, Picture, Rule
from samples.families.reader_noise import CLEAN, MEASURED, ReaderNoise, disturb_page, draw_noise

SIGNS = "橋下流水遠山青石路邊人家"


def row(y: float, x: float = 10.0, text: str = SIGNS) -> Line:
    glyphs = tuple(Glyph(sign, Box(x + 10 * k, y, x + 10 * k + 10, y + 10), 10.0) for k, sign in enumerate(text))
    return Line(text, Box(x, y, x + 10 * len(text), y + 10), 10.0, glyphs)


@pytest.fixture
def page() -> Page:
    lines = [row(20 + 15 * k, x) for k in range(40) for x in (10.0, 141.0)]
    rules = [Rule(Box(10, 10 + 20 * k, 200, 10.5 + 20 * k)) for k in range(20)]
    return Page(1, 300.0, 700.0, "pt", "text_layer", lines, rules, [], [Picture(Box(5, 640, 100, 690))])


def test_no_noise_changes_nothing(page: Page) -> None:
    assert disturb_page(page, CLEAN, Random(1)) == page


def test_a_seed_gives_the_same_page(page: Page) -> None:
    noise = MEASURED["vertical"]
    assert disturb_page(page, noise, Random(3)) == disturb_page(page, noise, Random(3))
    assert disturb_page(page, noise, Random(3)) != disturb_page(page, noise, Random(4))


def test_each_kind_of_noise_does_what_it_says(page: Page) -> None:
    def changed(**shares: float) -> Page:
        return disturb_page(page, replace(CLEAN, **shares), Random(5))

    assert 20 < len(changed(lost=0.5).lines) < 60
    assert len(changed(split=0.5).lines) > 100
    assert all(len(line.glyphs) == len(line.text) for line in changed(split=0.9).lines)
    assert len(changed(merged=0.8).lines) < 60
    assert any(line.text == SIGNS * 2 for line in changed(merged=0.8).lines)
    assert changed(merged=0.8, merged_gap=0.5).lines[0].text != SIGNS * 2
    short = changed(cut_short=0.9).lines
    assert sum(len(line.glyphs) < len(SIGNS) for line in short) > 50
    wrong = sum(a != b for line in changed(wrong_glyphs=0.3).lines for a, b in zip(line.text, SIGNS, strict=True))
    assert 0.15 < wrong / (80 * len(SIGNS)) < 0.4
    assert len({line.size for line in changed(size_spread=0.1).lines}) > 50
    assert len(changed(rules_lost=0.5).rules) < 16
    assert len(changed(rules_broken=0.9).rules) > 30
    assert len(changed(rules_invented=3.0).rules) == 23
    assert len(changed(panels_invented=4.0).panels) == 4
    assert changed(pictures_lost=0.9).pictures == []
    assert len(changed(pictures_invented=2.0).pictures) == 3


def test_noise_grows_with_its_factor() -> None:
    noise = ReaderNoise(lost=0.2, merged=0.6)
    assert noise.times(2).lost == pytest.approx(0.4)
    assert noise.times(2).merged == pytest.approx(0.9)
    assert ReaderNoise(rules_invented=3.0).times(2).rules_invented == pytest.approx(6.0)
    assert noise.times(2).merged_gap == noise.merged_gap
    assert draw_noise(Random(1), "vertical") != draw_noise(Random(2), "vertical")
