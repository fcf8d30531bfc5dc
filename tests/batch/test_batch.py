import json
import os
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from batches import FAST, POOL, Recorder, contents, pdf, picture, read_batch
from jsonschema import Draft202012Validator

from banmian.batch.batch_run import BatchRun, read_one_by_one, run_files
from banmian.batch.inputs import find_files
from banmian.batch.output_folder import OutputFolder
from banmian.document.validation import published_schema, validate
from banmian.errors import OutputError, UsageError


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    picture(folder / "page-1.png", 1)
    picture(folder / "page-2.png", 2)
    pdf(folder / "issue.pdf", 2)
    return folder


def manifest(output: Path) -> dict[str, dict[str, object]]:
    rows = json.loads((output / "manifest.json").read_bytes())["documents"]
    return {Path(row["path"]).name: row for row in rows}


def test_a_batch_gives_the_tree_that_is_promised(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    summary = read_batch([inputs], output)
    assert (summary.done, summary.pages, summary.exit_status) == (3, 4, 0)
    assert sorted(path.name for path in output.iterdir()) == [
        "articles.jsonl",
        "documents",
        "manifest.json",
        "repairs.jsonl",
    ]
    articles = []
    for row in manifest(output).values():
        values = json.loads((output / "documents" / str(row["id"]) / "articles.json").read_bytes())
        validate(values)
        articles += [article["id"] for article in values["articles"]]
    lines = [json.loads(line) for line in (output / "articles.jsonl").read_text().splitlines()]
    assert sorted(line["id"] for line in lines if line["kind"] == "article") == sorted(articles)
    assert len(articles) > 0
    Draft202012Validator(published_schema("manifest-1")).validate(json.loads((output / "manifest.json").read_bytes()))


def test_a_second_run_does_nothing_again_and_redo_does_everything(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    read_batch([inputs], output)
    before = contents(output)
    stamps = {path: path.stat().st_mtime_ns for path in output.rglob("articles.json*")}
    assert read_batch([inputs], output).reused == 3
    assert {path: path.stat().st_mtime_ns for path in output.rglob("articles.json*")} == stamps
    assert read_batch([inputs], output, mode="redo").reused == 0
    assert contents(output) == before


def test_what_changed_is_read_again_and_takes_the_place_of_the_old(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    read_batch([inputs], output)
    old = manifest(output)["page-1.png"]["id"]
    picture(inputs / "page-1.png", 9)
    summary = read_batch([inputs], output)
    assert (summary.done, summary.reused) == (3, 2)
    assert manifest(output)["page-1.png"]["id"] != old
    assert len(list((output / "documents").iterdir())) == 3


def test_other_settings_are_another_result(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    read_batch([inputs], output)
    changed = FAST.model_copy(update={"dpi": 150})
    assert read_batch([inputs], output, changed).reused == 3
    assert manifest(output)["issue.pdf"]["stale"] == ["dpi: 300 → 150"]
    assert read_batch([inputs], output, changed, mode="redo-stale").reused == 0
    assert manifest(output)["issue.pdf"]["stale"] == []
    assert read_batch([inputs], output, changed, mode="redo-stale").reused == 3
    quicker = changed.model_copy(update={"workers": 2, "page_seconds": 9.0})
    assert read_batch([inputs], output, quicker).reused == 3


def test_a_finished_document_is_never_replaced_by_a_poorer_one(tmp_path: Path) -> None:
    output, source = tmp_path / "out", tmp_path / "issue.pdf"
    pdf(source, 2)
    assert read_batch([source], output).articles
    before = contents(output)
    blind = FAST.model_copy(update={"text_layer": "never"})
    for mode in ("resume", "redo-stale", "redo"):
        assert read_batch([source], output, blind, mode=mode).articles
        assert contents(output) == before
    assert "kept" in str(manifest(output)["issue.pdf"]["warnings"])


def test_the_same_bytes_under_two_names_are_read_once(tmp_path: Path) -> None:
    output = tmp_path / "out"
    picture(tmp_path / "in" / "a.png")
    (tmp_path / "in" / "b.png").write_bytes((tmp_path / "in" / "a.png").read_bytes())
    summary = read_batch([tmp_path / "in"], output)
    assert (summary.done, summary.duplicates) == (1, 1)
    assert manifest(output)["b.png"]["duplicate_of"] == str(tmp_path / "in" / "a.png")
    told_apart = FAST.model_copy(update={"names": "{page}.png"})
    assert read_batch([tmp_path / "in"], tmp_path / "out2", told_apart).done == 2


def test_a_file_that_was_renamed_keeps_one_document_and_its_corrections(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    read_batch([inputs], output)
    first = output / "documents" / str(manifest(output)["page-1.png"]["id"])
    (first / "corrections.json").write_text('{"corrections_version": "1"}')
    (inputs / "page-1.png").rename(inputs / "first.png")
    read_batch([inputs], output)
    rows = manifest(output)
    assert sorted(rows) == ["first.png", "issue.pdf", "page-2.png"]
    assert (output / "documents" / str(rows["first.png"]["id"]) / "corrections.json").is_file()
    assert not first.exists()


def test_a_renamed_file_of_another_issue_is_another_document(inputs: Path, tmp_path: Path) -> None:
    named = FAST.model_copy(update={"names": "{page}.png"})
    read_batch([inputs / "page-1.png"], tmp_path / "out", named)
    (inputs / "page-1.png").rename(inputs / "page-9.png")
    read_batch([inputs], tmp_path / "out", named)
    assert {"page-1.png", "page-9.png"} <= set(manifest(tmp_path / "out"))


def test_a_document_whose_file_is_gone_is_kept_and_named(inputs: Path, tmp_path: Path) -> None:
    read_batch([inputs], tmp_path / "out")
    (inputs / "page-1.png").unlink()
    watcher = Recorder()
    read_batch([inputs], tmp_path / "out", watcher=watcher)
    assert watcher.messages == [f"1 document is kept though its file is no longer there: {inputs / 'page-1.png'}"]
    assert "page-1.png" in manifest(tmp_path / "out")


def test_documents_of_other_runs_stay_in_the_folder(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    read_batch([inputs / "issue.pdf"], output)
    read_batch([inputs / "page-1.png"], output)
    assert set(manifest(output)) == {"issue.pdf", "page-1.png"}
    assert "issue" in (output / "articles.jsonl").read_text()


def test_what_a_run_read_that_was_killed_before_its_end_is_collected_by_the_next(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    read_batch([inputs], output)
    pdf(inputs / "new.pdf", 1, "Wheat harvest begins")

    def read_and_die(batch: BatchRun) -> None:
        read_one_by_one(batch, POOL, "resume")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_files(find_files([inputs], output), output, FAST, Recorder(), read_and_die)
    assert "Wheat" not in (output / "articles.jsonl").read_text()
    assert read_batch([inputs], output).reused == 4
    assert "Wheat" in (output / "articles.jsonl").read_text()


def test_articles_of_documents_that_stand_are_taken_over_and_none_is_read(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    read_batch([inputs], output)
    pdf(inputs / "harvest.pdf", 1, "Wheat harvest begins")
    read: list[str] = []
    original = OutputFolder.article_documents

    def listening(self: OutputFolder, names: Iterable[str]) -> Iterator[bytes]:
        asked = list(names)
        read.extend(asked)
        return original(self, asked)

    with monkeypatch.context() as patched:
        patched.setattr(OutputFolder, "article_documents", listening)
        read_batch([inputs], output)
    assert read == [manifest(output)["harvest.pdf"]["id"]]
    picture(inputs / "page-1.png", 9)
    read_batch([inputs], output)
    taken_over = (output / "articles.jsonl").read_bytes()
    (output / "articles.jsonl").write_bytes(taken_over[: len(taken_over) // 2])
    pdf(inputs / "harvest.pdf", 1, "Rye harvest begins")
    read_batch([inputs], output)
    read_batch([inputs], tmp_path / "plain")
    assert contents(output) == contents(tmp_path / "plain")


def test_bad_files_are_named_and_the_rest_is_done(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    (inputs / "empty.txt").touch()
    (inputs / "latin.txt").write_bytes(bytes(range(128, 256)))
    (inputs / "cut.png").write_bytes((inputs / "page-1.png").read_bytes()[:200])
    (inputs / "no.pdf").write_text("not a PDF")
    watcher = Recorder()
    summary = read_batch([inputs, inputs / "gone.png"], output, watcher=watcher)
    assert (summary.done, summary.failed, summary.exit_status) == (3, 5, 1)
    errors = {name: row["error"] for name, row in manifest(output).items() if row["error"]}
    assert {name: error["error"] for name, error in errors.items()} == {  # type: ignore[index]
        "empty.txt": "EmptyFileError",
        "latin.txt": "EncodingError",
        "cut.png": "DamagedFileError",
        "no.pdf": "UnknownFormatError",
        "gone.png": "MissingFileError",
    }
    assert all(error["remedy"] for error in errors.values())  # type: ignore[index]
    assert len(list((output / "documents").iterdir())) == 3
    (inputs / "no.pdf").unlink()
    pdf(inputs / "no.pdf", 1)
    summary = read_batch([inputs], output)
    assert (summary.done, summary.reused) == (4, 3)
    assert manifest(output)["no.pdf"]["error"] is None


def test_one_content_under_one_name_is_read_once(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    picture(inputs / "again" / "page-1.png", 1)
    summary = read_batch([inputs], output)
    assert (summary.done, summary.duplicates, summary.exit_status) == (3, 1, 0)
    assert len(list((output / "documents").iterdir())) == 3
    assert read_batch([inputs], output).reused == 3


def test_a_run_stops_after_too_many_failures(inputs: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (inputs / name).touch()
    watcher = Recorder()
    summary = read_batch([inputs], tmp_path / "out", FAST.model_copy(update={"max_failures": 1}), watcher)
    assert (summary.failed, summary.untried, summary.exit_status) == (2, 4, 1)
    assert any("too many" in text for text in watcher.messages)


def test_a_special_file_is_an_error_and_never_waited_for(inputs: Path, tmp_path: Path) -> None:
    os.mkfifo(inputs / "pipe.txt")
    assert read_batch([inputs, inputs / "pipe.txt"], tmp_path / "out").failed == 1


def test_an_output_that_can_not_be_is_a_clear_error(inputs: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a file"):
        read_batch([inputs], inputs / "issue.pdf")
    with pytest.raises((OutputError, UsageError)):
        read_batch([inputs], inputs / "issue.pdf" / "deeper")
    with pytest.raises(OutputError):
        read_batch([inputs], Path("/proc/banmian-out"))


def test_a_second_run_waits_for_the_first(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    folder = OutputFolder(output)
    folder.open()
    watcher = Recorder()
    second = threading.Thread(target=read_batch, args=([inputs], output), kwargs={"watcher": watcher})
    with folder.locked():
        second.start()
        while not watcher.messages:
            time.sleep(0.01)
        assert not (output / "manifest.json").exists()
    second.join()
    assert "another run" in watcher.messages[0]
    assert len(watcher.rows) == 3


def test_page_pictures_are_written_when_asked_for(inputs: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    read_batch([inputs], output, FAST.model_copy(update={"pictures": "overlays", "picture_side": 200}))
    pages = sorted(path.relative_to(output / "documents").as_posix() for path in output.rglob("*.jpg"))
    linked = [page for page in pages if page.endswith(".links.jpg")]
    assert [page.partition("-")[0] for page in linked] == ["issue", "issue"], "pages with text"
    assert len(pages) == 4 + len(linked)
    read_batch([inputs], output)
    assert len(list(output.rglob("*.jpg"))) == len(pages)
    read_batch([inputs], output, mode="redo-stale")
    assert not list(output.rglob("*.jpg"))
