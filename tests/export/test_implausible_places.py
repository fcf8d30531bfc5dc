from export_cases import NAME, issue

from banmian.export.implausible_places import doubtful_places, enlarge_to_lines
from banmian.export.placed_document import Piece, PlacedLine, PlacedPage
from banmian.export.text_placement import place_text


def page_with(left_line: tuple[float, float, float, float]) -> PlacedPage:
    document = place_text(NAME, *issue())
    left = Piece("b1", 1, "paragraph", 0, "block-0", 0, (20, 100, 120, 200), [PlacedLine("甲乙", left_line)])
    right = Piece("b2", 1, "paragraph", 0, "block-1", 0, (140, 100, 240, 200), [PlacedLine("丙", (140, 100, 150, 110))])
    return PlacedPage(document.pages[0].info, [left, right])


def test_a_good_page_is_not_doubted() -> None:
    assert place_text(NAME, *issue()).doubts == []
    assert doubtful_places([page_with((20, 100, 120, 110))]) == []


def test_a_line_that_spans_two_columns_is_told() -> None:
    page = page_with((20, 100, 240, 110))
    assert doubtful_places([page]) == ["page 1: a line of b1 reaches out of it", "page 1: a line of b1 spans into b2"]


def test_a_block_is_made_to_hold_its_lines() -> None:
    page = page_with((18, 96, 122, 106))
    enlarge_to_lines([page])
    assert page.pieces[0].bbox == (18, 96, 122, 200)
