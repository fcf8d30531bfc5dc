"""The lines of a bare text put together to paragraphs, titles and the rest."""

from __future__ import annotations

from repair.element import Element
from repair.joining import join_lines
from repair.lines import Line, are_wrapped
from repair.poured import find_poured
from repair.spacing import heal_spacing
from repair.thresholds import PARAGRAPH, VERTICAL, ParagraphThresholds
from repair.verse import free_verse, regular_verse
from repair.vertical import is_stacked, read_vertical
from repair.wrapping import Wrapping


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
    return [make_element(group) for group in Wrapping(lines, thresholds).read()]


def make_element(lines: list[Line]) -> Element:
    """One element of lines that follow each other."""
    if len(lines) == 1:
        return Element(lines, lines[0].text)
    return Element(lines, heal_spacing(join_lines([line.shown for line in lines])[0])[0])
