"""Folders of truths and of outputs."""

from pathlib import Path

import banmian
from banmian.evaluation.folder_reading import read_outputs, read_truths


def test_a_folder_of_truth(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一。")
    (tmp_path / "b.md").write_text("二。")
    assert [truth.name for truth in read_truths(tmp_path)] == ["a", "b"]
    (tmp_path / "a.gt.txt").write_text("一。")
    assert [truth.path.name for truth in read_truths(tmp_path)] == ["a.gt.txt"]


def test_an_output_folder_is_truth_too(folders: tuple[Path, Path]) -> None:
    assert [truth.name for truth in read_truths(folders[1])] == ["harbour"]
    assert banmian.evaluate(folders[1], folders[1]).value("article_cer") == 0


def test_texts_of_other_tools_are_outputs_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一。")
    (tmp_path / "b.md").write_text("# 题\n\n二。")
    assert [output.name for output in read_outputs(tmp_path)] == ["a", "b"]


def test_an_output_folder_without_manifest_is_one_too(folders: tuple[Path, Path]) -> None:
    (folders[1] / "manifest.json").unlink()
    assert [output.name for output in read_outputs(folders[1])] == ["harbour"]
