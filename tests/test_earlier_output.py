"""Output folders and settings of version 0.1.0 (document schema 1) can still be read, gone on with and exported."""

import json
import shutil
from pathlib import Path

import pytest

from banmian import document_from_json, read_settings
from banmian.batch.read_batch import read_batch
from banmian.export.batch_export import export_batch

FOLDER = Path(__file__).with_name("output_0_1_0")
NAME = "harbour-3fc3dfee0a"


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder as it was written: from the file beside it, whose path is relative."""
    shutil.copytree(FOLDER, tmp_path / "out")
    shutil.move(tmp_path / "out" / "harbour.txt", tmp_path / "harbour.txt")
    monkeypatch.chdir(tmp_path)
    return Path("out")


def test_a_document_is_read() -> None:
    document = document_from_json((FOLDER / "documents" / NAME / "articles.json").read_bytes())
    assert [article.headline for article in document.articles] == ["渔港今晨重开", "海边添了图书屋"]
    assert document.articles[0].bylines[0].name == "秦帆"


@pytest.mark.parametrize("kind", ["alto", "markdown", "mets"])
def test_a_folder_is_exported(output: Path, kind: str, tmp_path: Path) -> None:
    outcome = export_batch(output, kind, tmp_path / kind)
    assert (outcome.documents, outcome.problems) == (1, [])


def test_a_batch_goes_on_where_it_stopped(output: Path) -> None:
    read_batch(["harbour.txt"], str(output), read_settings())
    rows = json.loads((output / "manifest.json").read_text("utf-8"))["documents"]
    assert [(row["id"], row["status"]) for row in rows] == [(NAME, "done")]


def test_settings_keep_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "banmian.toml"
    file.write_text('profile = "fast"\ndpi = 200\nmerge_continuations = true\n')
    monkeypatch.setenv("BANMIAN_ENGINE", "null")
    settings = read_settings(file)
    assert (settings.profile, settings.dpi, settings.merge_continuations, settings.engine) == (
        "fast",
        200,
        True,
        "null",
    )
