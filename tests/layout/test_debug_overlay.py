import numpy as np
import pytest
from layout_pages import COLUMN, EM, GUTTER, Prose, Setter, article, content_of

from banmian.document.model import Content, PageInfo
from banmian.layout.debug_overlay import draw
from banmian.layout.geometry import Box
from banmian.layout.model import Page

STEP = (COLUMN + GUTTER) * EM


def white(page: Page, scale: float = 0.75) -> np.ndarray:
    return np.full((round(page.height * scale), round(page.width * scale), 3), 255, np.uint8)


def drawn(page: Page, scale: float = 0.75) -> tuple[np.ndarray, Content]:
    content = content_of(page)
    return draw(white(page, scale), content, content.pages[0], page.rules), content


def part(picture: np.ndarray, bbox: list[float], scale: float = 0.75) -> np.ndarray:
    x0, y0, x1, y1 = (round(value * scale) for value in bbox)
    return picture[y0:y1, x0:x1]


def hue(area: np.ndarray) -> tuple[int, ...]:
    """The commonest colour of an area."""
    colours, counts = np.unique(area.reshape(-1, 3), axis=0, return_counts=True)
    return tuple(int(value) for value in colours[counts.argmax()])


def two_articles() -> Page:
    sheet = Setter()
    article(sheet, 40, 40, 2, "陶窑再点火", Prose(1).paragraphs(5))
    article(sheet, 40 + 2 * STEP, 40, 2, "水渠修到田头", Prose(2).paragraphs(5))
    return sheet.page


@pytest.mark.parametrize("scale", [0.3, 0.75, 2.0])
def test_the_drawing_has_the_shape_of_the_picture(scale: float):
    page = two_articles()
    picture, _ = drawn(page, scale)
    assert picture.shape == white(page, scale).shape
    assert picture.dtype == np.uint8


def test_articles_are_tinted_each_in_a_colour_of_its_own():
    picture, content = drawn(two_articles())
    tints = [hue(part(picture, each.blocks[1].regions[0].bbox)) for each in content.articles]
    assert len(set(tints)) == 2
    assert (255, 255, 255) not in tints


def test_where_nothing_is_nothing_is_drawn():
    page = two_articles()
    picture, _ = drawn(page)
    assert hue(part(picture, [20, 800, 780, 1090])) == (255, 255, 255)
    assert (part(picture, [20, 800, 780, 1090]) == 255).all()


def test_the_picture_given_is_not_drawn_upon():
    page = two_articles()
    content, picture = content_of(page), white(page)
    draw(picture, content, content.pages[0])
    assert (picture == 255).all()


def test_furniture_and_images_are_shown():
    sheet = Setter()
    sheet.line("03版 综合新闻", 40, 20)
    sheet.line("2023年10月14日 星期六", 300, 20)
    article(sheet, 40, 60, 2, "陶窑再点火", Prose(3).paragraphs(5))
    sheet.picture(Box(420, 60, 760, 300))
    picture, content = drawn(sheet.page)
    assert content.furniture
    assert (part(picture, content.furniture[0].regions[0].bbox) != 255).any()
    assert (part(picture, [420, 60, 760, 300]) != 255).any()


def test_only_what_is_on_the_page_is_drawn():
    page = two_articles()
    content = content_of(page)
    picture = draw(white(page), content, PageInfo(number=2, width=page.width, height=page.height, unit="pt"))
    assert (picture == 255).all()


def test_a_page_without_a_size_is_left_as_it_is():
    content = content_of(two_articles())
    picture = np.full((60, 40, 3), 255, np.uint8)
    assert (draw(picture, content, PageInfo(number=1)) == picture).all()


def test_an_empty_page_is_drawn():
    page = Page(1, 600, 800, "pt", "text_layer")
    picture, _ = drawn(page)
    assert picture.shape == white(page).shape
