import os
from pathlib import Path

import pytest

from banmian.batch.inbox import Inbox
from banmian.batch.read_batch import read_batch
from banmian.errors import UsageError


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inbox(tmp_path: Path, clock: Clock) -> Inbox:
    (tmp_path / "in").mkdir()
    return Inbox(tmp_path / "in", tmp_path / "out", 10.0, clock)


def test_a_file_is_taken_once_when_it_has_stopped_growing(inbox: Inbox, clock: Clock) -> None:
    path = Path(inbox.folder) / "a.txt"
    path.write_text("ha")
    assert inbox.poll() == []
    clock.now = 8
    path.write_text("half of it")
    assert inbox.poll() == []
    clock.now = 16
    assert inbox.poll() == []
    assert inbox.waiting == 1
    clock.now = 18
    assert inbox.poll() == [str(path)]
    clock.now = 100
    assert inbox.poll() == []
    path.write_text("another content")
    inbox.poll()
    clock.now = 111
    assert inbox.poll() == [str(path)]


def test_links_special_and_hidden_files_are_passed_over(inbox: Inbox, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("x")
    os.symlink(tmp_path / "real.txt", Path(inbox.folder) / "link.txt")
    os.symlink(tmp_path, Path(inbox.folder) / "up")
    os.mkfifo(Path(inbox.folder) / "pipe.txt")
    (Path(inbox.folder) / ".hidden.txt").write_text("x")
    (Path(inbox.folder) / "notes.docx").write_text("x")
    (Path(inbox.folder) / "deep").mkdir()
    (Path(inbox.folder) / "deep" / "a.pdf").write_text("x")
    inbox.poll()
    clock.now = 10
    assert inbox.poll() == [str(Path(inbox.folder) / "deep" / "a.pdf")]


def test_a_file_from_the_future_is_taken_like_any_other(inbox: Inbox, clock: Clock) -> None:
    path = Path(inbox.folder) / "a.txt"
    path.write_text("x")
    os.utime(path, (2**33, 2**33))
    inbox.poll()
    clock.now = 10
    assert inbox.poll() == [str(path)]


@pytest.mark.parametrize(("folder", "output"), [("in", "in/out"), ("in", "in"), ("in/deep", "in"), ("gone", "out")])
def test_folders_that_lie_in_each_other_are_refused(tmp_path: Path, folder: str, output: str) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    with pytest.raises(UsageError):
        Inbox(tmp_path / folder, tmp_path / output, 1.0)


def test_what_the_last_run_met_is_not_new_until_it_changes(tmp_path: Path) -> None:
    inbox, output = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    for name, text in (("a.txt", "雨停了，渡船又开了。"), ("same/a.txt", "雨停了，渡船又开了。"), ("empty.txt", "")):
        (inbox / name).parent.mkdir(exist_ok=True)
        (inbox / name).write_text(text, "utf-8")
    read_batch([inbox], output)

    def new() -> list[str]:
        watched = Inbox(inbox, output, 0)
        watched.forget_known()
        return [Path(path).name for path in watched.poll()]

    assert new() == []
    (inbox / "b.txt").write_text("桥上有灯。", "utf-8")
    assert new() == ["b.txt"]
    read_batch([inbox / "b.txt"], output)
    assert new() == []
    (inbox / "empty.txt").write_text("有字了。", "utf-8")
    assert new() == ["empty.txt"]
