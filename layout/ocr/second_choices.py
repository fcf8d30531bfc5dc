"""Second choices: where the recogniser is unsure of a character, its neighbours and the page's script choose.

The recogniser gives each glyph its alternatives with their probabilities. An alternative is taken where it goes better
with its neighbours than what was read, by more than its probability falls behind: by the words that it forms with them
(`banmian.wording.chinese_lexicon`), and by how often it stands next to them in old print (`character_pairs`). How
common a character is by itself counts neither way, for a rare one often names a person or a place: the measure is
association, not frequency (Church and Hanks 1990). So 部除 becomes 部隊; numerals, points and forms of one character
stay as they were read. On a page of one script an unsure character that only the other script uses gives way to its own
form, where the recogniser saw that too. Each choice is a change of the line.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from banmian.document.changes import Change
from banmian.layout.line_text import spaced_glyphs
from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.character_pairs import CharacterPairs, character_pairs
from banmian.layout.ocr.page_script import PageScript, find_script
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.wording.chinese_lexicon import Lexicon, lexicon
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import is_han

RULE = "second_choice"
FORMS = (
    "靑青淸清値值尙尚寃冤幷并并併鬬鬭敎教說説溫温强強决決况況囘回吿告卽即旣既爲為衞衛麽麼覇霸舘館畧略峯峰羣群啓啟刼劫祕秘鷄雞"
    "寗甯寗寧删刪册冊黃黄凖準犂犁産產絕絶緖緒鎭鎮眞真塡填顚顛虛虚戶户烟煙凉涼减減净淨"
)
"""Forms of one character, in twos, which no dictionary tells apart: what was printed stays."""
REACH = 4
"""Characters on either side that a choice is judged by."""
MOST_ROUNDS = 4
"""Times that the open places of a line are gone through: a choice may call for another beside it."""
OWN_FORM = math.log(9)
"""Gain in nats of the form that the page's script uses: nine in ten are right."""
NUMERALS = frozenset("〇零一二三四五六七八九十百千萬万億亿兩两廿卅壹貳贰叁參肆伍陸陆柒捌玖拾")


_SAME: dict[str, str] = {}
for _one, _other in zip(FORMS[::2], FORMS[1::2], strict=True):
    _SAME[_one] = _SAME.get(_one, "") + _other
    _SAME[_other] = _SAME.get(_other, "") + _one


def choose_readings(lines: Sequence[Line], thresholds: ScanThresholds = SCAN) -> list[Line]:
    """The lines of a page with the alternatives taken that their surroundings and the page's script call for."""
    script = find_script(lines, thresholds)
    return [_choose(line, script, thresholds) for line in lines]


def _choose(line: Line, script: PageScript, thresholds: ScanThresholds) -> Line:
    unsure = [at for at, glyph in enumerate(line.glyphs) if _is_open(glyph, thresholds)]
    if not unsure:
        return line
    signs = [glyph.text for glyph in line.glyphs]
    gains: dict[int, float] = {}
    for _ in range(MOST_ROUNDS):  # again with the neighbours chosen
        before = list(signs)
        for at in unsure:
            glyph = line.glyphs[at]
            own = _own_form(glyph, script)
            if own is not None:
                signs[at], gains[at] = own, OWN_FORM
                continue
            candidates = _candidates(glyph, script, thresholds)
            signs[at], gains[at] = _best(Surroundings.of(signs, at), candidates, thresholds)
        if signs == before:
            break
    chosen = {at: gain for at, gain in gains.items() if signs[at] != line.glyphs[at].text}
    return with_choices(line, signs, chosen) if chosen else line


def _is_open(glyph: Glyph, thresholds: ScanThresholds) -> bool:
    return (
        bool(glyph.others)
        and glyph.confidence < thresholds.sure_glyph
        and is_han(glyph.text)
        and glyph.text not in NUMERALS
    )


def _own_form(glyph: Glyph, script: PageScript) -> str | None:
    """The form that the page's script has of a glyph of the other one, where the recogniser saw it; None where not.

    Old traditional print has both forms of some characters (决, 決).
    """
    own = script.own.get(glyph.text)
    if own is None or own not in dict(glyph.others):
        return None
    return None if script.name == "traditional" and own in _SAME.get(glyph.text, "") else own


def _candidates(glyph: Glyph, script: PageScript, thresholds: ScanThresholds) -> Iterator[tuple[str, float]]:
    """What the glyph may say besides: its first choice, and others that are another character of the page's script."""
    yield glyph.text, glyph.confidence
    plain = simplify(glyph.text)
    for sign, share in glyph.others:
        likely = share >= thresholds.least_choice and sign not in NUMERALS and sign not in script.own
        if likely and is_han(sign) and simplify(sign) != plain and sign not in _SAME.get(glyph.text, ""):
            yield sign, share


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands before and after a place of a line, "" at its ends."""

    before: str
    after: str
    words: Lexicon = field(default_factory=lexicon)
    pairs: CharacterPairs = field(default_factory=character_pairs)

    @classmethod
    def of(cls, signs: Sequence[str], at: int) -> Surroundings:
        """Those of a place, `REACH` characters either way."""
        return cls("".join(signs[max(0, at - REACH) : at]), "".join(signs[at + 1 : at + 1 + REACH]))

    def in_words(self, sign: str) -> float:
        """By how many nats the words that `sign` forms here are likelier than it is by itself."""
        return self.words.cost(sign) - self.words.cost(self.before + sign + self.after)

    def in_pairs(self, sign: str) -> float:
        """By how many nats `sign` and its neighbours are likelier together than apart."""
        triple = self.before[-1:] + sign + self.after[:1]
        return sum(self.pairs.association(first, second) for first, second in pairwise(triple))


def _best(
    place: Surroundings, candidates: Iterator[tuple[str, float]], thresholds: ScanThresholds
) -> tuple[str, float]:
    """The candidate for a place that its surroundings speak for, and by how many nats against the first choice."""
    (first, confidence), *further = candidates
    best, most = first, thresholds.least_choice_odds
    if not further:
        return best, most
    words, pairs = place.in_words(first), place.in_pairs(first)
    for sign, share in further:
        gain = thresholds.word_choice_weight * (place.in_words(sign) - words)
        gain += thresholds.pair_choice_weight * (place.in_pairs(sign) - pairs)
        total = gain + math.log(share / confidence)
        if total > most:
            best, most = sign, total
    return best, most


def with_choices(line: Line, signs: Sequence[str], gains: Mapping[int, float]) -> Line:
    """The line with other characters at some places, and the changes that say so."""
    spaced = spaced_glyphs(line)
    text, changes, offset = [], list(line.changes), 0
    glyphs = []
    for at, (read, sign) in enumerate(zip(line.glyphs, signs, strict=True)):
        glyph = read
        if at in gains:
            changes.append(Change(RULE, offset, glyph.text, sign, round(1 / (1 + math.exp(-gains[at])), 4)))
            others = tuple(other for other in glyph.others if other[0] != sign)
            glyph = replace(glyph, text=sign, others=((glyph.text, glyph.confidence), *others))
        glyphs.append(glyph)
        shown = sign + (" " if id(read) in spaced else "")
        text.append(shown)
        offset += len(shown)
    said = "".join(text)
    if len(said) != len(line.text):
        return line
    return replace(line, text=said, changes=tuple(changes), glyphs=tuple(glyphs))
