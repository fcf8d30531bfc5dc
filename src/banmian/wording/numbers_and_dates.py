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
_MONTH_NAMES = (
    ("january", "jan", "januar", "janvier", "enero"),
    ("february", "feb", "februar", "février", "febrero"),
    ("march", "mar", "märz", "mars", "marzo"),
    ("april", "apr", "avril", "abril"),
    ("may", "mai", "mayo"),
    ("june", "jun", "juni", "juin", "junio"),
    ("july", "jul", "juli", "juillet", "julio"),
    ("august", "aug", "août", "agosto"),
    ("september", "sep", "sept", "septembre", "septiembre"),
    ("october", "oct", "oktober", "okt", "octobre", "octubre"),
    ("november", "nov", "novembre", "noviembre"),
    ("december", "dec", "dezember", "dez", "décembre", "diciembre"),
)
"""Months in English, German, French and Spanish."""
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_MONTH_WORD = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
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
_DAY_FIRST = re.compile(
    rf"(?i)\b(\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s*(?:de\s+)?({_MONTH_WORD})\s*,?\s+(?:de\s+)?((?:1[6-9]|20)\d\d)\b"
)
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:1[6-9]|20)\d\d)(?!\d)")
_WEEKDAY = re.compile(r"(?:星期|礼拜|禮拜|周|週)([一二三四五六日天])")
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}


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
    return min(found)[1] if found else _date_in_figures(text)


def _date_in_figures(text: str) -> str | None:
    """The day of 08/06/2023: which of the two is the month a figure above twelve says, or the weekday beside it."""
    match = _FIGURES.search(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    ways = {iso for iso in (_iso(year, second, first, 0), _iso(year, first, second, 0)) if iso}
    weekday = _WEEKDAY.search(text)
    if len(ways) > 1 and weekday:
        ways = {iso for iso in ways if date.fromisoformat(iso).weekday() == _WEEKDAYS[weekday[1]]}
    return ways.pop() if len(ways) == 1 else None


def _part(word: str) -> int | None:
    return _MONTHS.get(word.rstrip(".").lower()) or read_numeral(word)


def _iso(year: int | None, month: int | None, day: int | None, base: int) -> str | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year + base, month, day).isoformat()
    except ValueError:
        return None
