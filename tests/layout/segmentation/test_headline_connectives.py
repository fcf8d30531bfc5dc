import pytest
from layout_pages import EM

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.segmentation.headline_connectives import join_connected
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block


def item(kind: str, text: str, y: float, size: float, middle: float = 200.0) -> Item:
    half = 0.25 * size * len(text)
    line = Line(text, Box(middle - half, y, middle + half, y + size), size)
    return Item(kind, line.box, make_block([line], EM))


def notice(between: Item) -> list[str]:
    parts = [item("head", "Harbour Sale", 0, 3 * EM), between, item("head", "Fishing Boats", 5 * EM, 3 * EM)]
    text = item("text", "At the old quay on Friday", 9 * EM, EM)
    return [" / ".join(line.text for line in found.lines) for found in join_connected([*parts, text], EM)]


@pytest.mark.parametrize("kind", ["text", "head"])
@pytest.mark.parametrize("said", ["—OF—", "IN THE"])
def test_a_small_line_between_two_large_ones_joins_them(kind, said):
    assert notice(item(kind, said, 3.6 * EM, EM)) == [
        f"Harbour Sale / {said} / Fishing Boats",
        "At the old quay on Friday",
    ]


def test_other_lines_between_two_heads_join_nothing():
    for between in (
        item("text", "The sale begins at noon", 3.6 * EM, EM),
        item("text", "的", 3.6 * EM, EM),
        item("text", "OF", 3.6 * EM, EM, middle=240.0),
        item("head", "BOATS", 3.2 * EM, 2.2 * EM),
    ):
        assert len(notice(between)) == 4


def test_a_line_between_a_head_and_its_text_joins_nothing():
    items = [item("head", "Harbour Sale", 0, 3 * EM), item("text", "OF", 3.6 * EM, EM), item("text", "At", 5 * EM, EM)]
    assert join_connected(items, EM) == items
