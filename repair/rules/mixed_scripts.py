"""Mixed scripts: single simplified characters on a traditional page, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from banmian.document.changes import Change
from banmian.repair.rules.rule import RepairRule
from banmian.repair.thresholds import SCRIPT, ScriptThresholds
from banmian.wording.chinese_lexicon import LONGEST, lexicon
from banmian.wording.personal_names import is_name
from banmian.wording.simplified import script_pairs, simplify
from banmian.wording.unicode_script import han_count

if TYPE_CHECKING:
    from banmian.repair.rules.document_traits import DocumentTraits

NAME = "script"
Script = Literal["simplified", "traditional"]

_KANA = re.compile("[\u3041-\u30fa]")
_QUOTED = re.compile("“[^“”\n]{1,60}”|‘[^‘’\n]{1,60}’|「[^「」\n]{1,60}」|『[^『』\n]{1,60}』|《[^《》\n]{1,60}》")
_ROLE = re.compile(
    "(?:记者|通讯员|书记|市长|县长|主任|局长|主席|总统|校长|教授|经理|先生|女士|同志|作者|编辑|摄影|[／/、])$"
)
_SAYS = re.compile("说|表示|指出|强调|介绍|认为|告诉|先生|女士|同志|主任|教授")
_IN_WORD, _ALONE = 0.95, 0.8


@dataclass(frozen=True, slots=True)
class PageScript:
    """The script that a page is set in, None where its text does not say.

    ``pairs`` turn the other script's characters into the page's, ``own`` are those that only the page's script
    uses; ``mixed`` is whether the text has any of the other.
    """

    script: Script | None = None
    pairs: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    mixed: bool = False

    @classmethod
    def of(cls, text: str, thresholds: ScriptThresholds = SCRIPT) -> PageScript:
        """The script that nearly all characters belong to which only one script uses; None for Japanese."""
        if text.isascii() or len(_KANA.findall(text)) > thresholds.kana * max(1, han_count(text)):
            return cls()
        pairs = script_pairs()
        plain = sum(map(pairs.to_traditional.__contains__, text))
        full = sum(map(pairs.to_simplified.__contains__, text))
        if max(plain, full) < thresholds.least or min(plain, full) > thresholds.other * (plain + full):
            return cls()
        if plain > full:
            return cls("simplified", pairs.to_simplified, frozenset(pairs.to_traditional), full > 0)
        others = pairs.to_traditional | pairs.rarely_traditional
        return cls("traditional", others, frozenset(pairs.to_simplified), not others.keys().isdisjoint(text))


ANY_SCRIPT = PageScript()
"""The script of a page whose text does not say."""


def _repair_in_document(text: str, document: DocumentTraits) -> tuple[str, list[Change]]:
    page = document.script
    return repair_script(text, page) if page.mixed else (text, [])


def repair_script(text: str, page: PageScript, thresholds: ScriptThresholds = SCRIPT) -> tuple[str, list[Change]]:
    """`text` with single characters of the other script as the page's, and the changes with their confidence.

    A text that is mostly in the other script stays, and so do a quotation in which only the other is used and a
    character that may belong to a name.
    """
    if page.pairs.keys().isdisjoint(text):
        return text, []
    places = [place for place, character in enumerate(text) if character in page.pairs]
    if len(places) > max(1, thresholds.share * sum(map(page.own.__contains__, text))):
        return text, []
    kept = _foreign_quotations(text, page)
    characters = list(text)
    changes: list[Change] = []
    for place in places:
        confidence = 0.0 if place in kept else _confidence(text, place)
        if confidence:
            after = page.pairs[text[place]]
            changes.append(Change(NAME, place, text[place], after, confidence))
            characters[place] = after
    return "".join(characters), changes


def _foreign_quotations(text: str, page: PageScript) -> frozenset[int]:
    """The places in quotations and titles that use several characters of the other script and none of the page's."""
    return frozenset(
        place
        for match in _QUOTED.finditer(text)
        if page.own.isdisjoint(match[0]) and sum(map(page.pairs.__contains__, match[0])) > 1
        for place in range(*match.span())
    )


def _confidence(text: str, place: int) -> float:
    """How sure a character is the other form of a word's: sure within a word, 0 where it may belong to a name."""
    start, end = max(0, place - LONGEST), min(len(text), place + LONGEST)
    around = simplify(text[start:end])
    words = lexicon()
    offset = 0
    for word in words.segment(around):
        if offset <= place - start < offset + len(word):
            if len(word) > 1:
                return _IN_WORD
            break
        offset += len(word)
    return 0.0 if _is_named(around, place - start) else _ALONE


def _is_named(around: str, place: int) -> bool:
    """Whether a character is in what is named as a person: after a role, or before a verb of saying."""
    for size in (2, 3):
        for start in range(max(0, place - size + 1), place + 1):
            name = around[start : start + size]
            if is_name(name) and (
                _ROLE.search(around[:start]) or _SAYS.match(around[start + size :]) or len(around) == size
            ):
                return True
    return False


RULE = RepairRule(
    (NAME,),
    "single characters of the other script: 照顾兩親 → 照顧兩親 on a traditional page, 通車 → 通车 on a simplified one",
    "0.95 within a word, 0.8 for a character alone; names and quotations in the other script stay",
    _repair_in_document,
    sources=("bare text",),
)
