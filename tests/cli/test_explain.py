from pathlib import Path

from typer.testing import CliRunner

from banmian.cli.main import app
from banmian.errors import UsageError
from banmian.pipelines import PIPELINES

RUN = CliRunner()
TEXT = Path(__file__).parents[2] / "samples" / "damaged.txt"


def test_without_a_file_the_stages_are_listed() -> None:
    shown = RUN.invoke(app, ["explain"]).output
    for pipeline in PIPELINES:
        assert f"{pipeline.name}:" in shown
        assert all(stage.purpose in shown for stage in pipeline.stages)


def test_each_stage_that_read_a_file_is_shown_with_what_it_changed() -> None:
    shown = RUN.invoke(app, ["explain", str(TEXT)]).output
    assert "repairing bare text, from line 1:" in shown
    assert "articles from text" in shown
    assert "articles 0 → 3" in shown
    assert "1 pages, 3 articles" in shown


def test_a_stage_is_left_out() -> None:
    shown = RUN.invoke(app, ["explain", str(TEXT), "--without", "segments"]).output
    assert " segments " not in shown.replace("  ", " ")
    assert "0 articles" in shown


def test_an_unknown_stage_is_refused() -> None:
    assert isinstance(RUN.invoke(app, ["explain", "--without", "magic"]).exception, UsageError)
