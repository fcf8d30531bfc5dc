"""TEI, HTML, EPUB and DOCX: the articles' words whole, page text never markup."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from export_cases import NAME, batch, issue

from banmian.export.batch_export import export_batch
from banmian.export.format import Options
from banmian.export.tei_writer import NAMESPACE, tei
from banmian.export.text_placement import place_text

IN = {"t": NAMESPACE}
XHTML = "{http://www.w3.org/1999/xhtml}"


def said(element: ET.Element) -> str:
    return "".join(element.itertext())


@pytest.mark.parametrize("lines", [False, True])
def test_tei_says_the_words_of_every_article(lines: bool) -> None:
    document = place_text(NAME, *issue())
    root = ET.fromstring(tei(document, lines))
    divisions = root.findall(".//t:body/t:div", IN)
    assert [division.get("n") for division in divisions] == [article.id for article in document.document.articles]
    for division, article in zip(divisions, document.document.articles, strict=True):
        blocks = [said(part) for part in division if part.tag in {f"{{{NAMESPACE}}}p", f"{{{NAMESPACE}}}lg"}]
        assert "\n".join(blocks).replace("潮来天地青，潮", "潮来天地青，\n潮") == article.text
    assert root.findtext(".//t:sourceDesc/t:bibl/t:date", "", IN) == "2024-05-06"
    assert [said(row) for row in root.iterfind(".//t:table/t:row", IN)] == ["船名吨位", "海燕12"]


def test_tei_marks_pages_columns_and_lines_where_wished() -> None:
    document = place_text(NAME, *issue())
    assert ET.fromstring(tei(document)).find(".//t:lb", IN) is None
    root = ET.fromstring(tei(document, lines=True))
    assert [page.get("n") for page in root.iterfind(".//t:pb", IN)] == ["01版", "02版"]
    paragraph = root.findall(".//t:body/t:div/t:p", IN)[1]
    assert [part.tag.rpartition("}")[2] for part in paragraph] == ["cb", "lb", "lb", "cb", "lb", "lb"]


def test_tei_of_bare_text_has_lines_too() -> None:
    from export_cases import bare

    root = ET.fromstring(tei(place_text("note", bare()), lines=True))
    assert said(root.findall(".//t:body/t:div/t:p", IN)[0]) == "今日无风。"


def test_an_issue_is_one_page_that_needs_no_other_file(tmp_path: Path) -> None:
    export_batch(batch(tmp_path / "out"), "html", tmp_path)
    page = (tmp_path / "海风日报-2024-05-06.html").read_text("utf-8")
    assert "渔港重开 &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    assert "src=" not in page
    root = ET.fromstring(page.replace("<!DOCTYPE html>\n", ""))
    links = [link.get("href", "")[1:] for link in root.iter("a")]
    assert links == [article.get("id") for article in root.iter("article")]
    assert [cell.text for cell in root.iter("td")] == ["船名", "吨位", "海燕", "12"]


def test_an_issue_is_a_book(tmp_path: Path) -> None:
    export_batch(batch(tmp_path / "out"), "epub", tmp_path)
    data = (tmp_path / "海风日报-2024-05-06.epub").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert book.read("mimetype") == b"application/epub+zip"
        package = ET.fromstring(book.read("book/content.opf"))
        opf = {"o": "http://www.idpf.org/2007/opf"}
        hrefs = [item.get("href") for item in package.iterfind("o:manifest/o:item", opf)]
        assert sorted(f"book/{href}" for href in hrefs) == sorted(
            name for name in book.namelist() if name.startswith("book/") and not name.endswith(".opf")
        )
        for name in book.namelist():
            if name.endswith(".xhtml"):
                assert ET.fromstring(book.read(name)).tag == f"{XHTML}html"
        assert "渔民说" in book.read("book/article-0001.xhtml").decode()


def test_what_xml_forbids_harms_no_file(tmp_path: Path) -> None:
    document, lines = issue("渔\x00港\x0b<b>&")
    placed = place_text(NAME, document, lines)
    assert ET.fromstring(tei(placed, lines=True)).find(".//t:head", IN) is not None


def test_lines_are_an_option_of_the_command(tmp_path: Path) -> None:
    export_batch(batch(tmp_path / "out"), "tei", tmp_path / "tei", Options({"tei_lines": True}))
    assert b"<lb" in (tmp_path / "tei" / f"{NAME}.xml").read_bytes()


def test_a_word_document_has_the_articles_under_their_headlines(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    root = batch(tmp_path / "out")
    export_batch(root, "docx", tmp_path / "made")
    (path,) = (tmp_path / "made").glob("*-2024-05-06.docx")
    made = docx.Document(str(path))
    document, _ = issue()
    heads = [part.text for part in made.paragraphs if part.style.name == "Heading 1"]
    assert heads == [article.headline or article.text[:20] for article in document.articles]
    said = [part.text for part in made.paragraphs]
    for article in document.articles:
        assert all(block.text in said for block in article.blocks)
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [["船名", "吨位"], ["海燕", "12"]]
    assert made.core_properties.title == "海风日报 2024-05-06"
    export_batch(root, "docx", tmp_path / "again")
    assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
