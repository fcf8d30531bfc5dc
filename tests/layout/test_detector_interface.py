import re
from pathlib import Path
from typing import Any

import layoutparser as lp
import numpy as np
import pytest
from layout_pages import (
    COLUMN,
    EM,
    GUTTER,
    Prose,
    Setter,
    article,
    content_of,
    depth,
    frames,
    only_article,
    paragraphs_of,
)

from banmian.layout.detector_interface import add_zones, to_layout, zones_from_layout
from banmian.layout.geometry import Box
from banmian.layout.model import Page

ROOT = Path(__file__).parents[2]
STEP = (COLUMN + GUTTER) * EM


class Toy:
    """A detector that has been told what stands where, in page units, and shows it at any scale."""

    def __init__(self, *found: tuple[str, Box]) -> None:
        self._found = found

    def detect(self, image: np.ndarray) -> lp.Layout:
        scale = image.shape[1] / 800.0
        return lp.Layout([lp.TextBlock(lp.Rectangle(*box.scaled(scale)), type=kind) for kind, box in self._found])


def shown(page: Page, *found: tuple[str, Box], width: int = 400) -> Page:
    """The page after the detector was shown it, `width` px wide."""
    add_zones(Toy(*found), np.zeros((round(width * page.height / page.width), width, 3), np.uint8), page)
    return page


def unmarked_page() -> tuple[Page, list[str], list[str]]:
    """Two texts side by side without any title: geometry alone can't part them."""
    sheet, one, other = Setter(), Prose(1).paragraphs(4), Prose(2).paragraphs(4)
    sheet.flow(one, frames(40, 40, 2, depth(one, 2)))
    sheet.flow(other, frames(40 + 2 * STEP, 40, 2, depth(other, 2)))
    return sheet.page, one, other


def test_zones_of_whole_articles_part_what_geometry_does_not():
    page, one, other = unmarked_page()
    middle = 40 + 2 * STEP - EM
    shown(page, ("article", Box(30, 30, middle, 700)), ("article", Box(middle, 30, 790, 700)))
    found = content_of(page).articles
    assert [paragraphs_of(each) for each in found] == [one, other]


def test_a_line_in_a_headline_zone_is_the_headline_whatever_its_size():
    sheet, paragraphs = Setter(), Prose(3).paragraphs(5)
    sheet.line("渡口新桥通车", 40, 40)
    sheet.flow(paragraphs, frames(40, 70, 2, depth(paragraphs, 2)))
    assert only_article(sheet.page).headline is None
    shown(sheet.page, ("Title", Box(35, 35, 340, 55)))
    found = only_article(sheet.page)
    assert (found.headline, paragraphs_of(found)) == ("渡口新桥通车", paragraphs)


def test_a_picture_zone_is_a_picture_and_takes_its_caption():
    sheet, paragraphs = Setter(), Prose(4).paragraphs(5)
    sheet.centred("渡口新桥通车", 40, 40 + 2 * STEP - 20, 40, 26)
    sheet.flow(paragraphs, frames(40, 80, 2, depth(paragraphs, 2)))
    bottom = 80 + depth(paragraphs, 2) * 15 + 20
    sheet.line("清晨的渡口。江远舟 摄", 40, bottom + 205, 0.9 * EM)
    shown(sheet.page, ("Photograph", Box(40, bottom, 340, bottom + 200)))
    content = content_of(sheet.page)
    images = [*content.images, *(image for each in content.articles for image in each.images)]
    assert [(image.caption, image.credit) for image in images] == [("清晨的渡口。", "江远舟 摄")]
    assert Box(*images[0].regions[0].bbox).covers(Box(40, bottom, 340, bottom + 200), 0.99)


def test_a_picture_zone_over_a_known_picture_adds_none():
    sheet = Setter()
    article(sheet, 40, 40, 2, "陶窑再点火", Prose(8).paragraphs(4))
    sheet.picture(Box(400, 60, 700, 260))
    shown(sheet.page, ("Photograph", Box(405, 64, 698, 255)))
    content = content_of(sheet.page)
    images = [*content.images, *(image for each in content.articles for image in each.images)]
    assert len(images) == 1


def test_lines_in_an_advertisement_zone_are_furniture():
    sheet, paragraphs = Setter(), Prose(5).paragraphs(5)
    article(sheet, 40, 40, 2, "陶窑再点火", paragraphs)
    for row, text in enumerate(("青榆布庄", "新到蓝印布，欢迎选购", "南塘口码头东侧")):
        sheet.line(text, 420, 60 + 20 * row)
    shown(sheet.page, ("Advertisement", Box(400, 50, 780, 130)))
    content = content_of(sheet.page)
    assert [(piece.kind, piece.text) for piece in content.furniture] == [
        ("advertisement", "青榆布庄\n新到蓝印布，欢迎选购\n南塘口码头东侧")
    ]
    assert paragraphs_of(content.articles[0]) == paragraphs


def test_zones_are_in_page_units_whatever_the_pictures_size():
    for width in (200, 800, 1600):
        page = shown(Setter().page, ("Figure", Box(100, 200, 300, 400)), width=width)
        assert page.zones[0].box == pytest.approx((100, 200, 300, 400))
        assert page.zones[0].kind == "picture"


def test_classes_of_ones_own_can_be_named():
    found = lp.Layout([lp.TextBlock(lp.Rectangle(0, 0, 10, 10), type="Zeitungsartikel")])
    assert zones_from_layout(found, 2.0, {"zeitungsartikel": "article"})[0][0].box == Box(0, 0, 20, 20)


def test_an_unknown_class_is_a_warning_and_changes_nothing():
    page, _, _ = unmarked_page()
    before = content_of(page).articles
    shown(page, ("Horoscope", Box(30, 30, 700, 700)), ("Horoscope", Box(0, 0, 9, 9)))
    assert [zone.kind for zone in page.zones] == ["other", "other"]
    assert [(warning.code, warning.figure) for warning in page.warnings] == [("unknown_detector_class", 1.0)]
    assert "'Horoscope'" in page.warnings[0].message
    assert content_of(page).articles == before


def test_blocks_with_too_low_a_score_are_left_out():
    blocks = [lp.TextBlock(lp.Rectangle(0, 0, 10, 10), type="text", score=score) for score in (0.2, 0.9, None)]
    zones, _ = zones_from_layout(lp.Layout(blocks), 1.0, least_score=0.5)
    assert len(zones) == 2


@pytest.mark.parametrize(
    "names",
    [
        ("Photograph", "Illustration", "Map", "Comics/Cartoon", "Editorial Cartoon", "Headline", "Advertisement"),
        ("TextRegion", "ImageRegion", "TableRegion", "MathsRegion", "SeparatorRegion", "OtherRegion"),
        ("Text", "Title", "List", "Table", "Figure"),
    ],
    ids=["Newspaper Navigator", "PRImA", "PubLayNet"],
)
def test_classes_of_common_detectors_are_known(names: tuple[str, ...]):
    blocks = [lp.TextBlock(lp.Rectangle(0, 0, 10, 10), type=name) for name in names]
    assert zones_from_layout(lp.Layout(blocks), 1.0)[1] == []


def test_blocks_without_a_class_are_text():
    found = lp.Layout([lp.TextBlock(lp.Rectangle(0, 0, 10, 10)), lp.Rectangle(0, 20, 10, 30)])
    assert [zone.kind for zone in zones_from_layout(found, 1.0)[0]] == ["text", "text"]


def test_four_cornered_blocks_become_the_box_around_them():
    corners = lp.Quadrilateral([[0, 0], [10, 1], [11, 20], [1, 19]])
    assert zones_from_layout(lp.Layout([lp.TextBlock(corners, type="text")]), 1.0)[0][0].box == Box(0, 0, 11, 20)


def test_a_detector_that_finds_nothing_changes_nothing():
    sheet = Setter()
    article(sheet, 40, 40, 2, "陶窑再点火", Prose(6).paragraphs(4))
    before = content_of(sheet.page)
    assert content_of(shown(sheet.page)) == before


def test_what_was_found_can_be_handed_on_as_a_layout():
    sheet, paragraphs = Setter(), Prose(7).paragraphs(4)
    article(sheet, 40, 40, 1, "陶窑再点火", paragraphs, 2.0)
    layout = to_layout(content_of(sheet.page), 1)
    assert [block.text for block in layout] == paragraphs
    assert {block.type for block in layout} == {"paragraph"}
    assert {block.parent for block in layout} == {0}
    assert len(to_layout(content_of(sheet.page), 2)) == 0


def test_the_documented_example_runs(monkeypatch: pytest.MonkeyPatch):
    """The example of docs/layout.md, as it stands there."""
    monkeypatch.chdir(ROOT)
    document = (ROOT / "docs" / "layout.md").read_text("utf-8")
    (example,) = (code for code in re.findall(r"```python\n(.*?)```", document, re.DOTALL) if "add_zones(" in code)
    names: dict[str, Any] = {}
    exec(compile(example, "docs/layout.md", "exec"), names)
    assert [zone.kind for zone in names["pages"][0].zones] == ["picture"]
    images = [*names["content"].images, *(image for each in names["content"].articles for image in each.images)]
    zone = names["pages"][0].zones[0].box
    assert sum(Box(*image.regions[0].bbox).covers(zone, 0.8) for image in images) == 1
    assert [block.text for block in names["blocks"]]
