"""Lines by the page: the same as read whole, from a small file and a large one; damage is named when it is opened."""

from pathlib import Path

import pytest
from export_cases import issue

from banmian.document import paged_lines_file as lines_file
from banmian.document.lines_as_read import LINES_FILE, LineRead, PageLines, ReadLines, lines_to_json
from banmian.document.paged_lines_file import LinesFile
from banmian.errors import DamagedFileError


@pytest.fixture(params=[0, 1_000_000], ids=["mapped", "read"])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(lines_file, "MAPPED_BYTES", request.param or 1)
    return int(request.param)


def written(folder: Path, lines: ReadLines) -> LinesFile:
    (folder / LINES_FILE).write_bytes(lines_to_json(lines))
    return LinesFile(folder)


def test_each_page_has_its_lines(kept: int, tmp_path: Path) -> None:
    lines = issue()[1]
    found = written(tmp_path, lines)
    assert list(found) == [page.number for page in lines.pages]
    for page in lines.pages:
        assert found[page.number] == page.lines
        assert found.of(page.number) == page
    assert found.of(9) is None
    assert all(not page.lines for page in found.outline.pages)


def test_a_text_that_looks_like_a_page_is_a_text(kept: int, tmp_path: Path) -> None:
    line = LineRead('{"number": 7, "lines": [', [0.0, 0.0, 10.0, 5.0], 5.0)
    found = written(tmp_path, ReadLines([PageLines(1, lines=[line]), PageLines(2)]))
    assert list(found) == [1, 2]
    assert found[1] == [line]


def test_pages_that_were_unpacked_long_ago_are_unpacked_again(kept: int, tmp_path: Path) -> None:
    pages = [PageLines(number, lines=[LineRead(str(number), [0.0, 0.0, 9.0, 5.0], 5.0)]) for number in range(1, 30)]
    found = written(tmp_path, ReadLines(pages))
    for _ in range(2):
        assert [found[page.number] for page in pages] == [page.lines for page in pages]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"pages": {"number": 1}}',
        b'{"pages": [{"number": 1, "leaf": 1, "place": 1, "lines": [{"text": "x"}]}]}',
        b'{"pages": [{"number": 1, "leaf": 1, "place": 1, "lines": []},{"number": 2, "le',
    ],
)
def test_damage_is_named(kept: int, data: bytes, tmp_path: Path) -> None:
    (tmp_path / LINES_FILE).write_bytes(data)
    with pytest.raises(DamagedFileError, match=r"lines\.json"):
        LinesFile(tmp_path).check()


def test_no_file_is_no_lines(tmp_path: Path) -> None:
    assert list(LinesFile(tmp_path)) == []


def test_damage_in_a_page_is_named_when_it_is_unpacked(kept: int, tmp_path: Path) -> None:
    lines = ReadLines([PageLines(1, lines=[LineRead("x", [0.0, 0.0, 9.0, 5.0], 5.0)]), PageLines(2)])
    (tmp_path / LINES_FILE).write_bytes(lines_to_json(lines).replace(b'"x"', b"null"))
    found = LinesFile(tmp_path)
    assert found[2] == []
    with pytest.raises(DamagedFileError, match=r"lines\.json"):
        found[1]
