"""What a document says elsewhere about a join: wording that runs across it and stands whole in another place."""

from __future__ import annotations

import re
from collections import Counter

_GAPS = re.compile(r"\s+")


class Echo:
    """The words of one document without white space, to look joins up in."""

    def __init__(self, text: str) -> None:
        self._text = _GAPS.sub("", text)

    def score(self, head: str, tail: str) -> float:
        """How well other places of the document vouch for `tail` following `head`, 0 to 1.

        Two characters of each side standing together elsewhere is weak, four of each nearly sure.
        """
        left, right = _GAPS.sub("", head[-12:]), _GAPS.sub("", tail[:12])
        best = 0.0
        for size, worth in ((2, 0.35), (3, 0.7), (4, 0.9)):
            if len(left) < size or len(right) < size:
                break
            if self._text.find(left[-size:] + right[:size]) < 0:
                break
            best = worth
        return best

    def denies(self, head: str, tail: str) -> bool:
        """Whether the last words of `head` stand elsewhere and always go on otherwise than with `tail`."""
        left, first = _GAPS.sub("", head[-12:])[-4:], tail.lstrip()[:1]
        if len(left) < 4 or not first:
            return False
        followers: Counter[str] = Counter()
        place = self._text.find(left)
        while place >= 0:
            followers[self._text[place + len(left) : place + len(left) + 1]] += 1
            place = self._text.find(left, place + 1)
        usual, count = followers.most_common(1)[0] if followers else ("", 0)
        return 0 < count >= followers.total() - 1 > 0 and usual != first
