from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from export_cases import NAME, SCHEMAS, batch

from banmian.document.model import Publication
from banmian.export.batch_export import export_batch
from banmian.export.issues import issues_of
from banmian.export.mets_readback import problems
from banmian.export.mets_writer import NAMESPACE

IN = {"m": NAMESPACE}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    outcome = export_batch(batch(tmp_path / "out"), "mets", tmp_path / "mets")
    assert outcome.problems == []
    return tmp_path / "mets" / "海风日报-2024-05-06"


def shape(division: ET.Element) -> list[object]:
    inner = [shape(child) for child in division.iterfind("m:div", IN)]
    return [division.get("TYPE"), *inner]


def test_the_file_holds_to_the_schema(package: Path) -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    if not (SCHEMAS / "mets.xsd").exists():
        pytest.skip("the METS schema is not beside the checkout")
    etree.XMLSchema(etree.parse(str(SCHEMAS / "mets.xsd"))).assertValid(etree.parse(str(package / "mets.xml")))


def test_an_article_holds_its_other_part(package: Path) -> None:
    root = ET.parse(package / "mets.xml").getroot()
    issue = root.find("m:structMap[@TYPE='LOGICAL']/m:div/m:div", IN)
    assert issue is not None
    articles = issue.findall("m:div[@TYPE='Article']", IN)
    assert [article.get("LABEL") for article in articles] == [
        "渔港重开 <script>alert(1)</script>",
        "海边小诗",
        "Harbour news",
    ]
    assert shape(articles[0]) == [
        "Article",
        ["Kicker"],
        ["Headline"],
        ["Caption"],
        ["Credit"],
        ["Image"],
        ["Body", ["Paragraph"], ["Paragraph"]],
        ["Continuation", ["Body", ["Paragraph"]]],
    ]


def test_links_lead_from_articles_to_their_pages(package: Path) -> None:
    root = ET.parse(package / "mets.xml").getroot()
    links = [tuple(link.attrib.values()) for link in root.iterfind("m:structLink/m:smLink", IN)]
    pages = {name: [to for start, to in links if start == name] for name, _ in links}
    assert pages == {
        "issue": ["page-0001", "page-0002"],
        "log-d001a0001": ["page-0001"],
        "log-d001a0002": ["page-0001"],
        "log-d001a0003": ["page-0002"],
        "log-d001a0004": ["page-0002"],
    }


def test_records_say_the_language_and_no_empty_title(package: Path) -> None:
    root = ET.parse(package / "mets.xml").getroot()
    mods = {"o": "http://www.loc.gov/mods/v3"}
    assert [term.text for term in root.iterfind(".//o:languageTerm", mods)] == ["zh"]
    assert all(title.text for title in root.iterfind(".//o:title", mods))


def test_a_table_holds_its_caption_and_rows(package: Path) -> None:
    root = ET.parse(package / "mets.xml").getroot()
    table = root.find(".//m:div[@LABEL='海边小诗']/m:div[@TYPE='Table']", IN)
    assert table is not None
    assert shape(table) == ["Table", ["TableCaption"], ["TableRow"], ["TableRow"]]


def test_every_file_that_is_named_is_there_as_it_is_said_to_be(package: Path) -> None:
    import hashlib

    root = ET.parse(package / "mets.xml").getroot()
    files = root.findall(".//m:file", IN)
    assert len(files) == 4
    for file in files:
        location = file.find("m:FLocat", IN)
        assert location is not None
        data = (package / location.get("{http://www.w3.org/1999/xlink}href", "")).read_bytes()
        assert file.get("CHECKSUM") == hashlib.sha256(data).hexdigest()
        assert file.get("SIZE") == str(len(data))


def test_pointers_that_lead_nowhere_or_miss_a_block_are_told(package: Path) -> None:
    from banmian.export.alto_readback import read_back_alto

    data = (package / "mets.xml").read_bytes()
    pages = {
        f"alto/{NAME}/{number:04d}.xml": read_back_alto((package / "alto" / NAME / f"{number:04d}.xml").read_bytes())
        for number in (1, 2)
    }
    assert problems(data, pages) == []
    wrong = data.replace(b'BEGIN="b0004"', b'BEGIN="b9999"', 1)
    assert any("which is not there" in text for text in problems(wrong, pages))
    assert any("is pointed to 0 times" in text for text in problems(wrong, pages))


def test_pages_of_a_day_that_came_as_files_of_their_own_are_one_issue() -> None:
    day = Publication("海风日报", "2024-05-06")
    found = issues_of([("b", day), ("x", Publication()), ("a", Publication("海风日报", "2024-05-06", "12"))])
    assert [(issue.name, issue.documents) for issue in found] == [("海风日报-2024-05-06", ["b", "a"]), ("x", ["x"])]
    assert found[0].publication.issue_number == "12"


def test_issues_whose_names_look_alike_have_folders_of_their_own() -> None:
    found = issues_of([("a", Publication("A B", "2024")), ("b", Publication("A-B", "2024"))])
    assert [issue.name for issue in found] == ["A-B-2024", "A-B-2024-2"]
