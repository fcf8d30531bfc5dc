"""What the glyphs of a text layer stand for, and how they are set."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from banmian.wording.compatibility_characters import DOOR_RADICAL, form_rule, to_ordinary

MOST_KNOWN = 1 << 14
"""Texts of glyphs of which it is kept what they are."""

_SIMPLIFIED, _TRADITIONAL = frozenset("这国们为来时会学对业发经个说"), frozenset("這國們為來時會學對業發經個說")


_BULLETS = dict(zip("lnuvwqr\u00a7\u00a8\u00b7\u00d8", "●◼◆◆◆◼◼▪◼•‣", strict=True))
"""Codes of the fonts Wingdings and Symbol -> the bullets that they print."""
SYMBOLS = {chr(0xF000 + ord(code)): bullet for code, bullet in _BULLETS.items()}
"""The same codes as producers put them into private use."""


def is_decoded_bullet(own: str, plain: str) -> bool:
    """Whether ``plain`` is the bullet for which a glyph with the code ``own`` stands in a font of symbols."""
    return plain in (SYMBOLS.get(own), _BULLETS.get(own))


def bullets_of(texts: Sequence[str], fonts: Sequence[str]) -> dict[int, str]:
    """The bullets among the glyphs of a page, by place: codes of Wingdings, which are letters elsewhere."""
    return {
        place: _BULLETS[text]
        for place, (text, font) in enumerate(zip(texts, fonts, strict=True))
        if text in _BULLETS and "wingdings" in font.lower()
    }


def to_ordinary_all(texts: Sequence[str]) -> list[str]:
    """`to_ordinary` of every glyph of a page, and bullets for the private codes of fonts of symbols.

    The radical for door stands for a character that simplified and traditional Chinese write differently; the rest
    of the page decides which is meant.
    """
    known = {text: SYMBOLS.get(text) or to_ordinary(text) for text in set(texts)}
    if any(DOOR_RADICAL in text for text in known):
        traditional = sum(text in _TRADITIONAL for text in texts) > sum(text in _SIMPLIFIED for text in texts)
        for text in known:
            if DOOR_RADICAL in text and not traditional:
                known[text] = known[text].replace("\u6236", "\u6237")
    return [known[text] for text in texts]


def rule_name(before: str) -> str:
    """The name under which a change of ``before`` to its ordinary form is recorded."""
    if is_unmapped(before):
        return "unmapped-glyph"
    return form_rule(before)


@lru_cache(maxsize=MOST_KNOWN)
def is_unmapped(text: str) -> bool:
    """Whether a glyph has no usable text: no Unicode value, private use, or the replacement character."""
    if text.startswith("(cid:") or not text:
        return True
    return any(unicodedata.category(c) in ("Co", "Cn", "Cc") or c == "\ufffd" for c in text)


@lru_cache(maxsize=MOST_KNOWN)
def is_wide(text: str) -> bool:
    """Whether a glyph is set full width in Chinese text: Han, kana, hangul and full-width marks."""
    if not text or text[0] < "\u2010":
        return False
    return unicodedata.east_asian_width(text[0]) in "WF" or text[0] in "“”‘’…—·"


@lru_cache(maxsize=MOST_KNOWN)
def is_mark(text: str) -> bool:
    """Whether a glyph is a full-width punctuation mark, whose ink fills only part of its em."""
    return is_wide(text) and not text[0].isalnum() and not is_unmapped(text)
