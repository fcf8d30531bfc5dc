"""From corrections to truth: pages to learn from, and documents that `evaluate` takes."""

import json
from pathlib import Path

from correction_cases import correction
from export_cases import NAME, batch
from typer.testing import CliRunner

from banmian.cli.main import app
from banmian.document.corrections.corrections_file import CORRECTIONS_FILE, Corrections, corrections_to_json
from banmian.evaluation.scoring import evaluate
from banmian.export.batch_export import export_batch
from banmian.learning.corrected_pages import pages_in
from banmian.review.checking_progress import Mark, Progress, checked_pages, keep_progress


def corrected(root: Path) -> Path:
    batch(root)
    kept = Corrections([correction("split")])
    (root / "documents" / NAME / CORRECTIONS_FILE).write_bytes(corrections_to_json(kept))
    return root


def test_corrected_documents_are_pages_with_their_truth(tmp_path: Path) -> None:
    pages = list(pages_in(corrected(tmp_path)))
    assert [page.page.number for page in pages] == [1, 2]
    assert [strings[0] for strings in pages[0].articles] == ["晨讯", "码头上", "海边小诗"]
    assert len(pages[0].page.lines) > 10
    assert list(pages_in(tmp_path, title="别的报")) == []


def test_pages_marked_as_checked_count_alone(tmp_path: Path) -> None:
    folder = corrected(tmp_path) / "documents" / NAME
    keep_progress(folder, Progress([Mark("秦帆", "2024-05-07", "checked", 2)]))
    assert [page.page.number for page in pages_in(tmp_path, only=checked_pages(tmp_path))] == [2]


def test_exported_corrections_are_truth_for_evaluation(tmp_path: Path) -> None:
    root = corrected(tmp_path / "out")
    assert export_batch(root, "json", tmp_path / "truth").problems == []
    assert evaluate(tmp_path / "truth", tmp_path / "truth").value("article_f1") == 1.0
    assert evaluate(tmp_path / "truth", root).value("article_f1") < 1.0


def test_too_few_pages_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["learn", str(corrected(tmp_path))])
    assert done.exit_code == 1
    assert "2 corrected pages" in done.output
    assert not (tmp_path / "layout-model.json").exists()


def test_advertisements_are_told_from_articles(tmp_path: Path) -> None:
    kept = corrected(tmp_path) / "documents" / NAME / "articles.json"
    document = json.loads(kept.read_text("utf-8"))
    document["furniture"][0]["kind"] = "advertisement"
    kept.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    first, second = pages_in(tmp_path)
    assert (first.notices, first.articles[-1]) == (1, ("海风日报",))
    assert second.notices == 0
