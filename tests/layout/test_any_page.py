"""Whatever a page looks like, laying it out ends, keeps its promises, and loses no text."""

from collections import Counter
from dataclasses import replace
from itertools import count
from random import Random
from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from layout_pages import Prose, Setter, as_read, newspaper

from banmian.document.model import Article, Content
from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line, Page, Panel, Picture, Rule, Zone, ZoneKind
from banmian.layout.pipeline import arrange

SEVERAL = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
FIRST_SIGN = 0x3400
"""Rare Han signs stand in for text, each used once, so that every sign can be followed through."""

places = st.one_of(st.integers(-40, 900).map(float), st.sampled_from([0.0, -1e6, 1e7, 300.25]))
lengths = st.one_of(st.integers(0, 400).map(float), st.sampled_from([0.0, 10.0, 140.0, -25.0, 1e7]))
sizes = st.one_of(st.integers(4, 60).map(float), st.sampled_from([0.0, 0.01, 10.0, 10.0, 10.0, 5000.0]))


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    x, y = draw(places), draw(places)
    return Box(x, y, x + draw(lengths), y + draw(lengths))


@st.composite
def pages(draw: st.DrawFn, most: int = 25) -> Page:
    """Any page: boxes of no size, turned inside out, alike, off the page, enormous."""
    signs = map(chr, count(FIRST_SIGN))
    given_boxes = draw(st.lists(boxes(), max_size=most))
    if given_boxes and draw(st.booleans()):
        given_boxes += given_boxes[:3]
    lines = []
    for box in given_boxes:
        text = "".join(next(signs) for _ in range(draw(st.integers(1, 12))))
        lines.append(Line(text, box, draw(sizes), read=text, vertical=draw(st.booleans()), bold=draw(st.booleans())))
    return Page(
        1,
        draw(st.sampled_from([0.0, 800.0, 1e6])),
        draw(st.sampled_from([0.0, 1100.0, 1e6])),
        "pt",
        "text_layer",
        lines,
        [Rule(box) for box in draw(st.lists(boxes(), max_size=6))],
        [Panel(box, filled=True, framed=True, dark=draw(st.booleans())) for box in draw(st.lists(boxes(), max_size=4))],
        [Picture(box) for box in draw(st.lists(boxes(), max_size=4))],
        [Zone(box, draw(st.sampled_from(get_args(ZoneKind)))) for box in draw(st.lists(boxes(), max_size=3))],
    )


def said_of(article: Article) -> list[str]:
    """Everything that an article says, its repairs undone."""
    heads = ["headline", "kicker", "subheadline", "section"]
    said = [as_read(article, name) for name in heads if getattr(article, name)]
    said += [byline.name + (byline.role or "") for byline in article.bylines]
    said += [as_read(article, index) for index in range(len(article.blocks))]
    return said


def said(content: Content) -> list[str]:
    """Everything that the content says."""
    parts = [part for article in content.articles for part in said_of(article)]
    parts += [piece.text for piece in content.furniture]
    images = [*content.images, *(image for article in content.articles for image in article.images)]
    parts += [part for image in images for part in (image.caption, image.credit) if part]
    return parts


def tables(content: Content) -> list[str]:
    """The cells of all tables; merged cells are repeated."""
    found = [*content.tables, *(table for article in content.articles for table in article.tables)]
    return [cell for table in found for row in table.rows for cell in row]


def signs_of(texts: list[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if not char.isspace())


def assert_whole(page: Page, content: Content) -> None:
    """Every sign of the page is said once, or stands in a table."""
    wanted = signs_of([line.text for line in page.lines])
    found, celled = signs_of(said(content)), signs_of(tables(content))
    missing = {char for char in wanted if not found[char] and not celled[char]}
    lost = [line.text for line in page.lines if missing & set(line.text)]
    assert not lost, lost
    sections = signs_of([article.section or "" for article in content.articles])
    twice = [char for char in found if found[char] > max(1, sections[char]) and char in wanted]
    assert not twice, twice


@SEVERAL
@given(pages())
def test_any_page_is_arranged_without_losing_text(page: Page):
    assert_whole(page, arrange([page]))


@SEVERAL
@given(pages(most=10))
def test_a_page_is_arranged_the_same_way_every_time(page: Page):
    assert arrange([page]) == arrange([page])


@SEVERAL
@given(pages(most=10))
def test_arranging_leaves_the_page_as_it_was(page: Page):
    before = (list(page.lines), list(page.rules), list(page.panels), list(page.pictures), list(page.zones))
    arrange([page])
    assert before == (page.lines, page.rules, page.panels, page.pictures, page.zones)


def signed(page: Page) -> Page:
    """The page with every sign of its lines replaced by one that stands nowhere else."""
    signs = map(chr, count(FIRST_SIGN))
    lines = []
    for line in page.lines:
        text = "".join(char if char in " 。，" else next(signs) for char in line.text)
        glyphs = [replace(glyph, text=char) for glyph, char in zip(line.glyphs, text.replace(" ", ""), strict=True)]
        lines.append(replace(line, text=text, read=text, glyphs=tuple(glyphs)))
    return replace(page, lines=lines)


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_newspaper_page_loses_no_text(seed: int):
    random = Random(seed)
    page = signed(newspaper(150, seed))
    kept = [line for line in page.lines if random.random() > 0.1]
    random.shuffle(kept)
    shaken = [
        replace(
            line, box=line.box.moved(random.gauss(0, 2), random.gauss(0, 2)), size=line.size * random.gauss(1, 0.05)
        )
        for line in kept
    ]
    page = replace(page, lines=shaken, rules=[rule for rule in page.rules if random.random() > 0.5])
    marks = signs_of([line.text for line in page.lines])
    content = arrange([page])
    found = signs_of(said(content)) + signs_of(tables(content))
    assert [char for char in marks if char not in "。，" and not found[char]] == []


@pytest.mark.parametrize("seed", range(4))
def test_every_block_can_be_led_back_to_the_lines_of_the_page(seed: int):
    page = newspaper(120, seed)
    printed = {line.text for line in page.lines}
    for article in arrange([page]).articles:
        for index in range(len(article.blocks)):
            assert set(as_read(article, index).split("\n")) <= printed


def test_one_glyph_alone():
    sheet = Setter()
    sheet.line("完", 0, 0)
    assert_whole(sheet.page, arrange([sheet.page]))


def test_two_hundred_lines_in_one_place():
    box = Box(100, 100, 240, 110)
    text = Prose(1).sentence()
    page = Page(1, 800, 1100, "pt", "text_layer", [Line(text, box, 10.0) for _ in range(200)])
    content = arrange([page])
    assert sum(part.count(text) for part in [*said(content), *tables(content)]) >= 1


def test_blank_lines_and_lines_without_glyphs_do_no_harm():
    glyph = Glyph("渡", Box(0, 0, 10, 10), 10)
    page = Page(
        1,
        800,
        1100,
        "pt",
        "text_layer",
        [
            Line("   ", Box(0, 0, 30, 10), 10.0),
            Line("", Box(0, 20, 0, 20), 10.0),
            Line("渡口今晚停航，明早开船。", Box(0, 40, 120, 50), 10.0),
            Line("渡", Box(0, 60, 10, 70), 10.0, (glyph,)),
        ],
    )
    assert "停航" in "".join(said(arrange([page])))
