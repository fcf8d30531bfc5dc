"""Text decoding: the encoding of a text, its characters, and what could not be decoded.

A decoding is believed where it is marked, where its form is so strict that nothing else has it (UTF-8), or where
what it gives reads as the writing it is for: common Chinese characters, kana, Hangul, Cyrillic or Latin words. A few
broken bytes do not spoil a text: U+FFFD stands for them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from banmian.common_characters import LEAST_COMMONEST_SHARE, commonest_share, everyday_share
from banmian.double_byte_decoding import decode_broken
from banmian.errors import EmptyFileError, EncodingError, UsageError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_BROKEN = 0.005
"""Where more characters than this share are broken, the text is in another encoding or is none."""
_FEW_BROKEN = 3
_SAMPLE = 200_000
_NAMED_PLACES = 5
_REPLACED = "\ufffd"
_CHINESE = ("gb18030", "big5hkscs")
_DOUBLE_BYTE = {codecs.lookup(name).name for name in ("gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950")}
_SHIFTED = ("iso2022_jp_2", "iso2022_kr", "hz")
"""Encodings of seven bits, which escape sequences or ``~{`` shift to another script."""
_SHIFTS = (b"\x1b$", b"~{")
_SHIFTED_BY_ONE = 5
"""Times as many places may be broken where one byte too many shifts the characters that follow."""
_LEAST_FOR_EACH_BROKEN = 20
"""Characters that a text has for each broken place, where nothing but them tells its encoding."""
_BEYOND = re.compile("[^\\x00-\\x7f]")
_LETTERS_BEYOND = re.compile("[^\\x00-\\x7f\\W\\d_]")
_CONTROLS = re.compile("[\\x00-\\x08\\x0e-\\x1a\\x1c-\\x1f\\x7f-\\x9f]")
_HIRAGANA, _KANA_HALF = re.compile("[\u3041-\u3096]"), re.compile("[\uff61-\uff9f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_CYRILLIC, _CYRILLIC_COMMON = re.compile("[А-Яа-яЁё]"), re.compile("[оеаинтсрвл]")
_LEAST_WIDE, _LEAST_LATIN = 10, 12
"""Texts of fewer characters are not surely UTF-16 without ASCII, of fewer letters not surely Latin-1."""
_LATIN_WORD = re.compile("[A-Za-z]*[àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßÀÂÄÁÅÆÇÈÉÊËÍÎÏÑÓÔÖØÙÚÛÜ]+[a-zàâäáéèêëíîïóôöúûüñçß]*")
_SPANISH_OPENING = re.compile("(?<!\\w)[¿¡](?=[A-Za-zÁÉÍÓÚÑáéíóúñ])")
_WORDS_OF_ONE_LETTER = "àÀáÁåÅéÉèÈêÊíÍóÓöÖúÚæÆøØ"
"""French, Spanish, Italian, Portuguese, Icelandic and Scandinavian ones."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The characters of a file, line ends as line feeds; ``broken`` is how many places U+FFFD stands for."""

    text: str
    encoding: str
    broken: int = 0

    def warning(self) -> str | None:
        """What could not be decoded and where, for people; None where all was."""
        if not self.broken:
            return None
        places: list[str] = []
        line = start = 0
        for match in re.finditer(f"\n|{_REPLACED}+", self.text):
            if match[0] == "\n":
                line, start = line + 1, match.end()
            elif len(places) < _NAMED_PLACES:
                places.append(f"line {line + 1}, character {match.start() - start + 1}")
            else:
                break
        more = "; …" if self.broken > len(places) else ""
        return f"{self.broken} broken in {self.encoding}, read as U+FFFD: {'; '.join(places)}{more}"


def decode_text(data: bytes, name: str, encoding: str | None = None) -> DecodedText:
    """The text of a file's bytes.

    By the encoding given, else by the byte order mark, else the one of UTF-8, UTF-16, ISO-2022, HZ, GB18030, Big5,
    EUC-JP, Shift_JIS, EUC-KR, Windows-1251 and Windows-1252 (Latin-1) that surely fits. Raises EncodingError where none
    does, with those that may, EmptyFileError where there is no text, UsageError for an encoding that is not known.
    """
    found = _named(data, name, encoding) if encoding else _decode(data, name)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not text.strip():
        raise EmptyFileError(f"{name} holds no text")
    return DecodedText(text, found.encoding, found.broken)


def _named(data: bytes, name: str, encoding: str) -> DecodedText:
    try:
        codecs.lookup(encoding)
        found = _leniently(data, encoding)
    except (LookupError, UnicodeError) as error:
        raise UsageError(f"{encoding} is no encoding that is known", "Such as utf-8, gb18030, big5, cp932.") from error
    if _is_mostly_whole(found, _SHIFTED_BY_ONE):
        found = _begun_anew(found, data)
    if not _is_mostly_whole(found):
        raise EncodingError(f"{name} is not in {encoding}: {found.broken} places are broken")
    return found


def _begun_anew(found: DecodedText, data: bytes) -> DecodedText:
    """The same with what stands after broken places read from the beginning of a character."""
    if not found.broken or codecs.lookup(found.encoding).name not in _DOUBLE_BYTE:
        return found
    text = decode_broken(data, found.encoding)
    return DecodedText(text, found.encoding, text.count(_REPLACED))


def _decode(data: bytes, name: str) -> DecodedText:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            found = _leniently(data, encoding)
            if found.broken and not (_is_mostly_whole(found) and _reads(found.text)):
                raise EncodingError(f"{name} is marked {encoding} but is not: {found.broken} places are broken")
            return found
    strict = _strictly(data, "utf-8")
    if strict is not None and "\x00" not in strict.text:
        return _shifted(data) or strict
    if b"\x00" in data:
        wide = _wide(data)
        if wide is None:
            raise EncodingError(f"{name} holds zero bytes: it is binary")
        return wide
    ways = (
        partial(_chinese, decode=_strictly),
        _broken_utf8,
        _others,
        partial(_chinese, decode=_leniently),
        _wide_without_ascii,
    )
    for way in ways:
        surely = way(data)
        if surely is not None:
            return surely
    guesses = _guesses(data)
    maybe = f"; it may be {' or '.join(guesses)}" if guesses else ""
    raise EncodingError(f"{name} is in no encoding that is surely recognised{maybe}", _remedy(guesses))


def _remedy(guesses: list[str]) -> str:
    return f"Name it with --encoding, such as --encoding {guesses[0] if guesses else 'cp1252'}, or convert to UTF-8."


def _strictly(data: bytes, encoding: str) -> DecodedText | None:
    try:
        return DecodedText(data.decode(encoding), encoding)
    except UnicodeError:
        return None


def _shifted(data: bytes) -> DecodedText | None:
    """ISO-2022-JP, ISO-2022-KR or HZ, which pass for ASCII."""
    if not data.isascii() or not any(shift in data for shift in _SHIFTS):
        return None
    found = [one for encoding in _SHIFTED if (one := _strictly(data, encoding)) and not one.text.isascii()]
    return next((one for one in found if not _CONTROLS.search(one.text[:_SAMPLE]) and _reads(one.text)), None)


def _leniently(data: bytes, encoding: str) -> DecodedText:
    """The text with U+FFFD for what is broken; one that the bytes themselves hold is not counted."""
    text = data.decode(encoding, "replace")
    own = data.count(_REPLACED.encode("utf-8")) if encoding.lower().replace("_", "-").startswith("utf-8") else 0
    return DecodedText(text, encoding.removesuffix("-sig"), max(0, text.count(_REPLACED) - own))


def _is_mostly_whole(found: DecodedText, times: int = 1) -> bool:
    return found.broken <= times * max(_FEW_BROKEN, _MOST_BROKEN * len(found.text))


def _broken_utf8(data: bytes) -> DecodedText | None:
    """UTF-8 with a few broken bytes: most of what is beyond ASCII has its strict form."""
    found = _leniently(data, "utf-8")
    beyond = len(_BEYOND.findall(found.text)) - found.broken
    return found if _is_mostly_whole(found) and beyond >= 4 * found.broken else None


def _wide(data: bytes) -> DecodedText | None:
    """UTF-16 without a mark: of the ends that give text and no controls the one that makes more sense."""
    found = [one for encoding in ("utf-16-le", "utf-16-be") if (one := _strictly(data, encoding))]
    read = [one for one in found if not _CONTROLS.search(one.text[:_SAMPLE]) and _reads(one.text)]
    return max(read, key=lambda one: _sense(one.text[:_SAMPLE]), default=None)


def _wide_without_ascii(data: bytes) -> DecodedText | None:
    """UTF-16 of text without any ASCII: any two bytes are a character of it, so there must be some that make sense."""
    found = _wide(data)
    if found is None or len(found.text) < _LEAST_WIDE:
        return None
    chinese = commonest_share(found.text[:_SAMPLE]) >= LEAST_COMMONEST_SHARE
    return found if chinese or any(is_sure(found.text) for is_sure in (_is_japanese, _is_korean, _is_russian)) else None


def _reads(text: str) -> bool:
    """Whether it is mostly common Chinese characters, kana, Hangul, Cyrillic or ASCII, with no private characters."""
    sample = text[:_SAMPLE]
    if len(_PRIVATE.findall(sample)) > _MOST_BROKEN * len(sample):
        return False
    return commonest_share(sample) >= LEAST_COMMONEST_SHARE or _alphabet_share(sample) > 0.6


def _alphabet_share(sample: str, weight: int = 2) -> float:
    """The share of ASCII and Cyrillic, and ``weight`` times that of kana and Hangul, which may stand among Han."""
    latin = sum(character.isascii() and character.isprintable() for character in sample)
    kana_or_hangul = len(_HIRAGANA.findall(sample)) + len(_HANGUL.findall(sample))
    return (latin + len(_CYRILLIC.findall(sample)) + weight * kana_or_hangul) / max(1, len(sample))


def _sense(sample: str) -> float:
    """How surely a sample is text: the share of common Chinese characters, or of alphabets."""
    return max(commonest_share(sample), _alphabet_share(sample, 1))


def _chinese(data: bytes, decode: Callable[[bytes, str], DecodedText | None]) -> DecodedText | None:
    """GB18030 or Big5, the one with more everyday characters."""
    found = [one for encoding in _CHINESE if (one := decode(data, encoding)) and _is_mostly_whole(one, _SHIFTED_BY_ONE)]
    read = [one for one in found if commonest_share(one.text[:_SAMPLE]) >= LEAST_COMMONEST_SHARE]
    best = max(read, key=lambda one: everyday_share(one.text[:_SAMPLE]), default=None)
    if best is None:
        return None
    begun = _begun_anew(best, data)
    enough = _LEAST_FOR_EACH_BROKEN * begun.broken <= len(begun.text)
    return begun if enough and _is_mostly_whole(begun) else None


def _others(data: bytes) -> DecodedText | None:
    """The encoding of another script whose text is certainly of that script; None where none is, or several are."""
    found = [one for encoding, is_sure in _SCRIPTS if (one := _strictly(data, encoding)) and is_sure(one.text)]
    return found[0] if len(found) == 1 else None


def _is_japanese(text: str) -> bool:
    """A fifth of what is beyond ASCII is hiragana, and next to none half-width kana."""
    beyond = len(_LETTERS_BEYOND.findall(text))
    return len(_HIRAGANA.findall(text)) >= max(5, 0.2 * beyond) and len(_KANA_HALF.findall(text)) < 0.02 * beyond


def _is_korean(text: str) -> bool:
    """Nearly all that is beyond ASCII is Hangul, of the 2350 syllables in use (KS X 1001)."""
    hangul = _HANGUL.findall(text)
    in_use = sum(len(syllable.encode("euc_kr")) == 2 for syllable in hangul)
    return len(hangul) >= max(10, 0.8 * len(_LETTERS_BEYOND.findall(text))) and in_use >= 0.95 * len(hangul)


def _is_russian(text: str) -> bool:
    """Nearly all letters are Cyrillic, and half of them the most common small ones."""
    letters = sum(map(str.isalpha, text))
    return (
        len(_CYRILLIC.findall(text)) >= max(20, 0.8 * letters) and len(_CYRILLIC_COMMON.findall(text)) > 0.45 * letters
    )


def _is_western(text: str) -> bool:
    """Letters with accents are in words of Latin letters, and are a small share of all letters.

    Of the alphabets that other code pages of Latin letters have, ý (Turkish ı) is no letter here.
    """
    text = _SPANISH_OPENING.sub("", text)
    accented = _LETTERS_BEYOND.findall(text)
    letters = sum(map(str.isalpha, text))
    words = [word for word in _LATIN_WORD.findall(text) if len(word) > 1 or word in _WORDS_OF_ONE_LETTER]
    inside = sum(len(_LETTERS_BEYOND.findall(word)) for word in words)
    if "õ" in text and "ã" not in text:  # Hungarian ő in Windows-1250; Portuguese has both
        return False
    others = len(_CONTROLS.findall(text)) + sum(character in "¤¦§¨¬®¯±²³´µ¶¸¹º¼½¾×÷¿¡" for character in text)
    if letters < _LEAST_LATIN:
        return False
    return 0 < len(accented) <= 0.2 * letters and inside >= 0.9 * len(accented) and others <= 0.1 * len(accented)


_SCRIPTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("euc_jp", _is_japanese),
    ("cp932", _is_japanese),
    ("cp949", _is_korean),
    ("cp1251", _is_russian),
    ("koi8_u", _is_russian),
    ("cp1252", _is_western),
)


def _guesses(data: bytes) -> list[str]:
    """Encodings that the text may be in, the likeliest first, as charset-normalizer finds them."""
    from charset_normalizer import from_bytes

    return [match.encoding for match in from_bytes(data[:_SAMPLE]) if match.encoding != "ascii"][:3]
