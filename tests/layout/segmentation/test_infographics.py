from layout_pages import EM, Prose, Setter

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.infographics import find_infographic, is_list
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block

TYPE = Typography(EM, "", 1.0)
BOX = Box(0, 0, 30 * EM, 20 * EM)


def figure(lines: list[Line]) -> Item | None:
    block = make_block(lines, EM)
    return find_infographic(BOX, [Item("text", block.box, block)], [], lines, TYPE)


def test_a_box_with_running_text_is_no_figure():
    sheet = Setter()
    sheet.flow(Prose(1).paragraphs(2), [Box(0, 0, 16 * EM, 40 * EM)])
    assert figure(sheet.page.lines) is None


def test_a_box_without_numbers_is_no_figure():
    assert figure([Line("派发量最多", Box(0, 20 * n, 60, 20 * n + 10), 12.0) for n in range(6)]) is None


def test_short_lines_without_a_mark_in_several_columns_are_a_list():
    names = [
        Line("渡口小学校长", Box(10 + 90 * (n % 3), 20 * (n // 3), 70 + 90 * (n % 3), 20 * (n // 3) + 10), 10.0)
        for n in range(9)
    ]
    assert is_list(names, TYPE)
    assert figure(names) is not None
    assert not is_list([Line("船工说，", line.box, 10.0) for line in names], TYPE)
    assert not is_list(names[::3], TYPE)


def test_short_columns_with_marks_are_no_list():
    names = [
        Line(text, Box(80 * at, 0, 80 * at + 70, 10), 10.0) for at, text in enumerate(("甲乙丙丁", "戊己庚辛") * 4)
    ]
    assert is_list(names, TYPE)
    assert not is_list([Line(line.text[:2] + "、" + line.text[2:], line.box, 10.0) for line in names], TYPE)


def test_a_title_over_facts_is_a_figure():
    facts = ["江远舟小档案", "出生地：青榆镇", "家庭：已婚，有两名子女", "爱好：旧地图", "校训：勤朴诚勇"]
    lines = [Line(text, Box(0, 20 * n, 10 * len(text), 20 * n + 10), 10.0) for n, text in enumerate(facts)]
    found = figure(lines)
    assert found is not None
    assert [line.text for line in found.caption] == facts
    assert figure([*lines[:2], *(Line("渡口的老船工守了四十年", line.box, 10.0) for line in lines[2:])]) is None


def test_long_facts_and_names_are_no_running_text():
    facts = ["渡口茶坊小档案", "出生地：青榆镇的老船坞旁", "家庭：已婚，有两名子女", "座右铭：慢慢来，比较快些"]
    lines = [Line(text, Box(0, 20 * n, 10 * len(text), 20 * n + 10), 10.0) for n, text in enumerate(facts)]
    assert figure(lines) is not None
    names = [
        Line("青榆镇渡口中学校长江远", Box(120 * column, 20 * row, 120 * column + 110, 20 * row + 10), 10.0)
        for column in range(3)
        for row in range(3)
    ]
    assert figure(names) is not None
    assert figure([Line("渡口的老船工，守了四十年", line.box, 10.0) for line in names]) is None
