"""Marks of HTML inside a line: character references, and tags that only set words."""

from __future__ import annotations

import re
from html import unescape

from banmian.document.changes import Change
from banmian.repair.rules.rule import Rule, for_any_document

NAME = "html"
_MARK = re.compile(
    r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});|</?(?:b|strong|em|i|u|span|font|a|sup|sub|small|br)\b[^<>\n]{0,200}/?>"
)


def resolve_html(text: str) -> tuple[str, list[Change]]:
    """`text` with characters for the references to them and without tags that only set words, and the changes."""
    if "&" not in text and "<" not in text:
        return text, []
    pieces: list[str] = []
    changes: list[Change] = []
    end = length = 0
    for match in _MARK.finditer(text):
        before = match[0]
        after = unescape(before) if before[0] == "&" else ""
        if after == before:
            continue
        pieces += [text[end : match.start()], after]
        length += match.start() - end
        changes.append(Change(NAME, length, before, after))
        length += len(after)
        end = match.end()
    return "".join(pieces) + text[end:], changes


RULE = Rule(
    (NAME,),
    "references and tags of HTML: &ldquo;通车&rdquo; → “通车”",
    "1: the words stay",
    for_any_document(resolve_html),
    sources=("bare text",),
)
