"""Merged openings: lines whose first words are a head in brackets, or name the page that they continue from.

A column of briefs sets each head before its text, 【渡口换新船】…; a continued article opens with （上接第1版）. These
words are cut from the text, so that they are read as what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from banmian.repair.bare_text.printed_lines import PrintedLine, cut_line
from banmian.repair.bare_text.source_text import Source
from banmian.wording.brief_marks import find_brief_mark
from banmian.wording.datelines import has_dateline
from banmian.wording.jump_lines import find_jumps
from banmian.wording.unicode_script import HAN, han_count

_BRACKETED = re.compile(rf"[【〔［][^【】〔〕［］。；]{{2,40}}[】〕］]\s*(?=[{HAN}“《\d])")
_FEWEST = 2
"""So many lines at least begin with a head in brackets."""
_FIELD = re.compile(
    r"(?:【(?:标题|標題|主标题|题名|篇名|引题|肩题|副题|副标题|作者|正文|全文|内容)】|"
    r"(?:标题|標題|主标题|题名|篇名|引题|肩题|副题|副标题|正文|全文)[:：])\s*(?=\S)"
)
"""What a database calls the parts of an article, before them."""
_SHORTEST_HEAD, _SHORTEST_BODY = 4, 10
"""Han characters of such a head, and of the text behind it."""


def split_openings(lines: Sequence[PrintedLine], source: Source) -> list[PrintedLine]:
    """`lines`, those that open with a head in brackets or with where they continue from cut in two."""
    heads = [_head_length(line) for line in lines]
    briefs = sum(map(bool, heads)) >= _FEWEST
    fields = [named.end() if (named := _FIELD.match(line.shown)) else 0 for line in lines]
    labelled = sum(map(bool, fields)) >= _FEWEST
    found: list[PrintedLine] = []
    for line, head, field in zip(lines, heads, fields, strict=True):
        place = (field if labelled else 0) or (head if briefs else 0) or _jump_length(line)
        found += cut_line(line, source, place) if place else [line]
    return found


def _head_length(line: PrintedLine) -> int:
    """The length of the head in brackets that a line opens with; 0 where it is none, or a dateline."""
    mark = find_brief_mark(line.shown)
    opening = _BRACKETED.match(line.shown, mark.end if mark is not None else 0)
    if opening is None or line.level or has_dateline(line.text):
        return 0
    long = han_count(opening[0]) >= _SHORTEST_HEAD and han_count(line.shown[opening.end() :]) >= _SHORTEST_BODY
    return opening.end() if long else 0


def _jump_length(line: PrintedLine) -> int:
    """The length of the words that say where a line continues from; 0 where it opens with none, or has no others."""
    if line.shown[:1] not in "（(〔【▲◀":
        return 0
    jumps = find_jumps(line.shown[:40])
    opens = bool(jumps) and jumps[0].kind == "from" and jumps[0].start == 0
    return jumps[0].end if opens and han_count(line.shown[jumps[0].end :]) >= _SHORTEST_BODY else 0
