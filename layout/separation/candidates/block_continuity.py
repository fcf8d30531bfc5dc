"""Continuity: whether the text of one block continues in another, by geometry of first and last lines, then
wording.

A column cut in the middle of a sentence ends with a full line and continues with a flush one; a finished paragraph
ends short or with a full stop and is followed by an indent. Where these agree the join is good, where they clash it
is bad, and where they leave it open the wording decides.
"""

from __future__ import annotations

import re

from banmian.layout.segmentation.text_blocks import TextBlock
from banmian.layout.thresholds import ARRANGEMENT, ArrangementThresholds
from banmian.wording.continuity import continues
from banmian.wording.jump_lines import find_jumps
from banmian.wording.unicode_script import POINTS, may_end_paragraph

AGREE, CLASH, OPEN = 1.0, -2.0, 0.2
"""Scores of a join whose geometry agrees, clashes, or says nothing."""

VERSE_LINES = 3
"""A verse has at least this many lines;"""
STOP_WITHIN = re.compile(r"[。！？；][^。！？；」』”’）\s]{2,}")
"""A verse breaks at its stops: a line with one before its last sign but one is running text."""
VERSE_LENGTH = 12
"""its lines, where each ends with a mark, have at most this many characters."""
CONTEXT = 3
"""Lines before a break whose wording is considered."""
LANGUAGE = 1.2
"""Weight of the wording, which is scored from 0 to 1 with 0.5 as no evidence."""
RAGGED = 0.9
"""A line of verse ends at least this far (em) before the longest."""
ALL_MARKED = 0.9
"""Where more than this share of lines end with a mark, the breaks are meant;"""
UNMARKED = 0.3
"""where fewer than this do but some, they are not."""
LONG_VERSE = 1.6
"""Ragged verse has lines of up to so many times the usual length."""
INDENT_AFTER_SHORT = 0.6
"""Scores of a join where the lower begins with an indent: after a line that ends short,"""
INDENT_AFTER_STOP = 0.4
"""and after a full line that ends a sentence."""
STOPPED = 0.3
"""So much of the agreement is left where a full line ends a sentence."""


def starts_indented(block: TextBlock, em: float, thresholds: ArrangementThresholds = ARRANGEMENT) -> bool | None:
    """Whether the first line is indented; None where the column's edge is unknown (a single line)."""
    first = block.lines[0]
    if _edges_unknown(block):
        return None
    return first.box.x0 - block.left > thresholds.indent * em


def starts_flush(block: TextBlock, em: float) -> bool:
    """Whether a block certainly begins without an indent: further lines give its column's edge."""
    return starts_indented(block, em) is False and (len(block.lines) > 2 or block.shared)


def ends_short(block: TextBlock, em: float, thresholds: ArrangementThresholds = ARRANGEMENT) -> bool | None:
    """Whether the last line ends well before the column's edge; None for a single line without an edge."""
    last = block.lines[-1]
    if _edges_unknown(block):
        return None
    return block.right - last.box.x1 > thresholds.short * em


def _edges_unknown(block: TextBlock) -> bool:
    box = block.lines[0].box
    return len(block.lines) == 1 and not block.shared and block.left == box.x0 and block.right == box.x1


def is_verse(block: TextBlock, em: float, thresholds: ArrangementThresholds = ARRANGEMENT) -> bool:
    """Whether line breaks are intended: lines end anywhere, or all are equal with a mark at each end.

    Running text fills its lines, or has stops within them where it runs round something; at least half of a verse's
    lines end well before the longest one, or the lines are short, of one length, and each ends with a mark.
    """
    if ("verse", em) not in block.cache:
        block.cache["verse", em] = _is_verse(block, em, thresholds)
    return block.cache["verse", em]


def _is_verse(block: TextBlock, em: float, thresholds: ArrangementThresholds) -> bool:
    lines = block.lines
    if len(lines) < VERSE_LINES:
        return len(lines) == VERSE_LINES - 1 and _is_couplet(block, em)
    longest = max(line.box.x1 for line in lines)
    ragged = sum(longest - line.box.x1 > RAGGED * em for line in lines) / len(lines)
    marked = sum(line.text.rstrip()[-1:] in "，。！？；、,.!?;" for line in lines) / len(lines)
    most = max(len(line.text) for line in lines)
    if marked > ALL_MARKED and most <= VERSE_LENGTH:
        return True
    if any(STOP_WITHIN.search(line.text) for line in lines):
        return False
    indented = sum(line.box.x0 - block.left > thresholds.indent * em for line in lines)
    return ragged >= 0.5 and most <= LONG_VERSE * VERSE_LENGTH and indented == 0 and not 0 < marked < UNMARKED


def is_stanza(block: TextBlock) -> bool:
    """A few short lines without marks: a stanza, if there is verse next to it."""
    short = all(len(line.text) <= VERSE_LENGTH for line in block.lines)
    return len(block.lines) > 1 and short and not any(char in POINTS for char in block.text)


def _is_couplet(block: TextBlock, em: float) -> bool:
    """Two short lines of different length without marks: the end of a verse, or a stanza."""
    first, last = block.lines
    short = max(len(first.text), len(last.text)) <= VERSE_LENGTH
    bare = not any(char in POINTS for char in block.text)
    return short and bare and abs(first.box.x1 - last.box.x1) > RAGGED * em and abs(first.box.x0 - last.box.x0) < em


def join_score(upper: TextBlock, lower: TextBlock, em: float) -> float:
    """How well `lower` continues `upper`: from about -3 (certainly not) to 2 (certainly)."""
    key = (id(lower), em)
    if key not in upper.joins:
        upper.joins[key] = (_join_score(upper, lower, em), lower)
    return upper.joins[key][0]


def _join_score(upper: TextBlock, lower: TextBlock, em: float) -> float:
    if any(jump.kind == "to" for jump in find_jumps(upper.lines[-1].text)):
        return CLASH
    if any(jump.kind == "from" for jump in find_jumps(lower.lines[0].text)):
        return CLASH
    if is_verse(upper, em) or is_verse(lower, em):
        stanzas = all(is_verse(block, em) or is_stanza(block) for block in (upper, lower))
        return OPEN if stanzas else CLASH / 2
    indented, short, closed = starts_indented(lower, em), ends_short(upper, em), may_end_paragraph(upper.text)
    if indented is None or short is None:
        return LANGUAGE * (2 * _wording(upper, lower) - 1)
    if short and not closed and not indented:
        return OPEN - 0.5
    if short:
        return INDENT_AFTER_SHORT if indented else CLASH
    if indented:
        return INDENT_AFTER_STOP if closed else CLASH
    return AGREE * (STOPPED if closed else 1.0) + LANGUAGE * (_wording(upper, lower) - 0.5)


def _wording(upper: TextBlock, lower: TextBlock) -> float:
    head = "".join(line.text for line in upper.lines[-CONTEXT:])
    return continues(head, lower.lines[0].text)
