import shutil
from pathlib import Path

import fsspec
import pytest
from export_cases import NAME, batch
from typer.testing import CliRunner

from banmian.batch.fetching import local_copy, source_file
from banmian.cli.main import app
from banmian.errors import UsageError


def in_memory(root: Path) -> str:
    """The URL of a batch on a store that is memory."""
    store = fsspec.filesystem("memory")
    store.put(str(root), "/shelf/out", recursive=True)
    return "memory://shelf/out"


def test_an_output_on_a_store_is_copied_and_the_copy_goes(tmp_path: Path) -> None:
    with local_copy(in_memory(batch(tmp_path / "out"))) as root:
        assert (root / "documents" / NAME / "articles.json").is_file()
    assert not root.exists()
    with local_copy(str(tmp_path / "out")) as root:
        assert root == tmp_path / "out"


def test_a_batch_on_a_store_is_exported(tmp_path: Path) -> None:
    url = in_memory(batch(tmp_path / "out"))
    shutil.rmtree(tmp_path / "out")
    done = CliRunner().invoke(app, ["export", url, "-f", "alto", "-o", str(tmp_path / "alto")])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "alto" / NAME / "0002.xml").is_file()


def test_an_export_goes_to_a_store_its_report_last(tmp_path: Path) -> None:
    batch(tmp_path / "out")
    store = fsspec.filesystem("memory")
    for arguments in (["-o", "memory://shelf/alto"], []):
        folder = in_memory(tmp_path / "out") if not arguments else str(tmp_path / "out")
        done = CliRunner().invoke(app, ["export", folder, "-f", "alto", *arguments])
        assert done.exit_code == 0, done.output
        at = "/shelf/alto" if arguments else "/shelf/out/export/alto"
        assert store.cat(f"{at}/{NAME}/0001.xml") == store.cat(f"/shelf/alto/{NAME}/0001.xml")
        report, page = (store.info(f"{at}/{name}")["created"] for name in ("export-report.json", f"{NAME}/0002.xml"))
        assert report > page


def test_an_export_that_fails_leaves_nothing_on_the_store(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = CliRunner().invoke(app, ["export", str(tmp_path / "empty"), "-f", "alto", "-o", "memory://shelf/none"])
    assert isinstance(done.exception, UsageError)
    assert not fsspec.filesystem("memory").exists("/shelf/none")


def test_a_source_on_a_store_is_brought_for_its_pictures(tmp_path: Path) -> None:
    store = fsspec.filesystem("memory")
    store.pipe_file("/shelf/in/page.txt", b"words")
    with source_file("memory://shelf/in/page.txt") as path:
        assert path is not None
        assert path.read_bytes() == b"words"
    assert not path.exists()
    with source_file("memory://shelf/in/gone.txt") as path:
        assert path is None


def test_a_store_without_documents_is_named() -> None:
    with pytest.raises(UsageError, match="memory://shelf/empty"), local_copy("memory://shelf/empty"):
        pass
