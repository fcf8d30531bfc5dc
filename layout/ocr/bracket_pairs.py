"""Corner brackets of columns: 「 and 」 stand across their cell there, and are read as 一 or 二.

The recogniser names the bracket as its second choice, nearly as likely. What a bracket must close, or open, decides:
an unsure 一 before which a bracket is open, or after which one closes that nothing opened, and one after a colon.
"""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.ctc_decoder import LEAST_OTHER
from banmian.layout.ocr.second_choices import OWN_FORM, with_choices

CLOSES = {"「": "」", "『": "』"}
OPENS = {closing: opening for opening, closing in CLOSES.items()}
MISREAD = frozenset("一二")
"""What a bracket is read as,"""
UNSURE = 0.5
"""with less confidence than this,"""
NEARLY = 0.75
"""and with brackets at least so many times as likely among the other choices."""
COLONS = frozenset("：:")


def pair_brackets(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, corner brackets of columns in place of unsure numerals where a pair wants them."""
    return [_pair(line) if line.vertical else line for line in lines]


def _pair(line: Line) -> Line:
    signs = [glyph.text for glyph in line.glyphs]
    opened: list[int] = []
    perhaps: list[int] = []
    for at, glyph in enumerate(line.glyphs):
        if glyph.text in CLOSES:
            opened.append(at)
        elif glyph.text in OPENS:
            if not opened and perhaps:
                signs[perhaps[-1]] = OPENS[glyph.text]
            opened, perhaps = opened[:-1], []
        elif (opening := _choice(glyph, CLOSES)) is not None:
            if at and line.glyphs[at - 1].text in COLONS:
                signs[at] = opening
                opened.append(at)
            else:
                perhaps.append(at)
        elif _choice(glyph, OPENS) is not None and (opened or perhaps):
            partner = opened.pop() if opened else perhaps[-1]
            if signs[partner] not in CLOSES:
                signs[partner] = _likelier_kind(line.glyphs[partner], glyph)
            signs[at], perhaps = CLOSES[signs[partner]], []
    chosen = {at: OWN_FORM for at, sign in enumerate(signs) if sign != line.glyphs[at].text}
    return with_choices(line, signs, chosen) if chosen else line


def _likelier_kind(first: Glyph, last: Glyph) -> str:
    """The opening bracket of the kind, single or double, that both glyphs of a pair speak for; one that was not named
    among the choices is as likely as the faintest that is."""
    before, after = dict(first.others), dict(last.others)

    def likely(sign: str) -> float:
        return (before.get(sign, 0.0) + LEAST_OTHER) * (after.get(CLOSES[sign], 0.0) + LEAST_OTHER)

    return max(CLOSES, key=likely)


def _choice(glyph: Glyph, brackets: dict[str, str]) -> str | None:
    """The bracket of a kind that an unsure numeral may be; None where the other kind is likelier, or neither likely."""
    if glyph.text not in MISREAD or glyph.confidence >= UNSURE:
        return None
    shares = {kind: sum(share for sign, share in glyph.others if sign in kind) for kind in ("「『", "」』")}
    kind = max(shares, key=lambda kind: shares[kind])
    if not set(kind) <= set(brackets) or shares[kind] < NEARLY * glyph.confidence:
        return None
    return max((other for other in glyph.others if other[0] in kind), key=lambda other: other[1])[0]
