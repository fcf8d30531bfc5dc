import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.ocr.coloured_grounds import find_coloured_grounds
from banmian.layout.ocr.graphics import estimate_paper_colour, find_graphics
from banmian.opencv import cv2

EM = 20.0


def sheet() -> np.ndarray:
    return np.full((600, 900, 3), 255, np.uint8)


def print_lines(picture: np.ndarray, lines: list[Box]) -> None:
    for line in lines:
        for x in range(int(line.x0), int(line.x1), 20):
            picture[int(line.y0) : int(line.y1), x : x + 4] = 0


def photograph(picture: np.ndarray, box: Box) -> None:
    noise = np.random.default_rng(1).integers(0, 200, (int(box.height), int(box.width), 3))
    picture[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)] = noise


LINES = [Box(340, 200 + 40 * n, 560, 218 + 40 * n) for n in range(4)]


def test_a_faint_ground_with_type_on_it_is_found_whole():
    picture = sheet()
    picture[150:400, 300:620] = (242, 238, 237)
    print_lines(picture, LINES)
    found = find_coloured_grounds(picture, estimate_paper_colour(picture), LINES, EM)
    assert [ground.box for ground in found] == [Box(300, 150, 620, 400)]


def test_stained_paper_that_fades_is_no_ground():
    picture = sheet()
    far = np.hypot(*np.meshgrid((np.arange(900) - 450) / 400, (np.arange(600) - 275) / 250))
    picture[:] = (225 + 30 * np.clip(far, 0, 1))[:, :, None].astype(np.uint8)
    print_lines(picture, LINES)
    assert find_coloured_grounds(picture, estimate_paper_colour(picture), LINES, EM) == []


def grounds_of(tint: int) -> list[Box]:
    """The grounds of a page without colour whose paper is darker at the right, with a patch of a tone on it there."""
    picture = np.full((600, 1400), 226, np.uint8)
    picture[:, 200:] = np.linspace(226, 216, 1200).round().astype(np.uint8)
    picture[:, 1000:] = 216
    picture[150:400, 1050:1370] = tint
    lines = [line.moved(750, 0) for line in LINES]
    print_lines(picture, lines)
    return [panel.box for panel in find_graphics(picture, EM, lines=lines).panels if panel.filled]


def test_paper_that_is_a_little_darker_than_elsewhere_on_the_page_is_no_ground_but_a_tint_on_it_is():
    assert grounds_of(208) == []
    assert grounds_of(190) == [Box(1050, 150, 1370, 400)]


def test_type_at_the_sides_of_a_round_ground_is_in_its_box():
    picture = sheet()
    cv2.circle(picture, (450, 290), 180, (255, 240, 0), -1)
    wide = [*LINES, Box(284, 282, 616, 300)]
    print_lines(picture, wide)
    (found,) = find_coloured_grounds(picture, estimate_paper_colour(picture), wide, EM)
    assert all(found.box.covers(line) for line in wide)
    assert found.box.width < 350


def test_a_tint_that_fades_at_one_side_does_not_reach_for_its_type():
    picture = sheet()
    picture[150:400, 300:620] = (242, 238, 237)
    picture[230:400, 480:620] = 255
    wide = [*LINES[1:], Box(340, 170, 615, 188), Box(340, 205, 615, 220)]
    print_lines(picture, wide)
    (found,) = find_coloured_grounds(picture, estimate_paper_colour(picture), wide, EM)
    assert found.box.x1 < 500


def test_a_ground_without_type_and_a_photograph_are_none():
    picture = sheet()
    picture[150:400, 300:620] = (255, 240, 0)
    photograph(picture, Box(20, 20, 280, 280))
    assert find_coloured_grounds(picture, estimate_paper_colour(picture), [], EM) == []


def test_a_badge_parts_the_photographs_that_it_touches():
    picture = sheet()
    photograph(picture, Box(60, 150, 320, 400))
    photograph(picture, Box(600, 150, 840, 400))
    picture[150:400, 320:600] = (255, 240, 0)
    print_lines(picture, LINES)
    found = find_graphics(picture, EM, lines=LINES)
    assert len(found.pictures) == 2
    assert any(panel.filled and panel.box.covers(LINES[0]) for panel in found.panels)


def test_a_large_headline_is_no_part_of_the_picture_below_it():
    picture = sheet()
    photograph(picture, Box(60, 150, 500, 400))
    headline = Box(60, 40, 500, 146)
    for x in range(60, 500, 60):
        picture[40:146, x : x + 30] = (0, 130, 60)
    found = find_graphics(picture, EM, lines=[headline])
    assert [round(box.box.y0, -1) for box in found.pictures] == [150]
