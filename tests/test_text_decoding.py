"""Texts in many encodings, whole and with broken bytes."""

from __future__ import annotations

import random

import pytest
from repair_damage import invent_several

from banmian.errors import EmptyFileError, EncodingError, UsageError
from banmian.text_decoding import decode_text

SIMPLIFIED = "本报讯 昨天上午，河湾镇的第一批早稻开始收割，农户们说今年的收成比去年好。"
TRADITIONAL = "本報訊 昨天上午，河灣鎮的第一批早稻開始收割，農戶們說今年的收成比去年好。"
JAPANESE = "昨日の市議会で来年度の予算案が可決されました。新しい図書館も建てられます。"
KOREAN = "어제 시의회에서 새해 예산안이 통과되었고 도서관도 새로 짓기로 하였다"
RUSSIAN = "Вчера в городе открыли новую библиотеку, и первые читатели пришли уже утром."
FRENCH = "Le café du marché a rouvert après l'été, et les habitants s'y retrouvent chaque matin."
GERMAN = "Die Brücke über den Fluß wurde gestern für den Verkehr geöffnet, größere Wagen müssen warten."


def whole(data: bytes, encoding: str | None = None) -> str:
    found = decode_text(data, "a.txt", encoding)
    assert (found.broken, found.warning()) == (0, None)
    return found.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "gb18030"])
def test_simplified_text_is_read(encoding: str) -> None:
    assert whole(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "gb18030", "big5"])
def test_traditional_text_is_read(encoding: str) -> None:
    text = TRADITIONAL + "\n"
    assert whole(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE + "\n", "utf-16-le"),
        (KOREAN, "euc_kr"),
        (KOREAN, "utf-16-be"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (FRENCH, "latin-1"),
        (GERMAN, "latin-1"),
        (FRENCH, "utf-16-le"),
    ],
)
def test_other_encodings_are_read_where_they_are_sure(text: str, encoding: str) -> None:
    assert whole(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe" + SIMPLIFIED.encode("utf-8"),
        bytes(range(256)),
        bytes(range(128, 256)) * 4,
        random.Random(1).randbytes(900),
    ],
)
def test_what_is_in_no_encoding_is_a_clear_error(data: bytes) -> None:
    with pytest.raises(EncodingError) as caught:
        decode_text(data, "a.txt")
    assert caught.value.advice


def test_what_may_be_several_is_named_and_read_when_told() -> None:
    text = "Χθες το βράδυ άνοιξε η γέφυρα και οι πρώτοι κάτοικοι πέρασαν"
    with pytest.raises(EncodingError) as caught:
        decode_text(text.encode("cp1253"), "a.txt")
    assert "--encoding" in caught.value.advice
    assert whole(text.encode("cp1253"), "cp1253") == text
    with pytest.raises(UsageError):
        decode_text(b"a", "a.txt", "no-such")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
@pytest.mark.parametrize("seed", range(3))
def test_a_broken_byte_spoils_no_file(encoding: str, seed: int) -> None:
    rng = random.Random(seed)
    written = TRADITIONAL if encoding == "big5" else "\n".join(invent_several(seed, 3)[0].paragraphs)
    data = bytearray(((written + "\n") * 20).encode(encoding))
    for _ in range(2):
        data[rng.randrange(len(data))] = 0xFF
    found = decode_text(bytes(data), "a.txt")
    assert found.encoding == ("big5hkscs" if encoding == "big5" else encoding)
    assert 1 <= found.broken <= 8
    assert found.text.count("\ufffd") == found.broken
    assert len(found.text) > 0.95 * 20 * len(written)
    assert "line " in (found.warning() or "")


def test_the_places_of_broken_bytes_are_named() -> None:
    found = decode_text(
        "桥通了。\n两岸".encode() + b"\xe4" + "的灯\n".encode() + ("灯光连成一线。" * 9).encode(), "a.txt"
    )
    assert found.warning() == "1 broken in utf-8, read as U+FFFD: line 2, character 3"
    assert decode_text("桥\ufffd通了".encode(), "a.txt").warning() is None


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff".encode()])
def test_a_text_without_text_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFileError):
        decode_text(data, "a.txt")


def test_line_ends_become_line_feeds() -> None:
    assert whole(b"a\r\nb\rc\n") == "a\nb\nc\n"
