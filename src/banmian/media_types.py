"""Media types, recognised by the bytes of a file and never by its name alone; and text encodings."""

from __future__ import annotations

import codecs
from pathlib import Path

from banmian.errors import EmptyFileError, EncodingError, UnknownFormatError

HEAD_BYTES = 4096

PDF = "application/pdf"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
IMAGES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".jp2": "image/jp2",
    ".j2k": "image/jp2",
    ".jpf": "image/jp2",
    ".jpx": "image/jp2",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
}
SUFFIXES = {**IMAGES, ".pdf": PDF, ".txt": PLAIN, ".md": MARKDOWN, ".markdown": MARKDOWN}
"""File name suffixes for which a folder is searched."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xff\x4f\xff\x51", "image/jp2"),
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\f\r\x1a\x1b")

LEAST_COMMONEST_SHARE = 0.35
"""Least share of `COMMONEST` among the Han characters of a decoded text for the decoding to be trusted.

Chinese prose has 0.6 to 0.8; other texts taken for Chinese stay below 0.25.
"""

COMMONEST = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学"
    "法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天"
    "政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者"
    "最立代想已通并提直题程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根"
    "论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联"
    "什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米"
    "整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办"
    "這個為國來們時產種後學經過進著電裡現實兩體機當點從業應開還間與關線數質氣變條沒結問無係軍員總設長頭資邊級圖統組見計別論運"
    "農區強決戰則據處隊給門規熱領東導壓爭濟階術極聯認權證轉單風帶場車務萬達積議聲報鬥類離華確張馬節話況溫傳許廣記須驗斷難"
    "礦備辦市县縣省村镇鎮党黨委书書讯訊版"
)
"""The characters that make up most of any Chinese page, simplified and traditional."""


def media_type_of(path: Path) -> str:
    """The media type of a file's content.

    Raises EmptyFileError for a file without bytes, UnknownFormatError for unsupported content, OSError where the
    file cannot be opened.
    """
    with open(path, "rb") as stream:
        head = stream.read(HEAD_BYTES)
    if not head:
        raise EmptyFileError(f"{path.name} is empty")
    return by_signature(head) or _text_type(path, head)


def by_signature(head: bytes) -> str | None:
    """The media type that a file's first bytes declare, if any."""
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return "image/bmp"
    return PDF if b"%PDF-" in head[:1024] else None


def _text_type(path: Path, head: bytes) -> str:
    marked = any(head.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS)
    declared = SUFFIXES.get(path.suffix.lower())
    if declared in (PLAIN, MARKDOWN):
        return declared
    if declared is not None:
        raise UnknownFormatError(f"{path.name} has the suffix of {declared} but other content")
    if marked or not _has_controls(head):
        return PLAIN
    raise UnknownFormatError(f"{path.name} is in no supported format")


def _has_controls(head: bytes) -> bool:
    return any(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in head)


def decode_text(data: bytes, name: str) -> str:
    """The text of a file's bytes: by its byte order mark, else UTF-8, else GB18030 or Big5.

    Of the last two the one with more everyday characters is chosen. Line ends become line feeds. Raises
    EncodingError where none fits, EmptyFileError where there is no text.
    """
    text = _decode(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not text.strip():
        raise EmptyFileError(f"{name} holds no text")
    return text


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise EncodingError(f"{name} has the byte order mark of {encoding} but is not: {error}") from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decode_chinese(data, name)
    if "\x00" in text:
        raise EncodingError(f"{name} contains zero bytes: it is binary, or UTF-16 without a byte order mark")
    return text


def _decode_chinese(data: bytes, name: str) -> str:
    candidates = []
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if commonest_share(text) >= LEAST_COMMONEST_SHARE:
            candidates.append(text)
    if not candidates:
        raise EncodingError(f"{name} is neither UTF-8 nor GB18030 nor Big5")
    return max(candidates, key=everyday_share)


def everyday_share(text: str) -> float:
    """Share of everyday characters among those beyond ASCII, 0 to 1.

    Everyday characters are those of the first levels of GB 2312 (3755 simplified) and Big5 (5401 traditional), and
    the full-width punctuation of both. A wrong decoding scatters over the rest of the code table.
    """
    beyond = [sign for sign in text if ord(sign) > 0x7F]
    return sum(_is_everyday(sign) for sign in beyond) / max(1, len(beyond))


def commonest_share(text: str) -> float:
    """Share of the `COMMONEST` among the Han characters, 0 to 1."""
    han = [sign for sign in text if "\u4e00" <= sign <= "\u9fff"]
    return sum(sign in COMMONEST for sign in han) / max(1, len(han))


def _is_everyday(sign: str) -> bool:
    gb = sign.encode("gb2312", "ignore")
    if len(gb) == 2 and (0xA1 <= gb[0] <= 0xA3 or 0xB0 <= gb[0] <= 0xD7):
        return True
    big5 = sign.encode("big5", "ignore")
    return len(big5) == 2 and (0xA1 <= big5[0] <= 0xA3 or 0xA4 <= big5[0] <= 0xC6)
