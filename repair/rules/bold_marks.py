"""Marks of bold type inside a line of Markdown."""

from __future__ import annotations

import re

from banmian.document.changes import Change, substitute
from banmian.repair.rules.rule import RepairRule, for_any_document
from banmian.wording.unicode_script import han_count

_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*")
_BOLD_MARK = re.compile(r"\*\*(?=\S[^*\n]*\*\*)|(?<=\S)\*\*")


def drop_bold_marks(text: str) -> tuple[str, list[Change]]:
    """`text` without the marks around words set bold, and the changes."""
    marked = "**" in text and any(han_count(match[1]) for match in _BOLD.finditer(text))
    return substitute(text, _BOLD_MARK, "", "markup") if marked else (text, [])


RULE = RepairRule(
    ("markup",),
    "Markdown's marks of bold type: \\*\\*通车\\*\\* → 通车",
    "1: the words stay",
    for_any_document(drop_bold_marks),
    texts=("paragraph", "title"),
    sources=("bare text",),
)
