"""Characters that people corrected again and again in a title: offered on its other pages, never applied by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from banmian.document.corrections.corrections_file import HEAD_FIELDS, Correction

LEAST = 3
"""So often a character was corrected into the same other one before it is offered."""
LONGEST_CHANGE = 2
"""Characters that change side by side; longer changes are new wording."""
MOST_TEXT = 2000
TEXTS = (*HEAD_FIELDS, "block", "caption", "cell")

Misread = tuple[str, str]
"""The character that was read, and the one that is printed."""


def misreadings(corrections: Iterable[Correction]) -> Counter[Misread]:
    """How often which character was corrected into which other one."""
    found: Counter[Misread] = Counter()
    for one in corrections:
        if one.action == "edit" and one.field in TEXTS and one.before and one.after:
            found.update(_changed(one.before[:MOST_TEXT], one.after[:MOST_TEXT]))
    return found


def _changed(before: str, after: str) -> Iterable[Misread]:
    for kind, i, j, m, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "replace" and j - i == n - m <= LONGEST_CHANGE:
            yield from (pair for pair in zip(before[i:j], after[m:n], strict=True) if all(map(str.isalpha, pair)))


def recurrent(lines: Iterable[dict[str, Any]], title: str | None) -> dict[Misread, int]:
    """What recurs in the documents of a title, of all index ``lines``, the most frequent first."""
    found: Counter[Misread] = Counter()
    for line in lines:
        if line.get("misread") and line.get("title") == title:
            for wrong, right, count in line["misread"]:
                found[wrong, right] += count
    return {pair: count for pair, count in found.most_common() if count >= LEAST}
