from dataclasses import replace

import cv2
import numpy as np
import pytest
from scan_drawing import draw_columns, line, paper

from banmian.layout.geometry import Box
from banmian.layout.model import Panel, Picture, Rule
from banmian.layout.ocr.binarization import Mask, binarize
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.graphics import Graphics, find_graphics
from banmian.layout.ocr.ornamental_separators import find_ornamental_rules
from banmian.layout.ocr.text_graphics_conflicts import drop_false_graphics
from banmian.layout.readers.source_file import Raster

EM = 20.0


def ink(picture: Raster) -> Mask:
    return binarize(to_grey(picture))


def wave(picture: Raster, start: int, end: int, y: int, lean: float = 0.0) -> None:
    """A wavy line of 2 px stroke and 8 px height."""
    xs = np.arange(start, end)
    ys = y + 4 * np.sin(xs / 5) + lean * (xs - start)
    points = np.stack((xs, ys), axis=1).round().astype(np.int32)
    cv2.polylines(picture, [points.reshape(-1, 1, 2)], isClosed=False, color=(20, 20, 20), thickness=2)


@pytest.mark.parametrize("lean", [0.0, 0.004])
def test_a_wavy_line_is_a_rule(lean: float):
    picture = paper(900, 300)
    wave(picture, 100, 800, 150, lean)
    (rule,) = find_ornamental_rules(ink(picture), EM)
    assert rule.width > 690
    assert rule.height < EM
    assert abs(rule.cy - 151) < 6


def test_lines_of_text_are_no_rules():
    picture = paper(900, 600)
    draw_columns(picture, EM, [(60, 400), (460, 800)], range(40, 560))
    assert find_ornamental_rules(ink(picture), EM) == []


def test_a_wavy_frame_that_leans_is_found_whole():
    picture = paper(1000, 800)
    wave(picture, 100, 900, 100, 0.005)
    wave(picture, 100, 900, 700, 0.005)
    turned = np.ascontiguousarray(picture.transpose(1, 0, 2))
    wave(turned, 100, 704, 100)
    wave(turned, 100, 704, 900)
    graphics = find_graphics(np.ascontiguousarray(turned.transpose(1, 0, 2)), EM)
    (frame,) = [panel for panel in graphics.panels if panel.framed]
    assert frame.box.covers(Box(120, 120, 880, 680))
    assert Box(80, 80, 920, 730).covers(frame.box)


def test_a_thick_frame_is_found_though_it_is_thicker_than_a_rule():
    picture = paper(900, 700)
    cv2.rectangle(picture, (100, 100), (700, 500), (20, 20, 20), 12)
    draw_columns(picture, EM, [(160, 640)], range(150, 460))
    frames = [panel.box for panel in find_graphics(picture, EM).panels if panel.framed]
    assert any(box.covers(Box(120, 120, 680, 480)) for box in frames)


@pytest.mark.parametrize(("teeth", "found"), [(0, 1), (6, 0)])
def test_a_stroke_with_ink_on_both_sides_is_no_rule(teeth: int, found: int):
    picture = paper(900, 300)
    comb = np.arange(700) % 14 < teeth
    picture[140:166, 100:800] = np.where(comb[None, :, None], 40, 245)
    picture[151:155, 100:800] = 40
    assert len(find_graphics(picture, EM).rules) == found


@pytest.mark.parametrize(("lean", "found"), [(0, 1), (9, 1), (60, 0)])
def test_a_long_rule_of_two_strokes_may_lean_a_little(lean: int, found: int):
    picture = paper(1000, 300)
    for y, stroke in ((140, 5), (148, 2)):
        cv2.line(picture, (50, y), (950, y + lean), (20, 20, 20), stroke)
    rules = [rule for rule in find_graphics(picture, EM).rules if rule.box.width > 700]
    assert bool(rules) == bool(found)


def test_a_frame_with_hardly_any_text_holds_a_drawing():
    map_, photograph = Panel(Box(0, 0, 600, 500), framed=True), Panel(Box(700, 0, 1300, 500), framed=True)
    inner = Picture(Box(710, 10, 1290, 400))
    graphics = drop_false_graphics(Graphics([], [map_, photograph], [inner]), [], EM)
    assert [picture.box for picture in graphics.pictures] == [inner.box, map_.box]
    assert graphics.panels == [photograph]


def test_a_frame_with_running_text_holds_an_article_beside_its_drawing():
    frame = Panel(Box(0, 0, 600, 500), framed=True)
    labels = [line("海门", 60 + 90 * n, 40 + 60 * n, EM) for n in range(4)]
    column = [line("电文昨日由沪送到", 560, 30, EM, vertical=True)]
    text = [replace(one, box=one.box.moved(-1.2 * EM * n, 0)) for n in range(3) for one in column]
    assert drop_false_graphics(Graphics([], [frame], []), labels, EM).panels == []
    assert drop_false_graphics(Graphics([], [frame], []), [*labels, *text], EM).panels == [frame]


def test_a_large_dark_ground_without_type_is_a_picture():
    oval, label = Panel(Box(0, 0, 200, 260), True, dark=True), Panel(Box(300, 0, 420, 100), True, dark=True)
    text = [line("海门", 320, 30, EM), *(line("海门电文昨日由沪", 0, 300 + 30 * n, EM) for n in range(5))]
    graphics = drop_false_graphics(Graphics([], [oval, label], []), text, EM)
    assert ([one.box for one in graphics.pictures], graphics.panels) == ([oval.box], [label])


def test_what_lies_outside_all_print_is_no_picture_if_it_is_small():
    text = [line("海门电文昨日由沪", 200, 200 + 30 * n, EM) for n in range(5)]
    hole, photograph = Picture(Box(0, 0, 120, 90)), Picture(Box(150, 0, 600, 180))
    assert drop_false_graphics(Graphics([], [], [hole, photograph]), text, EM).pictures == [photograph]


@pytest.mark.parametrize(
    ("area", "kept"),
    [
        (Box(900, 0, 1000, 1400), False),
        (Box(0, 0, 90, 100), False),
        (Box(900, 900, 1000, 1400), True),
        (Box(700, 0, 1000, 1400), True),
        (Box(850, 0, 950, 1400), True),
        (Box(0, 1300, 1000, 1400), False),
    ],
)
def test_the_edges_of_a_sheet_are_no_pictures(area, kept):
    text = [line("海门电文昨日由沪", 200, 200 + 30 * n, EM) for n in range(5)]
    text += [line("海门", 20, 20 + 1000 * n, EM) for n in range(2)]
    graphics = Graphics([Rule(Box(area.x0, area.y0, area.x0 + 2, area.y1))], [], [Picture(area)])
    beside = [one for one in text if not area.contains_point(one.box.cx, one.box.cy)]
    found = drop_false_graphics(graphics, beside, EM, shape=(1400, 1000))
    assert bool(found.pictures) is kept
    if area.height == 1400:
        assert found.rules == []


def test_an_edge_with_type_on_it_is_a_picture_still():
    text = [line("海门", 920, 200 + 300 * n, EM) for n in range(2)]
    strip = Picture(Box(900, 0, 1000, 1400))
    assert drop_false_graphics(Graphics([], [], [strip]), text, EM, shape=(1400, 1000)).pictures == [strip]


def test_a_frame_with_a_side_across_broken_is_a_frame_still():
    picture = paper(900, 700)
    cv2.line(picture, (100, 100), (100, 600), (20, 20, 20), 3)
    cv2.line(picture, (700, 100), (700, 600), (20, 20, 20), 3)
    assert not [panel for panel in find_graphics(picture, EM).panels if panel.framed]
    cv2.line(picture, (100, 600), (700, 600), (20, 20, 20), 3)
    (frame,) = [panel.box for panel in find_graphics(picture, EM).panels if panel.framed]
    assert frame.covers(Box(105, 105, 695, 595))
