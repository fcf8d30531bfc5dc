"""Headlines of one column that are no larger than the text, as papers in Latin, Greek or Cyrillic type have them most.

They stand in the middle of their column, in capitals, in another face or a little larger, and a rule over them, often a
short one, or the head of the page parts them from the article before. A subheading inside an article looks alike but
has no rule over it.
"""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line
from banmian.layout.page_facts import LARGER, SIZE_STEP, Separators, Typography
from banmian.wording.bylines import byline_score
from banmian.wording.score_threshold import SURE

LEAST_LETTERS = 5
"""A headline has so many letters or more,"""
LEAST_SIGNED = 4
"""in Han so many, where a byline stands below it;"""
LEADING = 1.0
"""its lines are each at most so many em below the one before, and of its size."""
RULE_REACH = 2.5
"""The rule is at most so many em above,"""
RULE_SHARED = 1.5
"""and runs along at least so many em of the column."""
SLACK = 0.5
"""Boxes of lines reach up to so many em beyond their type."""
TEXT_REACH = 6.0
"""Its text, or the deck between, begins at most so many em below."""
BARE = 0.8
"""on a vertical page this much (em) is bare at either side of a headline of the text's size."""
COLUMN_LINES = 3
"""So many lines of text below it show how wide the column is,"""
COLUMN_REACH = 14.0
"""none more than so many em away;"""
MOST_WIDTH = 40.0
"""it is no wider than this (em)."""
CENTRED = 0.8
"""The middles of headline and column are at most so many em apart;"""
INDENT, FLUSH = 0.6, 0.3
"""what is further (em) inside at the left and nearer at the right is the first line of a paragraph."""

DECK_REACH = 1.6
"""A deck is at most so many em below its headline, and its lines below each other;"""
DECK_INSET = 0.8
"""it is so many em inside the column at both sides."""


def find_column_heads(lines: Sequence[Line], separators: Separators, type_: Typography) -> list[list[Line]]:
    """The lines of each headline of one column among running lines, from top to bottom."""
    if type_.mostly_han:
        return []
    ordered = sorted(lines, key=lambda line: (line.box.y0, line.box.x0))
    marked = [line for line in ordered if _is_set_apart(line, type_)]
    marks = {id(line) for line in marked}
    body = [line for line in ordered if id(line) not in marks]
    heads: list[list[Line]] = []
    taken: set[int] = set()
    for line in marked:
        if id(line) in taken or not _is_parted_above(line, ordered, separators, type_.em):
            continue
        head = _with_next_lines(line, marked, type_.em)
        column = _column_below(head, body, type_.em)
        if column is not None and all(_is_centred(part.box, column, type_.em) for part in head):
            heads.append(head)
            taken |= {id(part) for part in head}
    return heads


def find_signed_heads(lines: Sequence[Line], type_: Typography) -> list[list[Line]]:
    """The lines of each small headline of a page in Han: in a bold face that is not the text's, a byline right below.

    A subheading looks alike but has no byline; a headline of one line and one column has no larger type at times.
    """
    if not type_.mostly_han:
        return []
    ordered = sorted(lines, key=lambda line: (line.box.y0, line.box.x0))
    marked = [line for line in ordered if _is_bolder(line, type_) and line.size >= type_.em / SIZE_STEP]
    heads: list[list[Line]] = []
    for line in marked:
        if any(line is part for head in heads for part in head):
            continue
        head = _with_next_lines(line, marked, type_.em)
        if _is_signed(head, ordered, type_.em):
            heads.append(head)
    return heads


def find_isolated_heads(lines: Sequence[Line], display: Sequence[Line], type_: Typography) -> list[list[Line]]:
    """Headlines of one column of a vertical page that are no larger than the text: bold, between two bare columns.

    ``display`` is larger type: what stands beside it is part of a larger headline. A name that signs a text stands
    alone and bold too, and is none.
    """
    if not (type_.vertical and type_.mostly_han):
        return []
    marked = [line for line in lines if _is_bolder(line, type_) and byline_score(line.text) < SURE]
    marked = [line for line in marked if line.text[0].isalpha() and _is_between_bare_columns(line, lines, type_.em)]
    return [[line] for line in marked if not any(_adjoins(line.box, other.box, type_.em) for other in display)]


def _adjoins(one: Box, other: Box, em: float) -> bool:
    """Whether two boxes share lines or columns of type and stand near each other."""
    shared = max(one.x_overlap(other), one.y_overlap(other)) > 0
    return shared and one.distance(other) <= TEXT_REACH * em


def _is_between_bare_columns(line: Line, lines: Sequence[Line], em: float) -> bool:
    """Whether nothing stands near a column of type at either side, and text begins after it."""
    box = line.box
    beside = [other.box for other in lines if other is not line and other.box.x_overlap(box) > SLACK * em]
    before = [box.y0 - other.y1 for other in beside if other.cy < box.cy]
    after = [other.y0 - box.y1 for other in beside if other.cy > box.cy]
    return min(before, default=BARE * em) >= BARE * em and BARE * em <= min(after, default=0.0) <= TEXT_REACH * em


def _is_bolder(line: Line, type_: Typography) -> bool:
    letters = sum(char.isalpha() for char in line.text)
    return letters >= LEAST_SIGNED and is_in_own_bold(line, type_)


def _is_signed(head: Sequence[Line], lines: Sequence[Line], em: float) -> bool:
    """Whether nothing is right above a headline and the next line below is a byline with text under it."""
    box = union(line.box for line in head)
    beside = [line for line in lines if line.box.x_overlap(box) > 0 and all(line is not part for part in head)]
    if any(-SLACK * em < box.y0 - line.box.y1 < LEADING * em for line in beside if line.box.cy < box.y0):
        return False
    below = sorted((line for line in beside if line.box.cy > box.y1), key=lambda line: line.box.y0)[:2]
    if len(below) < 2 or below[0].box.y0 - box.y1 > LEADING * em or below[1].box.y0 - below[0].box.y1 > TEXT_REACH * em:
        return False
    return byline_score(below[0].text) >= SURE and byline_score(below[1].text) < SURE


def _is_set_apart(line: Line, type_: Typography) -> bool:
    """Whether a line is in capitals, in a bold face that the text does not have, or larger."""
    letters = [char for char in line.text if char.isalpha()]
    if len(letters) < LEAST_LETTERS:
        return False
    if _is_in_capitals(line) or line.size >= LARGER * type_.em:
        return True
    return is_in_own_bold(line, type_)


def is_in_own_bold(line: Line, type_: Typography) -> bool:
    """Whether a line is in a bold face that the text does not have."""
    return line.bold and bool(line.font) and line.font != type_.font


def _is_parted_above(line: Line, lines: Sequence[Line], separators: Separators, em: float) -> bool:
    """Whether a rule runs over a line with no other line between, or nothing stands above it at all."""
    box = line.box
    above = [other.box for other in lines if other.box.cy < box.y0 and other.box.x_overlap(box) > 0]
    foot = max((other.y1 for other in above), default=None)
    rules = [
        rule for rule in separators.level if rule.cy < box.y0 + 0.5 * em and rule.x_overlap(box) > RULE_SHARED * em
    ]
    if foot is None:
        return True
    return any(box.y0 - rule.cy <= RULE_REACH * em and rule.cy >= foot - 0.5 * em for rule in rules)


def find_decks(heads: Sequence[Line], lines: Sequence[Line], separators: Separators, type_: Typography) -> list[Line]:
    """The lines between a headline and its text that stand in the middle of the column: decks, names of authors.

    ``heads`` are the lines of all headlines, ``lines`` the running ones.
    """
    if type_.mostly_han:
        return []
    ordered = sorted(lines, key=lambda line: (line.box.y0, line.box.x0))
    decks: list[Line] = []
    for head in heads:
        last = head
        for line in ordered:
            if len(decks) and line is decks[-1]:
                continue
            near = -SLACK * type_.em <= line.box.y0 - last.box.y1 <= DECK_REACH * type_.em
            if not near or line.box.x_overlap(last.box) <= 0 or separators.separate_rows(last.box, line.box):
                continue
            column = _column_below([line], [other for other in ordered if other is not line], type_.em)
            if column is None or not _is_deck(line, column, type_):
                break
            decks.append(line)
            last = line
    return list({id(line): line for line in decks}.values())


def _is_deck(line: Line, column: Box, type_: Typography) -> bool:
    """Whether a line stands in the middle of its column with white on both sides."""
    left, right = line.box.x0 - column.x0, column.x1 - line.box.x1
    return abs(left - right) <= 2 * CENTRED * type_.em and min(left, right) >= DECK_INSET * type_.em


def _with_next_lines(line: Line, marked: Sequence[Line], em: float) -> list[Line]:
    """A line and those of its size and face that follow below it."""
    head = [line]
    for other in marked:
        last = head[-1]
        near = other.box.cy - last.box.cy >= 0 and other.box.y0 - last.box.y1 <= LEADING * em
        below = other.box.cy > last.box.y1 and other.box.x_overlap(last.box) > 0
        if below and near and _is_alike(last, other):
            head.append(other)
    return head


def _is_alike(one: Line, other: Line) -> bool:
    sizes = sorted((one.size, other.size))
    capitals = _is_in_capitals(one) == _is_in_capitals(other)
    return sizes[1] <= SIZE_STEP * sizes[0] and one.font == other.font and one.bold == other.bold and capitals


def _is_in_capitals(line: Line) -> bool:
    return line.text.replace("ß", "SS").isupper()


def _column_below(head: Sequence[Line], body: Sequence[Line], em: float) -> Box | None:
    """The column of text below a headline, None where none begins within reach."""
    box = union(line.box for line in head)
    below = [
        line.box
        for line in body
        if box.y1 - SLACK * em < line.box.cy < box.y1 + COLUMN_REACH * em and line.box.x_overlap(box) > 0
    ]
    if len(below) < COLUMN_LINES or min(line.y0 for line in below) > box.y1 + TEXT_REACH * em:
        return None
    column = union(below)
    return column if column.width <= MOST_WIDTH * em else None


def _is_centred(box: Box, column: Box, em: float) -> bool:
    left, right = box.x0 - column.x0, column.x1 - box.x1
    indented = left > INDENT * em and right < FLUSH * em
    return not indented and abs(left - right) <= 2 * CENTRED * em
