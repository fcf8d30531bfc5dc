"""Which differences between two texts do not count: the folding that is made before any comparison."""

from __future__ import annotations

import functools
import re
import unicodedata

_PRINTED_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»〝〞", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("—–―‒‐‑−─", "-"),
        **dict.fromkeys("·•・‧∙", "."),
        **dict.fromkeys("。｡", "."),
        **dict.fromkeys("、､", ","),
    }
)
"""Marks that papers and engines use one for the other."""

_BLANK = re.compile(r"\s+")


def normalize_text(text: str | None) -> str:
    """A text for comparison: NFKC, no white space, quotes, dashes, stops and middle dots made alike.

    The folding is that of evaluations of Chinese OCR, where white space carries no meaning and full and
    half width forms of a mark are one character. None is the empty text.
    """
    text = unicodedata.normalize("NFKC", text or "")
    return _BLANK.sub("", text).translate(_PRINTED_ALIKE)


@functools.lru_cache(maxsize=8192)
def normalize_character(character: str) -> str:
    """What `folded` makes of one character: none, one or several."""
    return normalize_text(character)
