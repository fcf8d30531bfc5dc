from dataclasses import replace

from export_cases import NAME, issue

from banmian.export.alto_readback import read_back_alto
from banmian.export.alto_writer import alto
from banmian.export.placed_document import PlacedDocument
from banmian.export.readback import ReadBackPage
from banmian.export.text_placement import place_text
from banmian.export.written_file_checks import boxes_outside, disorder, problems


def first_page() -> tuple[PlacedDocument, ReadBackPage]:
    document = place_text(NAME, *issue())
    return document, read_back_alto(alto(document, document.pages[0]))


def test_a_box_over_the_edge_is_told() -> None:
    _, page = first_page()
    page.blocks[0] = replace(page.blocks[0], bbox=(-40, 0, 100, 100))
    assert list(boxes_outside(page)) == ["b0001 reaches over the edge of the picture"]


def test_a_missing_box_is_told() -> None:
    _, page = first_page()
    page.blocks[2] = replace(page.blocks[2], bbox=None)
    assert list(boxes_outside(page)) == ["b0003 has no box"]


def test_blocks_out_of_the_reading_order_are_told() -> None:
    document, page = first_page()
    page.blocks[3], page.blocks[4] = page.blocks[4], page.blocks[3]
    assert "the blocks do not stand in the reading order" in list(disorder(document, page, document.pages[0]))
    page.order[3], page.order[7] = page.order[7], page.order[3]
    assert "the reading order is not the document's" in list(disorder(document, page, document.pages[0]))


def test_text_lost_changed_or_added_is_told() -> None:
    document, page = first_page()
    line = page.blocks[3].lines[0]
    page.blocks[3] = replace(page.blocks[3], lines=(replace(line, text=line.text[1:]), *page.blocks[3].lines[1:]))
    second = read_back_alto(alto(document, document.pages[1]))
    found = problems(document, [page, second])
    assert [text.partition(":")[0] for text in found] == ["lost or changed", "added"]
    assert any(text.startswith("lost") for text in problems(document, [page]))
