import os
from pathlib import Path

import pytest

from banmian.batch.inputs import find_files
from banmian.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("page-10.png", "page-2.png", "deep/a.TXT", "notes.docx", ".hidden.txt", ".git/x.txt", "out/old.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(paths: list[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_folder_is_searched_in_an_order_people_expect(folder: Path) -> None:
    found = find_files([folder], folder / "out")
    assert names(found.files, folder) == ["deep/a.TXT", "page-2.png", "page-10.png"]
    assert names(found.ignored, folder) == ["notes.docx"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    found = find_files([folder / "page-2.png", f"{folder}/page-*.png", folder / "deep" / ".." / "page-2.png"])
    assert len(found.files) == 2


def test_a_named_file_is_taken_whatever_its_ending(folder: Path) -> None:
    assert find_files([folder / "notes.docx"]).files == [folder / "notes.docx"]


def test_globs_go_deep(folder: Path) -> None:
    assert names(find_files([f"{folder}/**/*.TXT"]).files, folder) == ["deep/a.TXT"]


def test_brackets_in_a_real_name_are_no_glob(tmp_path: Path) -> None:
    path = tmp_path / "page[1].txt"
    path.write_text("x")
    assert find_files([path]).files == [path]


def test_links_to_folders_are_not_followed(folder: Path) -> None:
    os.symlink(folder, folder / "deep" / "up")
    assert len(find_files([folder], folder / "out").files) == 3


def test_a_missing_file_is_left_to_the_run_where_others_are_there(folder: Path) -> None:
    assert len(find_files([folder / "page-2.png", folder / "gone.png"]).files) == 2


@pytest.mark.parametrize("named", [[], ["gone.png"], ["*.nothing"], ["."]])
def test_nothing_to_read_is_an_error(named: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.docx").write_text("x")
    with pytest.raises(UsageError):
        find_files(named)


def test_a_url_with_a_password_is_refused_without_showing_it(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.touch()
    for inputs, output in (["sftp://me:geheim@host/in"], None), ([picture], "sftp://me:geheim@host/out"):
        with pytest.raises(UsageError) as caught:
            find_files(inputs, output)
        assert "geheim" not in str(caught.value) + caught.value.advice
        assert "password" in str(caught.value)
