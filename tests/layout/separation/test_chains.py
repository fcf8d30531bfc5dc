from layout_pages import COLUMN, EM, GUTTER, Prose, Setter, depth, frames

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.region_classification import classify_lines
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidate import ArticleCandidate
from banmian.layout.separation.chains import chained, is_broken
from banmian.layout.separation.partition import divide

TYPE = Typography(EM, "", 1.0)
STEP = (COLUMN + GUTTER) * EM


def column(number: int, top: float, foot: float) -> Box:
    left = 40 + number * STEP
    return Box(left, top, left + COLUMN * EM, foot)


def flowing() -> tuple[Setter, dict[str, str]]:
    """Three columns: each article fills what the one before it left, past the next one's head."""
    sheet, prose = Setter(), Prose(8)
    told = {name: prose.paragraph(220) for name in ("渡口新桥通车", "水渠修到田头", "陶窑再点火")}
    lines = {name: depth([text], 1) for name, text in told.items()}
    sheet.line("渡口新桥通车", 40, 40, 22)
    foot = sheet.flow([told["渡口新桥通车"]], frames(40, 80, 1, lines["渡口新桥通车"]))
    sheet.line("水渠修到田头", 40, foot + 30, 22)
    rest = lines["水渠修到田头"] - 7
    places = [*frames(40, foot + 70, 1, 7), *frames(40 + STEP, 40, 1, rest)]
    foot = sheet.flow([told["水渠修到田头"]], places)
    sheet.line("陶窑再点火", 40 + STEP, foot + 30, 22)
    rest = lines["陶窑再点火"] - 9
    sheet.flow([told["陶窑再点火"]], [*frames(40 + STEP, foot + 70, 1, 9), *frames(40 + 2 * STEP, 40, 1, rest)])
    return sheet, told


def items_of(sheet: Setter) -> list[Item]:
    page = sheet.page
    return classify_lines(page.lines, Separators(tuple(page.rules)), page.panels, page.pictures, [], TYPE)


def told_by(leaves: list[ArticleCandidate]) -> dict[str, str]:
    heads = [leaf for leaf in leaves if leaf.heads]
    return {
        leaf.heads[0].lines[0].text: "".join(line.text for item in leaf.texts for line in item.lines) for leaf in heads
    }


def test_text_that_flows_past_other_heads_is_followed():
    sheet, told = flowing()
    found = told_by(chained(items_of(sheet), sheet.page.rules, TYPE))
    assert found == told


def test_every_text_is_in_one_article_once():
    sheet, _ = flowing()
    leaves = chained(items_of(sheet), sheet.page.rules, TYPE)
    texts = sorted(line.text for leaf in leaves for item in leaf.texts for line in item.lines)
    assert texts == sorted(line.text for line in sheet.page.lines if line.size == EM)


def test_a_division_into_whole_articles_is_not_broken():
    sheet, prose = Setter(), Prose(2)
    sheet.line("渡口新桥通车", 40, 40, 22)
    sheet.flow(prose.paragraphs(3), [column(0, 80, 640)])
    assert not is_broken(divide(items_of(sheet), [], TYPE), TYPE)


def test_text_without_heads_is_broken():
    sheet, prose = Setter(), Prose(2)
    sheet.flow(prose.paragraphs(3), [column(0, 80, 640)], indent=0)
    assert is_broken(divide(items_of(sheet), [], TYPE), TYPE)


def test_a_subheading_is_said_once():
    sheet, prose = Setter(), Prose(5)
    sheet.line("渡口新桥通车", 40, 40, 40)
    foot = sheet.flow([prose.paragraph(120)], [column(0, 100, 400)])
    sheet.line("老渡工上岸", 40, foot + 14, 18)
    sheet.flow([prose.paragraph(120)], [column(0, foot + 44, foot + 344)])
    (leaf,) = chained(items_of(sheet), sheet.page.rules, TYPE)
    said = [line.text for item in leaf.items for line in item.lines]
    assert sorted(said) == sorted(line.text for line in sheet.page.lines)
    assert [head.lines[0].text for head in leaf.heads] == ["渡口新桥通车"]


def test_a_page_of_heads_and_lone_lines_alone_is_one_article():
    sheet = Setter()
    sheet.line("渡口新桥通车", 40, 40, 30)
    sheet.line("两岸连成一片", 100, 78)
    (leaf,) = chained(items_of(sheet), [], TYPE)
    assert sorted(line.text for item in leaf.items for line in item.lines) == ["两岸连成一片", "渡口新桥通车"]
