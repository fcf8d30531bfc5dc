import numpy as np
import pytest
from made_ink import ink_of, picture_of

from banmian.layout.pdf_text.font_trust import Verdict
from banmian.layout.pdf_text.glyph_recognition import UNKNOWN, drop_inkless_glyphs, name_glyphs
from banmian.layout.pdf_text.inked_blanks import find_inked_blanks

SURE = Verdict(False, 1.0)
LYING = Verdict(True, 0.0)


def named(texts: list[str], said: list[str], verdict: Verdict = SURE):
    ink = ink_of(texts)
    plain = list(texts)
    sure = name_glyphs(ink, plain, {0: verdict}, picture_of(ink.boxes, said))
    return plain, sure


def test_unmapped_glyphs_are_read_among_their_neighbours():
    plain, sure = named([*"山水山", "(cid:7)", *"水"], ["山水山秋水"])
    assert plain == list("山水山秋水")
    assert sure == {3: pytest.approx(0.9)}


def test_the_majority_of_the_looks_stands():
    plain, sure = named(["山", ""] * 4, ["山秋山火山秋山秋"])
    assert plain == ["山", "秋"] * 4
    assert 0.5 < sure[1] < 0.9


def test_every_glyph_of_a_font_that_lies_is_read():
    plain, sure = named(list("VBK"), ["老加固"], LYING)
    assert plain == list("老加固")
    assert set(sure) == {0, 1, 2}


def test_what_nobody_can_read_is_unknown():
    plain, sure = named(["山", "\ue001"], [])
    assert plain == ["山", UNKNOWN]
    assert sure[1] == 0.0


def test_a_broad_comma_is_a_full_width_one():
    assert named(["山", "", "水"], ["山,水"])[0] == list("山，水")


def test_a_reading_of_another_length_goes_by_place():
    plain, _sure = named(["山", "(cid:1)", "水", "(cid:2)"], ["山水秋"])
    assert plain[3] == "秋"


@pytest.mark.parametrize("sign", ["\u0007", "(cid:3)", "\ue000"])
def test_glyphs_that_print_nothing_are_nothing(sign: str):
    ink = ink_of(["山", sign, "水", "\u200b", "火"])
    shown = np.delete(ink.boxes, [1, 3], axis=0)
    assert drop_inkless_glyphs(ink, picture_of(shown)).texts == list("山水火")


def test_unmapped_glyphs_with_ink_stay():
    ink = ink_of(["山", "\u0007", "水"])
    assert len(drop_inkless_glyphs(ink, picture_of(ink.boxes))) == 3


def test_a_glyph_without_width_prints_nothing():
    boxes = ink_of("山水火木金").boxes
    boxes[1, 2] = boxes[1, 0]
    ink = ink_of(["山", "(cid:9)", "火", "木", "金"], boxes)
    assert drop_inkless_glyphs(ink, picture_of(boxes)).texts == list("山火木金")


def test_strips_are_dark_on_light_and_of_one_height():
    seen: list = []
    ink = ink_of(["(cid:1)", "(cid:2)"])
    name_glyphs(ink, list(ink.texts), {}, picture_of(ink.boxes, ["山水"], seen))
    assert [crop.shape[0] for crop in seen] == [48]
    assert np.median(seen[0]) > 200
    assert seen[0].min() < 50


def test_a_blank_that_shows_ink_is_the_sign_that_is_read_there():
    boxes = ink_of("山 水 火").boxes
    ink = ink_of(["山", " ", "水", " ", "火"], boxes)
    plain = list(ink.texts)
    sure = name_glyphs(ink, plain, {0: SURE}, picture_of(boxes, ["山秋水秋火"]))
    assert plain == list("山秋水秋火")
    assert set(sure) == {1, 3}


@pytest.mark.parametrize("said", ["山—水", ""])
def test_a_blank_over_a_line_or_over_what_nobody_reads_stays_blank(said: str):
    ink = ink_of(["山", " ", "水"])
    plain = list(ink.texts)
    name_glyphs(ink, plain, {0: SURE}, picture_of(ink.boxes, [said] if said else []))
    assert plain == ["山", " ", "水"]


def test_a_blank_that_is_white_elsewhere_or_narrow_is_one():
    boxes = ink_of(["山", " ", "水", " ", "火"]).boxes
    ink = ink_of(["山", " ", "水", " ", "火"], boxes)
    assert find_inked_blanks(ink, picture_of(boxes)) == [1, 3]
    assert find_inked_blanks(ink, picture_of(np.delete(boxes, [3], axis=0))) == []
    boxes[[1, 3], 2] = boxes[[1, 3], 0] + 3
    assert find_inked_blanks(ink_of(["山", " ", "水", " ", "火"], boxes), picture_of(boxes)) == []
