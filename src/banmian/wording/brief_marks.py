"""Marks and numbers that open briefs and list items (▲ 1. ① 一、), and what columns of briefs are called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from banmian.wording.numbers_and_dates import read_numeral
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import HAN, han_count

_SIGN = re.compile(r"[▲△▼▽▴▵■□▪▫◆◇♦●○◎•·★☆※❖►▶▷☞✦▎🔹🔸🔷🔶📌👉🔴🔵]\s*(?=\S)|[-*+]\s+(?=\S)|——(?=\S)")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBERED = re.compile(
    r"(?P<figure>\d{1,2})(?:(?P<after>[.．:：])(?:\s+(?=\S)|(?=[^\d\s]))|(?P<closing>[、)）]|\ufe0f?\u20e3)\s*(?=\S))"
    r"|[（(](?P<bracketed>\d{1,2}|[一二三四五六七八九十]{1,3})[）)]\s*(?=\S)"
    r"|(?P<han>[一二三四五六七八九十]{1,3})[、.．]\s*(?=\S)"
    rf"|(?P<circled>[{_CIRCLED}])\s*(?=\S)"
)
_LABEL = re.compile(
    r"(?:简|短|快|微|要|资|喜|捷|汇|零|杂)讯|快报|(?:简|要|短|琐)[闻言]|"
    r"(?:新闻|资讯|要闻|信息|消息|城事|本市|国内|国际|天下|时事|热点|财经|体育|文化|每日).{0,3}"
    r"(?:速览|速递|速读|快递|快读|快览|短波|集锦|集纳|集萃|集装箱|扫描|连播|点击|早餐|早知道|早班车|"
    r"汇志|汇编|一览|浏览|回眸|动态|简报|简编)|"
    r"简明新闻|新闻简|一句话新闻|一周要闻|早报\s*[|｜·丨]|[|｜·丨].{0,8}早(?:餐|报)|"
    r"(?i:news in brief|briefs|in brief)"
)
_LONGEST_LABEL = 24


@dataclass(frozen=True, slots=True)
class BriefMark:
    """What opens a text: ``kind`` is the same for marks of one series, ``number`` None for a sign, ``end`` where the
    text begins."""

    kind: str
    number: int | None
    end: int

    def follows(self, other: BriefMark) -> bool:
        """Whether it may be the next mark of the same series."""
        if self.kind != other.kind:
            return False
        return other.number is None or self.number == other.number + 1


def find_brief_mark(text: str) -> BriefMark | None:
    """The sign or number that a text opens with, or None."""
    sign = _SIGN.match(text)
    if sign is not None:
        return BriefMark(sign[0][0], None, sign.end())
    found = _NUMBERED.match(text)
    if found is None:
        return None
    if found["circled"]:
        return BriefMark("circled", _CIRCLED.index(found["circled"]) + 1, found.end())
    digits = found["figure"] or found["bracketed"] or found["han"]
    number = int(digits) if digits.isascii() else int(read_numeral(digits) or 0)
    kind = found["after"] or found["closing"] or ("()" if found["bracketed"] else "、")
    return BriefMark(f"{'1' if digits.isascii() else '一'}{kind}", number, found.end())


def names_briefs(text: str) -> bool:
    """Whether a line is the name of a column of briefs (简讯, 新闻速览)."""
    plain = simplify(re.sub(rf"^[^\w{HAN}]+|[^\w{HAN}]+$", "", text))
    return 0 < len(plain) <= _LONGEST_LABEL and bool(_LABEL.search(plain)) and (han_count(plain) or 2) > 1
