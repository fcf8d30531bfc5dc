from typing import get_args

import pytest
from export_cases import NAME, SCHEMAS, bare, issue

from banmian.export.checks import problems
from banmian.export.page_xml import Edition, PagePicture, page_xml
from banmian.export.page_xml_reading import read_page_xml
from banmian.export.text_placement import place_text


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


@pytest.mark.parametrize("picture", [None, PagePicture("0001.jpg", 801, 1200)])
def test_files_pass_the_checks(picture: PagePicture | None) -> None:
    document = place_text(NAME, *issue())
    pages = [read_page_xml(page_xml(document, page, picture)) for page in document.pages]
    assert problems(document, pages) == []


def test_coordinates_are_those_of_the_picture() -> None:
    document = place_text(NAME, *issue())
    page = read_page_xml(page_xml(document, document.pages[0], PagePicture("0001.jpg", 800, 1200)))
    assert (page.width, page.height) == (800, 1200)
    assert page.blocks[0].bbox == (300, 10, 540, 70)


def test_bare_text_is_refused() -> None:
    document = place_text("note", bare())
    with pytest.raises(ValueError, match="has no size"):
        page_xml(document, document.pages[0])
