from pathlib import Path

import pytest

from banmian.errors import EmptyFileError, UnknownFormatError
from banmian.media_types import by_signature, media_type_of

SIMPLIFIED = "本报讯 昨天上午，河湾镇的第一批早稻开始收割，农户们说今年的收成比去年好。"
TRADITIONAL = "本報訊 昨天上午，河灣鎮的第一批早稻開始收割，農戶們說今年的收成比去年好。"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"II*\x00", "image/tiff"),
        (b"MM\x00*", "image/tiff"),
        (b"II+\x00", "image/tiff"),
        (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
        (b"\xff\x4f\xff\x51", "image/jp2"),
        (b"GIF89a\x01\x00\x01\x00", "image/gif"),
        (b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00", "image/bmp"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"junk first %PDF-1.4", "application/pdf"),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
    ],
)
def test_content_tells_the_type(head: bytes, expected: str | None) -> None:
    assert by_signature(head) == expected


def test_the_content_counts_and_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"%PDF-1.7\n")
    assert media_type_of(path) == "application/pdf"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "字".encode(), "text/plain"),
        ("a.MD", b"# a", "text/markdown"),
        ("a", b"plain words", "text/plain"),
        ("a.dat", "字".encode("utf-16"), "text/plain"),
    ],
)
def test_texts(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert media_type_of(tmp_path / name) == expected


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.pdf", b"no pdf", UnknownFormatError),
        ("a.png", b"no png", UnknownFormatError),
        ("a.bin", b"\x00\x01\x02", UnknownFormatError),
        ("a.txt", b"", EmptyFileError),
    ],
)
def test_what_is_not_read(tmp_path: Path, name: str, content: bytes, error: type[Exception]) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error):
        media_type_of(tmp_path / name)
