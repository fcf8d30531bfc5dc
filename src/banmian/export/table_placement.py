"""Table placement on the lines that were read: a row is one line, made of its cells' lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from banmian.document.lines_as_read import LineRead
from banmian.document.model import Region
from banmian.export.character_sources import common_positions, remove_spaces
from banmian.export.line_alignment import align_lines, lines_inside, sort_lines
from banmian.export.ordered_texts import Text
from banmian.export.placed_document import Placed, PlacedLine, bounding_box, bounds

FITS = 0.9
"""Least share of a table's characters that its lines must contain, row by row, to be trusted."""


def place_table(texts: Sequence[Text], regions: Sequence[Region], lines: Mapping[int, list[LineRead]]) -> list[Placed]:
    """Caption and rows of a table on the lines inside its regions; [] where these do not match."""
    if len({region.page for region in regions}) != 1:
        return []
    page = regions[0].page
    read = list({id(line): line for region in regions for line in lines_inside(lines.get(page, []), region)}.values())
    ordered = sort_lines(read)
    whole = "\n".join(text.text for text in texts)
    if len(common_positions(remove_spaces(whole), remove_spaces("".join(n.text for n in ordered)))) < FITS * max(
        1, len(remove_spaces(whole))
    ):
        return []
    laid = [line for _, line in align_lines(whole, ordered) or []]
    if not laid:
        return []
    region = bounds(regions[0].bbox)
    found: list[Placed] = []
    rows = groupby(_numbered(laid), key=lambda item: item[0])
    stacks = {number: [line for _, line in group] for number, group in rows}
    for number, text in enumerate(texts):
        stack = stacks.get(number, [])
        boxes = [line.bbox for line in stack if line.bbox is not None]
        glyphs = tuple(glyph for line in stack for glyph in line.glyphs)
        vertical = any(line.vertical for line in stack)
        sure = min((line.sure for line in stack if line.sure is not None), default=None)
        row = PlacedLine(text.text, bounding_box(boxes) or region, () if vertical else glyphs, sure)
        found.append([(page, row.bbox, replace(row, vertical=vertical))])
    return found


def _numbered(laid: Sequence[PlacedLine]) -> list[tuple[int, PlacedLine]]:
    """Each line with the number of its row: rows end with a line break."""
    number, found = 0, []
    for line in laid:
        found.append((number, line))
        number += line.joint == "\n"
    return found
