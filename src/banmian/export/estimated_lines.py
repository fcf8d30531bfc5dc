"""Lines estimated for texts without any: a text is divided among its regions, and evenly inside each, by geometry.

The em is the largest at which the text still fits its regions, with lines `LEADING` em apart; each region then
holds as many lines as its height allows, and every line but the last is full. This is good enough to find a
paragraph on the picture, not a glyph. Vertical text is laid out likewise, rotated by a quarter turn: its lines run
down, the next one to the left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from banmian.document.model import Region
from banmian.export.placed_document import Bounds, Joint, PlacedLine

LEADING = 1.6
"""Distance of lines, in em: between the usual 1.4 of headlines and 1.75 of body type."""

ROUNDS = 40
"""Bisections of the interval in which the em is sought."""

SINGLE = 1.6
"""A region narrower than this many em of the text holds one vertical line."""


Direction = Literal["across", "down"]
"""The direction of a text's lines."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for one line: its box, and which region it is in."""

    region: int
    bbox: Bounds
    room: float


def width_of(text: str) -> float:
    """Length of a text in em: full-width characters count 1, others a half."""
    return sum(1.0 if unicodedata.east_asian_width(glyph) in "WFA" else 0.5 for glyph in text)


def runs_down(text: str, regions: Sequence[Region]) -> bool:
    """Whether regions are so narrow that each holds one vertical line."""
    glyphs = sum(not glyph.isspace() for glyph in text)
    height = sum(region.bbox[3] - region.bbox[1] for region in regions)
    return glyphs > 1 and all(region.bbox[2] - region.bbox[0] < SINGLE * height / glyphs for region in regions)


def split(text: str, regions: Sequence[Region], direction: Direction = "across") -> list[tuple[int, PlacedLine]]:
    """The lines of a text, each with the index of its region; `regions` is not empty.

    A text with line breaks of its own gets one line for each of its lines. One that `is_set_vertically` is vertical
    whatever the `direction`.
    """
    single = runs_down(text, regions)
    runs: Direction = "down" if single else direction
    frames = [_turned(region.bbox) if runs == "down" else region.bbox for region in regions]
    hard = text.split("\n")
    if len(hard) > 1:
        slots = _shares(frames, len(hard))
        cuts = [len(line) + 1 for line in hard]
    else:
        slots = _slots(frames, _thinnest(frames) if single else _em(width_of(text), frames))
        cuts = []
    scale = max(width_of(text), 0.5) / sum(slot.room for slot in slots)
    lines: list[tuple[int, PlacedLine]] = []
    at, due = 0, 0.0
    for rank, slot in enumerate(slots):
        due += slot.room * scale
        end = at + cuts[rank] if cuts else len(text) if rank == len(slots) - 1 else _end(text, due)
        if end > at:
            line, at = _line(text, at, min(end, len(text)), slot.bbox, runs)
            lines.append((slot.region, line))
    return lines


def _turned(bbox: Sequence[float]) -> list[float]:
    """A box in the frame of vertical text: down becomes along, left becomes down."""
    return [bbox[1], -bbox[2], bbox[3], -bbox[0]]


def _thinnest(frames: Sequence[Sequence[float]]) -> float:
    return min(max(frame[3] - frame[1], 1e-3) for frame in frames)


def _em(length: float, frames: Sequence[Sequence[float]]) -> float:
    low, high = 0.0, max(max(frame[3] - frame[1] for frame in frames), 1e-3)
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        if middle and sum(_count(f, middle) * (f[2] - f[0]) // middle for f in frames) >= length:
            low = middle
        else:
            high = middle
    return max(low, high * 1e-3)


def _count(frame: Sequence[float], em: float) -> int:
    return max(1, 1 + round((frame[3] - frame[1] - em) / (LEADING * em)))


def _slots(frames: Sequence[Sequence[float]], em: float) -> list[Slot]:
    slots = []
    for number, (x0, y0, x1, y1) in enumerate(frames):
        count = _count(frames[number], em)
        height = min(em, y1 - y0)
        step = (y1 - y0 - height) / (count - 1) if count > 1 else 0.0
        for rank in range(count):
            top = y0 + rank * step
            slots.append(Slot(number, (x0, top, x1, top + height), max(x1 - x0, 1e-3)))
    return slots


def _shares(frames: Sequence[Sequence[float]], count: int) -> list[Slot]:
    """Room for `count` lines, spread evenly over the frames' heights."""
    total = sum(frame[3] - frame[1] for frame in frames)
    slots: list[Slot] = []
    below = 0.0
    for number, (x0, y0, x1, y1) in enumerate(frames):
        below += y1 - y0
        last = number == len(frames) - 1
        lines = (count if last else round(count * below / max(total, 1e-3))) - len(slots)
        step = (y1 - y0) / max(lines, 1)
        for rank in range(lines):
            top = y0 + rank * step
            slots.append(Slot(number, (x0, top, x1, top + step / LEADING), max(x1 - x0, 1e-3)))
    return slots


def _end(text: str, due: float) -> int:
    """Index of the first character beyond ``due`` em, moved back to the start of a word."""
    length = 0.0
    for index, glyph in enumerate(text):
        length += width_of(glyph)
        if length > due + 1e-6:
            start = index
            while start and _in_word(text[start - 1]) and _in_word(text[start]):
                start -= 1
            return start or index
    return len(text)


def _in_word(glyph: str) -> bool:
    return glyph.isalnum() and width_of(glyph) < 1


def _line(text: str, start: int, end: int, bbox: Bounds, runs: Direction) -> tuple[PlacedLine, int]:
    """The line text[start:end] with the space or break at its end as joint; and where the next one starts."""
    words, joint, end = cut(text, start, end)
    box = (-bbox[3], bbox[0], -bbox[1], bbox[2]) if runs == "down" else bbox
    return PlacedLine(words, box, vertical=runs == "down", joint=joint), end


def cut(text: str, start: int, end: int) -> tuple[str, Joint, int]:
    """Words, joint and end of the line that covers text[start:end], with one space or break after it."""
    joints: dict[str, Joint] = {" ": " ", "\n": "\n"}
    if end > start and text[end - 1] in joints:
        end -= 1
    joint = joints.get(text[end : end + 1], "")
    return text[start:end], joint, end + len(joint)
