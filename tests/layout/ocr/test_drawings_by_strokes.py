from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Panel, Picture, Rule
from banmian.layout.ocr.binarization import binarize
from banmian.layout.ocr.colour_channels import to_grey
from banmian.layout.ocr.connected_components import ConnectedComponents, find_components
from banmian.layout.ocr.drawings_by_strokes import add_drawings, drop_drawings_of_unread_type, find_drawings
from banmian.layout.ocr.graphics import Graphics, find_graphics

EM = 20
PLACE = Box(300, 200, 700, 640)
BARE = Graphics([], [], [])
Picture_ = NDArray[np.uint8]


def sheet(*places: Box) -> tuple[Picture_, list[Line]]:
    """A page with a line of type every 24 px, but not where something else stands."""
    picture = np.full((900, 1000, 3), 245, np.uint8)
    lines = []
    for y in range(40, 860, 24):
        for x0, x1 in ((40, 290), (300, 700), (710, 960)):
            box = Box(x0, y, x1, y + 18)
            if any(place.grown(6).intersection(box) > 0 for place in places):
                continue
            for x in range(x0, x1 - 16, 20):
                picture[y + 2 : y + 16, x + 2 : x + 16] = 40
            lines.append(Line("口" * ((x1 - x0) // 20), box, EM))
    return picture, lines


def parts_of(picture: Picture_) -> ConnectedComponents:
    return find_components(binarize(to_grey(picture)))


def draw_coast(picture: Picture_) -> None:
    rng = np.random.default_rng(3)
    points = [(400 + int(120 * np.sin(y / 60)) + int(rng.integers(-14, 14)), y) for y in range(200, 640, 8)]
    cv2.polylines(picture, [np.array(points)], False, (20, 20, 20), 3)
    for y in range(240, 620, 70):
        road = [(x, y + int(rng.integers(-24, 24))) for x in range(420, 690, 18)]
        cv2.polylines(picture, [np.array(road)], False, (20, 20, 20), 3)


def hatch(picture: Picture_) -> None:
    draw_coast(picture)
    for y in range(206, 640, 10):
        cv2.line(picture, (306, y), (410, y), (20, 20, 20), 2)


def chart(picture: Picture_) -> None:
    cv2.polylines(picture, [np.array([(320, 210), (320, 580), (690, 580)])], False, (20, 20, 20), 3)
    for shift in (0, 160):
        curve = [(x, 300 + shift + int(80 * np.sin(x / 21))) for x in range(332, 690, 6)]
        cv2.polylines(picture, [np.array(curve)], False, (20, 20, 20), 3)


@pytest.mark.parametrize("draw", [draw_coast, hatch, chart])
def test_a_map_and_a_chart_among_text_are_found_tight(draw: Callable[[Picture_], None]):
    picture, lines = sheet(PLACE)
    draw(picture)
    labels = [Line("青石港", Box(x, y, x + 60, y + 18), EM) for x, y in ((430, 300), (560, 420), (610, 560))]
    graphics = Graphics(find_graphics(picture, EM).rules, [], [])
    (found,) = find_drawings(picture, parts_of(picture), [*lines, *labels], graphics, EM)
    assert found.drawn
    assert found.box.intersection(PLACE) > 0.7 * max(found.box.area, PLACE.area)


def test_a_frame_round_a_map_is_its_edge_and_one_round_text_is_nothing():
    picture, lines = sheet(PLACE)
    hatch(picture)
    sides = [(300, 196, 700, 199), (300, 638, 700, 641), (298, 196, 301, 641), (699, 196, 702, 641)]
    rules = [Rule(Box(*side)) for side in sides] + [Rule(Box(293, 30, 296, 870))]
    for rule in rules:
        x0, y0, x1, y1 = map(int, rule.box)
        picture[y0:y1, x0:x1] = 20
    (found,) = find_drawings(picture, parts_of(picture), lines, Graphics(rules, [], []), EM)
    frame = Box(298, 196, 702, 641)
    assert frame.grown(4).covers(found.box, 1)
    assert found.box.covers(frame, 1)
    kept = add_drawings(Graphics(rules, [Panel(Box(290, 190, 710, 720), framed=True)], []), [found], EM)
    assert kept.rules == rules[4:]
    assert len(kept.panels) == 1
    picture, lines = sheet()
    picture[190:194, 300:700] = picture[640:644, 300:700] = picture[190:640, 298:301] = picture[190:640, 699:702] = 20
    assert find_drawings(picture, parts_of(picture), lines, Graphics(rules, [], []), EM) == []


def test_strokes_round_an_article_do_not_make_it_a_picture():
    picture, lines = sheet()
    wave = [(x, 196 + int(5 * np.sin(x / 9))) for x in range(300, 700, 3)]
    cv2.polylines(picture, [np.array(wave)], False, (20, 20, 20), 3)
    cv2.polylines(picture, [np.array([(y, x) for x, y in wave])], False, (20, 20, 20), 3)
    assert find_drawings(picture, parts_of(picture), lines, BARE, EM) == []


def test_what_stands_on_a_ground_of_its_own_is_left_to_that():
    picture, lines = sheet(PLACE)
    picture[200:640, 300:700] = (250, 240, 60)
    draw_coast(picture)
    assert find_drawings(picture, parts_of(picture), lines, Graphics([], [Panel(PLACE, filled=True)], []), EM) == []


def test_a_pale_part_of_a_photograph_joins_it():
    photo, sky = Picture(Box(300, 300, 700, 640)), Picture(Box(330, 200, 690, 310), drawn=True)
    (whole,) = add_drawings(Graphics([], [], [photo]), [sky], EM).pictures
    assert whole == Picture(Box(300, 200, 700, 640))


def test_strokes_in_type_that_was_not_read_make_it_no_drawing():
    picture, lines = sheet()
    draw_coast(picture)
    read = [line for line in lines if line.box.intersection(PLACE) == 0]
    assert find_drawings(picture, parts_of(picture), read, BARE, EM) == []


def test_a_frame_full_of_type_that_was_not_read_is_no_drawing():
    picture, lines = sheet()
    framed, photo = Picture(PLACE, drawn=True), Picture(PLACE)
    unread = [line for line in lines if line.box.intersection(PLACE) == 0]
    known = Graphics([], [], [framed])
    assert drop_drawings_of_unread_type(known, parts_of(picture), unread, EM).pictures == []
    assert drop_drawings_of_unread_type(known, parts_of(picture), lines, EM).pictures == [framed]
    assert drop_drawings_of_unread_type(Graphics([], [], [photo]), parts_of(picture), unread, EM).pictures == [photo]
