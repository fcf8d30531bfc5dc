"""Breaks paragraphs into justified lines, as a newspaper's setting does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

from samples.typeset.sheet import BLACK, Colour, PaintedLine

NOT_FIRST = set("，。、；：？！”’）》」』】〉％%…·.,;:?!)")
NOT_LAST = set("“‘（《「『【〈(")
Measure = Callable[[str, str], float]


class Slot(NamedTuple):
    """Room for one line: left end, top, length, and whether a new column starts here."""

    x: float
    y: float
    length: float


@dataclass(frozen=True)
class TextStyle:
    """How running text looks. `loose` and `spaced` are shares of lines and paragraphs."""

    face: str
    size: float
    leading: float
    indent: float = 2.0
    colour: Colour = BLACK
    loose: float = 0.0
    spaced: float = 0.0
    painted_spaces: float = 0.0
    justify: float = 1.0
    role: str = "body"


def _unit_end(text: str, start: int) -> int:
    """End of the unbreakable unit at `start`: a Latin or digit run, or one character."""
    end = start + 1
    if text[start].isascii() and text[start].isalnum():
        while (
            end < len(text) and end - start < 12 and text[end].isascii() and (text[end].isalnum() or text[end] in ".%")
        ):
            end += 1
    return end


def _allowed_break(text: str, position: int) -> bool:
    return text[position] not in NOT_FIRST and text[position - 1] not in NOT_LAST


def _take(text: str, start: int, advances: Sequence[float], room: float) -> int:
    """Index after the last character that goes on this line."""
    width, position, good = 0.0, start, start
    while position < len(text):
        end = _unit_end(text, position)
        width += sum(advances[position:end])
        if width > room + 1e-6:
            break
        position = end
        if position == len(text) or _allowed_break(text, position):
            good = position
    return good if good > start else max(position, start + 1)


def _offsets(advances: Sequence[float], lead: float, gap: float) -> tuple[float, ...]:
    places, at = [], lead
    for advance in advances:
        places.append(at)
        at += advance + gap
    return tuple(places)


def _advances(text: str, style: TextStyle, measure: Measure, rng: Random) -> list[float]:
    advances = [measure(style.face, char) * style.size for char in text]
    if len(text) > 24 and rng.random() < style.spaced:
        start = rng.randrange(2, len(text) - 16)
        for index in range(start, start + rng.randrange(6, 15)):
            advances[index] += style.size * 0.45
    return advances


def _with_painted_spaces(line: PaintedLine, gap: float) -> PaintedLine:
    """The same line with a space character painted in every gap, as some typesetters leave it."""
    text, offsets = [], []
    for index, (char, offset) in enumerate(zip(line.text, line.offsets, strict=True)):
        if index:
            text.append(" ")
            offsets.append(offset - gap)
        text.append(char)
        offsets.append(offset)
    return replace(line, text="".join(text), offsets=tuple(offsets))


def set_paragraph(
    text: str, slots: Sequence[Slot], style: TextStyle, measure: Measure, rng: Random
) -> list[PaintedLine] | None:
    """The paragraph's lines in the first of the given slots, or None where it does not fit."""
    advances = _advances(text, style, measure, rng)
    lines: list[PaintedLine] = []
    position = 0
    for number, slot in enumerate(slots):
        lead = style.indent * style.size if number == 0 else 0.0
        room = slot.length - lead
        wanted = room * rng.uniform(0.6, 0.85) if rng.random() < style.loose else room
        end = _take(text, position, advances, wanted)
        rest = room - sum(advances[position:end])
        last = end == len(text)
        count = end - position
        gap = rest / (count - 1) if not last and count > 1 and style.justify else 0.0
        line = PaintedLine(
            text[position:end], slot.x, slot.y, style.size, style.face,
            _offsets(advances[position:end], lead, gap), style.colour, role=style.role,
        )  # fmt: skip
        if gap > 0.3 * style.size and rng.random() < style.painted_spaces:
            line = _with_painted_spaces(line, gap)
        lines.append(line)
        position = end
        if last:
            return lines
    return None


def set_line(text: str, x: float, y: float, style: TextStyle, measure: Measure, tracking: float = 0.0) -> PaintedLine:
    """One line that is not justified, from x rightwards."""
    advances = [measure(style.face, char) * style.size for char in text]
    return PaintedLine(
        text,
        x,
        y,
        style.size,
        style.face,
        _offsets(advances, 0.0, tracking * style.size),
        style.colour,
        role=style.role,
    )


def line_length(text: str, style: TextStyle, measure: Measure, tracking: float = 0.0) -> float:
    """Length in points of a line set by `set_line`."""
    return sum(measure(style.face, char) + tracking for char in text) * style.size - tracking * style.size


def set_down(text: str, x: float, y: float, style: TextStyle, tracking: float = 0.0) -> PaintedLine:
    """One line that runs downwards, a character under the other; a space takes half an em."""
    offsets, at = [], 0.0
    for char in text:
        offsets.append(at)
        at += style.size * ((0.5 if char == " " else 1.0) + tracking)
    return PaintedLine(text, x, y, style.size, style.face, tuple(offsets), style.colour, vertical=True, role=style.role)
