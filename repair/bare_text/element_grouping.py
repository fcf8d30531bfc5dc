"""From the lines of a bare text to its elements: paragraphs, titles, tables, verse."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.linearized_tables import find_linearized_tables
from banmian.repair.bare_text.markup import read_table
from banmian.repair.bare_text.printed_lines import PrintedLine, are_wrapped
from banmian.repair.bare_text.verse import free_verse, regular_verse
from banmian.repair.bare_text.vertical_headlines import is_stacked, opens_stack, read_vertical
from banmian.repair.rules.line_unwrapping import LineUnwrapper
from banmian.repair.rules.spacing import repair_spacing
from banmian.repair.thresholds import VERTICAL
from banmian.wording.line_joins import join_lines
from banmian.wording.unicode_script import is_han

_OPEN = re.compile("[（(][^）)]*$")


@dataclass(frozen=True, slots=True)
class SettingStyle:
    """How a text sets its lines: ``group`` makes paragraphs of them, ``verse`` measures a run of verse."""

    group: Callable[[list[PrintedLine]], list[list[PrintedLine]]]
    verse: Callable[[list[PrintedLine], int], int]


def _manner(lines: list[PrintedLine]) -> SettingStyle:
    if are_wrapped(lines):
        return SettingStyle(lambda stretch: LineUnwrapper(stretch).read(), regular_verse)
    gaps = sorted(line.gap for line in lines[1:])
    spaced = bool(gaps) and gaps[len(gaps) // 2] > 0
    return SettingStyle(lambda stretch: [[line] for line in stretch], _any_verse if spaced else regular_verse)


def read_elements(lines: list[PrintedLine], copies: Sequence[tuple[int, int]] = ()) -> list[Element]:
    """The elements of a text, in its order. ``copies`` are ranges of lines that stand above already: furniture."""
    edges = [0, *(edge for copy in copies for edge in copy), len(lines)]
    pieces = [lines[start:end] for start, end in pairwise(edges)]
    manner = _manner([line for piece in pieces[::2] for line in piece])
    elements: list[Element] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            elements.append(Element(piece, "\n".join(line.text for line in piece), "furniture", "other"))
        else:
            elements += _read_stretch(piece, manner)
    return elements


def _read_stretch(lines: list[PrintedLine], manner: SettingStyle) -> list[Element]:
    """The elements of a stretch of a text."""
    elements: list[Element] = []
    start = index = 0
    shown = [line.shown for line in lines]
    while index < len(lines):
        table = read_table(shown, index) if shown[index][:1] in "|<" else None
        if table is None:
            index += 1
            continue
        elements += _read_linearized(lines[start:index], manner)
        elements.append(_table(lines[index : index + table[0]], table[1], None))
        index += table[0]
        start = index
    return elements + _read_linearized(lines[start:], manner)


def _table(lines: list[PrintedLine], rows: list[list[str]], caption: str | None) -> Element:
    return Element(lines, "\n".join(line.text for line in lines), "table", rows=rows, caption=caption)


def _read_linearized(lines: list[PrintedLine], manner: SettingStyle) -> list[Element]:
    """Lines without marked tables; linearized ones are found."""
    elements: list[Element] = []
    start = 0
    for table in find_linearized_tables(lines):
        elements += _read_stacked(lines[start : table.first], manner)
        caption = lines[table.caption].text if table.caption is not None else None
        elements.append(_table(lines[table.first : table.last + 1], table.rows, caption))
        start = table.last + 1
    return elements + _read_stacked(lines[start:], manner)


def _read_stacked(lines: list[PrintedLine], manner: SettingStyle) -> list[Element]:
    """Lines without tables; vertical runs are found."""
    elements: list[Element] = []
    start = index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and is_stacked(lines[end]) and (end > index or opens_stack(lines[end])):
            end += 1
        if end - index >= VERTICAL.run and any(is_han(line.text.strip()) for line in lines[index:end]):
            elements += _read_flat(lines[start:index], manner)
            elements += read_vertical(lines[index:end])
            start = end
        index = max(end, index + 1)
    return elements + _read_flat(lines[start:], manner)


def _read_flat(lines: list[PrintedLine], manner: SettingStyle) -> list[Element]:
    """Lines of horizontal text; verse is found, the rest grouped."""
    elements: list[Element] = []
    start = index = 0
    while index < len(lines):
        length = manner.verse(lines, index)
        if length:
            elements += [make_element(group) for group in manner.group(lines[start:index])]
            inside = lines[index : index + length]
            elements.append(Element(inside, "\n".join(line.text for line in inside), "verse"))
            start = index + length
        index += length or 1
    return elements + [make_element(group) for group in manner.group(lines[start:])]


def _any_verse(lines: list[PrintedLine], start: int) -> int:
    return regular_verse(lines, start) or free_verse(lines, start)


def make_element(lines: list[PrintedLine]) -> Element:
    """One element of consecutive lines."""
    if len(lines) == 1:
        return Element(lines, lines[0].text)
    if any(_OPEN.search(line.text) for line in lines[:-1]):
        return Element(lines, repair_spacing(join_lines([line.shown for line in lines])[0])[0])
    return Element(lines, join_lines([line.text for line in lines])[0])
