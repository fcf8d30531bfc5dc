"""Topic shift: whether one body ends and another begins without a headline, by topic and by column width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.evidence_weights import HEAD_LIST, TOPIC_SHIFT, HeadListWeights
from banmian.repair.thresholds import SEGMENT, SegmentThresholds
from banmian.wording.shared_wording import recurring_bigrams, recurring_share, shared_rare_wording

_COLUMN = 4
"""This many lines show the width of a column."""
_TWICE = 2
_LAST = 3
"""This many lines at a paragraph's end are examined."""
_ELEMENTS = 12
"""This many elements are searched for lines that show the width of a column."""

BEFORE, NEAR = 6, 3
"""So many paragraphs before one tell what it goes on with, the nearest and as many after it most."""


def topic_shift_score(above: str, below: str, thresholds: SegmentThresholds = SEGMENT) -> float:
    """Score for two texts having different topics, below 0 where they surely have one."""
    shares = (recurring_share(recurring_bigrams(above), below), recurring_share(recurring_bigrams(below), above))
    if None in shares:
        return _short_topic_shift_score(above, below, thresholds)
    heard = sum(share for share in shares if share is not None)
    if heard < thresholds.stranger:
        return TOPIC_SHIFT.strange
    return TOPIC_SHIFT.loose if heard < thresholds.loose else TOPIC_SHIFT.same


def _short_topic_shift_score(above: str, below: str, thresholds: SegmentThresholds) -> float:
    """The same for texts too short for recurring words: what they say twice counts, and all their wording."""
    shares = (
        recurring_share(recurring_bigrams(above, _TWICE), below),
        recurring_share(recurring_bigrams(below, _TWICE), above),
    )
    known = [share for share in shares if share is not None]
    if not known:
        return 0.0
    heard = sum(known) / len(known) + thresholds.shared * shared_rare_wording(above, below)
    return TOPIC_SHIFT.strange if heard < thresholds.short_stranger else 0.0


def touching_points(before: Sequence[str], after: Sequence[str], points: HeadListWeights = HEAD_LIST) -> float:
    """Points that a body begins between paragraphs that touch: at most `BEFORE` before and `NEAR` after."""
    above, below = "".join(before[-NEAR:]), "".join(after)
    score = points.cut + points.shared * shared_rare_wording(above, below)
    score += points.linked * shared_rare_wording("".join(before), after[0])
    score += points.refrains * _heard(above, below)
    return max(points.fewest, min(points.most, score))


def _heard(above: str, below: str) -> float:
    """How much two texts hear of what the other says twice, 0 to 1; in between where neither says anything twice."""
    sides = (
        recurring_share(recurring_bigrams(above, 2), below),
        recurring_share(recurring_bigrams(below, 2), above),
    )
    known = [side for side in sides if side is not None]
    return sum(known) / len(known) if known else 0.5


def changes_column(above: Sequence[Element], ahead: Sequence[Element]) -> bool | None:
    """Whether another column width begins with the first of `ahead`; None with too few lines to tell.

    ``above`` are the elements before it, the nearest first. Its own lines must be nearer to the new width than to
    the old, and the last lines above the other way round: a short paragraph before the change is measured with the
    wider or narrower ones after it, and the change may lie within the paragraph above.
    """
    before, after = column_width(above), column_width(ahead)
    if not before or not after:
        return None
    own = max(line.width for line in ahead[0].lines)
    if abs(before - after) <= TOPIC_SHIFT.column_change or abs(own - after) >= abs(own - before):
        return False
    return not _has_changed([line.width for line in above[0].lines], before, after)


def _has_changed(widths: Sequence[float], before: float, after: float) -> bool:
    """Whether the last lines of a paragraph show that the column changes from `before` to `after` within it."""
    if after > before:
        return max(widths[-_LAST:]) > before
    return len(widths) > _LAST and max(widths[-_LAST - 1 : -1]) <= after


def column_width(elements: Iterable[Element]) -> float:
    """The width in em of the column that the first few lines of prose are set in; 0 with too few lines to tell.

    It is the width of the second widest of them. Lines stretched to fill the column count only where there are too
    few others, for they contain less than the column holds.
    """
    widths: list[float] = []
    stretched: list[float] = []
    for element in islice(elements, _ELEMENTS):
        if element.role != "prose" or len(widths) > _COLUMN:
            break
        if len(element.lines) > 1:
            widths += [line.width for line in element.lines if not line.loose]
            stretched += [line.width for line in element.lines if line.loose]
    if len(widths) < _COLUMN:
        widths += stretched
    return sorted(widths)[-2] if len(widths) >= _COLUMN else 0.0
