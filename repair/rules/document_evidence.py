"""Evidence from elsewhere in the document: wording across a join that occurs unbroken in another place."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

_WEAKEST = 0.35
"""What it is worth that two characters of each side stand together elsewhere."""

_GAPS = re.compile(r"\s+")
_HALF = 2
_WORTH = ((3, 0.7), (4, 0.9))


class DocumentEvidence:
    """The text of one document without white space, searched for joins."""

    def __init__(self, text: str) -> None:
        self._text = _GAPS.sub("", text)

    @cached_property
    def _quads(self) -> frozenset[str]:
        text = self._text
        return frozenset(text[place : place + 2 * _HALF] for place in range(len(text) - 2 * _HALF + 1))

    def score(self, upper: str, lower: str) -> float:
        """How well the rest of the document supports `lower` following `upper`, 0 to 1.

        Two characters of each side found together elsewhere is weak evidence, four of each is almost certain.
        """
        left, right = _GAPS.sub("", upper[-12:]), _GAPS.sub("", lower[:12])
        if len(left) < _HALF or len(right) < _HALF or left[-_HALF:] + right[:_HALF] not in self._quads:
            return 0.0
        best = _WEAKEST
        for size, worth in _WORTH:
            if len(left) < size or len(right) < size or self._text.find(left[-size:] + right[:size]) < 0:
                break
            best = worth
        return best

    @cached_property
    def _followers(self) -> dict[str, str]:
        """For each four characters all characters that follow them in the text."""
        found: dict[str, str] = {}
        text = self._text
        for place in range(len(text) - 4):
            words = text[place : place + 4]
            found[words] = found.get(words, "") + text[place + 4]
        return found

    def _usual_follower(self, words: str) -> str | None:
        """The character that follows `words` everywhere, with one exception at most; None where no character does
        so twice."""
        followers = self._followers.get(words, "")
        if len(followers) < 2:
            return None
        usual, count = Counter(followers).most_common(1)[0]
        return usual if count >= len(followers) - 1 else None

    def denies(self, upper: str, lower: str) -> bool:
        """Whether the last words of `upper` occur elsewhere and are always followed by something other than `lower`."""
        left, first = _GAPS.sub("", upper[-12:])[-4:], lower.lstrip()[:1]
        if len(left) < 4 or not first:
            return False
        usual = self._usual_follower(left)
        return usual is not None and usual != first
