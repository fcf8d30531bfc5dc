"""Tesseract as an engine: what it needs, and the places of what it reads."""

import shutil

import cv2
import numpy as np
import pytest
from scan_drawing import paper

from banmian.errors import EngineError, MissingRequirementError
from banmian.layout.ocr.engine_identity import engine_identity
from banmian.layout.ocr.tesseract_engine import (
    COMMAND,
    Stack,
    TesseractEngine,
    alike_heights,
    check_languages,
    mark_unspaced,
    read_hocr,
)
from banmian.read_options import ReadOptions

PAGE = """<html xmlns="http://www.w3.org/1999/xhtml"><body><div class="ocr_page">
<span class="ocrx_word"><span class="ocrx_cinfo" title="x_bboxes 10 10 30 40; x_conf 98.5">U</span>
<span class="ocrx_cinfo" title="x_bboxes 30 10 50 40; x_conf 60">S</span></span>
<span class="ocrx_word" title="bbox 1 2 3 4; x_wconf 75">
<span class="ocrx_cinfo" title="x_bboxes 90 10 110 40; x_conf 90">&amp;</span></span>
</div></body></html>"""

EMPTY = np.full((10, 10, 3), 255, np.uint8)

needs_tesseract = pytest.mark.skipif(shutil.which(COMMAND) is None, reason="tesseract is not installed")


def test_characters_have_their_places_and_words_a_space_between():
    (page,) = read_hocr(PAGE.encode(), 1)
    read = Stack(EMPTY, (0,), (0,), (200,)).split(page)[0]
    assert read.text == "US &"
    assert [glyph.at for glyph in read.glyphs] == pytest.approx([0.05, 0.15, 0.3, 0.45])
    assert [glyph.confidence for glyph in read.glyphs] == [0.985, 0.6, 1.0, 0.75]


def test_syllables_that_are_words_in_hocr_have_no_space_between_unless_the_text_has_one():
    word = """<span class="ocrx_word" title="bbox {0} 5 {1} 30">
    <span class="ocrx_cinfo" title="x_bboxes {0} 5 {1} 30; x_conf 90">{2}</span></span>"""
    words = "".join(
        word.format(20 * at, 20 * at + 18, said) for at, said in enumerate("나루의새 다리".replace(" ", ""))
    )
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><div class="ocr_page">{words}</div></html>'
    (read,) = read_hocr(page.encode(), 1)
    found = [element for element in read.iter() if element.get("class") == "ocrx_word"]
    mark_unspaced(found, "나루의 새\n다리\n")
    assert Stack(EMPTY, (0,), (0,), (200,)).split(read)[0].text == "나루의 새 다리"
    mark_unspaced(found, "다른 글")
    assert Stack(EMPTY, (0,), (0,), (200,)).split(read)[0].text == "나루의 새 다리"


def test_lines_without_an_answer_are_a_fault():
    with pytest.raises(EngineError, match="1 pages for 2"):
        read_hocr(PAGE.encode(), 2)


def test_words_belong_to_the_line_at_their_height():
    word = """<span class="ocrx_word" title="bbox {0} {1} {2} {3}">
    <span class="ocrx_cinfo" title="x_bboxes {0} {1} {2} {3}; x_conf 90">{4}</span></span>"""
    words = "".join(word.format(*told) for told in ((60, 70, 70, 90, "C"), (10, 72, 20, 90, "B"), (10, 5, 20, 30, "A")))
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><div class="ocr_page">{words}</div></html>'
    read = Stack(EMPTY, (4, 7, 9), (0, 60, 120), (100, 100, 100)).split(read_hocr(page.encode(), 1)[0])
    assert {place: line.text for place, line in read.items()} == {4: "A", 7: "B C", 9: ""}


def test_lines_of_like_height_are_read_together():
    assert alike_heights([40, 100, 42, 52, 120]) == [[0, 2, 3], [1, 4]]
    assert [len(group) for group in alike_heights([40] * 90)] == [40, 40, 10]


@needs_tesseract
def test_lines_without_tall_letters_are_not_taken_for_capitals():
    crops = []
    for text in ("Harbour lights", "cow", "ows", "soon", "scow", "visor", "ox", "Kettle of fish"):
        line = paper(420, 60)
        cv2.putText(line, text, (10, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 3)
        crops.append(line if " " in text else line[12:50])
    assert [reading.text for reading in TesseractEngine("eng").recognise(crops)][4:7] == ["scow", "visor", "ox"]


def test_without_the_command_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _command: None)
    with pytest.raises(MissingRequirementError) as caught:
        check_languages("frk")
    assert "apt-get install tesseract-ocr" in caught.value.advice


def test_provenance_names_its_languages():
    models = engine_identity(ReadOptions(engine="tesseract", languages="frk")).models
    assert models["recognition"] == "tesseract frk"
    assert not {"vertical_recognition", "fraktur_recognition"} & set(models)


@needs_tesseract
def test_a_language_without_a_model_is_named():
    with pytest.raises(MissingRequirementError, match="xxq") as caught:
        check_languages("xxq")
    assert "tesseract-ocr-xxq" in caught.value.advice


@needs_tesseract
def test_it_reads_lines_in_their_order():
    crops = []
    for text in ("QUIET HARBOUR", "NORTH 1234"):
        crop = paper(420, 60)
        cv2.putText(crop, text, (10, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 3)
        crops.append(crop)
    engine = TesseractEngine("eng")
    assert [reading.text for reading in engine.recognise(crops)] == ["QUIET HARBOUR", "NORTH 1234"]
    assert engine.recognise([]) == []
