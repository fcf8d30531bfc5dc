"""Section labels on panels of their own, and names in display type: small heads, which are never a headline."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.model import Line, Panel
from banmian.layout.page_facts import LARGER, Typography
from banmian.layout.thresholds import ARRANGEMENT
from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.personal_names import is_name

MOST_LENGTH, LARGE_LENGTH, LARGE = 14, 6, 2.4
"""A label has at most this many characters, fewer where it is larger than so many times the body;"""
MOST_RATIO = 3.6
"""it is larger than the body, at most so many times the body's size,"""
HUG, MARGIN = 2.4, 2.5
"""and its panel no more than so many of its em high and so many wider than it."""
GROUND_HEIGHT, GROUND_WIDTH, GROUND_LINES = 7.0, 16.0, 2
"""A dark ground no larger (em) with no more lines on it, in light type, is a label too."""
HEADED, COLUMN_SHARE = 3.0, 0.9
"""A ground with text so near (em) under it of which it has this share of the width is a headline's, not a label's."""
REACH = 16.0
"""A headline without a panel is at most so many body em away,"""
HEADLINE_SHARE = 0.6
"""and is at least this share of the label's size."""
ALONE, ALIKE = 1.0, 1.3
"""Nothing of its size stands above or below it within so many of its em: within the second ratio where both may be
running text, else of one size."""
NAME_LENGTH, NAME_RATIO = 4, 2.2
"""A name has at most so many characters of so many times the body's size;"""
NAME_SHARE = 0.8
"""there is a headline of which its type is at most this share,"""
NAME_BESIDE, NAME_BELOW = 15.0, 3.0
"""so near (em) beside or above it."""


def find_section_labels(lines: Sequence[Line], panels: Sequence[Panel], type_: Typography) -> list[Line]:
    """The lines that are section labels; one without a headline near it may be a headline itself, and is left out."""
    boxed = [line for line in lines if _could_be(line, type_) and any(_hugs(panel, line) for panel in panels)]
    alone = [line for line in boxed if not any(_follows(line, other, type_) for other in lines if other is not line)]
    alone += [line for panel in panels for line in _on_small_ground(panel, lines, type_)]
    boxed, alone = [*boxed, *alone], list({id(line): line for line in alone}.values())
    known = set(map(id, boxed))
    display = [line for line in lines if line.size >= ARRANGEMENT.display_ratio * type_.em and id(line) not in known]
    return [line for line in alone if any(_is_near(line, other, type_.em) for other in display)]


def _on_small_ground(panel: Panel, lines: Sequence[Line], type_: Typography) -> list[Line]:
    """The one or two short lines alone on a small dark ground."""
    if not panel.dark or panel.box.height > GROUND_HEIGHT * type_.em or panel.box.width > GROUND_WIDTH * type_.em:
        return []
    held = [line for line in lines if panel.box.contains_point(line.box.cx, line.box.cy)]
    if not held or _heads_text(panel, held, lines, type_):
        return []
    short = all(1 < len(line.text) <= MOST_LENGTH and line.size <= MOST_RATIO * type_.em for line in held)
    worded = any(line.reversed_out for line in held) and not any(line.text.isdigit() for line in held)
    return held if len(held) <= GROUND_LINES and short and worded else []


def _heads_text(panel: Panel, held: Sequence[Line], lines: Sequence[Line], type_: Typography) -> bool:
    """Whether text follows under a ground as wide as its column, with no larger type between: that is its headline."""
    box, foot, reach = panel.box, panel.box.y1, HEADED * type_.em
    others = [line for line in lines if all(line is not own for own in held) and box.x_overlap(line.box) > 0]
    for line in sorted((line for line in others if line.box.cy > foot), key=lambda line: line.box.y0):
        if line.vertical or line.box.y0 - foot > reach or line.size >= max(own.size for own in held):
            return False
        if line.size < LARGER * type_.em:
            column = [other.box for other in others if 0 <= other.box.y0 - line.box.y0 <= reach]
            return box.width >= COLUMN_SHARE * max(part.width for part in column)
        foot = line.box.y1
    return False


def _could_be(line: Line, type_: Typography) -> bool:
    sized = LARGER * type_.em <= line.size <= MOST_RATIO * type_.em
    most = LARGE_LENGTH if line.size > LARGE * type_.em else MOST_LENGTH
    return sized and not line.vertical and 1 < len(line.text) <= most


def _hugs(panel: Panel, line: Line) -> bool:
    """Whether a panel is the line's own."""
    box = panel.box
    low = box.height <= HUG * line.size and box.width <= line.box.width + MARGIN * line.size
    return (panel.filled or panel.framed) and low and box.covers(line.box)


def _follows(line: Line, other: Line, type_: Typography) -> bool:
    small, large = sorted((line.size, other.size))
    alike = large <= (ALIKE if large < ARRANGEMENT.sure_display_ratio * type_.em else ARRANGEMENT.same_size) * small
    gap = abs(other.box.cy - line.box.cy) - line.size
    return alike and -0.5 * line.size <= gap <= ALONE * line.size and line.box.x_overlap(other.box) > 0


def _is_near(line: Line, other: Line, em: float) -> bool:
    return other.size >= HEADLINE_SHARE * line.size and line.box.distance(other.box) <= REACH * em


def find_names(lines: Sequence[Line], type_: Typography) -> list[Line]:
    """The lines of display type that are an author's name beside or below a headline."""
    display = [line for line in lines if line.size >= ARRANGEMENT.display_ratio * type_.em]
    return [line for line in display if _is_name(line, type_) and any(_heads(line, o, type_.em) for o in display)]


def _is_name(line: Line, type_: Typography) -> bool:
    name = line.text.replace(" ", "")
    short = 1 < len(name) <= NAME_LENGTH and line.size <= NAME_RATIO * type_.em
    return short and name not in lexicon() and is_name(name)


def _heads(name: Line, head: Line, em: float) -> bool:
    if name.size > NAME_SHARE * head.size or name.vertical != head.vertical:
        return False
    level = name.box.y_overlap(head.box) > 0.5 * name.box.height and -name.box.x_overlap(head.box) <= NAME_BESIDE * em
    below = -name.box.y_overlap(head.box) <= NAME_BELOW * em and name.box.x_overlap(head.box) > 0.5 * name.box.width
    return level or (below and name.box.cy > head.box.cy)
