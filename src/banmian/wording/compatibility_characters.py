"""Compatibility characters that text producers use in place of ordinary ones, and what they stand for.

Source of the mapping: Unicode's own compatibility decompositions (NFKC) for Kangxi radicals, ligatures and
compatibility ideographs, and the Equivalent_Unified_Ideograph property for the CJK Radicals Supplement, which has
no decompositions.
"""

from __future__ import annotations

import re
import unicodedata

_SUPPLEMENT = (
    "⺀冫⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民"
    "⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺴罓⺵网⺶羊⺷羊⺸羋⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹"
    "⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣"
    "⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
RADICALS = dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True))
"""Radical of the CJK Radicals Supplement -> the ordinary character that looks the same."""
DOOR_RADICAL = "\u2f3e"
"""The radical that stands for a character which simplified and traditional Chinese write differently."""
_TWINS = {"㬵": "胶"}
"""A rare character that fonts draw with the glyph of a common one, and that makers of PDFs name instead of it."""
FOLDED = re.compile(
    "[\u3b35\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\U0002f800-\U0002fa1f\ufe10-\ufe19\ufe31-\ufe44\ufe47\ufe48]"
)
"""A radical, compatibility ideograph, rare twin, ligature or form for vertical lines."""

UPRIGHT = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈\u00ad",
        "，、。：；！？〖〗…—–（）｛｝〔〕【】《》〈〉「」『』［］-",
        strict=True,
    )
)
"""Forms of marks for vertical lines -> the mark itself; the soft hyphen, where it is printed, is a hyphen."""


def ordinary_character(character: str) -> str:
    """The character that looks the same and that people type; the character itself where it is such a one."""
    if character in RADICALS:
        return RADICALS[character]
    if character in UPRIGHT:
        return UPRIGHT[character]
    if character in _TWINS:
        return _TWINS[character]
    return unicodedata.normalize("NFKC", character) if FOLDED.match(character) else character


def to_ordinary(text: str) -> str:
    """``text`` with radicals, compatibility ideographs, ligatures and vertical marks as ordinary characters."""
    if text.isascii():
        return text
    return "".join(ordinary_character(character) for character in text)


def form_rule(before: str) -> str:
    """The name under which a change of ``before`` to its ordinary form is recorded."""
    code = ord(before[0]) if before else 0
    if 0x2E80 <= code <= 0x2FDF:
        return "radical"
    if 0xFB00 <= code <= 0xFB06:
        return "ligature"
    if before[:1] in UPRIGHT:
        return "soft-hyphen" if before[0] == "\u00ad" else "vertical-form"
    return "compatibility-ideograph"
