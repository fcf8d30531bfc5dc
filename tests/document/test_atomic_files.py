import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from banmian.document.atomic_files import sha256_of, sha256_while_unchanged, write_whole


def test_a_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "new" / "a.json"
    write_whole(target, b"one")
    write_whole(target, [b"t", b"wo"])
    assert target.read_bytes() == b"two"
    assert [p.name for p in target.parent.iterdir()] == ["a.json"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError

    target = tmp_path / "a.json"
    write_whole(target, b"old")
    with pytest.raises(RuntimeError):
        write_whole(target, broken())
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_unfinished_files_stand_where_they_are_told_to(tmp_path: Path) -> None:
    aside = tmp_path / "aside"
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "a", b"", aside)
    aside.mkdir()
    write_whole(tmp_path / "a", b"x", aside)
    assert list(aside.iterdir()) == []


def test_the_hash_is_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert sha256_of(tmp_path / "a").startswith("e3b0c442")


def test_a_file_is_hashed_anew_when_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "scan.jpg"
    path.write_bytes(b"one")
    assert sha256_while_unchanged(path) == sha256_of(path)
    path.write_bytes(b"two")
    os.utime(path, ns=(1, 1))
    assert sha256_while_unchanged(path) == sha256_of(path)
