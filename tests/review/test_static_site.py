import json
import re
from pathlib import Path
from typing import Any

import pytest
from export_cases import NAME, batch

from banmian.document.corrections.corrections_file import CORRECTIONS_FILE, Correction, Corrections, corrections_to_json
from banmian.errors import UsageError
from banmian.review.html import as_json
from banmian.review.static_site import build

DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


def data_of(path: Path) -> Any:
    found = DATA.search(path.read_text(encoding="utf-8"))
    assert found is not None
    return json.loads(found[1])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    built = build(batch(tmp_path / "out"), tmp_path / "site", seen=lambda name: None)
    assert (built.documents, built.pages, built.problems) == (2, 3, [])
    return tmp_path / "site"


def test_the_site_has_all_it_needs_and_names_nothing_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for address in re.findall(r'(?:src|href)="([^"]*)"', text):
            assert (page.parent / address).is_file(), address
    for asset in (site / "assets").iterdir():
        found = re.findall(r"https?://[^\s\"')]+", asset.read_text(encoding="utf-8"))
        assert set(found) <= {"http://www.w3.org/2000/svg"}


def test_text_of_a_page_can_not_become_markup(site: Path) -> None:
    text = (site / "documents" / NAME / "0001.html").read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert data_of(site / "documents" / NAME / "0001.html")["articles"][0]["headline"].endswith("</script>")
    assert as_json("</script>\u2028") == '"\\u003c/script>\\u2028"'


def test_a_page_has_its_articles_and_the_places_of_their_lines(site: Path) -> None:
    data = data_of(site / "documents" / NAME / "0001.html")
    assert [article["index"] for article in data["articles"]] == [0, 1]
    assert data["picture"] == "0001.jpg"
    assert data["articles"][0]["continued_to"]["number"] == 2
    assert [[20, 130, 130, 140], 0, 0, "block-1", 0, "渔民说，今年的风比往年"] in data["lines"]
    second = data_of(site / "documents" / NAME / "0002.html")
    assert [article["index"] for article in second["articles"]] == [2, 3]


def test_a_text_without_pages_has_a_page_view(site: Path) -> None:
    data = data_of(site / "documents" / "note-0123456789" / "0001.html")
    assert data["picture"] is None
    assert data["articles"][0]["blocks"][1]["type"] == "verse"


def test_the_index_tells_what_needs_a_person(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    stale = Correction("秦帆", "2024-05-07", "edit", "x", "别的", "headline", None, "别的", "新")
    (root / "documents" / NAME / CORRECTIONS_FILE).write_bytes(corrections_to_json(Corrections([stale])))
    failed = {
        "id": "broken-1",
        "path": "in/broken.pdf",
        "status": "failed",
        "error": {"error": "DamagedFileError", "message": "cut short", "remedy": "Fetch it again."},
    }
    done = {"id": NAME, "status": "partial", "failed_pages": [{"leaf": 3}], "warnings": ["page 2: faint"]}
    (root / "manifest.json").write_text(json.dumps({"documents": [done, failed]}))
    build(root, tmp_path / "site", seen=lambda name: None)
    rows = {row["name"]: row for row in data_of(tmp_path / "site" / "index.html")["documents"]}
    needs = rows[NAME]["needs"]
    assert needs[0].startswith("correction 1 (edit by 秦帆)")
    assert needs[1:] == [["page {n} could not be read", {"n": 3}], "page 2: faint"]
    assert rows["broken-1"]["failed"] == ["cut short", "Fetch it again."]
    assert (tmp_path / "site" / rows[NAME]["thumb"]).is_file()


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        build(tmp_path, tmp_path / "site")


def test_a_damaged_document_is_told_and_the_others_are_shown(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    (root / "documents" / NAME / "lines.json").write_text("[]")
    built = build(root, tmp_path / "site", seen=lambda name: None)
    assert built.documents == 1
    assert len(built.problems) == 1
