import json
from pathlib import Path

import pytest
from export_cases import NAME, batch, issue

from articles.corrections import CORRECTIONS_FILE, Correction, Corrections, corrections_to_json
from banmian.errors import UsageError
from export.batch import FORMATS, Format, export_batch
from export.loading import names_in

NEEDS = {"parquet": "pyarrow", "pdf": "pikepdf"}


def correct(root: Path, *corrections: Correction) -> None:
    path = root / "documents" / NAME / CORRECTIONS_FILE
    path.write_bytes(corrections_to_json(Corrections(list(corrections))))


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_passes_its_checks(kind: Format, tmp_path: Path) -> None:
    pytest.importorskip(NEEDS.get(kind, "json"), reason=f"{NEEDS.get(kind)} is not installed")
    outcome = export_batch(batch(tmp_path / "out"), kind, tmp_path / kind)
    assert outcome.problems == []
    assert outcome.documents == 2
    assert bool(outcome.skipped) == (kind in ("page", "iiif", "pdf"))
    assert any(path.is_file() for path in (tmp_path / kind).rglob("*"))


def test_exports_say_what_a_person_corrected(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    headline = issue()[0].articles[0].headline
    correct(
        root,
        Correction(
            "秦帆", "2024-05-07", "edit", f"{NAME}-p01-01", headline, "headline", None, headline, "渔港今晨重开"
        ),
    )
    assert export_batch(root, "alto", tmp_path / "alto").problems == []
    assert 'CONTENT="渔港今晨重开"' in (tmp_path / "alto" / NAME / "0001.xml").read_text()
    export_batch(root, "markdown", tmp_path / "md")
    assert "# 渔港今晨重开" in (tmp_path / "md" / NAME / f"{NAME}-p01-01.md").read_text()


def test_a_correction_that_finds_nothing_is_a_problem(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    correct(root, Correction("秦帆", "2024-05-07", "edit", "x", "别的", "headline", None, "别的", "新"))
    outcome = export_batch(root, "markdown", tmp_path / "md")
    assert len(outcome.problems) == 1
    assert "correction 1 (edit by 秦帆)" in outcome.problems[0]


def test_a_damaged_document_does_not_stop_the_others(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    (root / "documents" / NAME / "articles.json").write_text("{")
    outcome = export_batch(root, "markdown", tmp_path / "md")
    assert outcome.documents == 1
    assert len(outcome.problems) == 1


def test_documents_stand_in_the_order_of_the_manifest(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    assert names_in(root) == [NAME, "note-0123456789"]
    rows = [{"id": "note-0123456789"}, {"id": NAME}]
    (root / "manifest.json").write_text(json.dumps({"documents": rows}))
    assert names_in(root) == ["note-0123456789", NAME]


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no finished documents"):
        export_batch(tmp_path, "alto", tmp_path / "alto")
