from dataclasses import replace

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Panel
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.small_head_detection import find_names, find_section_labels

TYPE = Typography(10.0, "", 1.0)
HEADLINE = Line("山乡新开便民市集", Box(40, 70, 300, 96), 26.0)
LABEL = Line("乡村纪事", Box(40, 40, 120, 60), 20.0)
OWN = LABEL.box.grown(3)


def labels(*lines: Line, panel: Box = OWN, filled: bool = True) -> list[str]:
    panels = [Panel(panel, filled=filled, framed=not filled)]
    return [line.text for line in find_section_labels(lines, panels, TYPE)]


def test_short_type_on_a_panel_of_its_own_beside_a_headline_is_a_label():
    assert labels(LABEL, HEADLINE) == ["乡村纪事"]
    assert labels(LABEL, HEADLINE, filled=False) == ["乡村纪事"]


def test_without_a_headline_beside_it_or_on_a_wide_ground_it_is_none():
    assert labels(LABEL) == []
    assert labels(LABEL, HEADLINE, panel=Box(30, 30, 400, 300)) == []


def test_lines_of_a_paragraph_on_a_ground_are_no_labels():
    lead = [Line("清晨的渡口已经", Box(40, 40 + 15 * n, 132, 53 + 15 * n), 13.0) for n in range(3)]
    assert labels(*lead, HEADLINE, panel=lead[0].box.grown(2)) == []


def test_a_large_label_is_shorter_than_a_headline_may_be():
    large = Line("便民市集开张", Box(40, 20, 200, 50), 30.0)
    longer = Line("便民市集开张了", Box(40, 20, 230, 50), 30.0)
    assert labels(large, HEADLINE, panel=large.box.grown(3)) == ["便民市集开张"]
    assert labels(longer, HEADLINE, panel=longer.box.grown(3)) == []


def test_a_name_beside_a_larger_headline_is_its_author():
    name = Line("李 文", Box(340, 74, 380, 92), 16.0)
    assert find_names([HEADLINE, name], TYPE) == [name]
    assert find_names([name], TYPE) == []


def test_a_word_beside_a_headline_is_no_author():
    assert find_names([HEADLINE, Line("关注", Box(340, 74, 380, 92), 16.0)], TYPE) == []


def test_two_light_lines_on_a_small_dark_ground_are_labels_each_once():
    light = [
        Line(text, Box(44, y, 44 + 12 * len(text), y + 12), 12.0, reversed_out=True)
        for text, y in (("要闻", 24), ("国内", 40))
    ]
    ground = Panel(Box(40, 20, 120, 60), filled=True, dark=True)
    assert find_section_labels([*light, HEADLINE], [ground, ground], TYPE) == light
    number = [Line("4", Box(44, 24, 50, 36), 12.0, reversed_out=True)]
    assert find_section_labels([*number, HEADLINE], [ground], TYPE) == []


def test_three_light_lines_on_a_dark_ground_are_a_notice_and_no_labels():
    light = [
        Line(text, Box(44, y, 44 + 12 * len(text), y + 12), 12.0, reversed_out=True)
        for text, y in (("本报热线", 22), ("昼夜接听", 38), ("有奖征集", 54))
    ]
    ground = Panel(Box(40, 20, 120, 70), filled=True, dark=True)
    assert find_section_labels([*light, HEADLINE], [ground], TYPE) == []


def test_a_name_right_below_a_larger_headline_is_its_author():
    name = Line("李 文", Box(150, 104, 190, 120), 16.0)
    assert find_names([HEADLINE, name], TYPE) == [name]
    assert find_names([HEADLINE, Line("李 文", Box(150, 140, 190, 156), 16.0)], TYPE) == []


def test_light_type_on_a_ground_as_wide_as_the_text_under_it_is_its_headline():
    light = [
        Line(text, Box(44, y, 44 + 16 * len(text), y + 16), 16.0, reversed_out=True)
        for text, y in (("渡口新桥", 24), ("通车在即", 44))
    ]
    ground = Panel(Box(40, 20, 150, 64), filled=True, dark=True)
    beside = Line("山乡新开便民市集", Box(200, 20, 460, 46), 26.0)
    text = [Line("清晨的渡口已经亮了", Box(42, y, 150, y + 10), 10.0) for y in (80, 94)]
    assert find_section_labels([*light, beside, *text], [ground], TYPE) == []
    deck = Line("两岸往返一刻钟", Box(42, 66, 140, 78), 12.0)
    assert find_section_labels([*light, beside, deck, *text], [ground], TYPE) == []
    larger = Line("两岸往返", Box(42, 66, 130, 84), 18.0)
    assert find_section_labels([*light, beside, larger, *text], [ground], TYPE) == light
    wider = [Line("清晨的渡口已经亮了灯船也开了", Box(42, y, 190, y + 10), 10.0) for y in (80, 94)]
    assert find_section_labels([*light, beside, *wider], [ground], TYPE) == light


def test_what_is_nearly_its_size_right_below_a_label_makes_it_running_text():
    small = Line("乡村纪事", Box(40, 40, 92, 53), 13.0)
    nearly, far_smaller = (Line("清晨的渡口", Box(40, 55, 90, 55 + size), size) for size in (11.0, 9.0))
    away = replace(nearly, box=Box(40, 68, 90, 79))
    assert labels(small, nearly, HEADLINE, panel=small.box.grown(2)) == []
    for below in (far_smaller, away):
        assert labels(small, below, HEADLINE, panel=small.box.grown(2)) == ["乡村纪事"]
