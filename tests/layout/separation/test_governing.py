from layout_pages import EM, Prose, Setter

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.region_classification import classify_lines
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.governing import Heads, head_groups, is_subheading, with_lone_lines

TYPE = Typography(EM, "", 1.0)


def items_of(sheet: Setter) -> list[Item]:
    page = sheet.page
    return classify_lines(page.lines, Separators(tuple(page.rules)), page.panels, page.pictures, [], TYPE)


def heads_and_texts(sheet: Setter) -> tuple[list[list[Item]], list[Item]]:
    items = items_of(sheet)
    return head_groups([item for item in items if item.kind == "head"], TYPE), [i for i in items if i.kind == "text"]


def saying(groups: list[list[Item]], text: str) -> list[Item]:
    return next(group for group in groups if any(line.text == text for item in group for line in item.lines))


def article(sheet: Setter, head: str, size: float, top: float) -> float:
    """A head over a paragraph; gives the y at which the next thing stands."""
    sheet.line(head, 40, top, size)
    return 14 + sheet.flow([Prose(3).paragraph(120)], [Box(40, top + size + 12, 340, top + size + 160)])


def test_a_small_head_in_an_article_is_its_subheading():
    sheet = Setter()
    foot = article(sheet, "渡口新桥通车", 40, 40)
    article(sheet, "老渡工上岸", 20, foot)
    groups, texts = heads_and_texts(sheet)
    assert is_subheading(saying(groups, "老渡工上岸"), groups, texts, [], TYPE)
    assert not is_subheading(saying(groups, "渡口新桥通车"), groups, texts, [], TYPE)


def test_a_rule_makes_the_small_head_another_articles():
    sheet = Setter()
    foot = article(sheet, "渡口新桥通车", 40, 40)
    article(sheet, "老渡工上岸", 20, foot)
    groups, texts = heads_and_texts(sheet)
    rule = Box(40, foot - 8, 340, foot - 7)
    assert not is_subheading(saying(groups, "老渡工上岸"), groups, texts, [rule], TYPE)


def test_heads_of_one_size_are_two_articles():
    sheet = Setter()
    foot = article(sheet, "渡口新桥通车", 24, 40)
    article(sheet, "水渠修到田头", 24, foot)
    groups, texts = heads_and_texts(sheet)
    assert not is_subheading(saying(groups, "水渠修到田头"), groups, texts, [], TYPE)


def test_a_lone_line_on_its_own_edges_goes_with_its_head():
    sheet = Setter()
    sheet.line("渡口新桥通车", 40, 40, 30)
    sheet.line("两岸十里连成一片", 100, 80)
    sheet.flow([Prose(3).paragraph(120)], [Box(40, 100, 340, 250)], indent=0)
    groups, texts = heads_and_texts(sheet)
    (group,), rest = with_lone_lines(groups, texts, [], EM)
    assert [line.text for item in group for line in item.lines] == ["渡口新桥通车", "两岸十里连成一片"]
    assert len(rest) == 1


def test_the_first_line_of_a_text_stays_with_the_text():
    sheet = Setter()
    sheet.line("渡口新桥通车", 40, 40, 30)
    sheet.flow([Prose(3).paragraph(120)], [Box(40, 80, 340, 250)], indent=2)
    groups, texts = heads_and_texts(sheet)
    assert with_lone_lines(groups, texts, [], EM) == (groups, texts)


def test_a_head_along_the_text_governs_what_stands_below_it():
    sheet = Setter()
    article(sheet, "渡口新桥通车", 24, 40)
    groups, texts = heads_and_texts(sheet)
    assert Heads(groups, [], TYPE).governing(texts, [None]) == [0]
    wall = Box(40, 85, 340, 86)
    assert Heads(groups, [wall], TYPE).governing(texts, [None]) == [0], "a line under a head is an ornament"


def test_a_head_across_governs_the_first_text_beside_it():
    sheet = Setter()
    sheet.upright("渡口新桥通车", 40, 40, 30)
    first, second = Box(90, 40, 390, 120), Box(90, 140, 390, 220)
    sheet.flow([Prose(3).paragraph(80)], [first])
    sheet.flow([Prose(4).paragraph(80)], [second], indent=0)
    groups, texts = heads_and_texts(sheet)
    texts.sort(key=lambda item: item.box.y0)
    assert Heads(groups, [], TYPE).governing(texts, [None, 0]) == [0, None]


def test_a_head_set_into_its_text_governs_from_the_text_before_it():
    sheet = Setter()
    foot = sheet.flow([Prose(3).paragraph(80)], [Box(40, 20, 340, 100)])
    sheet.upright("渡口新桥", 40, foot + 8, 30)
    sheet.flow([Prose(4).paragraph(60)], [Box(80, foot + 10, 340, foot + 130)], indent=0)
    groups, texts = heads_and_texts(sheet)
    texts.sort(key=lambda item: item.box.y0)
    assert Heads(groups, [], TYPE).governing(texts, [None, 0]) == [0, None]
