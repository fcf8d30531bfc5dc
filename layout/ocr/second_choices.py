"""Second choices: where the recogniser is unsure of a character, the words around it and the page's script choose.

The recogniser gives each glyph its alternatives with their probabilities. Lines are cut into words of a dictionary, and
a sequence of characters costs what its words cost (`banmian.wording.chinese_lexicon`). An alternative is taken where it
makes the line cheaper by more than its probability falls behind, so that 部除 becomes 部隊; numerals, points and forms
of one character stay as they were read. On a page of one script an unsure character that only the other script uses
gives way to its own form, where the recogniser saw that too. Each choice is a change of the line.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from banmian.document.changes import Change
from banmian.layout.line_text import spaced_glyphs
from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.page_script import PageScript, find_script
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.wording.chinese_lexicon import Lexicon, lexicon
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import is_han

RULE = "second_choice"
FORMS = (
    "靑青淸清値值尙尚寃冤幷并并併鬬鬭敎教說説溫温强強决決况況囘回吿告卽即旣既爲為衞衛麽麼覇霸舘館畧略峯峰羣群啓啟刼劫祕秘鷄雞"
    "寗甯寗寧删刪册冊黃黄凖準犂犁産產絕絶緖緒鎭鎮眞真塡填顚顛虛虚戶户"
)
"""Forms of one character, in twos, which no dictionary tells apart: what was printed stays."""
REACH = 4
"""Characters on either side that a choice is judged by."""
OWN_FORM = math.log(9)
"""Gain in nats of the form that the page's script uses: nine in ten are right."""
NUMERALS = frozenset("〇零一二三四五六七八九十百千萬万億亿兩两廿卅壹貳贰叁參肆伍陸陆柒捌玖拾")


_SAME: dict[str, str] = {}
for _one, _other in zip(FORMS[::2], FORMS[1::2], strict=True):
    _SAME[_one] = _SAME.get(_one, "") + _other
    _SAME[_other] = _SAME.get(_other, "") + _one


def choose_readings(lines: Sequence[Line], thresholds: ScanThresholds = SCAN) -> list[Line]:
    """The lines of a page with the alternatives taken that its words and its script call for."""
    script = find_script(lines, thresholds)
    return [_choose(line, script, thresholds) for line in lines]


def _choose(line: Line, script: PageScript, thresholds: ScanThresholds) -> Line:
    unsure = [at for at, glyph in enumerate(line.glyphs) if _is_open(glyph, thresholds)]
    if not unsure:
        return line
    signs = [glyph.text for glyph in line.glyphs]
    gains: dict[int, float] = {}
    words = lexicon()
    for at in unsure + unsure:  # the second time around with the neighbours chosen
        glyph = line.glyphs[at]
        own = script.own.get(glyph.text)
        if own is not None and own in dict(glyph.others):
            signs[at], gains[at] = own, OWN_FORM
            continue
        signs[at], gains[at] = _best(signs, at, _candidates(glyph, script, thresholds), words, thresholds)
    chosen = {at: gain for at, gain in gains.items() if signs[at] != line.glyphs[at].text}
    return with_choices(line, signs, chosen) if chosen else line


def _is_open(glyph: Glyph, thresholds: ScanThresholds) -> bool:
    return (
        bool(glyph.others)
        and glyph.confidence < thresholds.sure_glyph
        and is_han(glyph.text)
        and glyph.text not in NUMERALS
    )


def _candidates(glyph: Glyph, script: PageScript, thresholds: ScanThresholds) -> Iterator[tuple[str, float]]:
    """What the glyph may say besides: its first choice, and others that are another character of the page's script."""
    yield glyph.text, glyph.confidence
    plain = simplify(glyph.text)
    for sign, share in glyph.others:
        likely = share >= thresholds.least_choice and sign not in NUMERALS and sign not in script.own
        if likely and is_han(sign) and simplify(sign) != plain and sign not in _SAME.get(glyph.text, ""):
            yield sign, share


def _best(
    signs: Sequence[str],
    at: int,
    candidates: Iterator[tuple[str, float]],
    words: Lexicon,
    thresholds: ScanThresholds,
) -> tuple[str, float]:
    """The candidate for a place that its surroundings speak for, and by how many nats against the first choice.

    A candidate that forms no word with its neighbours must have been nearly as likely: a rare character that names a
    person or a place costs more than any common one.
    """
    (first, confidence), *further = candidates
    best, most = first, thresholds.least_choice_odds
    if not further:
        return best, most
    before, after = "".join(signs[max(0, at - REACH) : at]), "".join(signs[at + 1 : at + 1 + REACH])
    usual = words.cost(before + first + after)
    for sign, share in further:
        gain = usual - words.cost(before + sign + after)
        if gain < thresholds.least_choice_gain:
            continue
        total = thresholds.choice_weight * gain + math.log(share / confidence)
        if total > most and (
            share >= thresholds.lone_choice * confidence or _is_in_word(words, before + sign + after, len(before))
        ):
            best, most = sign, total
    return best, most


def _is_in_word(words: Lexicon, text: str, place: int) -> bool:
    """Whether a character of a text is part of a word of several in the text's cheapest segmentation."""
    end = 0
    for word in words.segment(text):
        end += len(word)
        if place < end:
            return len(word) > 1
    return False


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
