from dataclasses import replace

import pytest

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.segmentation.display_captions import take_display_captions
from banmian.layout.segmentation.regions import Item, ItemKind
from banmian.layout.segmentation.text_blocks import make_block

EM = 10.0


def item(kind: ItemKind, text: str, box: Box, size: float) -> Item:
    return Item(kind, box, make_block([Line(text, box, size)], EM))


HEAD = item("head", "BELLS AT THE FERRY", Box(100, 50, 300, 74), 24.0)
PICTURE = Item("picture", Box(110, 90, 290, 290))
CAPTION = item("head", "The old pier.", Box(150, 300, 250, 314), 14.0)
TEXT = item("text", "Both shores gathered by night to hear", Box(100, 330, 300, 340), EM)


def captions(*items: Item) -> list[str]:
    found = take_display_captions(items, EM)
    return [line.text for picture in found if picture.kind == "picture" for line in picture.caption]


def test_a_heading_under_a_picture_below_a_larger_one_is_its_caption():
    found = take_display_captions([HEAD, PICTURE, CAPTION, TEXT], EM)
    (picture,) = [part for part in found if part.kind == "picture"]
    assert [line.text for line in picture.caption] == ["The old pier."]
    assert picture.box == Box(110, 90, 290, 314)
    assert CAPTION not in found


@pytest.mark.parametrize(
    "items",
    [
        (PICTURE, CAPTION, TEXT),
        (HEAD, TEXT, CAPTION),
        (replace(HEAD, kind="text"), PICTURE, CAPTION, TEXT),
        (item("head", "BELLS", HEAD.box, 15.0), PICTURE, CAPTION, TEXT),
        (HEAD, PICTURE, item("head", "A story of its own", Box(200, 300, 300, 314), 14.0), TEXT),
        (HEAD, PICTURE, item("head", "Another far away", Box(150, 350, 250, 364), 14.0), TEXT),
        (HEAD, PICTURE, CAPTION, item("head", "Its second line", Box(150, 320, 250, 334), 14.0), TEXT),
    ],
    ids=["no head", "no picture", "text above", "no larger head", "aside", "far", "more lines"],
)
def test_other_headings_stay(items: tuple[Item, ...]):
    assert captions(*items) == []
    assert len(take_display_captions(items, EM)) == len(items)
