from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from export_cases import NAME, SCHEMAS, bare, issue

from banmian.export.coordinate_frames import Frame, frame_on_picture
from banmian.export.page_xml_readback import read_back_page_xml
from banmian.export.page_xml_writer import Edition, page_xml
from banmian.export.text_placement import place_text
from banmian.export.written_file_checks import problems


def test_files_hold_to_the_schema() -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    if not (SCHEMAS / "page-2019.xsd").exists():
        pytest.skip("the PAGE schema is not beside the checkout")
    grammar = etree.parse(str(SCHEMAS / "page-2019.xsd"))
    edition = grammar.getroot().get("targetNamespace").rpartition("/")[2]
    assert edition in get_args(Edition)
    for read in (issue()[1], None):
        document = place_text(NAME, issue()[0], read)
        for page in document.pages:
            etree.XMLSchema(grammar).assertValid(etree.fromstring(page_xml(document, page, None, edition)))


SKEWED = Frame("scan.jpg", 1700, 2500, [[4.15, -0.1, 30.0], [0.1, 4.15, 1.0]], dpi=300)


@pytest.mark.parametrize("frame", [None, SKEWED, Frame("0001.jpg", 801, 1200, [[2.0025, 0, 0], [0, 2, 0]])])
def test_files_pass_the_checks(frame: Frame | None) -> None:
    document = place_text(NAME, *issue())
    pages = [read_back_page_xml(page_xml(document, page, frame)) for page in document.pages]
    assert problems(document, pages) == []


def test_coordinates_are_those_of_the_picture() -> None:
    document = place_text(NAME, *issue())
    frame = frame_on_picture(document.pages[0].info, "0001.jpg", 800, 1200)
    page = read_back_page_xml(page_xml(document, document.pages[0], frame))
    assert (page.width, page.height) == (800, 1200)
    assert page.blocks[0].bbox == (300, 10, 540, 70)


def test_bare_text_is_refused() -> None:
    document = place_text("note", bare())
    with pytest.raises(ValueError, match="has no size"):
        page_xml(document, document.pages[0])


def test_the_text_of_every_element_is_that_of_its_parts() -> None:
    """What OCR-D checks strictly: glyphs make the word, words the line, lines the region."""
    document = place_text(NAME, *issue())
    for page in document.pages:
        root = ET.fromstring(page_xml(document, page))
        space = {"p": root.tag[1:].partition("}")[0]}
        for whole, part, joint in (("TextRegion", "TextLine", "\n"), ("TextLine", "Word", " "), ("Word", "Glyph", "")):
            elements = root.findall(f".//p:{whole}", space)
            for element in elements:
                parts = [
                    child.findtext("p:TextEquiv/p:Unicode", "", space) for child in element.iterfind(f"p:{part}", space)
                ]
                if parts:
                    assert joint.join(parts) == element.findtext("p:TextEquiv/p:Unicode", "", space)
            assert elements


def test_lines_have_baselines_and_vertical_ones_their_order() -> None:
    document = place_text(NAME, *issue())
    root = ET.fromstring(page_xml(document, document.pages[0], Frame("p.png", 400, 600)))
    space = {"p": root.tag[1:].partition("}")[0]}
    assert len(root.findall(".//p:TextLine", space)) == len(root.findall(".//p:Baseline", space))
    tall = root.find(".//p:TextRegion[@textLineOrder='right-to-left']", space)
    assert tall is not None
    baseline = tall.find("p:TextLine/p:Baseline", space)
    assert baseline is not None
    assert baseline.get("points") == "370,100 370,180"


def test_a_file_says_when_its_text_was_read_and_corrected() -> None:
    document = place_text(NAME, *issue())
    data = page_xml(document, document.pages[0], None, "2019-07-15", "2026-11-26T08:00:00Z", "2026-11-27T09:30:00Z")
    assert b"<Created>2026-11-26T08:00:00Z</Created>" in data
    assert b"<LastChange>2026-11-27T09:30:00Z</LastChange>" in data
