"""What goes wrong around a batch: disks, clocks, files that move; each told, and made good by the next run."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from batches import FAST, POOL, Recorder, contents, pdf, picture, read_batch
from killing import command

from banmian.batch.batch_run import BatchRun, run_files
from banmian.batch.document_reading import read_task
from banmian.batch.inputs import find_files
from banmian.batch.retry import retry_with_pauses
from banmian.batch.worker_pool import WorkerPool
from banmian.errors import OutputError
from banmian.settings import Settings

DOCUMENTS = 12


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    for number in range(DOCUMENTS):
        pdf(folder / f"{number}.pdf", 2, f"Words of document {number}")
    return folder


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, with room for a few documents."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0 or mount("-t", "tmpfs", "-o", "size=256k", "banmian", place):
        pytest.skip("a file system can't be mounted here (root on Linux can)")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def mount(*arguments: object) -> int:
    return subprocess.run(["mount", *map(str, arguments)], capture_output=True).returncode


def test_a_disk_that_is_full_ends_the_run_and_room_lets_it_go_on(inputs: Path, disk: Path, tmp_path: Path) -> None:
    output = disk / "out"
    settings = FAST.model_copy(update={"retries": 0})
    with pytest.raises(OutputError, match="No space left"):
        read_batch([inputs], output, settings)
    there = list(output.glob("documents/*/articles.json"))
    assert 0 < len(there) < DOCUMENTS
    for path in there:
        json.loads(path.read_bytes())
    assert mount("-o", "remount,size=64m", disk) == 0
    summary = read_batch([inputs], output, settings)
    assert (summary.done, summary.exit_status) == (DOCUMENTS, 0)
    assert summary.reused > 0
    read_batch([inputs], tmp_path / "plain")
    assert contents(output) == contents(tmp_path / "plain")


def test_an_output_that_becomes_read_only_is_told_and_left_as_it_is(inputs: Path, disk: Path) -> None:
    output = disk / "out"
    assert mount("-o", "remount,size=64m", disk) == 0
    read_batch([inputs], output)
    before = contents(output)
    picture(inputs / "new.png")
    assert mount("-o", "remount,ro", disk) == 0
    with pytest.raises(OutputError, match=r"[Rr]ead-only"):
        read_batch([inputs], output)
    ended = subprocess.run(
        command("read", inputs, "-o", output, "--engine", "null"), capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "give an output folder that can be written" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert contents(output) == before
    assert mount("-o", "remount,rw", disk) == 0
    assert read_batch([inputs], output).reused == DOCUMENTS


def test_a_document_that_is_moved_during_the_run_is_named_and_the_rest_is_done(inputs: Path, tmp_path: Path) -> None:
    output, moved, elsewhere = tmp_path / "out", inputs / "5.pdf", tmp_path / "elsewhere.pdf"

    def read_all(batch: BatchRun) -> None:
        for task in list(batch.tasks({})):
            if moved.exists():
                moved.rename(elsewhere)
            batch.record(read_task(task, batch.folder, POOL, lambda leaf, leaves: None))

    POOL.settings = FAST
    watcher = Recorder()
    summary = run_files(find_files([inputs]), output, FAST, watcher, read_all)
    assert (summary.done, summary.failed, summary.exit_status) == (DOCUMENTS - 1, 1, 1)
    (row,) = [row for row in watcher.rows if row.error]
    assert row.path == str(moved)
    assert row.error is not None
    assert row.error.error == "MissingFileError"


JUMPING = """
import itertools, time
steps = itertools.count()
real, real_ns = time.time, time.time_ns
def jump():
    return 86400 * 400 * ((next(steps) * 7) % 5 - 2)
time.time = lambda: real() + jump()
time.time_ns = lambda: real_ns() + jump() * 10**9
"""


def test_a_clock_that_jumps_changes_nothing(inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "jumping").mkdir()
    (tmp_path / "jumping" / "sitecustomize.py").write_text(JUMPING)
    picture(inputs / "a.png")
    os.utime(inputs / "1.pdf", (2**33, 2**33))
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "jumping"), "BANMIAN_ENGINE": "null"}
    arguments = command("read", inputs, "-o", tmp_path / "out")
    for expected in (f"{DOCUMENTS + 1} done", f"({DOCUMENTS + 1} before)"):
        ended = subprocess.run(arguments, env=environment, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stderr
        assert expected in ended.stdout
    read_batch([inputs], tmp_path / "plain")
    assert contents(tmp_path / "out") == contents(tmp_path / "plain")


def test_a_page_that_fails_is_named_in_manifest_and_artifact_and_the_others_are_read(tmp_path: Path) -> None:
    from banmian.flows.artifacts import documents_needing_attention, markdown

    output = tmp_path / "out"
    path = compressed_tiff(tmp_path / "in" / "issue.tif")
    summary = read_batch([path], output)
    assert (summary.partial, summary.exit_status) == (1, 1)
    (row,) = json.loads((output / "manifest.json").read_bytes())["documents"]
    assert (row["status"], row["pages"]) == ("partial", 2)
    (page,) = row["failed_pages"]
    assert page["leaf"] == 2
    assert page["message"]
    assert page["remedy"]
    (line,) = documents_needing_attention(str(output))
    assert (line["document"], line["page"]) == (str(path), "2")
    assert page["message"].replace("|", "\\|") in markdown(summary, str(output), [line])


def compressed_tiff(path: Path) -> Path:
    """Three pages, the data of the second no stream that can be decompressed."""
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    frames = [Image.effect_noise((240, 320), 40 + number) for number in range(3)]
    frames[0].save(path, save_all=True, append_images=frames[1:], compression="tiff_adobe_deflate")
    with Image.open(path) as image:
        image.seek(1)
        tags = image.tag_v2  # type: ignore[attr-defined]
        strips = list(zip(tags[273], tags[279], strict=True))
    data = bytearray(path.read_bytes())
    for offset, length in strips:
        data[offset : offset + length] = b"\xff" * length
    path.write_bytes(bytes(data))
    return path


def test_keep_going_takes_the_limit_on_failures_away(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).touch()
    picture(tmp_path / "in" / "d.png")
    limited = ("read", tmp_path / "in", "--engine", "null", "--max-failures", 0)
    told = {}
    for output, more in (("stopped", ()), ("going", ("--keep-going",))):
        arguments = command(*limited, "-o", tmp_path / output, *more)
        told[output] = subprocess.run(arguments, capture_output=True, text=True)
    assert "1 failed, 3 not tried" in told["stopped"].stdout
    assert "1 done, 3 failed" in told["going"].stdout
    assert [ended.returncode for ended in told.values()] == [1, 1]


def test_only_faults_of_the_infrastructure_are_tried_again_and_pauses_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    told: list[str] = []
    monkeypatch.setattr(time, "sleep", pauses.append)

    def fail() -> None:
        raise BlockingIOError("busy")

    settings = Settings(retries=3, retry_seconds=2.0)
    with pytest.raises(BlockingIOError):
        retry_with_pauses(fail, BlockingIOError, settings, told.append)
    assert pauses == [2.0, 4.0, 8.0]
    assert len(told) == 3
    with pytest.raises(BlockingIOError):
        retry_with_pauses(fail, FileExistsError, settings, told.append)
    assert len(told) == 3


def test_where_memory_is_short_one_document_is_read_at_a_time() -> None:
    at_once: list[int] = []
    now: list[int] = []

    def hold(pool: WorkerPool, number: int) -> None:
        with pool.turn():
            now.append(number)
            at_once.append(len(now))
            time.sleep(0.1)
            now.remove(number)

    for free, most in ((10**9, 1), (0, 3)):
        at_once.clear()
        pool = WorkerPool(FAST.model_copy(update={"workers": 3, "free_megabytes": free}))
        threads = [threading.Thread(target=hold, args=(pool, number)) for number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert max(at_once) == most
