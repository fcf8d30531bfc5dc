"""Traditional characters as simplified ones, for looking words up.

The table is the one that wordfreq (Apache-2.0) ships to look its Chinese words up: one character for one. It turns
no text into good simplified Chinese, and nothing that it gives is shown.
"""

from __future__ import annotations

from functools import cache

_ALSO_SIMPLIFIED = "乾"
"""Characters of the table that simplified texts use as they are (乾隆)."""


@cache
def _table() -> tuple[dict[int, str], frozenset[str]]:
    """The table, and the characters that it turns into others."""
    from wordfreq.chinese import SIMPLIFIED_MAP

    mapping = {code: plain for code, plain in SIMPLIFIED_MAP.items() if chr(code) not in _ALSO_SIMPLIFIED}
    return mapping, frozenset(map(chr, mapping))


def simplified(text: str) -> str:
    """`text` with each traditional character as its simplified one, of the same length."""
    mapping, signs = _table()
    return text if signs.isdisjoint(text) else text.translate(mapping)


def variants() -> dict[str, str]:
    """Each traditional character that `simplified` knows, and its simplified one."""
    return {chr(code): plain for code, plain in sorted(_table()[0].items())}
