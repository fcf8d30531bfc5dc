from pathlib import Path

import pytest

from banmian.errors import EncodingError, PageError
from banmian.layout.readers.opening import open_source


def test_a_text_is_one_page_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# 早稻\n\n收割开始 ok\n", encoding="utf-8")
    with open_source(path) as source:
        assert (source.media_type, source.source_page_count) == ("text/markdown", 1)
        assert source.picture(1, 1, 100) is None
        (page,) = source.read(1)
        with pytest.raises(PageError):
            source.read(2)
    assert [line.text for line in page.lines] == ["# 早稻", "收割开始 ok"]
    assert [line.box.y0 for line in page.lines] == [0, 2]
    assert page.lines[1].box.width == 5.5
    assert page.text_source == "plain"


def test_what_can_not_be_decoded_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\x00\xfe\x80")
    with pytest.raises(EncodingError):
        open_source(path)
