import shutil
from pathlib import Path

import fsspec
import pytest
from export_cases import NAME, batch
from typer.testing import CliRunner

from banmian.batch.fetching import local_copy
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


@pytest.mark.parametrize(
    "arguments", [["memory://shelf/out", "-f", "alto"], ["out", "-f", "alto", "-o", "s3://bucket/alto"]]
)
def test_where_an_export_goes_is_said(arguments: list[str]) -> None:
    done = CliRunner().invoke(app, ["export", *arguments])
    assert isinstance(done.exception, UsageError)
    assert done.exception.advice
