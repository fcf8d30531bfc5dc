"""Gaps that a justified line or a text layer put between characters, and that the page did not mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.changes import Change
from repair.lexicon import lexicon
from repair.names import name_score
from repair.script import CLOSING, DIVIDING, HAN, OPENING, SENTENCE_END, SPACE, han_count, is_han, is_latin
from repair.thresholds import SPACING, SpacingThresholds

RULE = "spacing"
INVISIBLE_RULE = "invisible"
_MOST_NAMES = 16
_NAME = 0.7
_GAP = re.compile(rf"(?<=[^{SPACE}\n])[{SPACE}]+(?=[^{SPACE}\n])")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe]+")
_RUNNING = re.compile("[，。；、！？,;]")
_FULL_MARKS = "，。、；：！？“”‘’（）《》〈〉【】〔〕「」『』…—·～％"
_UNITS = frozenset(
    "年月日号时点个名亿万元项次人家户件起条公里米吨千百倍岁位套台辆亩分秒余多届期版周天种类级章节场座只支所间批册本份对张"
)


@dataclass(slots=True)
class _Piece:
    """What stands between two gaps of a line."""

    text: str
    han: int

    @property
    def single(self) -> bool:
        return self.han == 1 and len(self.text.strip(_FULL_MARKS + ",.;:!?()\"'")) == 1


def heal_spacing(text: str, thresholds: SpacingThresholds = SPACING) -> tuple[str, list[Change]]:
    """`text` without gaps inside its sentences, and the changes made.

    Letter-spaced lines (重 点 项 目), partly spaced words (会 议), padded names (张 正), numbers and Latin
    words set off inside Chinese (116 个) are closed; the space between the parts of a headline, in a list
    of names and between Latin words stays. Line breaks are never touched. Zero-width characters go.
    """
    text, changes = _drop_invisible(text)
    if not _GAP.search(text):
        return text, changes
    pieces: list[str] = []
    length = 0
    for line in text.split("\n"):
        healed, gone = _heal_line(line, thresholds)
        for change in gone:
            changes.append(change.shifted(length))
        pieces.append(healed)
        length += len(healed) + 1
    return "\n".join(pieces), changes


def _drop_invisible(text: str) -> tuple[str, list[Change]]:
    if text.isascii() or not _INVISIBLE.search(text):
        return text, []
    pieces: list[str] = []
    changes: list[Change] = []
    end = length = 0
    for match in _INVISIBLE.finditer(text):
        pieces.append(text[end : match.start()])
        length += match.start() - end
        changes.append(Change(INVISIBLE_RULE, length, match[0], ""))
        end = match.end()
    pieces.append(text[end:])
    return "".join(pieces), changes


def _heal_line(line: str, thresholds: SpacingThresholds) -> tuple[str, list[Change]]:
    gaps = [match.span() for match in _GAP.finditer(line)]
    if not gaps or not any(is_han(c) for c in line):
        return line, []
    bounds = [0, *(place for gap in gaps for place in gap), len(line)]
    pieces = [_piece(line[bounds[k] : bounds[k + 1]]) for k in range(0, len(bounds), 2)]
    if len(gaps) < _MOST_NAMES and not _RUNNING.search(line):
        named = _name_list(line, gaps)
        if named is not None:
            return named
    running = han_count(line) >= thresholds.running_length and bool(_RUNNING.search(line))
    runs = _letter_spaced(pieces, thresholds)
    out: list[str] = [pieces[0].text]
    length = len(pieces[0].text)
    changes: list[Change] = []
    for index, (start, end) in enumerate(gaps):
        before = line[start:end]
        after = _verdict(line, (start, end), pieces, index, runs, running, thresholds)
        if after != before:
            changes.append(Change(RULE, length, before, after))
        out.append(after + pieces[index + 1].text)
        length += len(after) + len(pieces[index + 1].text)
    return "".join(out), changes


def _name_list(line: str, gaps: list[tuple[int, int]]) -> tuple[str, list[Change]] | None:
    """A line of names of which some are padded (张 正 李四光): only the padding goes. None when it is no such line."""
    bounds = [0, *(place for gap in gaps for place in gap), len(line)]
    tokens = [line[bounds[k] : bounds[k + 1]] for k in range(0, len(bounds), 2)]
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
        if name_score(token) < _NAME:
            return None
        place += 1
    changes: list[Change] = []
    gone = 0
    for index in padded:
        start, end = gaps[index]
        changes.append(Change(RULE, start - gone, line[start - gone : end - gone], ""))
        line = line[: start - gone] + line[end - gone :]
        gone += end - start
    return line, changes


def _piece(text: str) -> _Piece:
    return _Piece(text, han_count(text))


def _letter_spaced(pieces: list[_Piece], thresholds: SpacingThresholds) -> list[bool]:
    """For each piece whether it stands in a run of one-character pieces."""
    spaced = [False] * len(pieces)
    start = 0
    while start < len(pieces):
        end = start
        han = 0
        while end < len(pieces) and (
            pieces[end].single or len(pieces[end].text.strip(_FULL_MARKS)) <= 1 or _paired(pieces[end])
        ):
            han += pieces[end].single
            end += 1
        if han >= thresholds.letter_spaced_run:
            spaced[start:end] = [True] * (end - start)
        start = max(end, start + 1)
    return spaced


def _paired(piece: _Piece) -> bool:
    """Two Han characters with a mark between them, as 对，配 in a letter-spaced line."""
    core = piece.text.strip(_FULL_MARKS)
    return 0 < piece.han <= 2 and len(core) <= 4 and any(mark in core for mark in _FULL_MARKS)


def _verdict(
    line: str,
    gap: tuple[int, int],
    pieces: list[_Piece],
    index: int,
    runs: list[bool],
    running: bool,
    thresholds: SpacingThresholds,
) -> str:
    """What the gap becomes."""
    start, end = gap
    before, last, first = line[start:end], line[start - 1], line[end]
    left, right = pieces[index], pieces[index + 1]
    if first in "，。、；：！？”’）》】…％" or last in "“‘（《【":
        return ""
    if last in "，、；：" and not is_latin(first):
        return ""
    inside_run = runs[index] and runs[index + 1]
    if is_han(last) and is_han(first):
        return _between_han(left, right, inside_run, running, before, runs, index, thresholds)
    if last in SENTENCE_END + CLOSING or first in OPENING:
        if inside_run or ((runs[index] or runs[index + 1]) and running):
            return ""
        return "" if running and (is_han(first) or first.isdigit() or first in OPENING) else before
    if (is_han(last) and _is_word(first)) or (_is_word(last) and is_han(first)):
        return _han_and_latin(line, gap, before, thresholds)
    if last.isdigit() and first.isdigit() and (runs[index] and runs[index + 1]):
        return ""
    if (last.isdigit() and first in "-—－~～.%％") or (last in "-—－~～." and first.isdigit()):
        return "" if _near_han(line, gap) and line[:start].strip() != last else before
    if last in DIVIDING and is_han(first) and last in ",;:":
        return "" if running else before
    return before


def _between_han(
    left: _Piece,
    right: _Piece,
    inside_run: bool,
    running: bool,
    before: str,
    runs: list[bool],
    index: int,
    thresholds: SpacingThresholds,
) -> str:
    if inside_run:
        return "" if running or len(before) == 1 else " "
    left_run, right_run = _last_run(left.text), _first_run(right.text)
    if left.single and right.single:
        return ""
    if not (len(left_run) == 1 or len(right_run) == 1):
        saved = lexicon().cut_cost(left_run[-4:], right_run[:4])
        return "" if running and saved > thresholds.word_cut else before
    if running or runs[index] or runs[index + 1]:
        return ""
    saved = lexicon().cut_cost(left_run[-4:], right_run[:4])
    return "" if saved > thresholds.word_cut else before


def _last_run(text: str) -> str:
    return re.search(f"[{HAN}]*$", text)[0]  # type: ignore[index]


def _first_run(text: str) -> str:
    return re.match(f"[{HAN}]*", text)[0]  # type: ignore[index]


def _is_word(character: str) -> bool:
    return character.isdigit() or is_latin(character) or character in "+-%％.&"


def _han_and_latin(line: str, gap: tuple[int, int], before: str, thresholds: SpacingThresholds) -> str:
    """The gap between Chinese and a number or a Latin word."""
    start, end = gap
    head, first = line[:start], line[end]
    if re.fullmatch(r"[\W\d]{0,3}\d{1,3}[.)）、．]", head):
        return before
    number = head.lstrip("-*•·# ")
    if number.isdigit() and len(number) <= thresholds.index_digits and first not in _UNITS:
        return before
    return ""


def _near_han(line: str, gap: tuple[int, int]) -> bool:
    return any(is_han(c) for c in line[max(0, gap[0] - 12) : gap[1] + 12])
