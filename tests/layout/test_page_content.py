"""Which headlines a page's articles and pictures get, told by how far they are from them."""

import pytest
from layout_pages import EM, Prose, Setter

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line, Rule
from banmian.layout.page_content import PageContent, write_content
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.article_building.article_builder import PageContext
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate

WIDE = 28 * EM


def item(kind: str, lines: list[Line]) -> Item:
    return Item(kind, union(line.box for line in lines), make_block(lines, EM))


def head(said: str, y: float, right: float = WIDE, left: float = 0.0) -> Item:
    return item("head", [Setter().centred(said, left, right, y, 2.4 * EM)])


def text(x: float, y: float) -> Item:
    sheet = Setter()
    sheet.flow(Prose(2).paragraphs(2), [Box(x, y, x + WIDE - 2 * EM, y + 50 * EM)])
    return item("text", sheet.page.lines)


def written(*candidates: ArticleCandidate, rules: tuple[Rule, ...] = ()) -> PageContent:
    context = PageContext(1, Typography(EM, "", 1.0), lambda box: box)
    return write_content(Setter().page, [], candidates, context, Separators(rules))


@pytest.mark.parametrize(("away", "title"), [(2, "渡口新桥通车"), (14, None)])
def test_a_headline_is_a_pictures_where_it_is_near_and_furniture_where_it_is_far(away: float, title: str | None):
    picture = Item("picture", Box(0, 0, WIDE, 20 * EM))
    content = written(ArticleCandidate(heads=(head("渡口新桥通车", (20 + away) * EM),), pictures=(picture,)))
    assert [image.caption for image in content.images] == [title]
    assert [piece.text for piece in content.furniture] == ([] if title else ["渡口新桥通车"])


@pytest.mark.parametrize(("away", "headline"), [(2, "渡口新桥通车"), (16, None)])
def test_words_over_two_articles_are_the_headline_of_one_without_only_where_it_begins_right_below(
    away: float, headline: str | None
):
    banner = ArticleCandidate(heads=(head("渡口新桥通车", 0, 1.4 * WIDE),))
    lacking = ArticleCandidate(texts=(text(0, (2.4 + away) * EM),))
    titled = ArticleCandidate(heads=(head("陶窑再点火", 5 * EM, WIDE, 2 * WIDE),), texts=(text(WIDE, 9 * EM),))
    content = written(banner, lacking, titled, rules=(Rule(Box(0, -6, 2 * WIDE, -5)),))
    assert [draft.article.headline for draft in content.drafts] == [headline, "陶窑再点火"]
