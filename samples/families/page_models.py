"""The page models of drawn pages, without going over PDF files, and what each of their lines is in truth.

The marks are handed to the reader of text layers as the layout objects that pdfminer would make of them, so
lines, rules, panels and pictures come out as from the file, many times faster.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from pdfminer.layout import LTChar, LTCurve, LTImage, LTLine, LTRect

from banmian.layout.model import Line, Page
from banmian.layout.pdf_text.glyph_arrays import collect_glyphs
from banmian.layout.pdf_text.pipeline import read_text_page
from samples.families.canvas import Composed, Label, PageCanvas
from samples.typeset.fonts import char_widths
from samples.typeset.sheet import (
    ASCENT,
    PaintedLine,
    PaintedPanel,
    PaintedPath,
    PaintedRule,
)

DESCENT = 0.12
NEAR = 6.0
"""Side of the squares by which glyphs are looked up, in points."""


@dataclass(frozen=True)
class LineTruth:
    """What a line of a read page is: the label of most of its glyphs, their share, and where they are.

    `position` is the place in the article's reading order: piece, line in the piece, glyph in the line. It is
    () for lines of which nothing was drawn.
    """

    label: Label | None
    share: float
    position: tuple[int, int, int] | tuple[()] = ()

    @property
    def article(self) -> str:
        """Name of the article, empty for anything else."""
        return self.label.article if self.label else ""

    @property
    def role(self) -> str:
        """Role in the article or kind of furniture, `noise` for what was not drawn."""
        return self.label.role if self.label else "noise"


def _glyph(text: str, x: float, base: float, size: float, advance: float, font: str, state: Any) -> LTChar:
    """A glyph as pdfminer gives it; its origin is (x, base) in PDF space."""
    item: Any = object.__new__(LTChar)
    item._text, item.fontname, item.graphicstate, item.hidden = text, font, state, False
    item.matrix = (1.0, 0.0, 0.0, 1.0, x, base)
    item.adv, item.size = advance, size
    item.set_bbox((x, base - DESCENT * size, x + advance, base - DESCENT * size + size))
    return item  # type: ignore[no-any-return]


def _glyphs(op: PaintedLine, canvas: PageCanvas, collection: str) -> Iterator[LTChar]:
    """A line's glyphs, rounded as in the file."""
    known = char_widths(op.face, canvas.script, collection)
    widths = [round(known.get(char, 1.0) * 1000) / 1000 for char in op.text]
    state = SimpleNamespace(ncolor=tuple(round(part, 3) for part in op.colour))
    size = round(op.size, 2)
    if op.vertical:
        for char, offset, width in zip(op.text, op.offsets, widths, strict=True):
            x = round(op.x + (1 - width) / 2 * op.size, 2)
            base = round(canvas.height - op.y - offset - ASCENT * op.size, 2)
            yield _glyph(char, x, base, size, width * size, op.face, state)
        return
    base = round(canvas.height - op.y - ASCENT * op.size, 2)
    x = round(op.x + op.offsets[0], 2) if op.offsets else 0.0
    end = op.offsets[0] if op.offsets else 0.0
    for char, offset, width in zip(op.text, op.offsets, widths, strict=True):
        gap = offset - end
        if abs(gap) > 0.002 * op.size:
            x += round(gap / op.size * 1000, 1) * 0.001 * size
        yield _glyph(char, x, base, size, width * size, op.face, state)
        x += width * size
        end = offset + width * op.size


def _shape(op: PaintedRule | PaintedPanel | PaintedPath, height: float) -> list[Any]:
    if isinstance(op, PaintedRule):
        ends = ((round(op.x0, 2), round(height - op.y0, 2)), (round(op.x1, 2), round(height - op.y1, 2)))
        return [LTLine(op.width, *ends, True, False, False, op.colour, op.colour)]
    if isinstance(op, PaintedPath):
        points = [(x, height - y) for x, y in op.points]
        points += points[:1] if op.closed else []
        return [LTCurve(op.width, points, True, bool(op.fill), False, op.colour, op.fill or op.colour)]
    box = op.box
    rect = (box.x0, height - box.y1, box.x1, height - box.y0)
    shapes = []
    if op.fill:
        shapes.append(LTRect(op.width, rect, False, True, False, None, op.fill))
    if op.stroke:
        shapes.append(LTRect(op.width, rect, True, False, False, op.stroke, None))
    return shapes


def _image(box: tuple[float, float, float, float]) -> LTImage:
    item: Any = object.__new__(LTImage)
    item.set_bbox(box)
    return item  # type: ignore[no-any-return]


def layout_objects(canvas: PageCanvas, collection: str) -> list[Any]:
    """The page's marks as pdfminer's layout objects, in painting order."""
    objects: list[Any] = []
    for op in canvas.ops:
        if isinstance(op, PaintedLine):
            objects += _glyphs(op, canvas, collection)
        elif isinstance(op, PaintedRule | PaintedPanel | PaintedPath):
            objects += _shape(op, canvas.height)
        else:
            box = op.box
            objects.append(_image((box.x0, canvas.height - box.y1, box.x1, canvas.height - box.y0)))
    return objects


def page_model(canvas: PageCanvas, collection: str) -> Page:
    """The page as the reader of text layers gives it, in points."""
    frame = (0.0, 0.0, round(canvas.width, 2), round(canvas.height, 2))
    objects = layout_objects(canvas, collection)
    source = SimpleNamespace(layout=objects, glyphs=partial(collect_glyphs, objects), mediabox=frame, cropbox=frame)
    page = read_text_page(source, canvas.number).page
    page.number = canvas.number
    return page


def page_models(document: Composed) -> list[Page]:
    """All pages of a document."""
    return [page_model(canvas, document.collection) for canvas in document.pages]


class TruthIndex:
    """Finds the label of a glyph by where it is on a drawn page."""

    def __init__(self, canvas: PageCanvas) -> None:
        self._squares: dict[tuple[int, int], list[tuple[float, float, str, Label, tuple[int, int, int]]]] = {}
        numbers: Counter[tuple[str, int]] = Counter()
        for place, labels in sorted(canvas.labels.items()):
            op = canvas.ops[place]
            if not isinstance(op, PaintedLine):
                continue
            key = (labels[0].article, labels[0].block) if labels else ("", 0)
            line_number = numbers[key]
            numbers[key] += 1
            for count, (char, offset) in enumerate(zip(op.text, op.offsets, strict=True)):
                x = op.x + op.size / 2 + (0.0 if op.vertical else offset)
                y = op.y + op.size / 2 + (offset if op.vertical else 0.0)
                label = labels[count]
                spot = (x, y, char, label, (label.block, line_number, count))
                self._squares.setdefault((int(x // NEAR), int(y // NEAR)), []).append(spot)

    def nearest(self, x: float, y: float, reach: float) -> tuple[Label, tuple[int, int, int]] | None:
        """Label and position of the drawn glyph whose middle is nearest to a point, within a reach in points."""
        best, least = None, reach * reach
        span = int(reach // NEAR) + 1
        column, row = int(x // NEAR), int(y // NEAR)
        for across in range(column - span, column + span + 1):
            for down in range(row - span, row + span + 1):
                for gx, gy, _char, label, position in self._squares.get((across, down), ()):
                    distance = (gx - x) ** 2 + (gy - y) ** 2
                    if distance <= least:
                        best, least = (label, position), distance
        return best


def line_truths(lines: Sequence[Line], canvas: PageCanvas, scale: float = 1.0) -> list[LineTruth]:
    """What each of the lines is in truth; `scale` is page units a point (1 for a text layer)."""
    index = TruthIndex(canvas)
    return [_truth_of(line, index, scale) for line in lines]


def _truth_of(line: Line, index: TruthIndex, scale: float) -> LineTruth:
    reach = 0.75 * line.size / scale
    found = [
        hit
        for glyph in line.glyphs
        if (hit := index.nearest(glyph.box.cx / scale, glyph.box.cy / scale, reach)) is not None
    ]
    if not found:
        return LineTruth(None, 0.0)
    counts = Counter((label.article, label.role) for label, _ in found)
    (most, count) = counts.most_common(1)[0]
    own = [(label, position) for label, position in found if (label.article, label.role) == most]
    first = min(own, key=lambda item: item[1])
    return LineTruth(first[0], count / max(1, len(line.glyphs)), first[1])


def reading_order(truths: Sequence[LineTruth]) -> dict[str, list[int]]:
    """Places of the lines of every article, in reading order: heads as printed, then text."""
    order: dict[str, list[int]] = {}
    for place, truth in enumerate(truths):
        if truth.article:
            order.setdefault(truth.article, []).append(place)
    for places in order.values():
        places.sort(key=lambda place: truths[place].position)
    return order


def follow_links(truths: Sequence[LineTruth], roles: Sequence[str] = ("body",)) -> list[tuple[int, int]]:
    """Pairs of lines (before, after) that follow each other in an article, among lines of some roles."""
    links = []
    for places in reading_order(truths).values():
        own = [place for place in places if truths[place].role in roles]
        links += list(pairwise(own))
    return links
