from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from export_cases import NAME, SCHEMAS, batch

from banmian.document.json_form import document_from_json, document_to_json
from banmian.export.batch_export import export_batch
from banmian.export.format import Options

IN = {"m": "http://www.loc.gov/METS/", "o": "http://www.loc.gov/mods/v3", "dv": "http://dfg-viewer.de/"}
HREF = "{http://www.w3.org/1999/xlink}href"
TOLD = {
    "profile": "dfg",
    "owner": "示例图书馆",
    "catalogue_record": "1234567-8",
    "mets_base_url": "https://x.example/p/",
}


@pytest.fixture
def root(tmp_path: Path) -> ET.Element:
    outcome = export_batch(batch(tmp_path / "out"), "mets", tmp_path / "mets", Options(TOLD))
    assert outcome.problems == []
    assert outcome.warnings == ["note-0123456789: no date: the DDB takes no issue without one"]
    return ET.parse(tmp_path / "mets" / "海风日报-2024-05-06" / "mets.xml").getroot()


def test_files_are_in_the_groups_that_viewers_know(root: ET.Element) -> None:
    assert [group.get("USE") for group in root.iterfind("m:fileSec/m:fileGrp", IN)] == ["DEFAULT", "FULLTEXT"]
    place = root.find("m:fileSec/m:fileGrp/m:file/m:FLocat", IN)
    assert place is not None
    assert place.get(HREF, "").startswith("https://x.example/p/%E6%B5%B7")
    assert place.get(HREF, "").endswith(f"/pictures/{NAME}/0001.jpg")


def test_pages_are_a_sequence_with_orders(root: ET.Element) -> None:
    sequence = root.find("m:structMap[@TYPE='PHYSICAL']/m:div", IN)
    assert sequence is not None
    assert (sequence.get("TYPE"), sequence.get("ID")) == ("physSequence", "PHYS_0000")
    assert [(page.get("ORDER"), page.get("ORDERLABEL")) for page in sequence] == [("1", "01版"), ("2", "02版")]


def test_an_issue_stands_below_its_day_and_holds_its_articles(root: ET.Element) -> None:
    kinds = [division.get("TYPE") for division in root.iterfind("m:structMap[@TYPE='LOGICAL']//m:div", IN)]
    assert kinds == ["newspaper", "year", "month", "day", "issue", *["article"] * 4]
    ids = {division.get("ID") for division in root.iterfind(".//m:div", IN)}
    ends = {value for link in root.iterfind(".//m:smLink", IN) for value in link.attrib.values()}
    assert ends <= ids
    records = {record.get("ID") for record in root.iterfind("m:dmdSec", IN)}
    assert {division.get("DMDID") for division in root.iterfind(".//m:div[@DMDID]", IN)} == records


def test_records_name_day_paper_and_holder(root: ET.Element) -> None:
    issue = root.find("m:dmdSec[@ID='DMDLOG_ISSUE']//o:mods", IN)
    assert issue is not None
    assert issue.findtext("o:originInfo/o:dateIssued", "", IN) == "2024-05-06"
    assert issue.findtext("o:relatedItem/o:recordInfo/o:recordIdentifier", "", IN) == "1234567-8"
    assert root.findtext(".//dv:owner", "", IN) == "示例图书馆"


def test_the_file_holds_to_the_schema(root: ET.Element) -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    if not (SCHEMAS / "mets.xsd").exists():
        pytest.skip("the METS schema is not beside the checkout")
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "mets.xsd")))
    schema.assertValid(etree.fromstring(ET.tostring(root)))


@pytest.mark.parametrize("profile", ["dfg", "banmian"])
def test_edition_and_short_title_from_outside_are_in_the_records(profile: str, tmp_path: Path) -> None:
    place = batch(tmp_path / "out") / "documents" / NAME / "articles.json"
    document = document_from_json(place.read_bytes())
    document.publication.edition = "晚"
    place.write_bytes(document_to_json(document))
    told = {**TOLD, "profile": profile, "alias": "HFRB"}
    assert export_batch(tmp_path / "out", "mets", tmp_path / "mets", Options(told)).problems == []
    (path,) = (tmp_path / "mets").glob("海风日报*/mets.xml")
    root = ET.parse(path).getroot()
    assert "晚" in {edition.text for edition in root.iterfind(".//o:originInfo/o:edition", IN)}
    assert root.findtext(".//o:titleInfo[@type='abbreviated']/o:title", "", IN) == "HFRB"
