"""Line unwrapping: which printed lines continue in the next, by column width, indent and wording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from banmian.repair.bare_text.column_width import ColumnWidths, line_width
from banmian.repair.bare_text.headline_parts import is_dashed, is_notice_title, is_painted_twice, leads_in
from banmian.repair.bare_text.printed_lines import PrintedLine
from banmian.repair.thresholds import HALF_MARK, PARAGRAPH, POSSIBLY, SURELY, TAIL, TITLE, ParagraphThresholds
from banmian.wording.brief_marks import find_brief_mark, names_briefs
from banmian.wording.bylines import byline_score, parse_bylines
from banmian.wording.captions_and_credits import credit_score
from banmian.wording.continuity import continues, is_fresh
from banmian.wording.datelines import has_dateline
from banmian.wording.jump_lines import is_jump
from banmian.wording.letter_and_turn_openings import opens_turn
from banmian.wording.mastheads import masthead_score
from banmian.wording.score_threshold import SURE
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import HAN, OPENING, han_count

_PARTED = re.compile(rf"[{HAN}”》！]{{2}}[ \u3000]+[“《{HAN}]{{2}}")
_NEVER_LAST = "的和与及在对把将从被让使由而且并等着了“‘（《"
_MASTHEAD = re.compile(
    r"第\s*\d+\s*[期号號]|(?<![A-Za-z])CN(?![A-Za-z])|ISSN|星期[一二三四五六日天]|今日\s*\d+\s*版|主办|主管"
)
_DATED_BRACKET = re.compile("[讯訊电電]$")
_REPORTERS = re.compile("记者|記者|通讯员|通訊員|实习生")
_COLUMN_LINES = 2
"""So many lines of one width, besides the first and the last, show a column …"""
_NARROWEST = 10.0
"""… at least so wide, in em."""
_RUNNING = 120
"""Lines that end no sentence are running text from so many characters on, unless they are a list."""
_MARKER = re.compile(r"[-*+•·]\s+\S")


class LineUnwrapper:
    """The lines of a stretch of text, and for each whether it continues the one before."""

    def __init__(self, lines: Sequence[PrintedLine], thresholds: ParagraphThresholds = PARAGRAPH) -> None:
        self.lines = lines
        self.thresholds = thresholds
        self.groups: list[list[PrintedLine]] = []
        self._titles: dict[int, bool] = {}

    def read(self) -> list[list[PrintedLine]]:
        """The lines in groups: paragraphs, and titles separately."""
        group: list[int] = []
        for index in range(len(self.lines)):
            if group and not self._goes_on(index, group):
                self._close(group)
                group = []
            group.append(index)
        if group:
            self._close(group)
        return self.groups

    def _close(self, group: list[int]) -> None:
        self.groups += _titles_apart([self.lines[index] for index in group])

    @cached_property
    def _usual_gap(self) -> int:
        """Blank lines below a line that ends no sentence: those between the lines of one paragraph."""
        gaps = sorted(below.gap for line, below in pairwise(self.lines) if not line.ends)
        return gaps[len(gaps) // 2] if gaps else 0

    @cached_property
    def _alone(self) -> list[bool]:
        return [stands_alone(line) for line in self.lines]

    @cached_property
    def _dated(self) -> list[bool]:
        return [has_dateline(line.text) for line in self.lines]

    @cached_property
    def _marked(self) -> list[bool]:
        """Whether each line opens with a mark or number that others of these lines open with too."""
        marks = [find_brief_mark(line.shown) for line in self.lines]
        counts = Counter(mark.kind for mark in marks if mark is not None)
        return [mark is not None and counts[mark.kind] > 1 for mark in marks]

    @cached_property
    def _columns(self) -> ColumnWidths:
        return ColumnWidths(self.lines, lambda index: self._alone[index] or self._dated[index], self.thresholds)

    def _goes_on(self, index: int, group: list[int]) -> bool:
        """Whether line `index` belongs to the paragraph of the lines in `group`, which precede it."""
        line, above = self.lines[index], self.lines[index - 1]
        if line.level or above.level:
            return False
        upper = "".join(self.lines[place].text for place in group[-self.thresholds.reach :])
        if _open_people(upper, line.text):
            return True
        if self._alone[index] or self._alone[index - 1]:
            return False
        if self._marked[index] and len(group) == 1 and names_briefs(above.text):
            return False
        if max(line.width, above.width) > self.thresholds.widest_column:
            return False
        if self._dated[index] and not above.text.endswith(tuple(OPENING)):
            return False
        if _open_bracket(upper):
            return True
        parted = line.gap > self._usual_gap
        if above.ends and parted:
            return False
        if above.ends:
            closes = self._closes(index - 1) and not (len(group) == 1 and self._is_full_first(index - 1))
            return not (line.inset or above.signed or closes or self._opens(index))
        if above.pauses and not line.inset:
            return True
        if line.text.startswith("——") and len(group) == 1:
            return False
        likely = continues(upper, line.text)
        if parted and likely < SURELY:
            return False
        if line.signed and likely < SURELY and credit_score(line.text) > 0:
            return False
        if len(group) == 1 and likely < SURELY and self._is_title(index - 1):
            return False
        allowed = self.thresholds.title_short + (self.thresholds.first_indent if len(group) == 1 else 0.0)
        allowed += self._ragged(index - 1)
        if not above.loose and min(self._columns.sides[index - 1]) - above.width > allowed:
            return likely >= SURELY and not above.gap < line.gap
        if line.inset and likely < SURELY:
            return False
        return likely > POSSIBLY

    def _closes(self, index: int) -> bool:
        """Whether a line that ends a sentence is so short that it must end a paragraph.

        Shorter than the lines above it is enough, unless a narrower column begins with it.
        """
        line = self.lines[index]
        short = self.thresholds.slack + self._ragged(index)
        back, ahead = self._columns.sides[index]
        if line.loose and line.width >= self.thresholds.loose_share * max(back, ahead):
            return False
        if ahead - line.width > short:
            return True
        if self._columns.around(index) - line_width(line) > short and self._is_set_in(index + 1):
            return True
        below = [other.width for other in self.lines[index + 1 : index + 1 + self.thresholds.reach] if not other.ends]
        narrower = len(below) > 2 and all(abs(other - line.width) <= short for other in below[:3])
        return back - line.width > short and not narrower

    def _is_full_first(self, index: int) -> bool:
        """Whether a line is as wide as the first of a paragraph, and the line below as wide as the column."""
        if index + 1 >= len(self.lines):
            return False
        width, below = self._columns.around(index), line_width(self.lines[index + 1])
        set_in = width - line_width(self.lines[index])
        return abs(set_in - self.thresholds.first_indent) <= HALF_MARK and width - below <= 2 * HALF_MARK

    def _ragged(self, index: int) -> float:
        return 0.0 if han_count(self.lines[index].text) else self.thresholds.ragged

    def _opens(self, index: int) -> bool:
        """Whether a line after a full stop opens a paragraph, or is a title."""
        return (
            self._is_indented(index)
            or self._is_set_in(index)
            or self._is_title(index)
            or opens_turn(self.lines[index].text)
            or self._marked[index]
        )

    def _is_set_in(self, index: int) -> bool:
        """Whether a line is shorter than its column by a first line's indent, and the line below it is not."""
        if index >= len(self.lines) or self.lines[index].ends or self.lines[index].loose or self._ragged(index):
            return False
        width = line_width(self.lines[index])
        missing = self._columns.around(index) - width
        if abs(missing - self.thresholds.first_indent) > self.thresholds.first_indent - self.thresholds.indent:
            return False
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        return below is None or below.ends or below.loose or line_width(below) - width > HALF_MARK

    def _is_indented(self, index: int) -> bool:
        """Whether a line that does not end its sentence is shorter than its column: the first of a paragraph."""
        line = self.lines[index]
        if line.ends or index + 1 >= len(self.lines):
            return False
        back, ahead = self._columns.sides[index]
        below = self.lines[index + 1]
        if self._ragged(index):
            return False
        missing = max(ahead, back if below.ends else line_width(below)) - line_width(line)
        if line.loose:
            missing = max(missing, self._columns.around(index) - line_width(line))
            return missing >= self.thresholds.loose_indent or is_fresh(line.text)
        return missing >= self.thresholds.indent

    def _is_title(self, index: int) -> bool:
        """Whether a line that opens a group is a title by itself, judging by its context."""
        if index not in self._titles:
            self._titles[index] = False
            self._titles[index] = self._looks_like_title(index)
        return self._titles[index]

    def _looks_like_title(self, index: int) -> bool:
        line = self.lines[index]
        if line.ends or line.pauses or self._dated[index] or re.search("[。；（(]", line.text):
            return False
        if line.loose:
            return self._is_loose_title(index)
        if line.width > TITLE.length or simplify(line.text[-1:]) in _NEVER_LAST:
            return False
        if index + 1 >= len(self.lines):
            return True
        below = self.lines[index + 1]
        if index and leads_in(self.lines[index - 1].text) and self._is_title(index - 1):
            return True
        if index and line.gap < self._usual_gap and self._is_title(index - 1) and not self.lines[index - 1].ends:
            return True
        if is_dashed(line.text) and (self._is_indented(index + 1) or self._is_set_in(index + 1)):
            return True
        if _PARTED.search(line.text) or below.text.startswith("——") or is_notice_title(line.text):
            return True
        if self._alone[index + 1] or self._dated[index + 1] or below.level:
            return not continues(line.text, below.text) >= SURELY
        if below.gap < self._usual_gap and not below.ends and below.width <= TITLE.length:
            return True
        if self._is_before_end(index):
            return True
        if re.search("[，、]", line.text):
            return False
        back, ahead = self._columns.sides[index]
        if max(back, ahead) - line.width > self.thresholds.title_short and self._is_title(index + 1):
            return True
        if self._is_set_in(index + 1) and not self._columns.is_under_first(index + 1):
            return True
        short = ahead - line.width > self.thresholds.title_short
        return self._is_indented(index + 1) and (short or not self._is_indented(index))

    def _is_loose_title(self, index: int) -> bool:
        """Whether a letter-spaced line is a headline: no mark in it, short, and a body or another headline below it."""
        line = self.lines[index]
        if index + 1 >= len(self.lines) or re.search("[，、：！？]", line.text):
            return False
        if self._columns.sides[index][1] - line.width <= self.thresholds.title_short + self.thresholds.first_indent:
            return False
        return (
            self._dated[index + 1]
            or self._alone[index + 1]
            or self._is_indented(index + 1)
            or self._is_set_in(index + 1)
        )

    def _is_before_end(self, index: int) -> bool:
        """Whether this line and at most two more, none of which ends a sentence, precede a byline or dateline."""
        for place in range(index + 1, min(index + 3, len(self.lines))):
            if self._alone[place] or self._dated[place]:
                return True
            if self.lines[place].ends or self.lines[place].pauses or "。" in self.lines[place].text:
                return False
        return index + 3 >= len(self.lines) and index + 2 < len(self.lines) and not self.lines[-1].ends


def _titles_apart(group: list[PrintedLine]) -> list[list[PrintedLine]]:
    """Lines that never end a sentence are not a paragraph but title lines, joined only within a word."""
    whole = "".join(line.text for line in group)
    if len(group) < 2 or group[-1].ends or group[-1].pauses or re.search("[。；]", whole):
        return [group]
    if (len(whole) > _RUNNING and not _is_ragged_list(group)) or _fill_column(group):
        return [group]
    if any(line.loose for line in group) and re.search("[，：、]", whole):
        return [group]
    parts = [[group[0]]]
    for line in group[1:]:
        if continues(parts[-1][-1].text, line.text) >= SURELY:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _is_ragged_list(group: Sequence[PrintedLine]) -> bool:
    """Whether lines without any mark are mostly too short for the column of the widest: a list of titles."""
    widest = max(line.width for line in group)
    short = sum(line.width < widest - PARAGRAPH.slack for line in group)
    return 2 * short > len(group) and not any(re.search("[，、：；。！？]", line.text) for line in group)


def _fill_column(group: Sequence[PrintedLine]) -> bool:
    """Whether lines are as wide as one column but for the last, and the first, which may be set in."""
    inner = [line.width for line in group[1:-1]]
    if len(inner) < _COLUMN_LINES or min(inner) < _NARROWEST:
        return False
    widest = max(inner)
    return (
        widest - min(inner) <= HALF_MARK
        and group[-1].width <= widest
        and widest - PARAGRAPH.first_indent - HALF_MARK <= group[0].width <= widest + HALF_MARK
    )


def _open_bracket(text: str) -> bool:
    return max(text.rfind("（"), text.rfind("(")) > max(text.rfind("）"), text.rfind(")"))


def _open_people(upper: str, lower: str) -> bool:
    """Whether reporters in brackets begin at the end of `upper` and continue in `lower`."""
    opened = max(upper.rfind("（"), upper.rfind("("))
    if opened < 0 or len(upper) - opened > TAIL or not _open_bracket(upper):
        return False
    closed = re.search("[）)]", lower[:TAIL])
    inside = upper[opened + 1 :] + (lower[: closed.start()] if closed else lower[:TAIL])
    if not closed:
        return bool(_DATED_BRACKET.search(upper[:opened])) and bool(_REPORTERS.search(inside))
    return bool(parse_bylines(inside))


def stands_alone(line: PrintedLine) -> bool:
    """Whether a line is an element of its own whatever surrounds it: byline, jump, list item."""
    text = line.text
    if len(text) > 90:
        return False
    if _MASTHEAD.search(text) and masthead_score(text) >= SURE:
        return True
    if is_jump(text) or (_MARKER.match(text) and not line.ends):
        return True
    if byline_score(text) >= SURE and han_count(text) <= 40 and not line.pauses:
        return True
    return not (line.ends or line.pauses) and is_painted_twice(text)
