from pathlib import Path

import pytest

from banmian.errors import EmptyFileError, EncodingError, UnknownFormatError
from banmian.media_types import by_signature, decode_text, media_type_of

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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_simplified_text_is_read(encoding: str) -> None:
    assert decode_text(SIMPLIFIED.encode(encoding), "a.txt") == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "big5"])
def test_traditional_text_is_read(encoding: str) -> None:
    assert decode_text(TRADITIONAL.encode(encoding), "a.txt") == TRADITIONAL


@pytest.mark.parametrize(
    "data",
    [
        "昨日の市議会で来年度の予算案が可決されました。新しい図書館も建てられます。".encode("shift_jis"),
        "昨日の市議会で来年度の予算案が可決されました。新しい図書館も建てられます。".encode("euc_jp"),
        "어제 시의회에서 새해 예산안이 통과되었고 도서관도 새로 짓기로 하였다".encode("euc_kr"),
        "Вчера в городе открыли новую библиотеку".encode("koi8_r"),
        "Le café du marché a rouvert après l'été".encode("latin-1"),
        b"\xff\xfe" + SIMPLIFIED.encode("utf-8"),
        SIMPLIFIED.encode("utf-16-le"),
        bytes(range(256)),
    ],
)
def test_other_encodings_are_a_clear_error(data: bytes) -> None:
    with pytest.raises(EncodingError):
        decode_text(data, "a.txt")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff".encode()])
def test_a_text_without_text_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFileError):
        decode_text(data, "a.txt")


def test_line_ends_become_line_feeds() -> None:
    assert decode_text(b"a\r\nb\rc\n", "a.txt") == "a\nb\nc\n"
