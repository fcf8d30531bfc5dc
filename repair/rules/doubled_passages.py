"""Passages of which every glyph was painted twice."""

from __future__ import annotations

import re

from banmian.document.changes import Change
from banmian.repair.rules.doubled_lines import single_glyphs
from banmian.repair.rules.rule import RepairRule, for_any_document

_SURE = 0.98
"""Confidence of glyphs that are painted twice throughout a passage."""

NAME = "doubled_glyphs"
_RUN = re.compile(r"(?:([^\s])\1[ \u3000]{0,4}){8,}")
"""Eight glyphs in a row that are there twice: no words do so."""


def repair_doubled_glyphs(text: str) -> tuple[str, list[Change]]:
    """`text` with its doubled passages painted once, and a change for each."""
    pieces: list[str] = []
    changes: list[Change] = []
    end = length = 0
    for match in _RUN.finditer(text):
        passage = match[0].rstrip()
        single = single_glyphs(passage)
        if single is None:
            continue
        pieces += [text[end : match.start()], single]
        length += match.start() - end
        changes.append(Change(NAME, length, passage, single, _SURE))
        length += len(single)
        end = match.start() + len(passage)
    return ("".join(pieces) + text[end:], changes) if changes else (text, [])


RULE = RepairRule(
    (NAME,),
    "a passage of which every glyph is painted twice: 今今晚晚八八点点，，桥桥通通了了 → 今晚八点，桥通了",
    "0.98: nobody writes so",
    for_any_document(repair_doubled_glyphs),
    texts=("paragraph", "verse"),
)
