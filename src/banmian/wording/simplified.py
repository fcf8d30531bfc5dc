"""Traditional characters mapped to simplified ones, for looking words up.

The table is the one that wordfreq (Apache-2.0) ships to look its Chinese words up: one character for one; it is read
from its file, since loading the package takes longer than reading a page. It does not produce good simplified Chinese.
Only pairs in which each character belongs to one script alone are ever shown (`script_pairs`).
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache

import msgpack

from banmian.wording.package_files import file_of

_ALSO_SIMPLIFIED = "乾"
"""Characters of the table that simplified texts use as they are (乾隆)."""
_ALSO_TRADITIONAL = "恒叙启晋温却脚凉熏洒蝎瓮栖睾棱踊痒羡洼涂"
"""Characters that simplified texts use, and traditional texts beside another form."""
_RARE = {"个": "個"}
"""Of the two everyday forms of a simplified character that traditional texts hardly use, the usual one."""
_FIRST_BYTES = frozenset(bytes([byte]) for byte in range(0xA4, 0xC7))
"""First bytes of the everyday characters of Big5."""


@cache
def _table() -> tuple[dict[int, str], frozenset[str]]:
    """The table, and the characters that it turns into others."""
    packed = file_of("wordfreq", "data", "_chinese_mapping.msgpack.gz", lacking="its table of characters is needed")
    table: dict[int, str] = msgpack.unpackb(gzip.decompress(packed.read_bytes()), strict_map_key=False)
    mapping = {code: plain for code, plain in table.items() if chr(code) not in _ALSO_SIMPLIFIED}
    return mapping, frozenset(map(chr, mapping))


def simplify(text: str) -> str:
    """`text` with each traditional character replaced by its simplified one; the length stays the same."""
    mapping, signs = _table()
    return text if signs.isdisjoint(text) else text.translate(mapping)


def variants() -> dict[str, str]:
    """Each traditional character that `simplified` knows, and its simplified one."""
    return {chr(code): plain for code, plain in sorted(_table()[0].items())}


@dataclass(frozen=True, slots=True)
class ScriptPairs:
    """Characters that one script alone uses, each with the one that stands for it in the other script."""

    to_traditional: dict[str, str]
    to_simplified: dict[str, str]
    rarely_traditional: dict[str, str]


@cache
def script_pairs() -> ScriptPairs:
    """The pairs that are sure: what is in Big5 is traditional too, what is in GB 2312 is simplified too.

    A simplified character that stands for several everyday traditional ones (发: 發, 髮) is given none of them.
    """
    to_traditional: dict[str, str] = {}
    to_simplified: dict[str, str] = {}
    rarely = dict(_RARE)
    sources: dict[str, list[str]] = {}
    for character, other in variants().items():
        if character != other and not character.encode("gb2312", "ignore"):
            sources.setdefault(other, []).append(character)
            if other.encode("gb2312", "ignore"):
                to_simplified[character] = other
    for plain, characters in sources.items():
        everyday = [one for one in characters if one.encode("big5", "ignore")[:1] in _FIRST_BYTES]
        if plain in _ALSO_TRADITIONAL or len(everyday) != 1:
            continue
        code = plain.encode("big5", "ignore")
        if not code:
            to_traditional[plain] = everyday[0]
        elif code[:1] not in _FIRST_BYTES:
            rarely[plain] = everyday[0]
    return ScriptPairs(to_traditional, to_simplified, rarely)
