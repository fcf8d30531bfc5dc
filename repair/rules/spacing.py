"""Spacing: gaps between characters that justification or a text layer introduced and the page does not intend."""

from __future__ import annotations

import re
from dataclasses import dataclass

from banmian.document.changes import Change, substitute
from banmian.repair.rules.rule import RepairRule
from banmian.repair.thresholds import SPACING, SpacingThresholds
from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.datelines import has_dateline
from banmian.wording.personal_names import is_name
from banmian.wording.unicode_script import CLOSING, HAN, OPENING, SENTENCE_END, SPACE, han_count, is_han, is_latin

NAME = "spacing"
INVISIBLE_NAME = "invisible"
_DATELINE = 24
"""A dateline, or the number of an index, ends at most this far from the line's start."""
_AROUND = 10
_FULL_NAME = 3
_GAP = re.compile(rf"(?<=[^{SPACE}\n])[{SPACE}]+(?=[^{SPACE}\n])")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_THIN_IN_HAN = re.compile(rf"(?<=[{HAN}])[\u2006-\u200a\u202f](?=[{HAN}])")
_GAPS = re.compile(rf"[{SPACE}]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe]+")
_RUNNING = re.compile("[，。；、！？,;]")
_FULL_MARKS = "，。、；：！？“”‘’（）《》〈〉【】〔〕「」『』…—·～％"
_MARK = re.compile(f"[{_FULL_MARKS}]")
_CLOSERS = "，。、；：！？”’）》】…％"
_OPENERS = "“‘（《【"
_NARROW_MARKS = ",.;:!?"
_IN_NUMBERS = "-—－~～.%％"
_INDEX = re.compile(r"[\W\d]{0,3}\d{1,3}[.)）、．]")
_BRACKET = re.compile("[（(]([^（()）。，、；]{4,50})[）)]")
_UNITS = frozenset(
    "年月日号时点个名亿万元项次人家户件起条公里米吨千百倍岁位套台辆亩分秒余多届期版周天种类级章节场座只支所间批册本份对张"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """The text between two gaps of a line."""

    text: str
    han: int

    @property
    def single(self) -> bool:
        """Whether it is one Han character, apart from marks."""
        return self.han == 1 and len(self.text.strip(_FULL_MARKS + ",.;:!?()\"'")) == 1

    @property
    def spread(self) -> bool:
        """Whether it is a piece of a letter-spaced line: one character, or two with a mark between."""
        core = self.text.strip(_FULL_MARKS)
        return self.single or len(core) <= 1 or (0 < self.han <= 2 and len(core) <= 4 and bool(_MARK.search(core)))


_ROLE = re.compile("(?:特约|本报|实习|特約|本報|實習)?(?:记者|通讯员|記者|通訊員|摄影|攝影)")
_NAMED = re.compile(rf"{_ROLE.pattern}[{HAN}]{{2,3}}$")


class _Line:
    """One line, its gaps and the pieces between them."""

    def __init__(self, line: str, gaps: list[tuple[int, int]], thresholds: SpacingThresholds) -> None:
        self.line = line
        self.gaps = gaps
        self.first = len(line) - len(line.lstrip())
        self.thresholds = thresholds
        self.pieces = [_Piece(text, han_count(text)) for text in _between(line, gaps)]
        han = han_count(line)
        self.running = (han >= thresholds.running_length and bool(_RUNNING.search(line))) or (
            han >= thresholds.sentence_length and "。" in line
        )
        self.spaced = self._letter_spaced()
        self.signed = _signed_gaps(line, gaps)

    def heal(self) -> tuple[str, list[Change]]:
        """The line with every gap corrected, and the changes."""
        out = [self.pieces[0].text]
        length = len(out[0])
        changes: list[Change] = []
        for index, (start, end) in enumerate(self.gaps):
            before = self.line[start:end]
            after = self._verdict(index)
            if after != before:
                changes.append(Change(NAME, length, before, after))
            out += [after, self.pieces[index + 1].text]
            length += len(after) + len(out[-1])
        return "".join(out), changes

    def _letter_spaced(self) -> list[bool]:
        """For each piece whether it is in a run of one-character pieces."""
        spaced = [False] * len(self.pieces)
        start = 0
        while start < len(self.pieces):
            end = start
            han = 0
            while end < len(self.pieces) and self.pieces[end].spread:
                han += self.pieces[end].single
                end += 1
            if han >= self.thresholds.letter_spaced_run:
                spaced[start:end] = [True] * (end - start)
            start = max(end, start + 1)
        return spaced

    def _verdict(self, index: int) -> str:
        """What gap `index` becomes."""
        if index in self.signed:
            return self.signed[index]
        start, end = self.gaps[index]
        before, last, first = self.line[start:end], self.line[start - 1], self.line[end]
        if self._parts_dateline(index):
            return before
        inside = self.spaced[index] and self.spaced[index + 1]
        beside = self.spaced[index] or self.spaced[index + 1]
        if last == first and last in "—…":
            return ""
        if first in _CLOSERS or last in _OPENERS or (last in "，、；：" and not is_latin(first)):
            return ""
        if first in _NARROW_MARKS and (is_han(last) or last in _CLOSERS):
            return ""
        if is_han(last) and is_han(first):
            return self._between_han(index)
        if last in SENTENCE_END + CLOSING or first in OPENING:
            if inside or (beside and self.running):
                return ""
            return "" if self.running and (is_han(first) or first.isdigit() or first in OPENING) else before
        if (is_han(last) and _is_word(first)) or (_is_word(last) and is_han(first)):
            return self._beside_latin(index)
        if last.isdigit() and first.isdigit():
            return "" if inside else before
        if (last.isdigit() and first in _IN_NUMBERS) or (last in "-—－~～." and first.isdigit()):
            return "" if self._near_han(index) and start - 1 > self.first else before
        if last in ",;:" and is_han(first):
            return "" if self.running or is_han(self.line[max(0, start - 3) : start - 1].rstrip()[-1:]) else before
        return before

    def _parts_dateline(self, index: int) -> bool:
        """Whether gap `index` separates a dateline from the text (本报讯 6月7日), as pages do."""
        start = self.gaps[index][0]
        if start > _DATELINE or self.line[start - 1] not in "讯訊电電":
            return False
        return not (self.spaced[index] or self.spaced[index + 1]) and has_dateline(self.line)

    def _between_han(self, index: int) -> str:
        start, end = self.gaps[index]
        before, left, right = self.line[start:end], self.pieces[index], self.pieces[index + 1]
        if self.thresholds.irregular:
            return self._between_irregular(index)
        if self.spaced[index] and self.spaced[index + 1]:
            return "" if self.running or len(before) == 1 else " "
        if left.single and right.single:
            return ""
        left_run, right_run = _last_run(left.text), _first_run(right.text)
        lonely = len(left_run) == 1 or len(right_run) == 1
        if lonely and (self.running or self.spaced[index] or self.spaced[index + 1]):
            return ""
        if not lonely and not self.running:
            return before
        return "" if self._word_across(index) > self.thresholds.word_cut else before

    def _word_across(self, index: int) -> float:
        """How many nats cheaper a word across gap `index` is than words beside it."""
        start, end = self.gaps[index]
        left = _last_run(_GAPS.sub("", self.line[max(0, start - _AROUND) : start]))[-4:]
        right = _first_run(_GAPS.sub("", self.line[end : end + _AROUND]))[:4]
        return lexicon().cut_cost(left, right)

    def _between_irregular(self, index: int) -> str:
        """A gap where a recogniser has put some: it stays between names, and between the parts of a headline."""
        if self._is_among_names(index) or self._parts_roles(index):
            return " "
        if self.running:
            return ""
        start, end = self.gaps[index]
        whole = [len(_GAPS.sub("", part)) for part in (self.line[:start], self.line[end:])]
        if len(self.gaps) > 1 and len(set(whole)) > 1:
            return ""
        uneven = max(whole) > self.thresholds.uneven * min(whole)
        return "" if uneven or min(whole) <= self.thresholds.short_part or self._word_across(index) > 0 else " "

    def _is_among_names(self, index: int) -> bool:
        """Whether gap `index` is beside a name that is between two others (出席的有张立山 李四光 王小川，…)."""
        return any(
            _is_name(self.pieces[middle].text)
            and _is_name(self.pieces[middle - 1].text[-_FULL_NAME:])
            and _is_name(self.pieces[middle + 1].text[:_FULL_NAME])
            for middle in (index, index + 1)
            if 0 < middle < len(self.pieces) - 1
        )

    def _parts_roles(self, index: int) -> bool:
        """Whether gap `index` is between a reporter's name and the role of the next (记者 程立 通讯员 罗川)."""
        start, end = self.gaps[index]
        left, right = (_GAPS.sub("", part) for part in (self.line[max(0, start - _AROUND) : start], self.line[end:]))
        return bool(_NAMED.search(left) and _ROLE.match(right))

    def _beside_latin(self, index: int) -> str:
        """The gap between Chinese and a number or a Latin word: kept in an index, and where it parts a headline."""
        start, end = self.gaps[index]
        if self.thresholds.measured and not self.running:
            parts = self.pieces[index : index + 2]
            if min(part.han for part in parts) >= self.thresholds.least_part:
                return self.line[start:end]
        if start > _DATELINE:
            return ""
        left_run, first = self.line[:start], self.line[end]
        if _INDEX.fullmatch(left_run):
            return self.line[start:end]
        number = left_run.lstrip("-*•·# ")
        if number.isdigit() and first not in _UNITS:
            return self.line[start:end]
        return ""

    def _near_han(self, index: int) -> bool:
        start, end = self.gaps[index]
        return any(is_han(c) for c in self.line[max(0, start - 12) : end + 12])


def repair_spacing(text: str, thresholds: SpacingThresholds = SPACING) -> tuple[str, list[Change]]:
    """`text` without gaps inside its sentences, and the changes made.

    Letter-spaced lines (重 点 项 目), partly spaced words (会 议), padded names (张 正), numbers and Latin
    words set off inside Chinese (116 个) are closed; the space between the parts of a headline, in a list
    of names and between Latin words stays. Line breaks are never touched. Zero-width characters go.
    """
    text, changes = (text, []) if text.isascii() else substitute(text, _INVISIBLE, "", INVISIBLE_NAME)
    if _ODD_SPACE.search(text):
        text, made = _plain_spaces(text)
        changes += made
    if not _GAP.search(text):
        return text, changes
    pieces: list[str] = []
    length = 0
    for line in text.split("\n"):
        healed, gone = _repair_line(line, thresholds)
        changes += [Change(one.rule, one.offset + length, one.before, one.after) for one in gone] if length else gone
        pieces.append(healed)
        length += len(healed) + 1
    return "\n".join(pieces), changes


def _plain_spaces(text: str) -> tuple[str, list[Change]]:
    """Spaces that only typesetting tells apart, as plain ones; thin ones between Han go."""
    text, changes = substitute(text, _THIN_IN_HAN, "", NAME)
    text, made = substitute(text, _ODD_SPACE, " ", NAME)
    return text, changes + made


def _repair_line(line: str, thresholds: SpacingThresholds) -> tuple[str, list[Change]]:
    gaps = [match.span() for match in _GAP.finditer(line)]
    if not gaps or not any(is_han(c) for c in line):
        return line, []
    if not _RUNNING.search(line):
        named = _name_list(line, gaps)
        if named is not None:
            return named
    return _Line(line, gaps, thresholds).heal()


def _name_list(line: str, gaps: list[tuple[int, int]]) -> tuple[str, list[Change]] | None:
    """A list of names, some padded (张 正 李四光), without the padding. None when the line is not such a list."""
    padded = _padding(_between(line, gaps))
    if padded is None:
        return None
    changes: list[Change] = []
    gone = 0
    for index in padded:
        start, end = gaps[index]
        changes.append(Change(NAME, start - gone, line[start - gone : end - gone], ""))
        line = line[: start - gone] + line[end - gone :]
        gone += end - start
    return line, changes


def _between(text: str, gaps: list[tuple[int, int]]) -> list[str]:
    """What is between the gaps of a text."""
    bounds = [0, *(place for gap in gaps for place in gap), len(text)]
    return [text[bounds[k] : bounds[k + 1]] for k in range(0, len(bounds), 2)]


def _padding(tokens: list[str]) -> list[int] | None:
    """After which of `tokens` the gap only pads a name to the width of three; None when they are not a list of
    names."""
    if not any(len(token) == 3 for token in tokens) or not any(len(token) == 1 for token in tokens):
        return None
    padded: list[int] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if len(token) == 1 and place + 1 < len(tokens) and len(tokens[place + 1]) == 1:
            padded.append(place)
            token += tokens[place + 1]
            place += 1
        if not is_name(token):
            return None
        place += 1
    return padded


def _signed_gaps(line: str, gaps: list[tuple[int, int]]) -> dict[int, str]:
    """What becomes of the gaps in a bracket of names within a line of text: padding is removed, the rest stays."""
    found: dict[int, str] = {}
    for bracket in _BRACKET.finditer(line):
        inside = [index for index, gap in enumerate(gaps) if bracket.start(1) < gap[0] and gap[1] < bracket.end(1)]
        places = [(gaps[index][0] - bracket.start(1), gaps[index][1] - bracket.start(1)) for index in inside]
        padded = _padding(_between(bracket[1], places))
        if padded is not None:
            found |= {index: "" if place in padded else line[slice(*gaps[index])] for place, index in enumerate(inside)}
    return found


def _is_name(text: str) -> bool:
    return len(text) == _FULL_NAME and is_name(text)


def _last_run(text: str) -> str:
    start = len(text)
    while start and is_han(text[start - 1]):
        start -= 1
    return text[start:]


def _first_run(text: str) -> str:
    end = 0
    while end < len(text) and is_han(text[end]):
        end += 1
    return text[:end]


def _is_word(character: str) -> bool:
    return character.isdigit() or is_latin(character) or character in "+-%％.&"


RULE = RepairRule(
    (NAME, INVISIBLE_NAME),
    "大 桥 通 车 → 大桥通车, 116 个 → 116个, 张 正 → 张正; characters without width",
    "1: no reading of the line keeps the gap",
    lambda text, document: repair_spacing(text, document.spacing),
)
