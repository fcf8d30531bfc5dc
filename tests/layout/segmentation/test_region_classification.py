from layout_pages import COLUMN, EM, Prose, Setter, frames

from banmian.layout.geometry import Box
from banmian.layout.model import Zone
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.region_classification import classify_lines
from banmian.layout.segmentation.regions import Item

TYPE = Typography(EM, "", 1.0)
RIGHT = 40 + COLUMN * EM


def sorted_out(sheet: Setter) -> dict[str, list[str]]:
    """The kinds of items, each with the first lines of its items."""
    page = sheet.page
    found: dict[str, list[str]] = {}
    for item in classify_lines(
        page.lines, Separators(tuple(page.rules)), page.panels, page.pictures, [], TYPE, page.zones
    ):
        found.setdefault(item.kind, []).append(item.lines[0].text if item.lines else "")
    return found


def with_body(top: float = 80) -> tuple[Setter, str]:
    sheet = Setter()
    sheet.flow(Prose(1).paragraphs(2), frames(40, top, 1, 40))
    return sheet, sheet.page.lines[0].text


def test_display_type_is_a_head_and_the_body_is_text():
    sheet, first = with_body()
    sheet.centred("陶窑再点火", 40, RIGHT, 40, 24)
    assert sorted_out(sheet) == {"head": ["陶窑再点火"], "text": [first]}


def test_a_byline_under_a_title_goes_with_the_head():
    sheet, first = with_body(100)
    sheet.centred("陶窑再点火", 40, RIGHT, 40, 24)
    sheet.centred("本报记者 江远舟", 40, RIGHT, 74)
    found = sorted_out(sheet)
    assert sorted(found["head"]) == ["本报记者 江远舟", "陶窑再点火"]
    assert found["text"] == [first]


def test_a_short_line_on_a_small_dark_panel_is_a_label():
    sheet, _ = with_body()
    sheet.panel(Box(38, 38, 90, 58), filled=True, framed=False, dark=True)
    sheet.line("乡土志", 44, 42, 12, reversed_out=True)
    page = sheet.page
    (label,) = (
        item
        for item in classify_lines(page.lines, Separators(), page.panels, [], [], TYPE)
        if item.lines[0].text == "乡土志"
    )
    assert (label.kind, label.dark) == ("head", True)


def test_a_vertical_line_of_display_type_is_a_head():
    sheet, _ = with_body()
    sheet.upright("堤坝巡查不停步", 300, 80, 26)
    assert sorted_out(sheet)["head"] == ["堤坝巡查不停步"]


def test_a_caption_goes_with_its_picture_and_is_no_text():
    sheet, first = with_body(260)
    sheet.picture(Box(40, 40, 180, 200))
    sheet.line("清晨的渡口。江远舟 摄", 40, 204, 9)
    assert sorted_out(sheet) == {"picture": [""], "text": [first]}


def test_zones_overrule_sizes():
    sheet, first = with_body()
    sheet.line("渡口新桥通车", 40, 50)
    sheet.line("大字排出的正文也是正文。", 300, 80, 20)
    sheet.page.zones = [Zone(Box(30, 45, 200, 65), "headline"), Zone(Box(290, 70, 600, 110), "text")]
    found = sorted_out(sheet)
    assert found["head"] == ["渡口新桥通车"]
    assert set(found["text"]) == {first, "大字排出的正文也是正文。"}


def test_a_jump_line_ends_a_text_and_what_follows_begins_another():
    sheet = Setter()
    bottom = sheet.flow(["渡口的老船工今天退休了，（下转03版）"], frames(40, 80, 1, 10))
    sheet.flow(["（上接01版）陶窑里的火又点起来了，全村的人都来看。"], frames(40, bottom + 5, 1, 10))
    texts = [item for item in _items(sheet) if item.kind == "text"]
    assert len(texts) == 2


def _items(sheet: Setter) -> list[Item]:
    return classify_lines(sheet.page.lines, Separators(), [], [], [], TYPE)


def test_no_line_is_sorted_twice_or_not_at_all():
    sheet, _ = with_body(140)
    sheet.centred("陶窑再点火", 40, RIGHT, 40, 24)
    sheet.centred("本报记者 江远舟", 40, RIGHT, 74)
    sheet.upright("堤坝巡查不停步", 300, 80, 26)
    sheet.picture(Box(400, 40, 600, 200))
    sheet.line("清晨的渡口。江远舟 摄", 400, 204, 9)
    items = _items(sheet)
    held = [line for item in items for line in {id(line): line for line in (*item.lines, *item.caption)}.values()]
    assert sorted(line.text for line in held) == sorted(line.text for line in sheet.page.lines)


def test_a_headline_on_a_coloured_band_reaches_as_far_as_the_band():
    sheet = Setter()
    sheet.panel(Box(36, 36, 300, 66), filled=True, framed=False, dark=True)
    sheet.line("渡口夜航", 40, 40, 22, reversed_out=True)
    sheet.line("镇上的摆渡船改在夜里开了，船工", 40, 80)

    def head() -> Box:
        items = classify_lines(sheet.page.lines, Separators(), sheet.page.panels, [], [], TYPE)
        (found,) = [item.box for item in items if item.kind == "head" and item.size > 20]
        return found

    assert (head().x0, head().x1) == (36, 300)
    sheet.line("船期另行公布，", 180, 44, reversed_out=True)
    assert head().x1 < 200
