"""Numbers and dates as newspapers write them: 2023, 二〇二三, 廿三, 民國二十八年, January 5, 1901."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = {
    "〇": 0,
    "○": 0,
    "零": 0,
    "Ｏ": 0,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "元": 1,
}
_DIGITS |= {
    "壹": 1,
    "貳": 2,
    "贰": 2,
    "叁": 3,
    "參": 3,
    "肆": 4,
    "伍": 5,
    "陸": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
    "兩": 2,
    "两": 2,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卄": 20, "卅": 30, "丗": 30, "卌": 40}
NUMERAL = "〇○零一二三四五六七八九元十廿卄卅丗卌百千壹貳贰叁參肆伍陸柒捌玖拾兩两"
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR_ZERO_OF_THE_REPUBLIC = 1911
_GAP = r"[\s\u3000]*"
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
_WESTERN = re.compile(
    rf"(?<!\d)((?:1[6-9]|20)\d\d){_GAP}[年./-]{_GAP}(\d{{1,2}}){_GAP}[月./-]{_GAP}(\d{{1,2}}){_GAP}日?(?!\d)"
)
_REPUBLIC = re.compile(
    rf"(?:中華)?民{_GAP}[國国]{_GAP}([{NUMERAL}\d]{{1,6}}){_GAP}年{_GAP}([{NUMERAL}\d]{{1,3}}){_GAP}月{_GAP}([{NUMERAL}\d]{{1,4}}){_GAP}(?:日|號|号)?"
)
_HAN_DATE = re.compile(
    rf"([一二][〇○零一二三四五六七八九Ｏ]{{3}}|[一二]千[{NUMERAL}]{{1,7}}){_GAP}年{_GAP}([{NUMERAL}]{{1,3}}){_GAP}月{_GAP}([{NUMERAL}]{{1,4}}){_GAP}[日号號]"
)
_MONTH_FIRST = re.compile(
    rf"(?i)\b({_MONTH_WORD})\s*(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[-–]\s*(?:{_MONTH_WORD}\s*)?\d{{1,2}})?\s*[,.]?\s+((?:1[6-9]|20)\d\d)\b"
)
_DAY_FIRST = re.compile(rf"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH_WORD})\s*,?\s+((?:1[6-9]|20)\d\d)\b")


def read_numeral(text: str) -> int | None:
    """The value of Arabic or Chinese numerals (28, 廿三, 二十八, 一九三九), None when it is not a number."""
    if text.isdecimal():
        return int(text)
    if not text or any(c not in _DIGITS and c not in _UNITS and c not in _TENS for c in text):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total += _TENS[character]
        elif character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def find_date(text: str) -> str | None:
    """The first full Gregorian or republican date in `text`, as ISO 8601; lunar dates have no year here.

    Full-width figures count as figures.
    """
    text = text.translate(_HALF_WIDTH)
    found: list[tuple[int, str]] = []
    for pattern, order, base in (
        (_WESTERN, (1, 2, 3), 0),
        (_HAN_DATE, (1, 2, 3), 0),
        (_REPUBLIC, (1, 2, 3), _YEAR_ZERO_OF_THE_REPUBLIC),
        (_MONTH_FIRST, (3, 1, 2), 0),
        (_DAY_FIRST, (3, 2, 1), 0),
    ):
        for match in pattern.finditer(text):
            year, month, day = (_part(match[group]) for group in order)
            iso = _iso(year, month, day, base)
            if iso:
                found.append((match.start(), iso))
                break
    return min(found)[1] if found else None


def _part(word: str) -> int | None:
    return _MONTHS.get(word[:3].lower()) or read_numeral(word)


def _iso(year: int | None, month: int | None, day: int | None, base: int) -> str | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year + base, month, day).isoformat()
    except ValueError:
        return None
