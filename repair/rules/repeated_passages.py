"""Repeated passages: what a recogniser read twice, the second time in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banmian.document.changes import Change
from banmian.wording.unicode_script import is_han

_SURE = 0.8
"""Confidence that the second of two equal passages is a repetition."""

NAME = "repeated_passage"
_LEAST = 30
_MARKS = re.compile("[，；。]")


def remove_repeated_passages(texts: Sequence[str]) -> list[tuple[int, Change]]:
    """For each paragraph that ends with a passage copied from an earlier one, the change that removes it.

    The copy must be long, have several clauses, and follow a Han character in the middle of a sentence; its
    original must begin a clause of its own.
    """
    found: list[tuple[int, Change]] = []
    earlier = ""
    for index, text in enumerate(texts):
        if len(text) > _LEAST and earlier:
            start = _copied_from(text, earlier)
            if start is not None:
                found.append((index, Change(NAME, start, text[start:], "", _SURE)))
        earlier += text + "\n"
    return found


def _copied_from(text: str, earlier: str) -> int | None:
    """The position where the copied end of `text` begins, None when its end is not a copy."""
    if text[-_LEAST:] not in earlier:
        return None
    low, high = 0, len(text) - _LEAST
    while low < high:
        middle = (low + high) // 2
        if text[middle:] in earlier:
            high = middle
        else:
            low = middle + 1
    if low == 0 or not is_han(text[low - 1]):
        return None
    model = earlier.find(text[low:])
    clause = model == 0 or not is_han(earlier[model - 1])
    return low if clause and len(_MARKS.findall(text[low:])) >= 2 else None
