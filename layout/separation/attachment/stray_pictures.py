"""Pictures that were divided from their article: brought back by what their captions speak of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.infographics import is_list
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.wording.unicode_script import HAN, is_han

REACH = 4.0
"""A picture and its article are at most so many em apart."""
SHARED = 2
"""They share at least so many terms that no other article of the page has,"""
LEAD = 2
"""and so many times as many as the picture shares with any other article so near."""
_HAN_RUN = re.compile(f"[{HAN}]+")
_WORD = re.compile(r"[^\W\d_]{5,}")


def attach_stray_pictures(candidates: Sequence[ArticleCandidate], type_: Typography) -> list[ArticleCandidate]:
    """The candidates, pictures that stand alone added to the article beside them of which their captions speak.

    A list of names or figures has no photographs: it shares the names with the article that it belongs to.
    """
    found = list(candidates)
    strays = [candidate for candidate in found if _is_stray(candidate)]
    if not strays:
        return found
    articles = [candidate for candidate in found if candidate.texts and not is_list(candidate.text_lines, type_)]
    terms = {id(candidate): _terms(candidate.lines) for candidate in articles}
    holders = Counter(term for held in terms.values() for term in held)
    while strays:
        homes = [
            (stray, home) for stray in strays if (home := _home(stray, found, terms, holders, type_.em)) is not None
        ]
        if not homes:
            break
        stray, home = homes[0]
        whole = replace(home, pictures=(*home.pictures, *stray.pictures))
        terms[id(whole)] = terms[id(home)]
        found = [whole if candidate is home else candidate for candidate in found if candidate is not stray]
        strays = [other for other in strays if other is not stray]
    return found


def _is_stray(candidate: ArticleCandidate) -> bool:
    """Whether a candidate is one picture with a caption and nothing else."""
    alone = not (candidate.heads or candidate.texts or candidate.tables or candidate.boxes)
    return alone and len(candidate.pictures) == 1 and bool(candidate.pictures[0].caption)


def _home(
    stray: ArticleCandidate,
    candidates: Sequence[ArticleCandidate],
    terms: dict[int, frozenset[str]],
    holders: Counter[str],
    em: float,
) -> ArticleCandidate | None:
    """The article of which a picture's caption speaks, None where it speaks of none or of several."""
    said = _terms(stray.pictures[0].caption)
    box = stray.pictures[0].box.grown(REACH * em)
    shares = [
        (sum(holders[term] == 1 for term in said & terms[id(candidate)]), number)
        for number, candidate in enumerate(candidates)
        if id(candidate) in terms and candidate.frame == stray.frame and _touches(candidate, box)
    ]
    ranked = sorted(shares, reverse=True)
    if not ranked or ranked[0][0] < SHARED or (len(ranked) > 1 and ranked[0][0] < LEAD * ranked[1][0]):
        return None
    return candidates[ranked[0][1]]


def _touches(candidate: ArticleCandidate, box: Box) -> bool:
    parts = (*candidate.heads, *candidate.texts, *candidate.pictures)
    return any(part.box.intersection(box) > 0 for part in parts)


def _terms(lines: Iterable[Line]) -> frozenset[str]:
    """The pairs of Han and the longer words of lines read as one text."""
    text = "".join(line.text + ("" if is_han(line.text[-1:]) else " ") for line in lines)
    pairs = (run[at : at + 2] for run in _HAN_RUN.findall(text) for at in range(len(run) - 1))
    return frozenset([*pairs, *(word.lower() for word in _WORD.findall(text) if word.isascii())])
