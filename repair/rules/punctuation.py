"""Punctuation in the width that the language of the text uses."""

from __future__ import annotations

import re

from banmian.document.changes import Change
from banmian.repair.rules.rule import RepairRule, for_any_document
from banmian.wording.unicode_script import HAN

NAME = "punctuation"
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_CLAUSE = re.compile(
    rf"(?<=[{HAN}”’》）】\d%％A-Za-z])[,;:!?](?=[{HAN}“‘《（【”’》）]|$)|(?<=[{HAN}”’》）】])[,;:!?](?=[\dA-Za-z])"
    r"|(?<=[%％℃])[,;](?=\d)"
)
_BRACKETS = re.compile(r"\(([^()\n]{1,400})\)")
_LONE_BRACKET = re.compile(rf"\((?=[{HAN}“《])|(?<=[{HAN}”》。])\)")
_STOP = re.compile(rf"(?<=[{HAN}”’》）】%％])\.(?=[{HAN}“‘《”’）]|$)")
_QUOTED = (
    (re.compile(r"\"([^\"\n]{1,200})\""), ("“", "”")),
    (re.compile(r"(?<![A-Za-z])'([^'\n]{1,60})'(?![A-Za-z])"), ("‘", "’")),
)
_NARROW = {"，": ",", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")", "。": "."}
_BETWEEN_LATIN = re.compile(r"(?<=[A-Za-z])[，；：！？。](?=[A-Za-z ]|$)")
_LETTERS = re.compile(rf"[{HAN}]|[A-Za-z]+")
_FULLWIDTH_TOKEN = re.compile(
    r"(?=[Ａ-Ｚａ-ｚ０-９]*[A-Za-z0-9])(?=[A-Za-z0-9]*[Ａ-Ｚａ-ｚ０-９])[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]{2,}"
)


def repair_punctuation(text: str) -> tuple[str, list[Change]]:
    """`text` with half-width marks beside Han characters made full-width when the text is Chinese, and the other
    way round between Latin words of a Latin text; a token that mixes full- and half-width letters becomes
    half-width.

    Marks inside numbers, addresses and Latin phrases stay as they are.
    """
    if not text:
        return text, []
    edits: list[tuple[int, str, str]] = []
    letters = _LETTERS.findall(text)
    han = sum(len(word) == 1 and not word.isascii() for word in letters)
    if han and 2 * han >= len(letters):
        edits = _to_full_width(text)
    elif letters and not han:
        edits = [(m.start(), m[0], _NARROW[m[0]]) for m in _BETWEEN_LATIN.finditer(text)]
    if not text.isascii():
        edits += [(m.start(), m[0], _to_half_width(m[0])) for m in _FULLWIDTH_TOKEN.finditer(text)]
    return _apply(text, edits)


def _to_half_width(token: str) -> str:
    return "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in token)


def _to_full_width(text: str) -> list[tuple[int, str, str]]:
    """Edits of one character each; brackets and quotes first, since the marks beside them depend on them."""
    edits: list[tuple[int, str, str]] = []
    for match in _BRACKETS.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if (
            re.search(f"[{HAN}]", match[1])
            or re.fullmatch(f"[{HAN}”》]", before)
            or re.fullmatch(f"[{HAN}，。]", after)
        ):
            edits += [(match.start(), "(", "（"), (match.end() - 1, ")", "）")]
    edits += [(m.start(), m[0], _WIDE[m[0]]) for m in _LONE_BRACKET.finditer(text)]
    for pattern, (opening, closing) in _QUOTED:
        for match in pattern.finditer(text):
            if re.search(f"[{HAN}]", match[1]):
                edits += [(match.start(), match[0][0], opening), (match.end() - 1, match[0][-1], closing)]
    marks = list(text)
    for place, _, after in edits:
        marks[place] = after
    paired = "".join(marks)
    edits += [(m.start(), m[0], _WIDE[m[0]]) for m in _CLAUSE.finditer(paired)]
    edits += [(m.start(), ".", "。") for m in _STOP.finditer(paired)]
    return edits


def _apply(text: str, edits: list[tuple[int, str, str]]) -> tuple[str, list[Change]]:
    changes: list[Change] = []
    pieces: list[str] = []
    end = 0
    shift = 0
    for start, before, after in sorted(set(edits)):
        if start < end:
            continue
        pieces += [text[end:start], after]
        changes.append(Change(NAME, start + shift, before, after))
        end = start + len(before)
        shift += len(after) - len(before)
    pieces.append(text[end:])
    return "".join(pieces), changes


RULE = RepairRule(
    (NAME,),
    "half-width marks in Chinese made full-width, never inside numbers; full-width ones in Latin half-width",
    "1: the mark stays what it is",
    for_any_document(repair_punctuation),
)
