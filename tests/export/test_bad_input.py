"""What archives hold besides: nothing finished, pictures gone, characters that XML forbids, titles with slashes."""

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from export_cases import NAME, batch, issue

from banmian.document.json_form import document_to_json
from banmian.errors import UsageError
from banmian.export.batch_export import export_batch
from banmian.export.registry import all_formats

NEEDS = {"parquet": "pyarrow", "pdf": "pikepdf", "iiif": "pikepdf", "docx": "docx"}
KINDS = pytest.mark.parametrize("kind", list(all_formats()))


def unfinished(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(".unfinished")]


@KINDS
def test_a_folder_without_documents_gives_a_message_and_no_file(kind: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no finished documents"):
        export_batch(tmp_path, kind, tmp_path / "made")
    assert not (tmp_path / "made").exists()


@KINDS
def test_a_document_whose_pictures_are_gone_is_written_without(kind: str, tmp_path: Path) -> None:
    pytest.importorskip(NEEDS.get(kind, "json"), reason=f"{NEEDS.get(kind)} is not installed")
    root = batch(tmp_path / "out")
    for picture in (root / "documents" / NAME / "pages").iterdir():
        picture.unlink()
    outcome = export_batch(root, kind, tmp_path / "made")
    assert outcome.problems == []
    assert all("no picture" in text for text in outcome.warnings)
    assert unfinished(tmp_path) == []


@KINDS
def test_strange_signs_and_titles_with_slashes_make_sane_files(kind: str, tmp_path: Path) -> None:
    pytest.importorskip(NEEDS.get(kind, "json"), reason=f"{NEEDS.get(kind)} is not installed")
    root = batch(tmp_path / "out")
    document, _ = issue("渔港\x00\x0b../\ufffe\ud800 重开")
    document.publication.title = "../海风/日报\x01"
    (root / "documents" / NAME / "articles.json").write_bytes(document_to_json(document))
    outcome = export_batch(root, kind, tmp_path / "made" / "inside")
    assert outcome.problems == []
    written = [path for path in (tmp_path / "made").rglob("*") if path.is_file()]
    assert written
    assert {path.name for path in (tmp_path / "made").iterdir()} == {"inside"}
    for path in written:
        if path.suffix in (".xml", ".html"):
            ET.fromstring(path.read_text("utf-8").replace("<!DOCTYPE html>\n", ""))


@KINDS
def test_a_damaged_document_is_told_and_the_others_are_written(kind: str, tmp_path: Path) -> None:
    pytest.importorskip(NEEDS.get(kind, "json"), reason=f"{NEEDS.get(kind)} is not installed")
    root = batch(tmp_path / "out")
    (root / "documents" / "note-0123456789" / "articles.json").write_text('{"schema_version": "9"}')
    outcome = export_batch(root, kind, tmp_path / "made")
    assert [text.partition(":")[0] for text in outcome.problems] == ["note-0123456789"]
    assert outcome.documents == 1
    assert unfinished(tmp_path) == []


@KINDS
def test_titles_longer_than_file_names_and_days_of_three_papers_stay_apart(kind: str, tmp_path: Path) -> None:
    pytest.importorskip(NEEDS.get(kind, "json"), reason=f"{NEEDS.get(kind)} is not installed")
    root = batch(tmp_path / "out")
    for rank, title in enumerate(["海" * 300, "海" * 299 + "风", "海风晚报"]):
        document, _ = issue()
        document.publication.title = title
        folder = root / "documents" / f"more-{rank}"
        shutil.copytree(root / "documents" / NAME, folder)
        (folder / "articles.json").write_bytes(document_to_json(document))
    outcome = export_batch(root, kind, tmp_path / "made")
    assert outcome.problems == []
    patterns = {"epub": "*.epub", "docx": "*.docx", "mets": "*/mets.xml", "html": "*.html", "impresso": "*-issue.json"}
    if kind in patterns:
        found = list((tmp_path / "made").glob(patterns[kind]))
        assert len([path for path in found if "note" not in str(path.relative_to(tmp_path))]) == 4
