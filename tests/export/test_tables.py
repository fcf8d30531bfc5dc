"""The batch as lines and tables: JSON, Parquet, SQLite, OpenSearch, CSV."""

import builtins
import csv
import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from export_cases import NAME, batch, issue

import banmian
from banmian.batch.article_records import records_of
from banmian.batch.manifest import Fault, Row, row_to_dict
from banmian.document.corrections.corrections_file import CORRECTIONS_FILE, Correction, Corrections, corrections_to_json
from banmian.document.model import Article
from banmian.document.validation import validate
from banmian.errors import MissingRequirementError
from banmian.export.batch_export import export_batch
from banmian.export.format import Options
from banmian.export.spreadsheet import ARTICLE_COLUMNS, article_row
from banmian.export.sqlite_database import pairs


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A batch with a correction."""
    made = batch(tmp_path / "out")
    first = issue()[0].articles[0]
    fix = Correction(
        "秦帆", "2024-05-07", "edit", first.id, first.headline, "headline", None, first.headline, "渔港重开"
    )
    (made / "documents" / NAME / CORRECTIONS_FILE).write_bytes(corrections_to_json(Corrections([fix])))
    return made


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_json_holds_what_a_person_corrected_and_is_a_batch_itself(root: Path, tmp_path: Path) -> None:
    export_batch(root, "json", tmp_path / "json")
    assert lines_of(tmp_path / "json" / "articles.jsonl")[0]["headline"] == "渔港重开"
    assert [line["rule"] for line in lines_of(tmp_path / "json" / "repairs.jsonl")] == ["width"]
    path = tmp_path / "json" / "documents" / NAME / "articles.json"
    validate(json.loads(path.read_bytes()))
    assert next(iter(banmian.load(tmp_path / "json"))).articles[0].headline == "渔港重开"
    assert export_batch(tmp_path / "json", "alto", tmp_path / "alto").problems == []


@pytest.mark.parametrize(("where", "inside"), [("inside", True), ("none", False)])
def test_repairs_stand_where_they_are_wanted(root: Path, tmp_path: Path, where: str, inside: bool) -> None:
    export_batch(root, "json", tmp_path / "json", Options({"json_repairs": where}))
    assert ("repairs" in lines_of(tmp_path / "json" / "articles.jsonl")[0]) == inside
    assert not (tmp_path / "json" / "repairs.jsonl").exists()


def test_documents_are_loaded_with_corrections(root: Path) -> None:
    assert [document.articles[0].headline for document in banmian.load(str(root))] == ["渔港重开", "短讯"]


def test_lines_are_read_by_arrow_without_options(root: Path, tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow.json", reason="pyarrow is not installed")
    export_batch(root, "json", tmp_path / "json", Options({"json_repairs": "inside"}))
    assert arrow.read_json(tmp_path / "json" / "articles.jsonl").num_rows == 5


def test_a_batch_is_one_table(root: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    assert export_batch(root, "parquet", tmp_path).problems == []
    rows: list[dict[str, Any]] = parquet.read_table(tmp_path / "articles.parquet").to_pylist()
    assert [row["id"] for row in rows][:2] == [f"{NAME}-p01-01", f"{NAME}-p01-02"]
    assert len(rows) == 5
    assert (rows[0]["text"], rows[0]["headline"]) == (issue()[0].articles[0].text, "渔港重开")
    assert (rows[0]["date"], rows[0]["serial"]) == (date(2024, 5, 6), "CN 00-0000")
    assert rows[0]["bylines"] == [{"name": "秦帆", "role": "记者"}]
    assert rows[0]["blocks"][0]["regions"] == [{"page": 1, "bbox": [20, 100, 140, 125]}]
    assert rows[0]["images"][0]["regions"][0]["bbox"] == [150, 200, 260, 392]
    assert rows[1]["tables"][0]["rows"] == [["船名", "吨位"], ["海燕", "12"]]
    assert parquet.read_table(tmp_path / "repairs.parquet").to_pylist()[0]["block"] == 1


def test_without_pyarrow_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingRequirementError) as caught:
        export_batch(batch(tmp_path / "out"), "parquet", tmp_path)
    assert "banmian[parquet]" in caught.value.advice
    assert caught.value.exit_status == 3
    assert not (tmp_path / "articles.parquet").exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("渔港", 1),
        ("漁港重開", 1),
        ("风", 2),
        ("人来人往", 1),
        ("Harbour", 1),
        ("boats went", 1),
        ("海燕", 1),
        ("港重", 1),
        ("没有的话", 0),
        ("", 0),
    ],
)
def test_a_search_needs_sqlite_alone(root: Path, tmp_path: Path, words: str, found: int) -> None:
    export_batch(root, "sqlite", tmp_path)
    with sqlite3.connect(tmp_path / "articles.sqlite") as base:
        base.execute("UPDATE question SET words = ?", (words,))
        assert len(base.execute("SELECT date, headline FROM answers").fetchall()) == found


def test_pairs_leave_marks_and_spaces_out() -> None:
    assert pairs("漁港，重開 A1") == "渔港 港重 重开 开a a1 1"
    assert pairs("") == ""


def test_bulk_requests_are_pairs_of_lines(root: Path, tmp_path: Path) -> None:
    export_batch(root, "opensearch", tmp_path, Options({"index": "papers"}))
    lines = lines_of(tmp_path / "bulk-0001.ndjson")
    assert len(lines) == 10
    assert lines[0] == {"index": {"_index": "papers", "_id": lines[1]["id"]}}
    fields = json.loads((tmp_path / "index.json").read_bytes())["mappings"]["properties"]
    assert set(fields) == set(lines[1])


def test_lists_open_in_a_spreadsheet(root: Path, tmp_path: Path) -> None:
    rows = [
        Row(NAME, "in/harbour.pdf", None, "partial"),
        Row("x", "=cmd.png", None, "failed", error=Fault("DamagedFileError", "cut short", "Copy it again.")),
    ]
    (root / "manifest.json").write_text(json.dumps({"documents": [row_to_dict(row) for row in rows]}))
    export_batch(root, "csv", tmp_path)
    assert (tmp_path / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbfpublication,date")
    with open(tmp_path / "articles.csv", encoding="utf-8-sig", newline="") as stream:
        articles = list(csv.DictReader(stream))
    assert (articles[0]["headline"], articles[0]["pages"]) == ("渔港重开", "01版")
    with open(tmp_path / "failures.csv", encoding="utf-8-sig", newline="") as stream:
        failures = list(csv.DictReader(stream))
    assert [(row["path"], row["error"]) for row in failures] == [("'=cmd.png", "DamagedFileError")]


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "\x00=1"])
def test_no_cell_is_a_formula(evil: str, tmp_path: Path) -> None:
    from banmian.export.spreadsheet import write_rows

    document = issue()[0]
    document.articles = [Article(id="a", headline=evil, text="甲" * 40_000)]
    with open(tmp_path / "a.csv", "wb") as stream:
        write_rows(stream, ARTICLE_COLUMNS, map(article_row, records_of(document, NAME)))
    with open(tmp_path / "a.csv", encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["headline"].startswith("'")
    assert len(row["text"]) == 32_767
