"""Radicals, compatibility ideographs, ligatures and forms for vertical lines made the characters they stand for."""

from __future__ import annotations

from banmian.document.changes import Change
from banmian.wording.character_forms import FOLDED, form_rule, ordinary_character


def repair_character_forms(text: str) -> tuple[str, list[Change]]:
    """`text` in ordinary characters, and a change for each that was another form of one."""
    if text.isascii() or not FOLDED.search(text):
        return text, []
    pieces: list[str] = []
    changes: list[Change] = []
    end = length = 0
    for match in FOLDED.finditer(text):
        before, after = match[0], ordinary_character(match[0])
        if before == after:
            continue
        pieces += [text[end : match.start()], after]
        length += match.start() - end
        changes.append(Change(form_rule(before), length, before, after))
        length += len(after)
        end = match.end()
    return "".join(pieces) + text[end:], changes
