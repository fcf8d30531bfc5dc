"""Print that shows through from the other side of the sheet goes; light print stays."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from scan_drawing import draw_block, line, paper

from banmian.layout.geometry import Box
from banmian.layout.ocr.binarization import binarize
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.engine import RecognisedGlyph, Recognition
from banmian.layout.ocr.show_through import InkTones, remove_show_through

EM = 24
LINE = "晴天里的风车"
ROWS = tuple(range(20, 340, 40))


class LeftHandedEngine:
    """Reads a line surely when its thick stroke stands at its left, unsurely when at its right: then it is mirrored."""

    name = "left-handed"
    models = ()

    def __init__(self):
        self.shown = 0

    def recognise(self, crops):
        self.shown += len(crops)
        return [self._read(crop) for crop in crops]

    def recognise_columns(self, crops):
        return self.recognise(crops)

    def _read(self, crop):
        tones = crop.min(axis=2)
        ink = tones < tones.max() - 30
        if not ink.any():
            return Recognition(())
        left, right = np.array_split(np.convolve(ink.mean(axis=0), np.ones(EM // 2), "same"), 2)
        confidence = 0.98 if left.max() >= right.max() else 0.6
        signs = LINE[: round(np.ptp(np.flatnonzero(ink.any(axis=0))) / EM + 0.2)]
        return Recognition(
            tuple(RecognisedGlyph(sign, (at + 0.5) / len(signs), confidence) for at, sign in enumerate(signs))
        )


def draw_line(picture, y, contrast=1.0, mirrored=False):
    """A line that begins with a solid block, in ink of a contrast; mirrored it ends with it."""
    strip = paper(len(LINE) * EM, EM)
    cv2.rectangle(strip, (3, 2), (EM - 4, EM - 3), (20, 20, 20), -1)
    for at in range(1, len(LINE)):
        draw_block(strip, at * EM, 0, EM, at)
    if mirrored:
        strip = strip[:, ::-1]
    faded = 245 - (245 - strip.astype(np.float32)) * contrast
    picture[y : y + EM, 40 : 40 + strip.shape[1]] = faded.astype(np.uint8)


def page_with(faint):
    """A page of eight lines, ``faint`` (row to contrast and whether mirrored) of them in light ink."""
    picture = paper(260, 360)
    for row, y in enumerate(ROWS):
        contrast, mirrored = faint.get(row, (1.0, False))
        draw_line(picture, y, contrast, mirrored)
    return picture, [line(LINE, 40, y, EM) for y in ROWS]


def kept(picture, lines, engine):
    result = remove_show_through(picture, binarize(to_grey(picture)), lines, EM, engine)
    return [round((one.box.cy - ROWS[0] - EM / 2) / 40) for one in result]


@pytest.mark.parametrize("contrast", [0.25, 0.4])
def test_faint_lines_that_read_better_mirrored_go(contrast):
    picture, lines = page_with(dict.fromkeys((1, 4, 6), (contrast, True)))
    assert kept(picture, lines, LeftHandedEngine()) == [0, 2, 3, 5, 7]


@pytest.mark.parametrize("contrast", [0.2, 0.3, 0.4])
def test_light_grey_print_stays(contrast):
    picture, lines = page_with(dict.fromkeys((1, 4, 6), (contrast, False)))
    assert kept(picture, lines, LeftHandedEngine()) == list(range(8))


def test_light_grey_print_stays_among_show_through():
    picture, lines = page_with({1: (0.35, True), 2: (0.35, True), 3: (0.35, True), 5: (0.35, False)})
    assert kept(picture, lines, LeftHandedEngine()) == [0, 4, 5, 6, 7]


def test_a_line_that_took_show_through_for_its_end_is_read_without_it():
    picture, lines = page_with(dict.fromkeys((1, 4, 6), (0.35, True)))
    end = picture[ROWS[3] : ROWS[3] + EM, 40 + 3 * EM :]
    end[:] = 245 - (245 - end.astype(np.float32)) * 0.35
    lines[3] = replace(lines[3], confidence=0.8)
    result = remove_show_through(picture, binarize(to_grey(picture)), lines, EM, LeftHandedEngine())
    assert [one.text for one in result] == [LINE, LINE, LINE[:3], LINE, LINE]


def test_a_page_printed_faintly_all_over_is_not_doubted():
    picture, lines = page_with(dict.fromkeys(range(8), (0.3, True)))
    engine = LeftHandedEngine()
    assert kept(picture, lines, engine) == list(range(8))
    assert engine.shown == 0


def test_type_on_a_tint_and_light_type_on_dark_are_not_doubted():
    picture, lines = page_with({})
    tint = picture[ROWS[1] - 6 : ROWS[1] + EM + 6]
    tint[:] = tint * 0.75
    dark = picture[ROWS[4] - 6 : ROWS[4] + EM + 6]
    dark[:] = 40 + (245 - dark) * 0.8
    engine = LeftHandedEngine()
    assert kept(picture, lines, engine) == list(range(8))
    assert engine.shown == 0


def test_a_blank_page_has_no_faint_ink():
    picture = paper(200, 200)
    tones = InkTones.of(picture, binarize(to_grey(picture)), EM)
    assert not tones.is_faint(Box(20, 20, 100, 60))
