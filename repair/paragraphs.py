"""The lines of a bare text put together to paragraphs, titles and the rest."""

from __future__ import annotations

import re

from repair.bylines import byline_score
from repair.credits import credit_score
from repair.continues import continues
from repair.datelines import parse_dateline
from repair.element import Element
from repair.joining import join_lines
from repair.jumps import find_jumps
from repair.lines import Line, are_wrapped
from repair.poured import find_poured
from repair.script import OPENING, han_count
from repair.spacing import heal_spacing
from repair.thresholds import PARAGRAPH, VERTICAL, ParagraphThresholds
from repair.verse import free_verse, regular_verse
from repair.vertical import is_stacked, read_vertical

_REACH = 4
_LIST_HEAD = re.compile(r"[-*+•·]\s+\S|\d{1,3}[.)、．]\s*\S")


def read_elements(lines: list[Line], thresholds: ParagraphThresholds = PARAGRAPH) -> list[Element]:
    """The elements of a text, in its order."""
    wrapped = are_wrapped(lines)
    elements: list[Element] = []
    start = 0
    for table in [*find_poured(lines), None]:
        end = table.first if table else len(lines)
        elements += _read_stretch(lines[start:end], wrapped, thresholds)
        if table:
            caption = lines[table.caption].text if table.caption is not None else None
            inside = lines[table.first : table.last + 1]
            elements.append(
                Element(inside, "\n".join(line.text for line in inside), "table", rows=table.rows, caption=caption)
            )
            start = table.last + 1
    return elements


def _read_stretch(lines: list[Line], wrapped: bool, thresholds: ParagraphThresholds) -> list[Element]:
    elements: list[Element] = []
    start = index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and is_stacked(lines[end]):
            end += 1
        if end - index >= VERTICAL.run:
            elements += _read_flat(lines[start:index], wrapped, thresholds)
            elements += read_vertical(lines[index:end])
            start = end
        index = max(end, index + 1)
    return elements + _read_flat(lines[start:], wrapped, thresholds)


def _read_flat(lines: list[Line], wrapped: bool, thresholds: ParagraphThresholds) -> list[Element]:
    """Lines of horizontal text without tables."""
    if not lines:
        return []
    verse = regular_verse if wrapped else _any_verse
    elements: list[Element] = []
    start = index = 0
    while index < len(lines):
        length = verse(lines, index)
        if length:
            elements += _read_prose(lines[start:index], wrapped, thresholds)
            inside = lines[index : index + length]
            elements.append(Element(inside, "\n".join(line.text for line in inside), "verse"))
            start = index + length
        index += length or 1
    return elements + _read_prose(lines[start:], wrapped, thresholds)


def _any_verse(lines: list[Line], start: int) -> int:
    return regular_verse(lines, start) or free_verse(lines, start)


def _read_prose(lines: list[Line], wrapped: bool, thresholds: ParagraphThresholds) -> list[Element]:
    if not lines:
        return []
    if not wrapped:
        return [make_element([line]) for line in lines]
    columns = _columns(lines)
    groups: list[list[int]] = [[0]]
    for index in range(1, len(lines)):
        if _goes_on(lines, index, columns, len(groups[-1]), thresholds):
            groups[-1].append(index)
        else:
            groups.append([index])
    elements: list[Element] = []
    for group in groups:
        elements += [make_element(part) for part in _titles_apart([lines[index] for index in group])]
    return elements


def _titles_apart(group: list[Line]) -> list[list[Line]]:
    """A group of lines that never ends a sentence is no paragraph: title lines, joined only within a word."""
    whole = "".join(line.text for line in group)
    if len(group) < 2 or group[-1].ends or group[-1].pauses or len(whole) > 120 or re.search("[。；]", whole):
        return [group]
    if any(line.loose for line in group):
        return [group]
    parts = [[group[0]]]
    for line in group[1:]:
        if continues(parts[-1][-1].text, line.text) >= PARAGRAPH.sure:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def make_element(lines: list[Line]) -> Element:
    """One element of lines that follow each other."""
    if len(lines) == 1:
        return Element(lines, lines[0].text)
    return Element(lines, heal_spacing(join_lines([line.shown for line in lines])[0])[0])


def _columns(lines: list[Line]) -> list[tuple[float, float]]:
    """For each line the width of its column as the lines up to it, and from it on, show it.

    The second widest of a few lines: one headline that is wider than its column does not count.
    """
    widths = [line.width for line in lines]
    found: list[tuple[float, float]] = []
    for index in range(len(lines)):
        back = sorted(widths[max(0, index - _REACH) : index + 1])
        ahead = sorted(widths[index : index + _REACH + 1])
        found.append((back[-2] if len(back) > 2 else back[-1], ahead[-2] if len(ahead) > 2 else ahead[-1]))
    return found


def _goes_on(
    lines: list[Line],
    index: int,
    columns: list[tuple[float, float]],
    so_far: int,
    thresholds: ParagraphThresholds,
) -> bool:
    """Whether line `index` belongs to the paragraph of the `so_far` lines before it."""
    line, above = lines[index], lines[index - 1]
    if line.level or above.level or _stands_alone(line) or _stands_alone(above):
        return False
    if parse_dateline(line.text)[0] is not None and not above.text.endswith(tuple(OPENING)):
        return False
    head = "".join(one.text for one in lines[index - min(so_far, _REACH) : index])
    if _open_bracket(head):
        return True
    short_by = 0.0 if above.loose else min(columns[index - 1]) - above.width
    if above.ends:
        if line.inset or above.signed or _closes(lines, index - 1, columns, thresholds):
            return False
        return not _indented(lines, index, columns, thresholds)
    if above.pauses and not line.inset:
        return True
    if line.text.startswith("——") and so_far == 1:
        return False
    likely = continues(head, line.text)
    if line.signed and likely < thresholds.sure and credit_score(line.text) > 0:
        return False
    if so_far == 1 and short_by > thresholds.title_short and likely < thresholds.sure:
        if _indented(lines, index, columns, thresholds):
            return False
    if short_by > thresholds.title_short + (thresholds.first_indent if so_far == 1 else 0.0):
        return likely >= thresholds.sure and not above.gap < line.gap
    if line.inset and likely < thresholds.sure:
        return False
    return likely > thresholds.unlikely


def _closes(
    lines: list[Line], index: int, columns: list[tuple[float, float]], thresholds: ParagraphThresholds
) -> bool:
    """Whether a line that ends a sentence is too short to be more than a paragraph's last.

    Shorter than the lines above it is enough, unless a narrower column begins with it.
    """
    if lines[index].loose:
        return False
    short = thresholds.slack + 0.4
    width = lines[index].width
    back, ahead = columns[index]
    if ahead - width > short:
        return True
    below = [line.width for line in lines[index + 1 : index + 1 + _REACH] if not line.ends]
    narrower = len(below) > 2 and all(abs(other - width) <= short for other in below[:3])
    return back - width > short and not narrower


def _open_bracket(text: str) -> bool:
    return max(text.rfind("（"), text.rfind("(")) > max(text.rfind("）"), text.rfind(")"))


def _indented(
    lines: list[Line], index: int, columns: list[tuple[float, float]], thresholds: ParagraphThresholds
) -> bool:
    """Whether a line after a full stop starts a paragraph: shorter than its column though it goes on."""
    line = lines[index]
    if line.ends:
        return False
    if index + 1 >= len(lines):
        return False
    column = max(columns[index][1], lines[index + 1].width) if not lines[index + 1].ends else columns[index][1]
    return column - line.width >= thresholds.indent


def _stands_alone(line: Line) -> bool:
    """Whether a line is its own element whatever stands round it: byline, jump, list item."""
    text = line.text
    if len(text) > 90:
        return False
    if _LIST_HEAD.match(text) and han_count(text) < 40 and not line.ends:
        return bool(re.match(r"[-*+•·]\s", text))
    jumps = find_jumps(text)
    if jumps and jumps[0].start == 0 and jumps[-1].end >= len(text):
        return True
    return byline_score(text) >= 0.6 and han_count(text) <= 40 and not line.pauses
