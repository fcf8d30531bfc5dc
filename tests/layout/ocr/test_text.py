"""Spaces judged by pitch, reading direction of old pages, glyph boxes, decoding, settling."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scan_drawing import draw_block, glyph, line, paper

from banmian.document.changes import apply, undo
from banmian.layout.geometry import Box
from banmian.layout.model import Picture, Rule
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.ctc_decoder import CharacterDecoder, best_choices
from banmian.layout.ocr.engine import RecognisedGlyph
from banmian.layout.ocr.glyph_boxes import CropInk, locate_glyphs
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.right_to_left import correct_direction
from banmian.layout.ocr.text_graphics_conflicts import (
    add_picture_text,
    drop_false_graphics,
    drop_false_lines,
    find_picture_text,
)
from banmian.layout.ocr.word_spacing import changes_between, insert_spaces, measure_gaps


def said(signs, places, em=20.0, body=20.0):
    glyphs = [glyph(sign, x, em=em) for sign, x in zip(signs, places, strict=True)]
    spans = [(g.box.x0, g.box.x1) for g in glyphs]
    return insert_spaces(glyphs, measure_gaps(glyphs, [False] * len(glyphs), spans), body)


def test_two_parts_of_a_headline_stay_apart():
    assert said("春风送暖万象更新", [0, 60, 120, 180, 255, 315, 375, 435], em=60) == "春风送暖 万象更新"


def test_evenly_spaced_lines_have_no_spaces():
    assert said("春风送暖", [0, 40, 80, 120]) == "春风送暖"
    assert said("春风送暖万象", [0, 20, 40, 60, 100, 140]) == "春风送暖万象"


def test_justified_body_lines_have_no_spaces():
    assert said("春风送暖万象更新", [0, 20, 40, 60, 83, 103, 123, 143]) == "春风送暖万象更新"


def test_points_bring_no_space():
    assert said("春风，送暖", [0, 20, 34, 62, 82]) == "春风，送暖"


def read_as(text, gap=0.2, wide=0.0):
    """What a line of letters half an em wide says that was read as `text`; spaces are `gap` em wide, an underline is a
    gap of `wide` em that the recogniser passed over."""
    glyphs, seen, x = [], [], 0.0
    for sign in text:
        if sign in " _":
            seen[-1] = sign == " "
            x += 20 * (gap if sign == " " else wide)
        else:
            glyphs.append(glyph(sign, x, em=20.0, width=0.45))
            seen.append(False)
            x += 10
    return insert_spaces(glyphs, measure_gaps(glyphs, seen, [(g.box.x0, g.box.x1) for g in glyphs]), 20.0)


@pytest.mark.parametrize(
    "text", ["On Sunday, US forces", 'he wrote. "This is', "서울 시민, 오늘", "1 2 May: rain; wind"]
)
def test_spaces_that_were_read_stay_in_a_line_of_words(text):
    assert read_as(text) == text


def test_spaces_beside_points_fall_in_a_line_of_han():
    assert read_as("本市， 今日 ABC 公司") == "本市，今日ABC公司"


def test_a_wide_gap_that_was_read_over_is_a_space():
    assert read_as("troops_in the far north", wide=0.25) == "troops in the far north"
    assert read_as("troops_in the far north", wide=0.1) == "troopsin the far north"
    assert read_as("troops_in_the_far_north", wide=0.25) == "troops in the far north"


def test_a_missed_space_is_hardly_narrower_than_those_that_were_read():
    assert read_as("troops_in the far north", gap=0.5, wide=0.25) == "troopsin the far north"
    assert read_as("troops_in the far north", gap=0.2, wide=0.17) == "troops in the far north"
    assert read_as("troops_in thefarnorth", gap=0.5, wide=0.25) == "troops in thefarnorth"
    assert read_as("troops_in thefarnorth", gap=0.5, wide=0.17) == "troopsin thefarnorth"


@pytest.mark.parametrize("text", ["rain,_snow", "he_(twice)_said", "rain._“Then_it", "a_storm", "May,_1901"])
def test_a_space_that_was_read_over_may_be_beside_a_mark(text):
    assert read_as(text, wide=0.25) == text.replace("_", " ")


@pytest.mark.parametrize("text", ["v_o_n Oslo", "5_000 men", "at 7._30", "a 3,_5 mile", "rain_, snow", "re_-open"])
def test_wide_gaps_within_words_and_figures_are_no_spaces(text):
    assert read_as(text, wide=0.25) == text.replace("_", "")


def test_between_syllables_of_hangul_what_was_read_stands():
    assert read_as("나루의 새 다리", gap=0.05) == "나루의 새 다리"
    assert read_as("나루의_새 2_4억 원", wide=0.4) == "나루의새 24억 원"


@given(st.text(alphabet="春风a1 ", max_size=12), st.data())
def test_changes_of_spaces_lead_there_and_back(read, data):
    signs = [sign for sign in read if sign != " "]
    text = "".join(sign + (" " if data.draw(st.booleans()) else "") for sign in signs)
    changes = changes_between(read, text)
    assert apply(read, changes) == text
    assert undo(text, changes) == read


def test_old_pages_read_horizontal_lines_right_to_left():
    body = [line("本市商会昨日开会", 100 + 30 * i, 100, vertical=True) for i in range(4)]
    head = line("会商市本", 100, 40)
    turned = correct_direction([*body, head])[-1]
    assert turned.text == "本市商会"
    assert [g.box.x0 for g in turned.glyphs] == sorted((g.box.x0 for g in turned.glyphs), reverse=True)


def test_newer_vertical_pages_read_left_to_right():
    body = [line("本市商会昨日开会", 100 + 30 * i, 100, vertical=True) for i in range(4)]
    head = line("本市商会", 100, 40)
    assert correct_direction([*body, head])[-1].text == "本市商会"


def test_a_title_read_backwards_tells_the_direction_of_its_page():
    body = [line("本市商会昨日开会", 100 + 30 * i, 100, vertical=True) for i in range(4)]
    assert correct_direction([*body, line("刊月岭云", 100, 40)])[-1].text == "云岭月刊"
    assert correct_direction([*body, line("云岭月刊", 100, 40)])[-1].text == "云岭月刊"


def test_a_rule_between_glyphs_of_lines_read_over_it_stays():
    rows = [line("本市商会昨日开会", 100, 100 + 30 * i) for i in range(8)]
    wide = [replace(row, glyphs=(*row.glyphs[:4], *(moved(g, 8) for g in row.glyphs[4:]))) for row in rows]
    gutter = Rule(Box(181, 90, 183, 340))
    through = Rule(Box(214, 90, 216, 340))
    kept = drop_false_graphics(Graphics([gutter, through], [], []), wide, 20.0).rules
    assert kept == [gutter]


def moved(one, by):
    return replace(one, box=one.box.moved(by, 0))


def test_horizontal_pages_are_left_alone():
    lines = [line("日三月四", 100, 40), line("本市商会", 100, 80)]
    assert correct_direction(lines) == lines


def test_glyph_boxes_hold_the_ink_of_their_sign():
    crop = paper(260, 60)
    for index in range(4):
        draw_block(crop, 10 + 60 * index, 8, 44, index)
    signs = [RecognisedGlyph(text, (32 + 60 * index) / 260, 0.9) for index, text in enumerate("春风送暖")]
    found = locate_glyphs(CropInk.of(to_grey(crop)), signs)
    for index, one in enumerate(found):
        assert abs(one.box.x0 - (12 + 60 * index)) < 5
        assert abs(one.box.width - 40) < 6


def test_light_ink_on_dark_ground_is_seen_as_reversed():
    crop = 255 - paper(120, 60)
    draw_block(crop, 40, 8, 44, 1)
    light = 255 - crop
    draw_block(light, 40, 8, 44, 1)
    assert not CropInk.of(to_grey(light)).reversed_out
    assert CropInk.of(255 - to_grey(light)).reversed_out


def test_decoder_merges_repeats_and_drops_blanks():
    scores = np.zeros((1, 6, 4), np.float32)
    for step, label in enumerate((1, 1, 0, 1, 2, 0)):
        scores[0, step, label] = 0.9
    (steps,) = CharacterDecoder(["春", "风"])(best_choices(scores))
    assert [(s.text, s.step) for s in steps] == [("春", 0.5), ("春", 3.0), ("风", 4.0)]
    assert [s.confidence for s in steps] == pytest.approx([0.9] * 3)


def test_strokes_are_no_rules_and_photographs_no_text():
    text = line("春风送暖万象更新", 100, 100)
    stroke, real = Rule(Box(110, 108, 180, 110)), Rule(Box(100, 140, 300, 142))
    graphics = drop_false_graphics(Graphics([stroke, real], [], []), [text], 40.0)
    assert graphics.rules == [real]
    photograph = Picture(Box(400, 400, 900, 800))
    junk, caption = line("田", 500, 500), line("春风送暖万象更新", 420, 760)
    assert drop_false_lines([text, junk, caption], [photograph], 20) == [text, caption]


def test_a_headline_over_a_picture_stays_whatever_its_size():
    photograph = Picture(Box(400, 400, 1200, 900))
    sign, headline = line("春风", 500, 500, em=90), replace(line("春风送暖万象新", 500, 700, em=90), confidence=0.99)
    assert drop_false_lines([sign, headline], [photograph], 20) == [headline]


@pytest.mark.parametrize(
    ("text", "confidence", "drawn", "said"),
    [
        ("青石桥", 0.9, False, True),
        ("青石桥", 0.5, False, False),
        ("桥", 0.9, False, False),
        ("桥", 0.9, True, True),
        ("DA", 0.9, False, False),
        ("ODOR", 0.9, False, True),
        ("9", 0.9, True, False),
    ],
)
def test_words_in_a_picture_are_its_own(text, confidence, drawn, said):
    picture, beside = Picture(Box(400, 400, 1200, 900), drawn), Picture(Box(0, 0, 300, 300))
    word = replace(line(text, 500, 500, em=60), confidence=confidence)
    found = find_picture_text([word, line("春风送暖万象更新", 100, 1000)], [picture, beside], 20)
    assert found == ([word] if said else [])
    told, empty = add_picture_text([picture, beside], found)
    assert told.labels == tuple(found)
    assert empty is beside


def test_the_text_of_nested_pictures_is_the_inner_one_s_row_by_row():
    outer, inner = Picture(Box(0, 0, 1200, 900), drawn=True), Picture(Box(100, 100, 600, 600), drawn=True)
    lower, upper = line("青石桥", 200, 400), line("柳河", 200, 200)
    told = add_picture_text([outer, inner], [lower, upper])
    assert [picture.labels for picture in told] == [(), (upper, lower)]


@pytest.mark.parametrize(("confidence", "text"), [(0.7, True), (0.5, False)])
def test_an_area_filled_with_legible_text_is_no_picture(confidence, text):
    lines = [replace(line("春风送暖", 410, 410, em=100), confidence=confidence)]
    picture = Picture(lines[0].box.grown(12))
    assert (drop_false_graphics(Graphics([], [], [picture]), lines, 40.0).pictures == []) is text


def test_text_of_which_two_readings_differ_is_text_all_the_same():
    column = replace(line("春风送暖万象", 410, 410, em=100, vertical=True), confidence=0.5)
    picture = Picture(column.box.grown(12))
    assert drop_false_graphics(Graphics([], [], [picture]), [column], 40.0).pictures == [picture]
    read_twice = replace(column, first_confidence=0.9)
    assert drop_false_graphics(Graphics([], [], [picture]), [read_twice], 40.0).pictures == []
    assert drop_false_lines([column], [picture], 100) == []
    assert drop_false_lines([read_twice], [picture], 100) == [read_twice]


def test_an_area_full_of_text_is_no_picture():
    lines = [line("春风送暖万象更新", 410, 410 + 30 * i) for i in range(8)]
    assert drop_false_graphics(Graphics([], [], [Picture(Box(400, 400, 600, 660))]), lines, 40.0).pictures == []
