import json
import re
from pathlib import Path

import pytest
from export_cases import NAME, batch, issue

from banmian.export.batch_export import export_batch
from banmian.export.format import Options
from banmian.export.impresso_writer import alias_of

ISSUE = "Haifeng-2024-05-06-a"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    outcome = export_batch(batch(tmp_path / "out"), "impresso", tmp_path / "made", Options({"alias": "Haifeng"}))
    assert outcome.problems == []
    return tmp_path / "made"


def test_an_issue_names_its_items_and_pages(folder: Path) -> None:
    values = json.loads((folder / f"{ISSUE}-issue.json").read_bytes())
    assert re.fullmatch(r"[A-Za-z_]+-\d{4}-\d{2}-\d{2}-[a-z]{1,2}", values["id"])
    assert values["pp"] == [f"{ISSUE}-p0001", f"{ISSUE}-p0002"]
    about = [item["m"] for item in values["i"]]
    assert [(item["id"], item["pp"]) for item in about][2] == (f"{ISSUE}-i0003", [2])
    assert (about[1]["t"], about[1]["lg"], about[1]["tp"]) == ("海边小诗", "zh", "article")
    assert (values["st"], values["sm"], values["olr"]) == ("newspaper", "print", True)


def test_tokens_are_glyphs_and_words_with_their_places(folder: Path) -> None:
    page = json.loads((folder / f"{ISSUE}-p0002.json").read_bytes())
    assert page["iiif"].endswith(f"/{NAME}/manifest.json")
    first, *_, last = [region for region in page["r"] if region["pOf"]]
    assert first["pOf"] == f"{ISSUE}-i0003"
    line = first["p"][0]["l"][0]
    assert "".join(token["tx"] for token in line["t"]) == "船队傍晚归来，"
    assert all(token["gn"] for token in line["t"])
    scale = 300 / 72
    assert line["t"][1]["c"] == [round(30 * scale), round(50 * scale), round(40 * scale) - round(30 * scale), 42]
    english = last["p"][0]["l"]
    assert [token["tx"] for token in english[0]["t"]] == ["The", "harbour", "re"]
    assert english[0]["t"][-1]["hy"] is True
    assert "gn" not in english[0]["t"][0]


def test_an_issue_without_a_date_is_told(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    document, _ = issue()
    document.publication.date = None
    from banmian.document.json_form import document_to_json

    (root / "documents" / NAME / "articles.json").write_bytes(document_to_json(document))
    outcome = export_batch(root, "impresso", tmp_path / "made")
    assert len(outcome.problems) == 1
    assert "no date" in outcome.problems[0]


@pytest.mark.parametrize(
    ("given", "title", "alias"),
    [
        ("GDL", "x", "GDL"),
        ("", "Neue Zürcher Zeitung", "Neue_Zurcher_Zeitung"),
        ("", "海风日报", "paper"),
        ("1", None, "paper"),
    ],
)
def test_an_alias_is_letters(given: str, title: str | None, alias: str) -> None:
    assert alias_of(given, title) == alias
