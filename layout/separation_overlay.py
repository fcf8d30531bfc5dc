"""An overlay of article separation: which thing was taken to come after which, and how surely, drawn over the page.

Headlines are framed in orange, texts in blue. An arrow leads from each thing to the one that comes after it, with the
chance in per cent that this is right; a disc stands where an article begins, with the chance of that. What is in doubt
(`explained_decisions.is_doubtful`) is red and thick, with the next best choice as a thin dashed arrow. Straight cuts,
where these divided an area, are drawn green, with their order.
"""

from __future__ import annotations

from math import hypot

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from banmian.layout.explained_page import DecidedArea, DecidedPage
from banmian.layout.geometry import Box
from banmian.layout.readers.source_file import Raster
from banmian.layout.segmentation.regions import span
from banmian.layout.separation.chain_separation import ChainedArea
from banmian.layout.separation.explained_decisions import BEGINS, Decision, cuts_to, decision_of

HEAD, TEXT, SURE, DOUBT, CUT = (225, 130, 25), (31, 119, 180), (90, 110, 130), (205, 30, 40), (44, 140, 90)
Colour = tuple[int, int, int]
FADE = 0.45
"""How much of the page's contrast stays under the drawing."""
STROKE, TYPE, DISC = 0.0014, 0.0085, 0.0095
"""Width of a line, size of figures, radius of a disc, as shares of the picture's long side."""
LEAST_DISC, LEAST_TYPE = 5.0, 7.0
"""Least radius of a disc and size of figures (px)."""
BARB = 3.5
"""Length of an arrow's barbs in widths of its line."""
DASH = 5.0
"""Length of a dash, and of the space after it, in widths of the line."""

Point = tuple[float, float]


def draw_links(picture: Raster, decided: DecidedPage) -> Raster:
    """RGB picture (height, width, 3) of a page with the links between its things drawn over it.

    ``picture`` shows the whole page at any scale.
    """
    if not decided.page.width:
        return picture
    faded = (255 - (255 - picture.astype(np.float32)) * FADE).astype(np.uint8)
    base = Image.fromarray(faded).convert("RGBA")
    sketch = _Sketch(base, base.width / decided.page.width, decided)
    for area in decided.areas:
        sketch.area(area)
    return np.asarray(Image.alpha_composite(base, sketch.layer).convert("RGB"))


class _Sketch:
    """A transparent layer of the picture's size, drawn on in the level frame of the page."""

    def __init__(self, base: Image.Image, scale: float, decided: DecidedPage) -> None:
        self.layer = Image.new("RGBA", base.size, (0, 0, 0, 0))
        self._pen = ImageDraw.Draw(self.layer)
        self._scale, self._decided = scale, decided
        long = max(base.size)
        self._stroke, self._disc = max(1, round(STROKE * long)), max(LEAST_DISC, DISC * long)
        self._font = ImageFont.load_default(size=max(LEAST_TYPE, TYPE * long))

    def area(self, area: DecidedArea) -> None:
        if area.frame is not None:
            self._outline(area.frame, SURE)
        if area.chained is not None:
            self._chains(area.chained)
        elif area.division is not None:
            self._cuts(area)

    def _chains(self, chained: ChainedArea) -> None:
        nodes = chained.scored.graph.nodes
        decisions = [decision_of(chained, number) for number in range(len(nodes))]
        for node in nodes:
            self._outline(node.box, HEAD if node.kind == "head" else TEXT)
        for decision in sorted(decisions, key=lambda one: one.doubtful):
            self._link(decision, [node.box for node in nodes])

    def _link(self, decision: Decision, boxes: list[Box]) -> None:
        colour, weight = (DOUBT, 2.0) if decision.doubtful else (SURE, 1.0)
        share = f"{100 * decision.taken.chance:.0f}"
        if decision.doubtful and decision.others and decision.others[0].before != BEGINS:
            rival = self._ends(boxes[decision.others[0].before], boxes[decision.node])
            self._dashed(*rival, DOUBT)
        if decision.taken.before == BEGINS:
            self._badge(self._start(boxes[decision.node]), share, colour)
            return
        tail, tip = self._ends(boxes[decision.taken.before], boxes[decision.node])
        self._arrow(tail, tip, colour, weight)
        self._figure(((tail[0] + tip[0]) / 2, (tail[1] + tip[1]) / 2), share, colour)

    def _cuts(self, area: DecidedArea) -> None:
        """Every straight cut of an area once, numbered in the order in which they were made."""
        type_, division = self._decided.type_, area.division
        if division is None:
            return
        waiting = [division]
        number = 0
        while waiting:
            part = waiting.pop(0)
            if part.candidate is not None:
                continue
            number += 1
            waiting += part.parts
            whole = span([item for candidate in part.candidates for item in candidate.items])
            at = cuts_to(part, whole, area.area.rules, type_)[0][0].at
            line = Box(whole.x0, at, whole.x1, at) if part.axis == "rows" else Box(at, whole.y0, at, whole.y1)
            x0, y0, x1, y1 = self._place(line)
            self._pen.line((x0, y0, x1, y1), fill=(*CUT, 230), width=2 * self._stroke)
            self._badge(((x0 + x1) / 2, (y0 + y1) / 2), str(number), CUT)

    def _place(self, box: Box) -> tuple[float, float, float, float]:
        x0, y0, x1, y1 = (value * self._scale for value in self._decided.as_printed(box))
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _point(self, x: float, y: float) -> Point:
        x0, y0, _, _ = self._place(Box(x, y, x, y))
        return x0, y0

    def _start(self, box: Box) -> Point:
        return self._point(box.x0, box.y0)

    def _ends(self, one: Box, other: Box) -> tuple[Point, Point]:
        """From the foot of one thing to the beginning of the other, both a little inside."""
        inset = self._decided.type_.em
        tail = self._point((one.x0 + one.x1) / 2, max(one.y1 - inset / 2, one.cy))
        return tail, self._point(min(other.x0 + inset, other.cx), min(other.y0 + inset / 2, other.cy))

    def _outline(self, box: Box, colour: Colour) -> None:
        self._pen.rectangle(self._place(box), outline=(*colour, 210), width=self._stroke)

    def _arrow(self, tail: Point, tip: Point, colour: Colour, weight: float) -> None:
        width = round(self._stroke * weight)
        self._pen.line((*tail, *tip), fill=(*colour, 230), width=width)
        away = hypot(tip[0] - tail[0], tip[1] - tail[1])
        if away <= 0:
            return
        dx, dy = (tip[0] - tail[0]) / away, (tip[1] - tail[1]) / away
        size = BARB * (width + 1)
        wings = [
            (tip[0] - size * dx + sign * size * dy / 2, tip[1] - size * dy - sign * size * dx / 2) for sign in (1, -1)
        ]
        self._pen.polygon([tip, *wings], fill=(*colour, 230))

    def _dashed(self, tail: Point, tip: Point, colour: Colour) -> None:
        away = hypot(tip[0] - tail[0], tip[1] - tail[1])
        step = DASH * self._stroke
        for number in range(0, int(away / step), 2):
            start, end = number * step / away, min(1.0, (number + 1) * step / away)
            points = [
                (tail[0] + share * (tip[0] - tail[0]), tail[1] + share * (tip[1] - tail[1])) for share in (start, end)
            ]
            self._pen.line(points, fill=(*colour, 200), width=self._stroke)

    def _badge(self, centre: Point, label: str, colour: Colour) -> None:
        x = min(max(centre[0], self._disc), self.layer.width - self._disc)
        y = min(max(centre[1], self._disc), self.layer.height - self._disc)
        box = (x - self._disc, y - self._disc, x + self._disc, y + self._disc)
        self._pen.ellipse(box, fill=(*colour, 235), outline=(255, 255, 255, 255))
        self._pen.text((x, y), label, fill=(255, 255, 255, 255), font=self._font, anchor="mm")

    def _figure(self, centre: Point, label: str, colour: Colour) -> None:
        box = self._pen.textbbox(centre, label, font=self._font, anchor="mm")
        self._pen.rectangle((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1), fill=(255, 255, 255, 215))
        self._pen.text(centre, label, fill=(*colour, 255), font=self._font, anchor="mm")
