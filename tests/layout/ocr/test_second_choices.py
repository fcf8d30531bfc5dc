"""Second choices: what the words around an unsure character and the page's script choose, and what they leave."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.document.changes import undo
from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.second_choices import RULE, choose_readings
from banmian.layout.ocr.thresholds import SCAN

TRADITIONAL = "開學後第三個禮拜，農會會長與鄉親們談論風車與橋樑，過後還說這裡應該種樹。" * 2


def line_of(text, unsure=None):
    """A line whose glyphs are sure but for those that `unsure` gives, by place: confidence and alternatives."""
    glyphs = []
    for place, sign in enumerate(text.replace(" ", "")):
        confidence, others = (unsure or {}).get(place, (1.0, ()))
        box = Box(20 * place, 0, 20 * place + 18, 18)
        glyphs.append(Glyph(sign, box, 20, confidence=confidence, others=tuple(others)))
    return Line(text, Box(0, 0, 20 * len(glyphs), 18), 20, tuple(glyphs), read=text)


def chosen(text, unsure, around=""):
    lines = choose_readings([line_of(text, unsure), *([line_of(around)] if around else [])])
    return lines[0]


def test_words_choose_the_character():
    line = chosen("他的部除昨天出發", {3: (0.7, [("隊", 0.2), ("陣", 0.05)])})
    assert line.text == "他的部隊昨天出發"
    assert [glyph.text for glyph in line.glyphs] == list(line.text)
    assert line.glyphs[3].others[0] == ("除", 0.7)
    (change,) = line.changes
    assert (change.rule, change.offset, change.before, change.after) == (RULE, 3, "除", "隊")
    assert 0.5 < change.confidence < 1
    assert undo(line.text, line.changes) == line.read


def test_what_stands_side_by_side_in_old_print_chooses_where_no_dictionary_has_the_word():
    assert chosen("來者甚彩", {3: (0.5, [("夥", 0.3)])}).text == "來者甚夥"


def test_a_choice_may_call_for_another_before_it():
    unsure = {2: (0.6, [("部", 0.1)]), 3: (0.5, [("隊", 0.4)])}
    assert chosen("他的郡除長出發", {2: unsure[2]}).text == "他的郡除長出發"
    assert chosen("他的郡除長出發", unsure).text == "他的部隊長出發"


@pytest.mark.parametrize(
    ("text", "place", "confidence", "others"),
    [
        ("他的部除昨天出發", 3, 0.99, [("隊", 0.2)]),  # sure
        ("他的部除昨天出發", 3, 0.7, []),  # nothing else was seen
        ("他的部除昨天出發", 3, 0.7, [("隊", 0.001)]),  # hardly seen
        ("每月二元", 2, 0.6, [("一", 0.4)]),  # numerals have no context
        ("每月千元", 2, 0.6, [("一", 0.4)]),
        ("這是靑年", 2, 0.6, [("青", 0.4)]),  # forms of one character
        ("這是内容", 2, 0.6, [("內", 0.4)]),
        ("經理洣先生", 2, 0.7, [("迷", 0.25)]),  # rare, and the other makes no word
        ("其友灥鱻來", 2, 0.5, [("泉", 0.45)]),  # common, and no better company
        ("去了、那裏", 2, 0.5, [("丶", 0.4)]),
    ],
)
def test_what_stays(text, place, confidence, others):
    line = line_of(text, {place: (confidence, others)})
    assert choose_readings([line]) == [line]


def test_spaces_and_earlier_changes_stay():
    line = line_of("部除 出發", {1: (0.7, [("隊", 0.2)])})
    (after,) = choose_readings([line])
    assert after.text == "部隊 出發"
    assert undo(after.text, after.changes) == line.read


def test_the_page_s_script_chooses_its_own_form():
    unsure = {1: (0.6, [("會", 0.3)])}
    assert chosen("农会工作", unsure, TRADITIONAL).text == "农會工作"
    assert chosen("农会工作", unsure).text == "农会工作"
    assert chosen("农会工作", {1: (0.6, [("曾", 0.3)])}, TRADITIONAL).text == "农会工作"
    assert chosen("解决工作", {1: (0.6, [("決", 0.3)])}, TRADITIONAL).text == "解决工作", "old print has both"


CELLS = st.lists(
    st.tuples(st.sampled_from("部除隊昨天出發。 二日內内A"), st.floats(0.1, 1.0), st.sampled_from("隊除咋作內一")),
    min_size=1,
    max_size=12,
)


def drawn_line(cells):
    text = "".join(sign for sign, _, _ in cells).strip()
    shown = [cell for cell in cells if cell[0] != " "]
    unsure = {
        place: (confidence, [(other, min(confidence, 1 - confidence))])
        for place, (_, confidence, other) in enumerate(shown)
    }
    return replace(line_of(text, unsure), read=text)


@given(CELLS)
def test_every_choice_can_be_undone_and_leaves_the_length(cells):
    before = drawn_line(cells)
    (after,) = choose_readings([before])
    assert undo(after.text, after.changes) == before.read
    assert "".join(glyph.text for glyph in after.glyphs) == after.text.replace(" ", "")
    assert len(after.text) == len(before.text)


@given(CELLS)
def test_what_is_sure_is_never_changed(cells):
    before = drawn_line(cells)
    (after,) = choose_readings([before])
    for read, kept in zip(before.glyphs, after.glyphs, strict=True):
        assert kept.text == read.text or read.confidence < SCAN.sure_glyph


@given(CELLS)
def test_what_was_chosen_stays_chosen(cells):
    once = choose_readings([drawn_line(cells)])
    assert choose_readings(once) == once
