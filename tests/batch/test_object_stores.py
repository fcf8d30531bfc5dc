import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from batches import FAST, POOL, Recorder, contents, pdf, picture, read_batch, tiff
from killing import command, kill_after, start
from object_store import objects, running_store

from banmian.batch.document_reading import read_task
from banmian.batch.inbox import Inbox
from banmian.batch.inputs import find_files
from banmian.batch.object_lock import ObjectLock
from banmian.batch.object_store_output import ObjectFolder
from banmian.batch.object_stores import Store
from banmian.batch.output_interface import output_at
from banmian.batch.run_plan import Planner, Task
from banmian.batch.staging import Staging, get_staging
from banmian.errors import MissingRequirementError, OutputError, UsageError

QUICK = FAST.model_copy(update={"lock_seconds": 20.0})
KILLS = 3

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def store_environment() -> Iterator[dict[str, str]]:
    with running_store() as environment:
        yield environment


@pytest.fixture
def bucket(store_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The URL of a fresh bucket."""
    from s3fs import S3FileSystem

    for name, value in store_environment.items():
        monkeypatch.setenv(name, value)
    S3FileSystem.clear_instance_cache()
    name = f"bucket-{random.getrandbits(40):x}"
    S3FileSystem().mkdir(name)
    return f"s3://{name}"


def put(url: str, path: Path) -> None:
    parent, _, key = url.rpartition("/")
    Store(parent).upload(path, key)


@pytest.fixture
def inputs(bucket: str, tmp_path: Path) -> str:
    made = tmp_path / "made"
    put(f"{bucket}/in/page-1.png", picture(made / "page-1.png", 1))
    put(f"{bucket}/in/deep/page-2.png", picture(made / "page-2.png", 2))
    put(f"{bucket}/in/issue.pdf", pdf(made / "issue.pdf", 2))
    (made / "notes.docx").write_text("of no kind that is read")
    put(f"{bucket}/in/notes.docx", made / "notes.docx")
    return f"{bucket}/in"


def rows(url: str) -> dict[str, dict[str, object]]:
    values = json.loads(Store(url).read("manifest.json"))["documents"]
    return {str(row["path"]).rpartition("/")[2]: row for row in values}


def published(url: str) -> int:
    return sum(entry.key.endswith("articles.json") for entry in Store(url).list("documents"))


def test_an_output_in_a_store_is_that_on_a_disk(bucket: str, tmp_path: Path) -> None:
    picture(tmp_path / "in" / "a.png", 1)
    pdf(tmp_path / "in" / "b.pdf", 2)
    (tmp_path / "in" / "empty.txt").touch()
    pictures = QUICK.model_copy(update={"pictures": "pages", "picture_side": 200})
    assert read_batch([tmp_path / "in"], tmp_path / "out", pictures).exit_status == 1
    assert read_batch([tmp_path / "in"], f"{bucket}/out", pictures).exit_status == 1
    assert objects(f"{bucket}/out") == contents(tmp_path / "out")
    assert len([key for key in objects(f"{bucket}/out") if key.endswith(".jpg")]) == 3
    assert read_batch([tmp_path / "in"], tmp_path / "out", QUICK).done == 2
    assert read_batch([tmp_path / "in"], f"{bucket}/out", QUICK).done == 2
    assert objects(f"{bucket}/out") == contents(tmp_path / "out")


def test_a_second_run_fetches_nothing_and_leaves_every_object(
    bucket: str, inputs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = f"{bucket}/out"
    summary = read_batch([inputs], output, QUICK)
    assert (summary.done, summary.pages, summary.exit_status) == (3, 4, 0)
    assert rows(output)["page-2.png"]["path"] == f"{inputs}/deep/page-2.png"
    name = rows(output)["issue.pdf"]["id"]
    values = json.loads(Store(output).read(f"documents/{name}/articles.json"))
    assert values["source"]["path"] == f"{inputs}/issue.pdf"
    assert not any(path.is_dir() for path in get_staging().root.iterdir())
    before = {entry.key: entry for entry in Store(output).list() if entry.key != "manifest.json"}
    with monkeypatch.context() as patched:
        patched.setattr(Staging, "fetch", None)
        assert read_batch([inputs], output, QUICK).reused == 3
    assert {entry.key: entry for entry in Store(output).list() if entry.key != "manifest.json"} == before


def test_a_changed_object_is_read_again_and_takes_the_place_of_the_old(
    bucket: str, inputs: str, tmp_path: Path
) -> None:
    output = f"{bucket}/out"
    read_batch([inputs], output, QUICK)
    old = rows(output)["page-1.png"]["id"]
    put(f"{inputs}/page-1.png", picture(tmp_path / "new.png", 9))
    put(f"{inputs}/issue.pdf", tmp_path / "made" / "issue.pdf")
    summary = read_batch([inputs], output, QUICK)
    assert (summary.done, summary.reused) == (3, 2)
    new = rows(output)["page-1.png"]["id"]
    assert new != old
    assert not list(Store(output).list(f"documents/{old}"))
    lines = [json.loads(line) for line in Store(output).read("articles.jsonl").splitlines()]
    assert all(line["document_id"] != old for line in lines)


def test_a_batch_on_a_store_that_is_killed_is_ended_by_the_flow_as_if_it_never_was(
    bucket: str, store_environment: dict[str, str], tmp_path: Path, cache: Path
) -> None:
    for number in range(12):
        put(f"{bucket}/in/{number}.png", picture(tmp_path / "made" / f"{number}.png", number))
    put(f"{bucket}/in/many.tif", tiff(tmp_path / "made" / "many.tif", 5))
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = {**store_environment, "BANMIAN_ENGINE": "null", "TMPDIR": str(temporary)}
    environment |= {"BANMIAN_LOCK_SECONDS": "4", "BANMIAN_CACHE": str(cache)}

    def arguments(output: str, name: str = "read") -> list[str]:
        return command(name, f"{bucket}/in", "-o", f"{bucket}/{output}")

    log = tmp_path / "log"
    calm = start(arguments("calm"), environment, log)
    chance = random.Random(3)
    for number in range(KILLS):
        process = start(arguments("hunted"), environment, log)
        while process.poll() is None and published(f"{bucket}/hunted") <= 3 * number:
            time.sleep(0.02)
        assert kill_after(process, chance.uniform(0.0, 0.2))
    assert calm.wait() == 0, log.read_text()
    assert start(arguments("hunted", "run"), environment, log).wait() == 0, log.read_text()
    assert objects(f"{bucket}/hunted") == objects(f"{bucket}/calm")
    assert len(rows(f"{bucket}/hunted")) == 13
    assert not [path for path in temporary.rglob("*") if path.is_file()]


def test_a_document_redone_by_half_is_not_taken_for_finished(
    bucket: str, inputs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = f"{bucket}/out"
    read_batch([inputs], output, QUICK)
    calm = objects(output)
    other = QUICK.model_copy(update={"dpi": 150, "retries": 0})
    upload = Store.upload

    def fail_at_the_document(self: Store, path: Path, key: str) -> None:
        if key.endswith("articles.json"):
            raise OSError("the network is gone")
        upload(self, path, key)

    def nothing_recorded(self: ObjectFolder, row: object) -> None:
        raise OSError("the network is gone")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "upload", fail_at_the_document)
        patched.setattr(ObjectFolder, "record", nothing_recorded)
        with pytest.raises(OutputError, match="network is gone"):
            read_batch([f"{inputs}/issue.pdf"], output, other, mode="redo-stale")
    assert objects(output).keys() > calm.keys()
    summary = read_batch([inputs], output, QUICK)
    assert (summary.done, summary.reused) == (3, 2)
    assert objects(output) == calm


def test_pages_that_failed_are_read_alone_in_the_next_run(bucket: str, tmp_path: Path) -> None:
    put(f"{bucket}/in/many.tif", tiff(tmp_path / "many.tif", 4))
    (file,) = find_files([f"{bucket}/in"]).files

    def read(attacked: list[int]) -> tuple[str, list[int]]:
        folder = output_at(f"{bucket}/out", lock_seconds=20.0)
        begun: list[int] = []

        def on_source_page(leaf: int, count: int) -> None:
            begun.append(leaf)
            if leaf in attacked:
                attacked.remove(leaf)
                for pid in POOL.pids:
                    os.kill(pid, signal.SIGKILL)

        with folder.locked(lambda: None):
            folder.sweep()
            task = Planner(folder, QUICK, folder.known_rows()).decide(file)
            assert isinstance(task, Task)
            row = read_task(task, folder, POOL, on_source_page)
            folder.record(row)
            folder.close({row.id} if row.status == "partial" else set())
        return row.status, begun

    assert read([3, 3]) == ("partial", [1, 2, 3, 3, 4])
    assert read([]) == ("done", [3])
    assert not list(Store(f"{bucket}/out").list(".banmian"))


def test_a_second_run_waits_for_the_first(bucket: str, inputs: str) -> None:
    output = f"{bucket}/out"
    watcher = Recorder()
    second = threading.Thread(target=read_batch, args=([inputs], output, QUICK), kwargs={"watcher": watcher})
    first = output_at(output, lock_seconds=1.2)
    with first.locked(lambda: None):
        second.start()
        while not watcher.messages:
            time.sleep(0.01)
        time.sleep(2.0)
        assert not watcher.rows
    second.join()
    assert "another run" in watcher.messages[0]
    assert len(watcher.rows) == 3
    assert not list(Store(output).list(".banmian"))


def test_a_run_that_was_silent_too_long_has_lost_its_output(bucket: str, inputs: str) -> None:
    output = f"{bucket}/out"
    Store(output).write(".banmian/lock.json", b'{"holder": "one that is dead"}')
    silent = output_at(output, lock_seconds=1.2)
    with silent.locked(lambda: None):
        Store(output).write(".banmian/lock.json", b'{"holder": "another"}')
        time.sleep(0.5)
        with pytest.raises(OSError, match="taken this output over"):
            silent.write_manifest(b"{}")
        with pytest.raises(OSError, match="taken this output over"):
            silent.commit(Path("unfinished"), "a")
    assert b"another" in Store(output).read(".banmian/lock.json")
    assert Store(output).entry("manifest.json") is None


def test_only_one_of_many_takes_a_lock(bucket: str) -> None:
    held: list[int] = []
    most: list[int] = []

    def hold(number: int) -> None:
        with ObjectLock(Store(f"{bucket}/out"), 1.0).held(lambda: None):
            held.append(number)
            most.append(len(held))
            time.sleep(0.05)
            held.remove(number)

    threads = [threading.Thread(target=hold, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 5


def test_names_stand_for_objects_folders_and_globs(bucket: str, inputs: str) -> None:
    found = find_files([inputs])
    assert [str(file) for file in found.files] == [
        f"{inputs}/deep/page-2.png",
        f"{inputs}/issue.pdf",
        f"{inputs}/page-1.png",
    ]
    assert [str(file) for file in found.ignored] == [f"{inputs}/notes.docx"]
    assert [str(file) for file in find_files([f"{inputs}/page-*.png"]).files] == [f"{inputs}/page-1.png"]
    assert [str(file) for file in find_files([f"{inputs}/notes.docx"]).files] == [f"{inputs}/notes.docx"]
    assert len(find_files([bucket], f"{bucket}/in/deep").files) == 2
    for name in (f"{inputs}/*.webp", f"{bucket}/nothing", "s3://no-such-bucket/in"):
        with pytest.raises(UsageError):
            find_files([name])


def test_an_object_that_is_gone_is_named(bucket: str, inputs: str, tmp_path: Path) -> None:
    watcher = Recorder()
    summary = read_batch([inputs, f"{inputs}/gone.png"], tmp_path / "out", QUICK, watcher)
    assert (summary.done, summary.failed) == (3, 1)
    (row,) = [row for row in watcher.rows if row.error]
    assert row.error is not None
    assert row.error.error == "MissingFileError"
    put(f"{inputs}/bad.png", tmp_path / "made" / "notes.docx")
    read_batch([f"{inputs}/bad.png"], tmp_path / "out", QUICK, watcher)
    error = watcher.rows[-1].error
    assert error is not None
    assert str(get_staging().root) not in error.message


def test_a_watched_store_gives_each_object_once(bucket: str, inputs: str, tmp_path: Path) -> None:
    now = [0.0]
    inbox = Inbox(inputs, f"{bucket}/out", 10.0, lambda: now[0])
    assert inbox.poll() == []
    now[0] = 11.0
    assert [name.rpartition("/")[2] for name in inbox.poll()] == ["page-2.png", "issue.pdf", "page-1.png"]
    put(f"{inputs}/page-1.png", picture(tmp_path / "new.png", 7))
    assert inbox.poll() == []
    now[0] = 22.0
    assert inbox.poll() == [f"{inputs}/page-1.png"]
    for output in (f"{inputs}/out", bucket, inputs):
        with pytest.raises(UsageError):
            Inbox(inputs, output, 1.0)


def test_what_can_not_be_reached_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from s3fs import S3FileSystem

    with pytest.raises(UsageError, match="Protocol not known"):
        find_files(["nowhere://bucket/in"])
    with pytest.raises(MissingRequirementError):
        find_files(["gs://bucket/in"])
    picture(tmp_path / "in" / "a.png")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setattr(S3FileSystem, "retries", 1)
    S3FileSystem.clear_instance_cache()
    with pytest.raises(OutputError, match="can't be used"):
        read_batch([tmp_path / "in"], "s3://bucket/out", QUICK)
    with pytest.raises(UsageError, match="can't be listed"):
        find_files(["s3://bucket/in"])
