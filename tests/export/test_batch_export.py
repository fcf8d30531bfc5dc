import json
import sqlite3
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from export_cases import NAME, batch, issue

from banmian.document.corrections.corrections_file import CORRECTIONS_FILE, Correction, Corrections, corrections_to_json
from banmian.document.finished_documents import document_names
from banmian.document.lines_as_read import LINES_FILE
from banmian.errors import UsageError
from banmian.export.batch_export import REPORT, export_batch
from banmian.export.registry import all_formats

NO_TEXT = (".jpg", ".sqlite")
NEEDS = {"parquet": "pyarrow", "pdf": "pikepdf", "docx": "docx"}


def correct(root: Path, *corrections: Correction) -> None:
    path = root / "documents" / NAME / CORRECTIONS_FILE
    path.write_bytes(corrections_to_json(Corrections(list(corrections))))


@pytest.mark.parametrize("kind", list(all_formats()))
def test_every_format_passes_its_checks(kind: str, tmp_path: Path) -> None:
    pytest.importorskip(NEEDS.get(kind, "json"), reason=f"{NEEDS.get(kind)} is not installed")
    outcome = export_batch(batch(tmp_path / "out"), kind, tmp_path / kind)
    assert outcome.problems == []
    assert outcome.warnings == []
    assert outcome.documents == 2
    assert bool(outcome.skipped) == (kind in ("page", "iiif", "impresso", "pdf"))
    assert any(path.is_file() for path in (tmp_path / kind).rglob("*"))


def words_of(kind: str, folder: Path) -> str:
    """All that the files of a format say, white space left out."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in NO_TEXT):
        if path.suffix == ".pdf":
            with pypdfium2.PdfDocument(path) as pdf:
                found += [page.get_textpage().get_text_range() for page in pdf]
        elif path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                found += [book.read(name).decode() for name in book.namelist()]
        elif path.suffix == ".docx":
            import docx

            found += [part.text for part in docx.Document(str(path)).paragraphs]
        elif path.suffix == ".parquet":
            from pyarrow import parquet

            found.append(json.dumps(parquet.read_table(path).to_pylist(), ensure_ascii=False, default=str))
        elif path.name != LINES_FILE:
            found.append(path.read_text("utf-8"))
    return "".join("".join(found).split())


@pytest.mark.parametrize("kind", list(all_formats()))
def test_every_format_says_what_a_person_corrected(kind: str, tmp_path: Path) -> None:
    pytest.importorskip(NEEDS.get(kind, "json"), reason=f"{NEEDS.get(kind)} is not installed")
    root = batch(tmp_path / "out")
    first = issue()[0].articles[0]
    who, text = ("秦帆", "2024-05-07"), first.blocks[1].text
    at = (f"{NAME}-p01-01", first.headline)
    correct(
        root,
        Correction(*who, "edit", *at, "headline", None, first.headline, "渔港今晨重开"),
        Correction(*who, "edit", at[0], "渔港今晨重开", "block", 0, first.blocks[0].text, "天还没亮。"),
        Correction(*who, "split", at[0], "渔港今晨重开", None, 1, text, "码头上"),
        Correction(*who, "move", f"{at[0]}-2", "码头上", None, 0, text, None, f"{NAME}-p01-02", "海边小诗"),
    )
    outcome = export_batch(root, kind, tmp_path / kind)
    assert outcome.problems == []
    if kind == "sqlite":
        with sqlite3.connect(tmp_path / kind / "articles.sqlite") as base:
            said = "".join(map(str, base.execute("SELECT * FROM articles")))
    else:
        said = words_of(kind, tmp_path / kind)
    assert "渔港今晨重开" in said
    assert "天还没亮。" in said
    assert "码头上" in said
    assert "<script>" not in said
    assert "续出海" not in said
    export_batch(root, "markdown", tmp_path / "md")
    assert "# 渔港今晨重开" in (tmp_path / "md" / NAME / f"{NAME}-p01-01.md").read_text()


def test_a_correction_that_finds_nothing_is_a_warning(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    correct(root, Correction("秦帆", "2024-05-07", "edit", "x", "别的", "headline", None, "别的", "新"))
    outcome = export_batch(root, "markdown", tmp_path / "md")
    assert outcome.problems == []
    assert "correction 1 (edit by 秦帆)" in outcome.warnings[0]
    report = json.loads((tmp_path / "md" / REPORT).read_bytes())
    assert (report["format"], report["documents"], report["warnings"]) == ("markdown", 2, outcome.warnings)


def test_a_damaged_document_does_not_stop_the_others(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    (root / "documents" / NAME / "articles.json").write_text("{")
    outcome = export_batch(root, "markdown", tmp_path / "md")
    assert outcome.documents == 1
    assert len(outcome.problems) == 1


def test_documents_stand_in_the_order_of_the_manifest(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    assert document_names(root) == [NAME, "note-0123456789"]
    rows = [{"id": "note-0123456789"}, {"id": NAME}]
    (root / "manifest.json").write_text(json.dumps({"documents": rows}))
    assert document_names(root) == ["note-0123456789", NAME]


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no finished documents"):
        export_batch(tmp_path, "alto", tmp_path / "alto")
