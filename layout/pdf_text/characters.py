"""Compatibility characters that PDF producers use in place of ordinary ones, and what they stand for.

Source of the mapping: Unicode's own compatibility decompositions (NFKC) for Kangxi radicals, ligatures and
compatibility ideographs, and the Equivalent_Unified_Ideograph property for the CJK Radicals Supplement, which has
no decompositions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_SUPPLEMENT = (
    "⺀冫⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民"
    "⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺴罓⺵网⺶羊⺷羊⺸羋⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹"
    "⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣"
    "⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
RADICALS = dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True))
"""Radical of the CJK Radicals Supplement -> the ordinary character that looks the same."""

_UPRIGHT = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈\u00ad",
        "，、。：；！？〖〗…—–（）｛｝〔〕【】《》〈〉「」『』［］-",
        strict=True,
    )
)
"""Presentation forms of punctuation for vertical lines -> the mark itself; a soft hyphen that is printed is a
hyphen."""

_FOLDED_RANGES = (
    (0x2E80, 0x2FDF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
    (0xFB00, 0xFB06),
)


def _fold(character: str) -> str:
    if character in RADICALS:
        return RADICALS[character]
    if character in _UPRIGHT:
        return _UPRIGHT[character]
    code = ord(character)
    if any(low <= code <= high for low, high in _FOLDED_RANGES):
        return unicodedata.normalize("NFKC", character)
    return character


def to_ordinary(text: str) -> str:
    """``text`` with radicals, compatibility ideographs, ligatures and vertical marks as ordinary characters."""
    if text.isascii():
        return text
    return "".join(_fold(character) for character in text)


_SIMPLIFIED, _TRADITIONAL = frozenset("这国们为来时会学对业发经个说"), frozenset("這國們為來時會學對業發經個說")
_DOOR_RADICAL = "\u2f3e"


def to_ordinary_all(texts: Sequence[str]) -> list[str]:
    """`to_ordinary` of every glyph of a page.

    The radical for door stands for a character that simplified and traditional Chinese write differently; the rest
    of the page decides which is meant.
    """
    known = {text: to_ordinary(text) for text in set(texts)}
    if any(_DOOR_RADICAL in text for text in known):
        traditional = sum(text in _TRADITIONAL for text in texts) > sum(text in _SIMPLIFIED for text in texts)
        for text in known:
            if _DOOR_RADICAL in text and not traditional:
                known[text] = known[text].replace("\u6236", "\u6237")
    return [known[text] for text in texts]


def rule_name(before: str) -> str:
    """The name under which a change of ``before`` to its ordinary form is recorded."""
    if is_unmapped(before):
        return "unmapped-glyph"
    code = ord(before[0]) if before else 0
    if 0x2E80 <= code <= 0x2FDF:
        return "radical"
    if 0xFB00 <= code <= 0xFB06:
        return "ligature"
    if before[0] in _UPRIGHT:
        return "soft-hyphen" if before[0] == "\u00ad" else "vertical-form"
    return "compatibility-ideograph"


def is_unmapped(text: str) -> bool:
    """Whether a glyph has no usable text: no Unicode value, private use, or the replacement character."""
    if text.startswith("(cid:") or not text:
        return True
    return any(unicodedata.category(c) in ("Co", "Cn", "Cc") or c == "\ufffd" for c in text)


def is_wide(text: str) -> bool:
    """Whether a glyph is set full width in Chinese text: Han, kana, hangul and full-width marks."""
    if not text or text[0] < "\u2010":
        return False
    return unicodedata.east_asian_width(text[0]) in "WF" or text[0] in "“”‘’…—·"


def is_mark(text: str) -> bool:
    """Whether a glyph is a full-width punctuation mark, whose ink fills only part of its em."""
    return is_wide(text) and not text[0].isalnum() and not is_unmapped(text)
