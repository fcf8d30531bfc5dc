from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from export_cases import NAME, SCHEMAS, bare, issue

from banmian.export.alto_readback import read_back_alto
from banmian.export.alto_writer import NAMESPACE, alto
from banmian.export.coordinate_frames import Frame
from banmian.export.placed_document import BODY_ROLES, PlacedDocument
from banmian.export.readback import ReadBackPage, article_texts
from banmian.export.text_placement import place_text
from banmian.export.written_file_checks import problems

IN = {"a": NAMESPACE}
Placing = Callable[[], PlacedDocument]


def with_lines() -> PlacedDocument:
    return place_text(NAME, *issue())


def without_lines() -> PlacedDocument:
    return place_text(NAME, issue()[0])


def without_pages() -> PlacedDocument:
    return place_text("note-0123456789", bare())


CASES = pytest.mark.parametrize("placing", [with_lines, without_lines, without_pages])


def written(document: PlacedDocument) -> list[ReadBackPage]:
    return [read_back_alto(alto(document, page)) for page in document.pages]


@CASES
def test_files_hold_to_the_schema(placing: Placing) -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    if not (SCHEMAS / "alto-4-4.xsd").exists():
        pytest.skip("the ALTO schema is not beside the checkout")
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "alto-4-4.xsd")))
    document = placing()
    for page in document.pages:
        schema.assertValid(etree.fromstring(alto(document, page)))


@CASES
def test_files_pass_the_checks(placing: Placing) -> None:
    document = placing()
    assert problems(document, written(document)) == []


@CASES
def test_the_text_of_articles_comes_back(placing: Placing) -> None:
    document = placing()
    texts = article_texts(written(document), BODY_ROLES)
    assert texts == {article.id: article.text for article in document.document.articles}


def test_lengths_are_px_or_1200ths_of_an_inch() -> None:
    document = with_lines()
    page = read_back_alto(alto(document, document.pages[0]))
    assert (page.unit, page.width, page.height) == ("pixel", 1667, 2500)
    page = read_back_alto(alto(document, document.pages[0], None, "inch1200"))
    assert (page.unit, page.width, page.height) == ("inch1200", 6668, 10000)
    assert page.blocks[0].bbox == (2500, 83.33, 4500, 583.33)


def test_without_a_resolution_lengths_stay_px() -> None:
    document = with_lines()
    page = read_back_alto(alto(document, document.pages[0], Frame("scan.jpg", 400, 600), "inch1200"))
    assert (page.unit, page.width) == ("pixel", 400)


def test_signs_have_boxes_and_doubts() -> None:
    document, lines = issue()
    doubtful = lines.pages[0].lines[2]
    doubtful.sure.extend([0.5] + [1.0] * (len(doubtful.starts) - 1))
    placed = place_text(NAME, document, lines)
    root = ET.fromstring(alto(placed, placed.pages[0]))
    strings = root.findall(".//a:TextBlock[@ID='b0003']//a:String", IN)
    assert [(s.get("CONTENT"), s.get("WC")) for s in strings[:2]] == [("渔", "0.5"), ("港", "1")]
    assert strings[4].get("CONTENT") == "<script>alert(1)</script>"
    assert [glyph.get("CONTENT") for glyph in strings[4].findall("a:Glyph", IN)][:3] == ["<", "s", "c"]
    root = ET.fromstring(alto(placed, placed.pages[0], strings="word"))
    string = root.find(".//a:TextBlock[@ID='b0003']//a:String", IN)
    assert string is not None
    assert (string.get("CONTENT"), string.get("CC")) == ("渔港重开", "4 0 0 0")
    glyphs = string.findall("a:Glyph", IN)
    assert [(glyph.get("CONTENT"), glyph.get("GC")) for glyph in glyphs[:2]] == [("渔", "0.5"), ("港", "1")]


def test_on_a_skewed_original_boxes_are_polygons_too() -> None:
    document = with_lines()
    frame = Frame("scan.jpg", 500, 700, [[1, -0.1, 70], [0.1, 1, 0]], 3)
    data = alto(document, document.pages[0], frame)
    page = read_back_alto(data)
    assert problems(document, [page, read_back_alto(alto(document, document.pages[1], frame))]) == []
    root = ET.fromstring(data)
    polygon = root.find(".//a:TextBlock[@ID='b0001']/a:Shape/a:Polygon", IN)
    assert polygon is not None
    assert polygon.get("POINTS") == "219.5,20 339.5,32 336.5,62 216.5,50"
    assert page.blocks[0].bbox == (216.5, 20, 339.5, 62)
    assert root.findtext("a:Description/a:sourceImageInformation/a:fileIdentifier", "", IN) == "3"


def test_blocks_say_their_language_and_vertical_lines_run_down() -> None:
    document = with_lines()
    languages = [
        [block.get("LANG") for block in ET.fromstring(alto(document, page)).iterfind(".//a:TextBlock", IN)]
        for page in document.pages
    ]
    assert set(languages[0]) == {"zh", None}
    assert languages[1][-1] is None
    root = ET.fromstring(alto(document, document.pages[0]))
    lines = root.findall(".//a:TextLine[@BASEDIRECTION='ttb']", IN)
    assert ["".join(s.get("CONTENT", "") for s in line.iterfind("a:String", IN)) for line in lines] == ["海边小诗"]
    assert all(
        0 <= int(mark) <= 9 for string in root.iterfind(".//a:String", IN) for mark in string.get("CC", "").split()
    )
    assert all(0 <= float(string.get("WC", "0")) <= 1 for string in root.iterfind(".//a:String", IN))


def test_the_parts_of_a_broken_word_name_the_whole() -> None:
    document = with_lines()
    root = ET.fromstring(alto(document, document.pages[1]))
    parts = [(s.get("SUBS_TYPE"), s.get("SUBS_CONTENT")) for s in root.iterfind(".//a:String[@SUBS_TYPE]", IN)]
    assert parts == [("HypPart1", "reopened"), ("HypPart2", "reopened")]


def test_a_paragraph_points_to_its_part_in_the_next_column() -> None:
    document = with_lines()
    root = ET.fromstring(alto(document, document.pages[0]))
    block = root.find(".//a:TextBlock[@ID='b0005']", IN)
    assert block is not None
    assert block.get("IDNEXT") == "b0006"


def test_what_xml_has_no_place_for_is_replaced_and_markup_stays_text() -> None:
    document, lines = issue('渔港\x00"重开" <script>&')
    placed = place_text(NAME, document, lines)
    page = read_back_alto(alto(placed, placed.pages[0]))
    assert '渔港\ufffd"重开" <script>&' in [block.text for block in page.blocks]
    assert problems(placed, written(placed)) == []


def test_the_same_document_gives_the_same_bytes() -> None:
    first, second = with_lines(), with_lines()
    assert alto(first, first.pages[0]) == alto(second, second.pages[0])
