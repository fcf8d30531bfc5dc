from dataclasses import replace
from random import Random
from time import process_time

import pytest
from layout_pages import EM, Prose, Setter

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page, Picture
from banmian.layout.pipeline import arrange_page
from banmian.layout.segmentation.drawings_by_labels import LEAST_LABELS, find_drawings

MAP = Box(22 * EM, 0, 44 * EM, 28 * EM)


def labels(rng: Random, box: Box, count: int) -> list[Line]:
    """Names of places as a map has them: anywhere, in several sizes, none over another."""
    placed: list[Line] = []
    while len(placed) < count:
        size = EM * rng.choice((0.7, 0.8, 0.8, 1.0, 1.6))
        said = "".join(rng.choice("江浦渡石桥湾洲港山岭溪塘") for _ in range(rng.choice((2, 2, 3, 4))))
        x, y = rng.uniform(box.x0, box.x1 - 4 * size), rng.uniform(box.y0, box.y1 - size)
        own = Box(x, y, x + len(said) * size, y + size)
        if own.x1 <= box.x1 and not any(line.box.grown(0.4 * EM).intersection(own) for line in placed):
            placed.append(Line(said, own, size))
    return placed


def columns(seed: int) -> Setter:
    """Text in the column left of a map and in the one below it."""
    sheet = Setter()
    sheet.flow(Prose(seed).paragraphs(6), [Box(0, 0, 20 * EM, 60 * EM), Box(22 * EM, 31 * EM, 44 * EM, 60 * EM)])
    return sheet


@pytest.mark.parametrize("seed", range(12))
def test_the_names_on_a_map_are_a_picture_and_the_text_round_it_is_text(seed):
    rng = Random(seed)
    named = labels(rng, MAP, rng.randint(18, 34))
    text = columns(seed).page.lines
    found, rest = find_drawings([*text, *named], [], EM)
    inside = [line for item in found for line in item.caption]
    assert len(found) == 1
    assert found[0].drawn
    assert sum(any(line is other for other in inside) for line in named) >= 0.9 * len(named)
    assert all(any(line is other for other in rest) for line in text)


@pytest.mark.parametrize("seed", range(6))
def test_text_in_columns_and_lists_on_an_edge_are_no_drawing(seed):
    listed = [Line("渡口小学", Box(22 * EM, n * 1.6 * EM, 26 * EM, (n * 1.6 + 1) * EM), EM) for n in range(12)]
    lines = [*columns(seed).page.lines, *listed]
    assert find_drawings(lines, [], EM) == ([], lines)


@pytest.mark.parametrize("vertical", [False, True])
def test_verse_indented_by_turns_is_no_drawing(vertical):
    verse = []
    for n, words in enumerate(["我在渡口等", "船慢慢来", "灯还亮着的", "雨停了"] * 3):
        along, across = (1.0 * (n % 2), 1.0 * (n % 2) + len(words)), (1.5 * n, 1.5 * n + 1)
        box = (
            Box(across[0], along[0], across[1], along[1]) if vertical else Box(along[0], across[0], along[1], across[1])
        )
        verse.append(Line(words, Box(*(EM * value for value in tuple(box))), EM, vertical=vertical))
    assert find_drawings(verse, [], EM) == ([], verse)


def test_four_times_the_lines_take_about_four_times_as_long():
    def seconds(rows: int) -> float:
        lines = [
            Line("渡口新桥", Box(x * EM, y * EM, (x + 20) * EM, (y + 1) * EM), EM)
            for x in range(0, 88, 22)
            for y in range(rows)
        ]
        begun = process_time()
        find_drawings(lines, [], EM)
        return process_time() - begun

    few, many = (min(seconds(rows) for _ in range(3)) for rows in (1000, 4000))
    assert many < 9 * few


def test_a_few_scattered_words_are_no_drawing():
    few = labels(Random(1), MAP, LEAST_LABELS - 1)
    assert find_drawings(few, [], EM) == ([], few)


def test_a_picture_in_a_map_is_part_of_it():
    named = labels(Random(2), MAP, 24)
    found, _ = find_drawings(named, [Box(24 * EM, 10 * EM, 40 * EM, 20 * EM)], EM)
    assert len(found) == 1
    assert found[0].box.covers(Box(24 * EM, 10 * EM, 40 * EM, 20 * EM))


def test_no_name_on_a_map_heads_an_article():
    sheet = columns(3)
    named = labels(Random(3), MAP, 24)
    page = Page(1, 46 * EM, 62 * EM, "pt", "pdf", lines=[*sheet.page.lines, *named])
    page.pictures = [Picture(Box(26 * EM, 8 * EM, 30 * EM, 12 * EM))]
    names = {line.text for line in named}
    articles = [draft.article for draft in arrange_page(page).drafts]
    assert not any((article.headline or "") in names for article in articles)
    assert not any(block.text in names for article in articles for block in article.blocks)


def test_a_stop_after_one_name_makes_no_text_of_a_map():
    named = labels(Random(3), MAP, 20)
    stopped = [replace(named[0], text=named[0].text + "。"), *named[1:]]
    assert len(find_drawings(stopped, [], EM)[0]) == 1


def test_sayings_strewn_over_a_page_are_no_drawing():
    said = [replace(line, text=line.text + "。") for line in labels(Random(3), MAP, 20)]
    assert find_drawings(said, [], EM) == ([], said)
