"""Draws how a page looks: paper size, grid, faces, rules and the habits of its typesetting program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from samples.typeset.frame import FrameStyle
from samples.typeset.heads import HeadStyle, Overprint
from samples.typeset.line_breaking import TextStyle
from samples.typeset.pictures import PictureStyle
from samples.typeset.sheet import Box, Colour

PANELS: tuple[Colour, ...] = ((0.93, 0.95, 0.98), (0.97, 0.95, 0.88), (0.92, 0.92, 0.92), (0.95, 0.98, 0.93))
GROUNDS: tuple[Colour, ...] = ((0.75, 0.1, 0.1), (0.1, 0.25, 0.5), (0.1, 0.35, 0.25), (0.2, 0.2, 0.2))
EVERYDAY = (
    "一二十人入八力又口土大女子小工己干广弓心手支文方日月木止比毛水火父片牛王瓜生用田白目石立竹米老而耳至"
    "色虫行衣角言谷豆走足身车里金长门雨青非面页风飞食首马高鱼鸟麦黄黑鼓"
)

SHEETS = ((992, 1417), (992, 1417), (794, 1134), (1106, 1531), (910, 1320))
SMALL_SHEETS = ((620, 860), (560, 760), (760, 560))


@dataclass(frozen=True)
class PageDesign:
    """What all frames of a page share. Points. `density`: 0 few large articles, 1 many small ones and boxes."""

    width: float
    height: float
    margin: float
    columns: int
    gutter: float
    frame_gap: float
    body: TextStyle
    column_rule: str
    frame_rule: str
    head_face: str
    overprint: Overprint
    order: str
    vertical: bool
    radicals: frozenset[str]
    density: float = 1.0

    def column_span(self, first: int, last: int, y0: float, y1: float) -> Box:
        """The box over the columns first..last (exclusive) of the page grid."""
        step = (self.width - 2 * self.margin + self.frame_gap) / self.columns
        left = self.margin + first * step
        return Box(left, y0, self.margin + last * step - self.frame_gap, y1)


def draw_overprint(rng: Random, unit: str | None = None) -> Overprint:
    """How a paper's headlines are painted more than once, if they are."""
    if rng.random() < 0.4:
        return Overprint()
    offset = rng.choice((0.0, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.1, 0.2, 0.35, 0.5))
    return Overprint(
        copies=1 if offset > 0.1 else rng.choice((1, 1, 1, 2, 3)),
        offset=offset,
        unit=unit or rng.choice(("line", "line", "word", "glyph")),
        face=rng.choice((None, None, "serif-bold")),
        colour=rng.choice(((0.45, 0.45, 0.45), (0.7, 0.7, 0.7), (0.8, 0.3, 0.2), (0.0, 0.0, 0.0))),
    )


def draw_design(rng: Random, setting: str, order: str | None = None) -> PageDesign:
    """A page's common look; `setting` is horizontal or vertical, `order` how it is painted (else drawn)."""
    vertical = setting == "vertical"
    width, height = rng.choice(SMALL_SHEETS if vertical else SHEETS)
    size = rng.choice((8.6, 9.0, 9.6, 9.6, 10.2, 10.8)) * (1.2 if vertical else 1.0)
    leading = size * rng.uniform(1.35, 1.62)
    margin = rng.uniform(28, 46)
    along = height if vertical else width
    measure = rng.uniform(11.5, 18) * size
    columns = min(7, max(3, round((along - 2 * margin) / (measure + 11))))
    face = "serif" if rng.random() < 0.8 else "sans"
    body = TextStyle(
        face, size, leading,
        loose=0.0 if vertical else rng.choice((0.0, 0.01, 0.03)),
        spaced=0.0 if vertical else rng.choice((0.0, 0.1, 0.3)),
        painted_spaces=rng.choice((0.0, 0.0, 0.5)),
    )  # fmt: skip
    order = order or rng.choice(("heads-last", "heads-last", "frame", "page-heads-last"))
    return PageDesign(
        width=height if vertical else width,
        height=width if vertical else height,
        margin=margin,
        columns=columns,
        gutter=rng.uniform(1.0, 2.0) * size,
        frame_gap=rng.uniform(1.4, 2.4) * size,
        body=body,
        column_rule=rng.choice(("solid", "solid", "solid", "dotted", "double", "none", "none")),
        frame_rule=rng.choice(("none", "none", "solid", "double")),
        head_face=rng.choice(("sans-bold", "sans-bold", "serif-bold")),
        overprint=draw_overprint(rng, "glyph" if rng.random() < 0.2 else None),
        order=order,
        vertical=vertical,
        radicals=frozenset(EVERYDAY) if rng.random() < 0.6 else frozenset(),
        density=rng.choice((0.1, 0.4, 0.7, 1.0)),
    )


def _head_form(rng: Random, page: PageDesign, columns: int, height: float, length: int) -> str:
    if page.vertical or height < 130 or length > 14:
        return "across"
    forms = ["across"] * 7 + ["left", "right", "right"]
    if columns >= 2:
        forms.append("between")
    return rng.choice(forms)


def draw_head(rng: Random, page: PageDesign, box: Box, columns: int, headline: str) -> HeadStyle:
    """The look of one article's head, fitted to the width of its frame."""
    form = _head_form(rng, page, columns, box.height, len(headline))
    biggest = min(38.0, 14 + box.width / 16)
    size = rng.uniform(0.75, 1.0) * biggest
    lines = 1
    if form == "across" and (len(headline) * size > box.width * 0.95 or rng.random() < 0.12):
        lines = 3 if len(headline) * size > box.width * 2 else 2
    span = columns
    if form == "across" and columns >= 3 and rng.random() < 0.15:
        span = rng.randint(2, columns - 1)
    ground = rng.choice(GROUNDS) if rng.random() < 0.1 else None
    return HeadStyle(
        form=form,
        face=page.head_face if rng.random() < 0.85 else "serif-bold",
        size=max(size, page.body.size * 1.5),
        lines=lines,
        span=span,
        aligned="centre" if rng.random() < 0.75 or ground else "left",
        tracking=rng.choice((0.0, 0.0, 0.0, 0.1)),
        colour=(0.75, 0.1, 0.1) if rng.random() < 0.1 else (0.0, 0.0, 0.0),
        ground=ground,
        overprint=page.overprint if not ground or page.overprint.offset < 0.05 else Overprint(),
        byline_face=rng.choice(("serif", "sans")),
        byline_size=page.body.size * rng.uniform(0.92, 1.05),
        kicker_size=rng.uniform(1.25, 1.6) * page.body.size,
        dash_before_subheadline=rng.choice(("——", "——", "")),
    )


def draw_picture(rng: Random, page: PageDesign, columns: int, height: float) -> PictureStyle:
    """Place and size of an article's picture; a part of a column makes text go round it."""
    span = float(rng.choice((1, 1, 2))) if columns > 1 else 1.0
    if columns > 1 and rng.random() < 0.15 and not page.vertical:
        span = 1.5
    return PictureStyle(
        column=rng.randrange(max(1, columns - int(span + 0.5) + 1)),
        span=min(span, float(columns)),
        height=min(height * rng.uniform(0.25, 0.45), 170.0),
        place=rng.choice(("top", "middle", "bottom")),
        caption_face=rng.choice(("serif", "sans")),
        credit_joined=rng.random() < 0.7,
    )


def draw_frame(rng: Random, page: PageDesign, box: Box, columns: int, headline: str) -> FrameStyle:
    """The look of one article's frame."""
    boxed = rng.random() < 0.15
    panel = rng.choice(PANELS) if rng.random() < 0.08 else None
    style = FrameStyle(
        columns=columns,
        gutter=page.gutter,
        body=page.body,
        head=draw_head(rng, page, box, columns, headline),
        column_rule=page.column_rule,
        boxed=boxed,
        panel=panel,
        fill_share=1.0 if boxed or panel else rng.choice((1.0, 1.0, 0.97, 0.92, 0.85)),
        balanced=not boxed and not panel and rng.random() < 0.3,
    )
    if rng.random() < 0.35 and box.height > 150:
        style = replace(style, picture=draw_picture(rng, page, columns, box.height - 60))
    return style
