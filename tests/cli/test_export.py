from pathlib import Path

import pytest
from export_cases import NAME, batch
from typer.testing import CliRunner

from banmian.cli.main import app
from banmian.errors import UsageError

RUN = CliRunner()


def test_a_batch_is_exported_beside_itself(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    done = RUN.invoke(app, ["export", str(root), "--format", "alto"])
    assert done.exit_code == 0
    assert "2 documents as alto" in done.output
    assert (root / "export" / "alto" / NAME / "0002.xml").is_file()


def test_what_a_format_can_not_hold_is_left_out_and_told(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    done = RUN.invoke(app, ["export", str(root), "-f", "iiif", "-o", str(tmp_path / "iiif")])
    assert done.exit_code == 0
    assert "left out: note-0123456789" in done.output


def test_nothing_to_write_is_status_2(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    (root / "documents" / NAME / "articles.json").unlink()
    assert RUN.invoke(app, ["export", str(root), "-f", "iiif"]).exit_code == 2


@pytest.mark.parametrize("options", [["--format", "odt"], ["--format", "page", "--page-edition", "1999"]])
def test_what_does_not_exist_is_refused(tmp_path: Path, options: list[str]) -> None:
    done = RUN.invoke(app, ["export", str(batch(tmp_path / "out")), *options])
    assert isinstance(done.exception, UsageError)


def test_a_site_is_built_beside_the_batch(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    done = RUN.invoke(app, ["review", str(root)])
    assert done.exit_code == 0
    assert "2 documents, 3 pages" in done.output
    assert (root / "review" / "index.html").is_file()
