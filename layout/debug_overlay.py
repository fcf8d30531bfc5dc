"""A debug overlay: the page with everything that was found drawn over it, to be judged at a glance.

Each article has its colour: a tint over its blocks, an outline, a badge with the article's number at its headline
and a small number at each block in reading order, joined by a thin line. Furniture is grey, pictures are crossed,
tables are gridded, rules are drawn as they were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from banmian.document.model import Article, Content, Document, PageInfo, Region
from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.readers.source_file import Raster

PALETTE = (
    (214, 69, 65), (31, 119, 180), (44, 140, 90), (225, 130, 25), (126, 87, 194), (0, 137, 150),
    (194, 24, 91), (109, 76, 65), (85, 139, 47), (57, 73, 171), (200, 150, 0), (120, 144, 156),
)  # fmt: skip
GREY = (120, 120, 120)
TINT = 46
"""Opacity of a block's tint, of 255."""
FADE = 0.82
"""How much of the page's contrast stays under the drawing."""
STROKE = 0.0016
"""Width of an outline, as a share of the long side."""
BADGE = 0.0115
"""Radius of an article's badge, as a share of the long side."""
ORDER_BADGE = 0.55
"""Radius of a block's badge beside an article's,"""
CORNER_BADGE = 1.25
"""and of the badge at the corner of an article's first place."""
LEAST_BADGE = 6.0
"""Radius of the smallest badge, in px."""
BADGE_TYPE = 1.15
"""Size of the number on a badge beside the badge's radius."""


def draw(picture: Raster, content: Content | Document, page: PageInfo, rules: Sequence[Rule] = ()) -> Raster:
    """RGB picture (height, width, 3) of `page` with articles, order, furniture and rules drawn over it.

    ``picture`` shows the whole page at any scale; `page` gives the size that the boxes refer to.
    """
    if not page.width or not page.height:
        return picture
    base = Image.fromarray((255 - (255 - picture.astype(np.float32)) * FADE).astype(np.uint8)).convert("RGBA")
    canvas = _Canvas(base, base.width / page.width, page.number)
    for rule in rules:
        canvas.outline(rule.box, (150, 190, 220), 0.5)
    for piece in content.furniture:
        canvas.blocks(piece.regions, GREY)
    for image in [*content.images, *(image for article in content.articles for image in article.images)]:
        canvas.crosses(image.regions)
    for table in [*content.tables, *(table for article in content.articles for table in article.tables)]:
        canvas.blocks(table.regions, (0, 100, 140))
    shown = [article for article in content.articles if any(r.page == page.number for r in article.regions)]
    for number, article in enumerate(shown, 1):
        canvas.article(article, number, PALETTE[(number - 1) % len(PALETTE)])
    return np.asarray(Image.alpha_composite(base, canvas.layer).convert("RGB"))


class _Canvas:
    """A transparent layer of the picture's size, drawn on in page units."""

    def __init__(self, base: Image.Image, scale: float, page: int) -> None:
        self.layer = Image.new("RGBA", base.size, (0, 0, 0, 0))
        self._pen = ImageDraw.Draw(self.layer)
        self._scale, self._page = scale, page
        self._long = max(base.size)
        self._stroke = max(1, round(STROKE * self._long))

    def _box(self, box: Sequence[float]) -> tuple[float, float, float, float]:
        x0, y0, x1, y1 = (value * self._scale for value in box)
        return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _here(self, regions: Sequence[Region]) -> list[Box]:
        return [Box(*region.bbox) for region in regions if region.page == self._page]

    def outline(self, box: Box, colour: tuple[int, int, int], weight: float = 1.0) -> None:
        width = max(1, round(self._stroke * weight))
        self._pen.rectangle(self._box(box), outline=(*colour, 255), width=width)

    def blocks(self, regions: Sequence[Region], colour: tuple[int, int, int]) -> None:
        for box in self._here(regions):
            self._pen.rectangle(self._box(box), fill=(*colour, TINT), outline=(*colour, 170), width=self._stroke)

    def crosses(self, regions: Sequence[Region]) -> None:
        for box in self._here(regions):
            x0, y0, x1, y1 = self._box(box)
            self._pen.rectangle((x0, y0, x1, y1), outline=(*GREY, 200), width=self._stroke)
            self._pen.line((x0, y0, x1, y1), fill=(*GREY, 110), width=self._stroke)
            self._pen.line((x0, y1, x1, y0), fill=(*GREY, 110), width=self._stroke)

    def article(self, article: Article, number: int, colour: tuple[int, int, int]) -> None:
        outline = self._here(article.regions)
        for box in outline:
            self._pen.rectangle(self._box(box), fill=(*colour, TINT), outline=(*colour, 220), width=self._stroke)
        blocks = [box for block in article.blocks for box in self._here(block.regions)]
        path = [(b.x0 * self._scale, b.y0 * self._scale) for b in blocks]
        for start, end in pairwise(path):
            self._pen.line((*start, *end), fill=(*colour, 150), width=self._stroke)
        for order, place in enumerate(path, 1):
            self._badge(place, str(order), colour, ORDER_BADGE)
        if outline:
            off = BADGE * self._long
            corner = (outline[0].x0 * self._scale - off, outline[0].y0 * self._scale - off)
            self._badge(corner, str(number), colour, CORNER_BADGE)

    def _badge(self, centre: tuple[float, float], label: str, colour: tuple[int, int, int], weight: float) -> None:
        radius = max(LEAST_BADGE, BADGE * self._long * weight)
        x = min(max(centre[0], radius), self.layer.width - radius)
        y = min(max(centre[1], radius), self.layer.height - radius)
        self._pen.ellipse(
            (x - radius, y - radius, x + radius, y + radius),
            fill=(*colour, 235),
            outline=(255, 255, 255, 255),
            width=max(1, self._stroke // 2),
        )
        font = ImageFont.load_default(size=radius * BADGE_TYPE)
        self._pen.text((x, y), label, fill=(255, 255, 255, 255), font=font, anchor="mm")
