"""Texts in many encodings, whole and with broken bytes."""

from __future__ import annotations

import random
from itertools import takewhile
from time import process_time

import pytest
from repair_damage import invent_several

from banmian.double_byte_decoding import decode_broken
from banmian.errors import EmptyFileError, EncodingError, UsageError
from banmian.text_decoding import decode_text

SIMPLIFIED = "本报讯 昨天上午，河湾镇的第一批早稻开始收割，农户们说今年的收成比去年好。"
TRADITIONAL = "本報訊 昨天上午，河灣鎮的第一批早稻開始收割，農戶們說今年的收成比去年好。"
JAPANESE = "昨日の市議会で来年度の予算案が可決されました。新しい図書館も建てられます。"
KOREAN = "어제 시의회에서 새해 예산안이 통과되었고 도서관도 새로 짓기로 하였다"
RUSSIAN = "Вчера в городе открыли новую библиотеку, и первые читатели пришли уже утром."
FRENCH = "Le café du marché a rouvert après l'été, et les habitants s'y retrouvent chaque matin."
GERMAN = "Die Brücke über den Fluß wurde gestern für den Verkehr geöffnet, größere Wagen müssen warten."


def common_beginning(one: str, other: str) -> int:
    """How many characters two texts begin with together."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


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


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
@pytest.mark.parametrize("fault", ["changed", "added", "lost"])
def test_what_follows_a_broken_byte_in_its_line_is_read(encoding: str, fault: str) -> None:
    written = (TRADITIONAL if encoding == "big5" else SIMPLIFIED) * 3 + "\n"
    for at in range(9, 60, 5):
        whole_text = "\n" + written * 9
        data = bytearray(whole_text.encode(encoding))
        place = 1 + at + (data[1 + at] < 0x80)
        data[place : place + (fault != "added")] = b"" if fault == "lost" else b"\xff"
        found = decode_text(bytes(data), "a.txt")
        kept = common_beginning(whole_text, found.text) + common_beginning(whole_text[::-1], found.text[::-1])
        assert len(whole_text) - kept <= 6, (at, found.text[:200])


def test_many_broken_places_are_read_in_time_and_long_lines_at_all() -> None:
    line = SIMPLIFIED.encode("gb18030") * 30
    broken = line + b"\xff\n"
    began = process_time()
    assert decode_broken(broken * 3000, "gb18030").count("\ufffd") >= 3000
    assert process_time() - began < 20
    text = decode_broken(line * 40 + b"\xff" + line, "gb18030")
    assert text.startswith(SIMPLIFIED)
    assert text.count("\ufffd") >= 1


@pytest.mark.parametrize(("text", "encoding"), [(JAPANESE, "iso2022_jp"), (KOREAN, "iso2022_kr"), (SIMPLIFIED, "hz")])
def test_encodings_of_seven_bits_do_not_pass_for_ascii(text: str, encoding: str) -> None:
    assert whole(text.encode(encoding)) == text
    assert whole(b"rm -r ~{a,b} \x1b$ ls") == "rm -r ~{a,b} \x1b$ ls"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("稲の刈り入れが川下の村々で今朝から始まり、子どもたちも田に出た。", "shift_jis"),
        (JAPANESE, "utf-16-be"),
        (RUSSIAN, "utf-16-le"),
        ("Вчора відкрили нову бібліотеку, і перші читачі прийшли вже вранці.", "koi8_u"),
        ("Il va à la faux et à pied.", "latin-1"),
        ("¿Quién vino después? El niño comió a las ocho; así terminó.", "latin-1"),
        ("A ponte foi aberta ontem à população; não há obras até à estação.", "latin-1"),
    ],
)
def test_what_passed_for_unsure_is_read(text: str, encoding: str) -> None:
    assert whole(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Tegnap megnyílt az új könyvtár, és az első olvasók már reggel megérkeztek.", "cp1250"),
        ("Dün yeni kütüphane açıldı ve ilk okuyucular sabah erkenden geldi, çok sevindiler.", "cp1254"),
        ("Včera byla otevřena nová knihovna a první čtenáři přišli už ráno.", "cp1250"),
        ("Wczoraj otwarto nową bibliotekę, a pierwsi czytelnicy przyszli już rano.", "cp1250"),
        ("אתמול נפתחה הספרייה החדשה והקוראים הראשונים באו כבר בבוקר", "cp1255"),
    ],
)
def test_other_code_pages_are_not_taken_for_western_ones(text: str, encoding: str) -> None:
    with pytest.raises(EncodingError):
        decode_text(text.encode(encoding), "a.txt")


def test_a_few_bytes_are_not_chinese_for_one_that_fits() -> None:
    with pytest.raises(EncodingError):
        decode_text("Рис".encode("cp1251"), "a.txt")


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


@pytest.mark.parametrize("text", ["早稻收割", "早稻", "渡口新桥", "麦田起火"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "gb18030"])
def test_a_few_characters_are_read_right_or_not_at_all(text: str, encoding: str):
    try:
        found = decode_text(text.encode(encoding), "short.txt").text
    except EncodingError:
        return
    assert found == text
