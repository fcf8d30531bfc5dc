"""Texts and questions normalized for search: without case, width, script, spaces and punctuation.

An index of pairs of neighbouring characters needs no word breaks and finds words of two characters, as most Chinese
queries are. A question is several words in any order; words in quotation marks belong together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from banmian.wording.simplified import simplify

_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』|«([^»]*)»|(\S+)')


def fold(text: str) -> str:
    """The letters and digits of a text as they are compared; traditional characters count as simplified ones."""
    plain = simplify(unicodedata.normalize("NFKC", text).lower())
    return "".join(filter(str.isalnum, plain))


def pairs(text: str) -> str:
    """The pairs of neighbouring letters and digits of a text, separated by spaces, and the last one alone."""
    signs = fold(text)
    return " ".join(map("".join, zip(signs, [*signs[1:], ""], strict=False)))


def characters(text: str) -> str:
    """The different letters and digits of a text, each once, separated by spaces."""
    return " ".join(dict.fromkeys(fold(text)))


def terms(question: str) -> list[str]:
    """What all has to be found, folded: words at spaces, phrases in quotation marks of any kind."""
    found = (fold(next(part for part in match if part)) for match in _QUOTED.findall(question) if any(match))
    return list(dict.fromkeys(term for term in found if term))


def fts_query(wanted: list[str]) -> str:
    """A question to an index of `pairs` and `characters`, in the language of SQLite's FTS5: all terms, in any order."""
    return " AND ".join(map(_phrase, wanted))


def _phrase(term: str) -> str:
    if len(term) == 1:
        return f'"{term}"'
    return '"' + " ".join(map("".join, pairwise(term))) + '"'


def find_term(term: str, text: str) -> tuple[int, int] | None:
    """Beginning and end of a folded term in a text as printed; None where it is not there."""
    return next(find_all_places(term, text), None)


def find_all_places(term: str, text: str) -> Iterator[tuple[int, int]]:
    """Beginning and end of every place of a folded term in a text as printed, from left to right."""
    signs, places = _folded_places(text)
    folded = "".join(signs)
    at = folded.find(term) if term else -1
    while at >= 0:
        yield places[at], places[at + len(term) - 1] + 1
        at = folded.find(term, at + len(term))


def _folded_places(text: str) -> tuple[list[str], list[int]]:
    """The signs of a folded text, and where each stands in the text as printed."""
    plain = simplify(unicodedata.normalize("NFKC", text).lower())
    if len(plain) == len(text):
        kept = [(sign, place) for place, sign in enumerate(plain) if sign.isalnum()]
    else:
        kept = [(part, place) for place, sign in enumerate(text) for part in fold(sign)]
    return [sign for sign, _ in kept], [place for _, place in kept]
