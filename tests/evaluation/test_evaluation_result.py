import json
from dataclasses import replace
from pathlib import Path

import pytest
from scored_documents import TEXTS, document
from typer.testing import CliRunner

import banmian
from banmian.cli.main import app
from banmian.document.json_form import document_to_json
from banmian.errors import UsageError
from banmian.evaluation.evaluation_result import report_of
from banmian.evaluation.metric_explanations import EXPLANATIONS, GROUPS
from banmian.evaluation.pooled_ratios import Ratio
from banmian.evaluation.web_report import MOST_DOCUMENTS, web_page


def test_public_function(folders: tuple[Path, Path]) -> None:
    report = banmian.evaluate(*folders)
    length = sum(len(text) for text in TEXTS.values())
    assert report.value("article_cer") == pytest.approx(1 / length)
    assert report.value("article_f1") == 1
    assert report.value("order") == 0
    flaw = report.documents[0].flaws[0]
    assert (flaw.errors, flaw.story, flaw.lost) == (1, "渔港开了新市", False)
    assert "".join(stretch.truth for stretch in flaw.stretches) == TEXTS["渔港开了新市"]
    assert [stretch.output for stretch in flaw.stretches if not stretch.alike] == ["诲"]
    assert flaw.place is not None


def test_command_writes_table_json_and_page(folders: tuple[Path, Path], tmp_path: Path) -> None:
    arguments = ["evaluate", *map(str, folders), "--json", str(tmp_path / "r.json"), "--html", str(tmp_path / "r.html")]
    result = CliRunner().invoke(app, [*arguments, "--at-least", "article_f1=1"])
    assert result.exit_code == 0, result.output
    assert "article_f1" in result.output
    values = json.loads((tmp_path / "r.json").read_text())
    assert values["figures"]["article_f1"] == {"value": 1.0, "part": 4, "whole": 4}
    page = (tmp_path / "r.html").read_text()
    assert "<del title='on the page, not in the output'>海</del>" in page
    assert "data:image/jpeg;base64," in page


def test_command_ends_with_one_where_a_figure_is_worse(folders: tuple[Path, Path]) -> None:
    result = CliRunner().invoke(app, ["evaluate", *map(str, folders), "--at-least", "article_cer=0.001"])
    assert result.exit_code == 1


def test_unknown_figure_and_missing_truth_are_usage_errors(folders: tuple[Path, Path]) -> None:
    result = CliRunner().invoke(app, ["evaluate", *map(str, folders), "--at-least", "beauty=1"])
    assert isinstance(result.exception, UsageError)
    with pytest.raises(UsageError):
        banmian.evaluate(folders[0].parent / "none.json", folders[1])


def test_lost_article_is_the_worst_place(folders: tuple[Path, Path]) -> None:
    first = next(iter(TEXTS))
    (path,) = folders[1].glob("documents/*/articles.json")
    path.write_bytes(document_to_json(document("harbour", {first: TEXTS[first]})))
    report = banmian.evaluate(*folders)
    assert report.documents[0].flaws[0].lost
    assert report.documents[0].stories[1].output is None


def test_truths_and_documents_that_no_other_answers_are_told(folders: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "truths").mkdir()
    for name in ("harbour", "hills"):
        (tmp_path / "truths" / f"{name}.truth.json").write_bytes(document_to_json(document(name, TEXTS)))
    other = folders[1] / "documents" / "valley-34cd"
    other.mkdir()
    (other / "articles.json").write_bytes(document_to_json(document("valley", TEXTS)))
    report = banmian.evaluate(tmp_path / "truths", folders[1])
    assert [one.name for one in report.documents] == ["harbour"]
    assert (report.unanswered, report.unjudged) == (("hills",), ("valley",))
    assert len(report.notes()) == 2


def test_every_figure_has_a_place_on_the_page() -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(EXPLANATIONS)


def test_a_page_of_many_documents_shows_the_worst_of_them(folders: tuple[Path, Path]) -> None:
    good = banmian.evaluate(*folders).documents[0]
    bad = replace(good, name="<bad>", figures={**good.figures, "integrity": Ratio(1, 10)})
    page = web_page(report_of([good] * MOST_DOCUMENTS + [bad]), 1)
    assert page.count("<section") == MOST_DOCUMENTS
    assert page.index("<h2>&lt;bad&gt;</h2>") < page.index("<h2>harbour</h2>")
