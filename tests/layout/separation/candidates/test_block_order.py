from layout_pages import (
    COLUMN,
    EM,
    GUTTER,
    LEADING,
    Prose,
    Setter,
    content_of,
    depth,
    frames,
    only_article,
    paragraphs_of,
)

from banmian.layout.geometry import Box
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.candidates.block_order import columns_of, reading_order

STEP = (COLUMN + GUTTER) * EM


def text_item(x: float, y: float, width: float = COLUMN * EM, rows: int = 4, seed: int = 1) -> Item:
    """A block of full lines."""
    sheet = Setter()
    text = Prose(seed).paragraph(400)
    each = int(width / EM)
    for row in range(rows):
        sheet.line(text[row * each : (row + 1) * each], x, y + row * LEADING * EM, width=width)
    block = make_block(sheet.page.lines, EM)
    return Item("text", block.box, block)


def test_columns_are_found_from_left_to_right():
    items = [text_item(40 + n * STEP, y) for n in (2, 0, 1) for y in (300, 40)]
    found = columns_of(items)
    assert [[(item.box.x0, item.box.y0) for item in column] for column in found] == [
        [(40 + n * STEP, 40), (40 + n * STEP, 300)] for n in range(3)
    ]


def test_columns_of_different_width_are_kept_apart():
    narrow, wide = text_item(40, 40, 100), text_item(160, 40, 240)
    assert columns_of([wide, narrow]) == [[narrow], [wide]]


def test_a_block_across_both_columns_is_read_between_what_is_above_and_below():
    above = [text_item(40 + n * STEP, 40, seed=n + 1) for n in range(2)]
    lead = text_item(40, 200, 2 * STEP - GUTTER * EM, seed=3)
    below = [text_item(40 + n * STEP, 400, seed=n + 4) for n in range(2)]
    ordered, _ = reading_order([*below, lead, *above], EM)
    assert ordered == [*above, lead, *below]


def test_no_texts_have_an_order_too():
    assert reading_order([], EM) == ([], 0.0)


def test_columns_run_on_below_a_picture_over_one_of_them():
    sheet, paragraphs = Setter(), Prose(2).paragraphs(6)
    sheet.centred("渡口新桥通车", 40, 40 + 3 * STEP - 20, 40, 28)
    left, middle, right = frames(40, 90, 3, depth(paragraphs, 3) + 6)
    foot = middle.y0 + 9 * LEADING * EM
    sheet.picture(Box(middle.x0, middle.y0, right.x1, foot))
    lower = [box._replace(y0=foot + EM) for box in (middle, right)]
    sheet.flow(paragraphs, [left, *lower])
    assert paragraphs_of(only_article(sheet.page)) == paragraphs


def test_a_picture_across_the_whole_text_is_read_round_band_by_band():
    sheet = Setter()
    upper, lower = Prose(3).paragraphs(4), Prose(4).paragraphs(4)
    sheet.centred("渡口新桥通车", 40, 40 + 2 * STEP - 20, 40, 28)
    deep = depth(upper, 2)
    first = frames(40, 90, 2, deep)
    sheet.flow(upper, first)
    top = first[0].y1 + EM
    sheet.picture(Box(40, top, 40 + 2 * STEP - 20, top + 150))
    sheet.flow(lower, frames(40, top + 150 + EM, 2, depth(lower, 2)))
    found = only_article(sheet.page)
    assert paragraphs_of(found) == [*upper, *lower]
    assert len(found.images) == 1


def test_columns_that_run_past_a_picture_across_them_are_read_column_by_column():
    sheet, paragraphs = Setter(), Prose(5).paragraphs(8, 130)
    sheet.centred("渡口新桥通车", 40, 40 + 2 * STEP - 20, 40, 28)
    half = 9
    upper = frames(40, 90, 2, half)
    top = upper[0].y1 + EM
    sheet.picture(Box(40, top, 40 + 2 * STEP - 20, top + 100))
    lower = frames(40, top + 100 + EM, 2, depth(paragraphs, 2) - half + 2)
    sheet.flow(paragraphs, [upper[0], lower[0], upper[1], lower[1]])
    assert paragraphs_of(only_article(sheet.page)) == paragraphs


def test_articles_are_numbered_from_the_top_and_from_the_left():
    sheet, texts = Setter(), [Prose(seed).paragraphs(4) for seed in (6, 7, 8)]
    titles = ["渡口新桥通车", "水渠修到田头", "陶窑再点火"]
    sheet.centred(titles[0], 40, 40 + 4 * STEP - 20, 40, 34)
    sheet.flow(texts[0], frames(40, 100, 4, depth(texts[0], 4)))
    top = 100 + depth(texts[0], 4) * LEADING * EM + 3 * EM
    for number in (1, 2):
        left = 40 + (number - 1) * 2 * STEP
        sheet.centred(titles[number], left, left + 2 * STEP - 20, top, 24)
        sheet.flow(texts[number], frames(left, top + 40, 2, depth(texts[number], 2)))
    assert [each.headline for each in content_of(sheet.page).articles] == titles
