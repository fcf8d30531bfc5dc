from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples.families import make_family_document
from samples.families.canvas import PageCanvas, line_box
from samples.families.mosaic_regions import Extent, Region, cut
from samples.families.vertical_grid import Type, make_grid
from samples.typeset.sheet import Box


@given(st.integers(1, 9), st.integers(9, 70), st.integers(0, 6), st.floats(0, 1), st.integers(0, 10_000))
def test_pieces_cover_every_cell_once(tiers: int, columns: int, cuts: int, tall: float, seed: int) -> None:
    pieces = cut(Extent(0, tiers, 0, columns), cuts, tall, Random(seed))
    covered = Counter(
        (band.first + down, column)
        for bands in pieces
        for band in bands
        for down in range(band.tiers)
        for column in range(band.start, band.end)
    )
    assert covered == Counter((tier, column) for tier in range(tiers) for column in range(columns))


def test_some_pieces_are_hooks_and_some_are_parted_by_no_straight_cut() -> None:
    hooks = wheels = 0
    for seed in range(200):
        pieces = cut(Extent(0, 6, 0, 50), 1, 0.0, Random(seed))
        hooks += any(len({(band.start, band.end) for band in bands}) > 1 for bands in pieces)
        wheels += len(pieces) == 5
    assert hooks > 20
    assert wheels > 5


def test_a_region_goes_past_what_stands_in_it() -> None:
    grid = make_grid(Box(0, 0, 120, 200), Type(size=9, pitch=12), [10, 10], 8)
    grid.take("#box", 0, 3, 1, 2)
    region = Region(grid, Extent(0, 2, 0, 10).bands())
    assert [place for place in region.free if place[0] == 0] == [(0, column) for column in (0, 1, 2, 5, 6, 7, 8, 9)]
    assert region.across((0, 0)) == 3
    assert region.depth((0, 3), 1) == 0
    assert region.depth((0, 5), 2) == 2
    region.take_area("p1a1", (0, 5), 2, 2)
    assert not grid.is_free(1, 6)
    assert (0, 5) in grid.joined


@pytest.fixture(scope="module")
def pages() -> list[PageCanvas]:
    return [page for seed in range(16) for page in make_family_document("mosaic", seed).pages]


def heads(page: PageCanvas) -> list[tuple[Box, Box]]:
    """The headline's box and the first text's of each article that has both."""
    found = []
    for article in page.articles:
        headline = [piece.box for piece in article.pieces if piece.label.role == "headline"]
        text = [piece.box for piece in article.pieces if piece.label.role == "body"]
        if headline and text:
            found.append((headline[0], text[0]))
    return found


def test_heads_hang_under_other_texts_and_reach_over_several_tiers(pages: list[PageCanvas]) -> None:
    pairs = [pair for page in pages for pair in heads(page)]
    hung = sum(head.y0 > text.y0 + 0.35 * text.height and head.x0 > text.x1 for head, text in pairs)
    deep = sum(head.height > 1.5 * text.height for head, text in pairs)
    assert hung >= 10
    assert deep >= 10


def test_texts_go_on_under_their_own_head(pages: list[PageCanvas]) -> None:
    wraps = 0
    for page in pages:
        for article in page.articles:
            head = next((piece.box for piece in article.pieces if piece.label.role == "headline"), None)
            bodies = [line_box(line) for piece in article.pieces if piece.label.role == "body" for line in piece.lines]
            wraps += head is not None and any(box.y0 > head.y1 and box.x1 > head.x0 for box in bodies)
    assert wraps >= 20


def test_some_items_have_no_head(pages: list[PageCanvas]) -> None:
    headless = [article for page in pages for article in page.articles if not article.headline]
    assert headless
    assert all(paragraph[0] == "▲" for article in headless for paragraph in article.paragraphs)


def test_what_is_right_of_a_deep_head_is_mostly_the_text_before_it(pages: list[PageCanvas]) -> None:
    own = others = 0
    for page in pages:
        lines = [
            (article.name, line_box(line))
            for article in page.articles
            for piece in article.pieces
            if piece.label.role == "body"
            for line in piece.lines
        ]
        tall = sorted(box.height for _, box in lines)[3 * len(lines) // 4]
        for article in page.articles:
            head = next((piece.box for piece in article.pieces if piece.label.role == "headline"), None)
            if head is None or head.height < 1.2 * tall:
                continue
            beside = [
                name
                for name, box in lines
                if 0 < box.x0 - head.x1 < 3 * box.width
                and head.y0 + 0.55 * head.height < (box.y0 + box.y1) / 2 < head.y1
            ]
            own += article.name in beside
            others += any(name != article.name for name in beside)
    assert others >= 5
    assert own <= 0.2 * others
