"""Evidence from elsewhere in the document: wording across a join that occurs unbroken in another place."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import accumulate

_WEAKEST = 0.35
"""What it is worth that two characters of each side stand together elsewhere."""

_GAPS = re.compile(r"\s+")
_HALF = 2
_WORTH = ((3, 0.7), (4, 0.9))


class DocumentEvidence:
    """The text of one document without white space, searched for joins.

    What meets only where one line ends and the next begins is no evidence: there the join itself is in question.
    """

    def __init__(self, text: str) -> None:
        lines = [_GAPS.sub("", line) for line in text.splitlines()]
        self._text = "".join(lines)
        self._line_ends = frozenset(accumulate(map(len, lines)))

    @cached_property
    def _quads(self) -> frozenset[str]:
        text, ends = self._text, self._line_ends
        return frozenset(
            text[place - _HALF : place + _HALF] for place in range(_HALF, len(text) - _HALF + 1) if place not in ends
        )

    def _meet(self, left: str, right: str) -> bool:
        """Whether the two stand together somewhere within a line."""
        place = self._text.find(left + right)
        while place >= 0 and place + len(left) in self._line_ends:
            place = self._text.find(left + right, place + 1)
        return place >= 0

    def score(self, upper: str, lower: str) -> float:
        """How well the rest of the document supports `lower` following `upper`, 0 to 1.

        Two characters of each side found together elsewhere is weak evidence, four of each is almost certain.
        """
        left, right = _GAPS.sub("", upper[-12:]), _GAPS.sub("", lower[:12])
        if len(left) < _HALF or len(right) < _HALF or left[-_HALF:] + right[:_HALF] not in self._quads:
            return 0.0
        best = _WEAKEST
        for size, worth in _WORTH:
            if len(left) < size or len(right) < size or not self._meet(left[-size:], right[:size]):
                break
            best = worth
        return best

    @cached_property
    def _followers(self) -> dict[str, str]:
        """For each four characters all characters that follow them in a line."""
        found: dict[str, str] = {}
        text, ends = self._text, self._line_ends
        for place in range(4, len(text)):
            if place not in ends:
                words = text[place - 4 : place]
                found[words] = found.get(words, "") + text[place]
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
