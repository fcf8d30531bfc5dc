from dataclasses import replace

import pytest
from export_cases import FIRST, NAME, around, bare, column, issue, line

from banmian.document.lines_as_read import ReadLines
from banmian.document.model import Byline, Region
from banmian.export.placed_document import Piece
from banmian.export.text_placement import place_text
from banmian.export.written_file_checks import incomplete


def pieces(slot: str, article: int | None = 0, read: bool = True) -> list[Piece]:
    document, lines = issue()
    placed = place_text(NAME, document, lines if read else None)
    return [piece for page in placed.pages for piece in page.pieces if (piece.slot, piece.article) == (slot, article)]


def test_every_text_is_placed_once_with_and_without_lines_that_were_read() -> None:
    document, lines = issue()
    for read in (lines, None):
        assert list(incomplete(place_text(NAME, document, read))) == []


def test_a_paragraph_over_two_columns_has_a_piece_in_each() -> None:
    left, right = pieces("block-1")
    assert (left.part, right.part) == (0, 1)
    assert left.text.endswith("小")
    assert right.text.startswith("，收成")
    assert left.bbox == (20, 130, 130, 155)


def test_parts_of_a_head_stand_where_they_were_read() -> None:
    (kicker,), (headline,) = pieces("kicker"), pieces("headline")
    assert kicker.bbox == (150, 45, 174, 57)
    assert headline.bbox == (120, 60, 400, 80)


def test_without_lines_a_head_is_shared_out() -> None:
    (kicker,), (headline,) = pieces("kicker", read=False), pieces("headline", read=False)
    assert kicker.bbox is not None
    assert headline.bbox is not None
    assert kicker.bbox[3] == pytest.approx(headline.bbox[1])


def test_rows_of_a_table_stand_on_their_lines() -> None:
    (row,) = pieces("table-0-row-1", 1)
    assert row.text == "海燕\t12"
    assert row.bbox == (20, 315, 90, 325)


def test_names_below_one_role_stand_where_each_is_printed() -> None:
    document, lines = issue()
    closing = line("记者林舟、苏禾、田野、谷雨", 20, 400)
    lines.pages[1].lines.append(closing)
    document.articles[0].bylines = [Byline(name, "记者") for name in ("林舟", "苏禾", "田野", "谷雨")]
    document.articles[0].regions.append(around(2, [closing]))
    placed = place_text(NAME, document, lines).pages[1].pieces
    boxes = {piece.text: piece.bbox for piece in placed if piece.role == "byline"}
    assert boxes["记者 林舟"] == (20, 400, 60, 410)
    assert boxes["记者 田野"] == (100, 400, 120, 410)
    assert boxes["记者 谷雨"] == (130, 400, 150, 410)


def test_captions_and_credits_stand_apart() -> None:
    assert pieces("image-0")[0].bbox == (150, 380, 210, 390)
    assert pieces("image-0-credit")[0].bbox == (220, 380, 255, 390)


def test_a_vertical_head_is_vertical() -> None:
    assert [line.vertical for line in pieces("headline", 1)[0].lines] == [True]


def test_bare_text_has_no_boxes() -> None:
    placed = place_text("note", bare())
    assert [piece.bbox for piece in placed.pages[0].pieces] == [None, None, None]
    assert [piece.text for piece in placed.pages[0].pieces] == ["短讯", "今日无风。", "一行\n两行"]


def test_boxes_at_the_edge_are_cut_to_the_page() -> None:
    document, lines = issue()
    document.furniture[0].regions[0].bbox[1] = -3.0
    (masthead,) = [p for p in place_text(NAME, document, lines).pages[0].pieces if p.role == "masthead"]
    assert masthead.bbox is not None
    assert masthead.bbox[1] == 0


def test_text_among_vertical_lines_is_vertical_even_where_they_say_something_else() -> None:
    document, lines = issue()
    document.articles[1].blocks[0].regions = [Region(1, [300, 100, 380, 300])]
    page = lines.pages[0]
    others = [column("风平浪静一日无事", 300 + 40 * rank, 100) for rank in (0, 1)]
    lines = ReadLines([replace(page, lines=others), *lines.pages[1:]])
    (verse,) = (
        piece
        for piece in place_text(NAME, document, lines).pages[0].pieces
        if (piece.slot, piece.article) == ("block-0", 1)
    )
    assert [line.vertical for line in verse.lines] == [True, True]
    first, second = (line.bbox for line in verse.lines)
    assert first is not None
    assert second is not None
    assert second[2] <= first[0]


def test_signs_that_lie_out_of_order_in_their_line_have_room_nevertheless() -> None:
    document, lines = issue()
    read = next(each for each in lines.pages[0].lines if each.text == FIRST[0])
    read.starts[2:4], read.ends[2:4] = [read.starts[3], read.starts[2]], [read.ends[3], read.ends[2]]
    document.articles[0].blocks[0].text = "港口X" + "".join(FIRST[:2])[4:]
    signs = [
        sign
        for piece in place_text(NAME, document, lines).pages[0].pieces
        if (piece.slot, piece.article) == ("block-0", 0)
        for each in piece.lines
        for sign in each.glyphs
    ]
    assert signs[2].text == "X"
    assert all(sign.start < sign.end for sign in signs)
