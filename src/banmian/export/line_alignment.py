"""Line alignment: the lines of a text, taken from the lines that were read, with boxes, characters and confidences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from banmian.document.lines_as_read import LineRead
from banmian.document.model import Region
from banmian.export.character_sources import ALIKE, Anchor, anchors, likeness, remove_spaces
from banmian.export.estimated_lines import cut, width_of
from banmian.export.placed_document import Joint, PlacedGlyph, PlacedLine

HYPHENS = "-\u00ad‐"


def lines_inside(lines: Sequence[LineRead], region: Region) -> list[LineRead]:
    """The lines whose middle lies in a region."""
    left, top, right, bottom = (2 * value for value in region.bbox)
    return [
        line
        for line in lines
        if left <= line.bbox[0] + line.bbox[2] <= right and top <= line.bbox[1] + line.bbox[3] <= bottom
    ]


def lines_touching(lines: Sequence[LineRead], region: Region) -> list[LineRead]:
    """The lines that share an area with a region."""
    x0, y0, x1, y1 = region.bbox
    return [n for n in lines if n.bbox[0] < x1 and x0 < n.bbox[2] and n.bbox[1] < y1 and y0 < n.bbox[3]]


Spans = Callable[[LineRead], tuple[float, float, float]]
"""Extent of a line across the reading direction of its text, and where it begins in that direction."""


def sort_lines(lines: Sequence[LineRead]) -> list[LineRead]:
    """Lines of one region: downwards, or from right to left where they are vertical.

    Lines that share most of their height (or width) are beside each other: those go by the other axis.
    """
    down = [line for line in lines if line.vertical]
    if len(down) * 2 > len(lines):
        return _by_rank(lines, lambda line: (-line.bbox[2], -line.bbox[0], line.bbox[1]))
    return _by_rank(lines, lambda line: (line.bbox[1], line.bbox[3], line.bbox[0]))


def _by_rank(lines: Sequence[LineRead], spans: Spans) -> list[LineRead]:
    ranked = sorted(lines, key=lambda line: sum(spans(line)[:2]))
    rows: list[list[LineRead]] = []
    for line in ranked:
        if rows and _beside(spans(rows[-1][-1]), spans(line)):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: spans(line)[2])]


def _beside(first: tuple[float, float, float], second: tuple[float, float, float]) -> bool:
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return shared > 0.6 * min(first[1] - first[0], second[1] - second[0])


def lines_sharing_text(text: str, lines: Sequence[LineRead]) -> list[LineRead]:
    """The lines that contain part of the text."""
    return [line for line in lines if likeness(line.text, text) >= ALIKE]


def lines_of_short_text(text: str, lines: Sequence[LineRead]) -> list[LineRead]:
    """The line that contains the text, or else the lines that the text contains; for texts of a few words."""
    wanted = remove_spaces(text)
    holder = next((line for line in lines if wanted and wanted in remove_spaces(line.text)), None)
    if holder is not None:
        return [holder]
    return sort_lines([n for n in lines if len(remove_spaces(n.text)) > 1 and remove_spaces(n.text) in wanted])


def align_lines(text: str, lines: Sequence[LineRead]) -> list[tuple[int, PlacedLine]] | None:
    """The text on ``lines`` (in reading order), each with the index of its line; None where they do not match."""
    places = anchors(text, lines)
    if places is None:
        return None
    solid = [index for index, glyph in enumerate(text) if not glyph.isspace()]
    glyphs = _make_glyphs([text[index] for index in solid], places, lines)
    found: list[tuple[int, PlacedLine]] = []
    at = 0
    for number, group in groupby(range(len(solid)), key=lambda rank: places[rank].line):
        ranks = list(group)
        end = len(text) if ranks[-1] + 1 == len(solid) else solid[ranks[-1]] + 1
        for start, stop in _pieces(text, at, end):
            words, joint, at = cut(text, start, stop)
            own = [glyphs[rank] for rank in ranks if start <= solid[rank] < stop]
            found.append((number, _line(lines[number], words, joint, own)))
    return found


def _line(read: LineRead, words: str, joint: Joint, glyphs: Sequence[PlacedGlyph]) -> PlacedLine:
    x0, y0, x1, y1 = read.bbox
    if glyphs and len(glyphs) < len(remove_spaces(read.text)):
        start, end = min(glyph.start for glyph in glyphs), max(glyph.end for glyph in glyphs)
        x0, y0, x1, y1 = (x0, start, x1, end) if read.vertical else (start, y0, end, y1)
    known = [glyph.sure for glyph in glyphs if glyph.sure is not None]
    sure = round(sum(known) / len(known), 4) if known else read.confidence
    hyphen = not joint and read.text.rstrip()[-1:] in HYPHENS and words[-1:] not in HYPHENS
    return PlacedLine(words, (x0, y0, x1, y1), tuple(glyphs), sure, read.vertical, joint, hyphen)


def _make_glyphs(letters: Sequence[str], places: Sequence[Anchor], lines: Sequence[LineRead]) -> list[PlacedGlyph]:
    """A placed glyph for every letter; letters with one place between them share it evenly."""
    extents = [_extents(line) for line in lines]
    if all(place.exact for place in places):
        return _own_glyphs(letters, places, lines, extents)
    found: list[PlacedGlyph] = []
    at = 0
    while at < len(places):
        place = places[at]
        count = 1
        while at + count < len(places) and _together(place, places[at + count]):
            count += 1
        read = lines[place.line]
        # A misread line's characters may lie out of order: the room of several is all that they span.
        spans = extents[place.line][place.first : place.last + 1]
        start, end = min(span[0] for span in spans), max(span[1] for span in spans)
        step = (end - start) / count
        for rank in range(count):
            value = read.sure[place.first] if read.sure and places[at + rank].exact else read.confidence
            found.append(PlacedGlyph(letters[at + rank], start + rank * step, start + (rank + 1) * step, value))
        at += count
    return found


def _own_glyphs(
    letters: Sequence[str],
    places: Sequence[Anchor],
    lines: Sequence[LineRead],
    extents: Sequence[Sequence[tuple[float, float]]],
) -> list[PlacedGlyph]:
    """The same where the page shows every letter: no two share a place."""
    sures = [line.sure or [line.confidence] * len(own) for line, own in zip(lines, extents, strict=True)]
    return [
        PlacedGlyph(letter, *extents[line][rank], sures[line][rank])
        for letter, (line, rank, _, _) in zip(letters, places, strict=True)
    ]


def _together(one: Anchor, other: Anchor) -> bool:
    return one.line == other.line and one.first == other.first and one.last == other.last


def _extents(line: LineRead) -> list[tuple[float, float]]:
    """Begin and end of each character; spread by their widths where the reader did not say."""
    if line.starts:
        return list(zip(line.starts, line.ends, strict=True))
    start, end = (line.bbox[1], line.bbox[3]) if line.vertical else (line.bbox[0], line.bbox[2])
    whole = max(width_of(line.text), 0.5)
    found, at = [], 0.0
    for glyph in line.text:
        width = width_of(glyph)
        if not glyph.isspace():
            found.append((start + at / whole * (end - start), start + (at + width) / whole * (end - start)))
        at += width
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """text[start:end] cut after each line break of its own."""
    cuts = [index + 1 for index in range(start, end) if text[index] == "\n" and index + 1 < end]
    return list(zip([start, *cuts], [*cuts, end], strict=True))
