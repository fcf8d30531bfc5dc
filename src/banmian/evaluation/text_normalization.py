"""Text normalization before comparison: which differences between two texts do not count."""

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
"""Marks that newspapers and engines use interchangeably."""

_BLANK = re.compile(r"\s+")


def normalize_text(text: str | None) -> str:
    """A text for comparison: NFKC, no white space, equivalent quotes, dashes, stops and middle dots unified.

    As in evaluations of Chinese OCR, white space has no meaning, and full- and half-width forms of a mark are one
    character. None is the empty text.
    """
    text = unicodedata.normalize("NFKC", text or "")
    return _BLANK.sub("", text).translate(_PRINTED_ALIKE)


@functools.lru_cache(maxsize=8192)
def normalize_character(character: str) -> str:
    """The result of `normalize_text` for one character: none, one or several."""
    return normalize_text(character)
