"""Ornaments before a title, or on both sides of it."""

from __future__ import annotations

import re

from banmian.document.changes import Change, substitute
from banmian.repair.rules.rule import RepairRule, for_any_document

_MARKS = "■□◆◇●◎▲△▼▽★☆※❖"
_ORNAMENTS = re.compile(rf"^[{_MARKS}]+\s*(?=\w)|(?<=[^\s{_MARKS}])\s*[{_MARKS}]+$")
_BRACKETED, _BRACKETS = re.compile(r"【[^【】\n]{3,}】"), re.compile("[【】]")


def drop_ornaments(text: str) -> tuple[str, list[Change]]:
    """`text` without the ornaments that it begins with, and those at its end that answer them, or without the heavy
    brackets around it, and the changes."""
    if _BRACKETED.fullmatch(text):
        return substitute(text, _BRACKETS, "", "ornament")
    begins = bool(text) and text[0] in _MARKS
    return substitute(text, _ORNAMENTS, "", "ornament") if begins else (text, [])


RULE = RepairRule(
    ("ornament",),
    "ornaments around a title: ◆渡口换新船 → 渡口换新船",
    "1: the words stay",
    for_any_document(drop_ornaments),
    texts=("title",),
)
