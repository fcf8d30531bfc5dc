"""Jump lines: （下转02版①）, ▶下转 02版②, （上接第一版）, Continued on page 3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from banmian.document.changes import Change

_PAGE = (
    r"(?:第?\s*[A-Za-z]?\s*\d{1,3}\s*[版頁页]?|第?\s*[一二三四五六七八九十]{1,3}\s*[版頁页]|"
    r"[A-Z]\s?\d{0,2}\s*[版叠]?|头版|頭版)"
)
_NAMED_PAGE = r"(?:第?\s*[A-Z]?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[版頁页]|[A-Z]\s?\d{1,3}(?![\dA-Za-z]))"
_MARKER = r"(?:[①-⑳❶-❿➀-➓㈠-㈩⑴-⒇]|[（(]\d{1,2}[)）])"
_ARROWS = r"[▲△▶►▷▸▼▽◀◄◁→←↑↓↗↘➔➜➤➡➨⇒⇨☞☛»«★☆●■◆※\s]"
_TO = r"[下文]\s?[转轉接]|[紧緊]\s?[转轉]|續見|续见|续转|[續续]刊"
_FROM = r"[上紧緊]\s?接|[承接]上|接(?=\s*(?:第?\s*[一二三四五六七八九十\d]{1,3}\s*版))|续(?=第)|續(?=第)"
_OPEN, _CLOSE = r"[（(〔\[【［<〈]", r"[）)〕\]】］>〉]"
_JUMP = re.compile(
    rf"(?:{_ARROWS}*{_OPEN}\s*{_ARROWS}*(?:(?P<to1>{_TO}|转|轉)|(?P<from1>{_FROM})){_ARROWS}*(?P<page1>{_PAGE})\s*(?P<marker1>{_MARKER})?"
    rf"[^（()）\n]{{0,12}}?{_CLOSE}{_ARROWS}*)"
    rf"|(?:{_ARROWS}*(?:(?P<to2>{_TO})|(?P<from2>[上紧緊]\s?接|(?:^|(?<=\n))续(?=第))){_ARROWS}*(?P<page2>{_NAMED_PAGE})"
    rf"\s*(?P<marker2>{_MARKER})?{_ARROWS}*)"
    rf"|(?:(?:^|(?<=[。！？”…\n]))\s*{_ARROWS}*(?P<to3>转|轉)\s*(?P<page3>{_NAMED_PAGE})\s*"
    rf"(?P<marker3>{_MARKER})?{_ARROWS}*$)"
    r"|(?:[（(\[]?\s*(?i:(?P<to4>continued\s+on|turn\s+to|see\s+[A-Z][\w '’-]{0,30},?\s+on)"
    r"|(?P<from4>continued\s+from))\s+"
    r"(?P<page4>(?i:page|p\.|pg\.?)\s*[A-Z]?-?\d{1,3}[A-Z]?|[A-Z]-?\d{1,3}|"
    r"(?i:page\s+(?:one|two|three|four|five|six|seven|eight|nine|ten)))"
    r"\s*[.,]?\s*[)）\]]?)",
    re.M,
)
_NEAR = re.compile(r"[上下转轉接接续續]|(?i:continued|turn\s+to|see\s)")


@dataclass(frozen=True, slots=True)
class Jump:
    """One jump: ``page`` and ``marker`` as printed, ``start`` and ``end`` its place in the text."""

    kind: Literal["to", "from"]
    page: str
    marker: str | None
    start: int
    end: int


def find_jumps(text: str) -> list[Jump]:
    """All jumps in `text` in order, with their brackets and arrows."""
    if not _NEAR.search(text):
        return []
    found: list[Jump] = []
    for match in _JUMP.finditer(text):
        named = match.groupdict()
        for way in "1234":
            if named.get("to" + way) or named.get("from" + way):
                kind: Literal["to", "from"] = "to" if named.get("to" + way) else "from"
                page = re.sub(r"\s+", "" if way != "4" else " ", named["page" + way] or "")
                found.append(Jump(kind, page, named.get("marker" + way), match.start(), match.end()))
    return found


_POINTER = re.compile(r"(?:[詳详全][文細细]?)?[刊見见閱阅]|[詳详]情|(?i:see|story|full story|more|inside)")


def points_elsewhere(text: str) -> bool:
    """Whether a line sends to the page that the next one names, and says nothing else (詳刊, 見, See)."""
    return _POINTER.fullmatch(re.sub(rf"^{_ARROWS}+|{_ARROWS}+$", "", text)) is not None


def is_jump(text: str) -> bool:
    """Whether a line is a jump and nothing else."""
    jumps = find_jumps(text) if len(text) <= 60 else []
    return bool(jumps) and sum(jump.end - jump.start for jump in jumps) >= len(text.strip())


def strip_jumps(text: str) -> tuple[str, list[Jump], list[Change]]:
    """`text` without its jumps and the white space around them; the jumps; the changes that undo it.

    Between two pieces of text a line break before or after the jump stays as one line break.
    """
    jumps = find_jumps(text)
    changes: list[Change] = []
    pieces: list[str] = []
    length = place = 0
    for jump in jumps:
        start, end = max(place, jump.start), max(place, jump.end)
        while start > place and text[start - 1].isspace():
            start -= 1
        while end < len(text) and text[end].isspace():
            end += 1
        before = text[start:end]
        if not before:
            continue
        pieces.append(text[place:start])
        length += start - place
        after = "\n" if length and end < len(text) and "\n" in before else ""
        changes.append(Change("jump", length, before, after))
        pieces.append(after)
        length += len(after)
        place = end
    return "".join(pieces) + text[place:], jumps, changes
