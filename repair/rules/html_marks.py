"""Marks of HTML inside a line: character references, and tags that only set words."""

from __future__ import annotations

import re
from html import unescape

from banmian.document.changes import Change, substitute
from banmian.repair.rules.rule import RepairRule, for_any_document

NAME = "html"
_MARK = re.compile(
    r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});|</?(?:b|strong|em|i|u|span|font|a|sup|sub|small|br)\b[^<>\n]{0,200}/?>"
)


def resolve_html(text: str) -> tuple[str, list[Change]]:
    """`text` with characters for the references to them and without tags that only set words, and the changes."""
    if "&" not in text and "<" not in text:
        return text, []
    return substitute(text, _MARK, lambda mark: unescape(mark) if mark[0] == "&" else "", NAME)


RULE = RepairRule(
    (NAME,),
    "references and tags of HTML: &ldquo;通车&rdquo; → “通车”",
    "1: the words stay",
    for_any_document(resolve_html),
    sources=("bare text",),
)
