"""Paragraph joins: whether one paragraph continues in another, by wording and by the rest of the document."""

from __future__ import annotations

import re

from banmian.repair.rules.document_evidence import DocumentEvidence
from banmian.repair.rules.ocr_confusions import repeated_at_break
from banmian.repair.thresholds import POSSIBLY, SHORTEST, STITCHING, TAIL
from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.continuity import continues
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import ends_sentence, is_han

_VOUCHED = 0.9
"""Share of the remaining doubt that the document's own words take away where they vouch in full."""
_IN_PLACE = 0.8
"""Share of the doubt that wording leaves which the place takes away, where the lower text comes next."""
_DENIED = 0.3
"""Times the score where elsewhere in the document these words always go on otherwise."""
_REPEATED = 0.3
"""What it adds that characters are printed twice at the break,"""
_EXPECTED = 0.25
"""or that the upper text expects what the lower one begins with."""
_MOST = 0.95
"""No join is surer than this."""

_EXPECTS = re.compile(
    r"(?:[这那每该某各]|[一两二三四五六七八九十几]|这一|那一)(?:座|个|位|项|条|种|批|名|家|片|次|场|支|些|张|件)$"
)
_OPEN_PEOPLE = re.compile(r"[（(](?:[^（()）]*(?:记者|記者|通讯员|通訊員|实习生)[^（()）。]{0,40})$")
_LEANING = frozenset("和与及的在对把将从被让由")


def join_likelihood(upper: str, lower: str, evidence: DocumentEvidence) -> float:
    """How likely `lower` continues where `upper` breaks off, 0 to 1."""
    score = continues(upper, lower)
    if score >= POSSIBLY:
        vouched = evidence.score(upper, lower)
        score = 1 - (1 - score) * (1 - _VOUCHED * vouched)
        if vouched == 0 and evidence.denies(upper, lower):
            score *= _DENIED
        if repeated_at_break(upper, lower):
            score = min(_MOST, score + _REPEATED)
        if _EXPECTS.search(simplify(upper.rstrip()[-TAIL:])) and is_han(lower.lstrip()[:1]):
            score = min(_MOST, score + _EXPECTED)
    return score


def join_in_place(upper: str, lower: str, evidence: DocumentEvidence) -> float:
    """How likely `lower`, which already follows `upper`, continues it, 0 to 1; 0 where wording speaks against it.

    What breaks off mostly goes on in what comes next, so wording that leaves it open is enough.
    """
    score = join_likelihood(upper, lower, evidence)
    return 1 - (1 - score) * (1 - _IN_PLACE) if score >= STITCHING.join else 0.0


def ends_mid_phrase(text: str) -> bool:
    """Whether a text ends with a word that cannot end anything: 和, 的, 对 …"""
    return simplify(text.rstrip()[-1:]) in _LEANING


def may_go_on(upper: str, lower: str, evidence: DocumentEvidence) -> bool:
    """A cheap test whether the two may belong together: a word across the break, a number, evidence in the document."""
    left, right = simplify(upper.rstrip()[-3:]), simplify(lower.lstrip()[:3])
    if not left or not right:
        return False
    if not (is_han(left[-1]) and is_han(right[0])):
        return True
    costs = lexicon().costs_in(left)
    if any(left[-a:] + right[:b] in costs for a in (1, 2, 3) for b in (1, 2, 3)):
        return True
    return left[-1] in _LEANING or evidence.score(upper, lower) > 0


def breaks_off(text: str) -> bool:
    """Whether a paragraph stops in the middle of a sentence, and is long enough to be one."""
    bare = text.rstrip()
    if _OPEN_PEOPLE.search(bare):
        return True
    if len(bare) < SHORTEST:
        return bare[-1:] in "、，,"
    last = bare[-1:]
    if last in "）)":
        return False
    if last in "”’》":
        return not ends_sentence(bare)
    return is_han(last) or last.isdigit() or last in "，、,“‘（(《"
