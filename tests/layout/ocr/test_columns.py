"""Vertical lines: cut into cells, set anew, read twice."""

from dataclasses import replace

import numpy as np
import pytest
from scan_drawing import draw_block, paper

from banmian.layout.geometry import Box
from banmian.layout.ocr.character_segmentation import ColumnCrop, segment_characters
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.ctc_decoder import CharacterDecoder, best_choices
from banmian.layout.ocr.engine import Detection, RecognisedGlyph, Recognition
from banmian.layout.ocr.glyph_boxes import CropInk, drop_glyphs_without_ink, locate_glyphs
from banmian.layout.ocr.line_box_making import make_line_boxes, trim_rules
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.second_pass import merge_recognitions, reread_columns
from banmian.layout.ocr.vertical_to_horizontal import row_at, to_horizontal

EM = 24


def standing_column(signs, pitch=EM, em=EM):
    picture = paper(em + 10, round(signs * pitch) + 12)
    for index in range(signs):
        draw_block(picture, 5, 6 + index * pitch, em, 100 + index)
    return picture


def reading(text, confidence=0.9, places=None):
    places = places or [(index + 0.5) / len(text) for index in range(len(text))]
    return Recognition(tuple(RecognisedGlyph(sign, at, confidence) for sign, at in zip(text, places, strict=True)))


@pytest.mark.parametrize(("signs", "pitch"), [(8, 24), (26, 24), (12, 27)])
def test_a_column_is_cut_between_its_signs(signs, pitch):
    cells = segment_characters([ColumnCrop.of(standing_column(signs, pitch))], [None], EM)[0]
    assert len(cells.cuts) == signs + 1
    for index, row in enumerate(cells.cuts[1:-1], start=1):
        assert row == pytest.approx(6 + index * pitch, abs=0.2 * EM)


def test_a_sure_reading_tells_the_pitch_of_a_spaced_headline():
    column = ColumnCrop.of(standing_column(5, pitch=75, em=50))
    cells = segment_characters([column], [75.0], 24)[0]
    assert len(cells.cuts) == 6


def test_an_empty_column_has_no_cells():
    assert segment_characters([ColumnCrop.of(paper(30, 30))], [None], EM) == [None]
    assert segment_characters([], [], EM) == []


def test_a_column_set_anew_is_a_line():
    column = ColumnCrop.of(standing_column(8))
    cells = segment_characters([column], [None], EM)[0]
    line = to_horizontal(column, cells)
    assert line.shape[1] > 4 * line.shape[0]
    assert row_at(cells, 0.0) == cells.cuts[0]
    assert row_at(cells, 0.5) == cells.cuts[4]
    assert row_at(cells, 1.0) == pytest.approx(cells.cuts[-1], abs=1)


def test_readings_that_agree_stay():
    both = merge_recognitions(reading("東門米市"), reading("東門米市"), 0.25)
    assert both.text == "東門米市"
    assert both.confidence == pytest.approx(0.9)
    assert both.ways == 2


def test_a_merged_reading_knows_how_sure_the_first_was():
    both = merge_recognitions(reading("東門米市", 0.9), reading("車問来布", 0.8), 0.25)
    assert both.confidence < 0.3
    assert both.first_confidence == pytest.approx(0.9)


def test_two_halves_outweigh_one_sure_mistake():
    first = Recognition((RecognisedGlyph("末", 0.5, 0.6, (("未", 0.39),)),))
    second = Recognition((RecognisedGlyph("未", 0.5, 0.9, (("末", 0.05),)),))
    assert merge_recognitions(first, second, 0.25).text == "未"


def test_a_point_that_was_lost_comes_back_where_there_is_room():
    first = reading("東門米市", places=[0.1, 0.3, 0.7, 0.9])
    second = reading("東門、米市", places=[0.1, 0.3, 0.5, 0.7, 0.9])
    assert merge_recognitions(first, second, 0.2).text == "東門、米市"


def test_a_sliver_of_a_sign_is_no_sign():
    first = reading("東門米市", places=[0.1, 0.35, 0.6, 0.85])
    second = reading("東門只米市", places=[0.1, 0.35, 0.47, 0.6, 0.85])
    assert merge_recognitions(first, second, 0.25).text == "東門米市"


def test_the_edge_of_a_rule_is_no_sign():
    first = reading("東門米市", places=[0.15, 0.4, 0.65, 0.9])
    second = reading("一東門米市", places=[0.01, 0.15, 0.4, 0.65, 0.9])
    assert merge_recognitions(first, second, 0.25).text == "東門米市"


def test_a_sign_that_one_reading_doubts_and_the_other_lacks_goes():
    first = Recognition((*reading("東門").glyphs, RecognisedGlyph("丿", 0.99, 0.3)))
    assert merge_recognitions(first, reading("東門"), 0.4).text == "東門"


@pytest.mark.parametrize("others", [("銭",), ()])
def test_a_hole_between_sure_signs_takes_the_best_of_what_was_seen_there(others):
    first = Recognition((*reading("東門").glyphs, RecognisedGlyph("鐵", 0.5, 0.1), *reading("米市").glyphs))
    places = [0.1, 0.3, 0.5, 0.7, 0.9]
    first = Recognition(tuple(replace(glyph, at=at) for glyph, at in zip(first.glyphs, places, strict=True)))
    seen = [RecognisedGlyph(text, 0.5, 0.08) for text in others]
    around = reading("東門米市", places=[0.1, 0.3, 0.7, 0.9]).glyphs
    second = Recognition((*around[:2], *seen, *around[2:]))
    assert merge_recognitions(first, second, 0.2).text == "東門鐵米市"


def test_what_both_doubt_before_the_first_sign_is_no_sign():
    faint = RecognisedGlyph("丿", 0.1, 0.1)
    first = Recognition((faint, *reading("東門", places=[0.5, 0.9]).glyphs))
    assert merge_recognitions(first, reading("東門", places=[0.5, 0.9]), 0.4).text == "東門"


@pytest.mark.parametrize("count", range(1, 20))
def test_readings_of_which_one_is_empty_are_the_other(count):
    full = reading("天" * count)
    assert merge_recognitions(full, Recognition(()), 1 / count).text == full.text
    assert merge_recognitions(Recognition(()), full, 1 / count).text == full.text


def test_nothing_merged_with_nothing_is_nothing():
    assert merge_recognitions(Recognition(()), Recognition(()), 0.2).text == ""


class Answering:
    """An engine that says the same of every crop, and keeps what it was shown."""

    name = "answering"
    models = ()

    def __init__(self, answer):
        self.answer = answer
        self.shown = []

    def recognise(self, crops):
        self.shown += crops
        return [self.answer] * len(crops)


def test_only_doubtful_columns_are_read_again():
    picture = np.full((400, 300, 3), 245, np.uint8)
    picture[20 : 20 + 204, 30:64] = standing_column(8)
    picture[20 : 20 + 204, 130:164] = standing_column(8)
    line_boxes = [LineBox(Box(30, 20, 64, 224), vertical=True), LineBox(Box(130, 20, 164, 224), vertical=True)]
    engine = Answering(reading("天地玄黃宇宙洪荒"))
    sure, unsure = reading("天地玄黃宇宙洪荒", 0.99), reading("天地玄黃宇由洪荒", 0.5)
    result = reread_columns(picture, line_boxes, [sure, unsure], EM, engine)
    assert len(engine.shown) == 1
    assert result[0] is sure
    assert result[1].text == "天地玄黃宇宙洪荒"


@pytest.mark.parametrize(("first", "kept"), [(0.9, True), (0.65, True), (0.5, False)])
def test_a_sure_reading_stays_where_the_column_set_anew_reads_as_no_text(first, kept):
    picture = paper(100, 250)
    picture[20:224, 30:64] = standing_column(8)
    short = reading("天地玄黃宇", first)
    (result,) = reread_columns(
        picture, [LineBox(Box(30, 20, 64, 224), vertical=True)], [short], EM, Answering(reading("二", 0.2))
    )
    assert (result is short) == kept


def test_the_decoder_names_what_a_doubtful_sign_might_be():
    scores = np.zeros((1, 4, 4), np.float32)
    scores[0, :, 0] = 1.0
    scores[0, 1] = [0.0, 0.6, 0.35, 0.0]
    scores[0, 3] = [0.0, 0.0, 0.0, 0.99]
    (steps,) = CharacterDecoder(["未", "末"])(best_choices(scores))
    assert [step.text for step in steps] == ["未", " "]
    assert dict(steps[0].others) == pytest.approx({"末": 0.35})
    assert steps[1].others == ()


@pytest.mark.parametrize(("confidence", "kept"), [(0.3, "晴天"), (0.9, "晴天里")])
def test_an_unsure_sign_on_bare_paper_falls(confidence, kept):
    picture = paper(3 * EM, EM + 10)
    for index in range(2):
        draw_block(picture, index * EM, 5, EM, 100 + index)
    signs = [
        RecognisedGlyph(sign, (index + 0.5) / 3, 0.95 if index < 2 else confidence)
        for index, sign in enumerate("晴天里")
    ]
    ink = CropInk.of(to_grey(picture))
    inked = drop_glyphs_without_ink(ink, signs, locate_glyphs(ink, signs), 0.6)
    assert "".join(sign.text for sign in inked) == kept


def test_a_rule_over_the_heads_of_columns_is_cut_off_and_a_sign_is_not():
    ink = np.zeros((500, 300), np.uint8)
    for x in (60, 120, 180):
        ink[120:420:30, x : x + 22] = 1
    ruled, signs = ink.copy(), ink.copy()
    ruled[104:107, 20:280] = 1
    ruled[434:437, 20:280] = 1
    signs[104:107, 122:142] = 1
    line_box = LineBox(Box(119, 101, 143, 440), vertical=True)
    trimmed = trim_rules(line_box, ruled).box
    assert 106 <= trimmed.y0 <= 120
    assert 420 <= trimmed.y1 <= 435
    assert trim_rules(line_box, signs) == line_box
    assert trim_rules(line_box, ink) == line_box


def test_a_rule_of_dots_over_the_heads_of_columns_is_cut_off_and_a_point_is_not():
    ink = np.zeros((500, 300), np.uint8)
    for x in (60, 120, 180):
        ink[125:420:30, x : x + 22] = 1
    dotted, points = ink.copy(), ink.copy()
    for x in range(20, 280, 9):
        dotted[104:108, x : x + 4] = 1
    for x in (60, 120, 180):
        points[104:108, x + 14 : x + 18] = 1
    line_box = LineBox(Box(119, 101, 143, 440), vertical=True)
    assert 107 <= trim_rules(line_box, dotted).box.y0 <= 125
    assert trim_rules(line_box, dotted).box.y1 == line_box.box.y1
    assert trim_rules(line_box, points) == line_box
    dense = np.zeros((500, 300), np.uint8)
    for x in range(16, 280, 26):
        for y in range(104, 420, 28):
            dense[y : y + 12, x : x + 20] = 1
    assert trim_rules(line_box, dense) == line_box


def test_a_column_of_light_type_keeps_its_signs_whole_and_its_ground():
    light, dark = np.ones((520, 300), np.uint8), np.zeros((520, 300), np.uint8)
    for y in range(60, 440, 60):
        for sign in (np.s_[y : y + 8, 110:166], np.s_[y + 22 : y + 30, 110:166], np.s_[y : y + 30, 134:142]):
            light[sign], dark[sign] = 0, 1
    dark[:, 92:96] = dark[:, 180:184] = 1
    corners = np.array([(90, 50), (186, 50), (186, 430), (90, 430)], np.float32)
    (on_black,) = make_line_boxes([Detection(corners, 0.9)], light)
    (on_paper,) = make_line_boxes([Detection(corners, 0.9)], dark)
    assert on_black.box.x0 <= 110
    assert on_black.box.x1 >= 160
    assert (on_black.box.y0, on_black.box.y1) == (50, 430)
    assert on_paper.box.x0 > 95
    assert on_paper.box.x1 <= 180
