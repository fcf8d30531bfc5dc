"""Advertisements, mastheads and fillers of old vertical papers."""

from __future__ import annotations

from random import Random

from samples.families.canvas import DrawingContext, PageCanvas
from samples.families.ornaments import frame, ring, wave
from samples.families.vertical_heads import leftward
from samples.text.grammar import Teller
from samples.typeset.pictures import picture
from samples.typeset.sheet import BLACK, WHITE, Box, Colour, Op, PaintedLine, PaintedPanel, PaintedRule

NUMERALS = "〇一二三四五六七八九"


def down(
    text: str, box: Box, size: float, face: str, role: str = "advertisement", colour: Colour = BLACK, at: float = 0.5
) -> PaintedLine:
    """A line downwards that fills a box's height if its size allows; `at` says where across the box it is."""
    size = min(size, box.height / max(1, len(text)), box.width)
    step = max(size, min(size * 1.9, (box.height - size) / max(1, len(text) - 1)))
    length = step * (len(text) - 1) + size
    top = box.y0 + max(0.0, (box.height - length) / 2)
    offsets = tuple(step * k for k in range(len(text)))
    return PaintedLine(text, box.x0 + (box.width - size) * at, top, size, face, offsets, colour, True, role)


def draw_advertisement(studio: DrawingContext, canvas: PageCanvas, box: Box, idiom: str = "republican") -> None:
    """One advertisement in its frame: a big name, slogans, an address, sometimes a drawing."""
    rng = studio.rng
    teller = Teller(idiom, "ads", rng)
    style = rng.choice(("thin", "thick", "double", "wavy", "thick"))
    inner = box.inset(2, 2)
    canvas.add(*frame(style, inner, rng.uniform(0.6, 1.2)))
    inner = inner.inset(6, 6)
    lines: list[PaintedLine] = []
    ops: list[Op] = []
    if inner.height > 60 and inner.width > 50:
        form = rng.choice((_name_across, _name_down, _name_down, _name_on_black))
        lines, ops = form(rng, teller, inner)
    else:
        lines = [down(teller.phrase("shop"), inner, min(inner.width, 20.0), "sans-bold")]
    canvas.add(*ops)
    canvas.furnish("advertisement", lines)


def _text_columns(rng: Random, teller: Teller, box: Box, size: float) -> list[PaintedLine]:
    """Small type in columns from right to left that fills a box."""
    text = ""
    per_column = max(1, int(box.height / (size * 1.08)))
    columns = int(box.width / (size * 1.4))
    while len(text) < per_column * columns * 0.7:
        text += teller.phrase("line")
    lines = []
    for number in range(columns):
        part = text[number * per_column : (number + 1) * per_column]
        if part:
            x = box.x1 - (number + 1) * size * 1.4
            offsets = tuple(size * 1.08 * k for k in range(len(part)))
            lines.append(PaintedLine(part, x, box.y0, size, "serif", offsets, BLACK, True, "advertisement"))
    return lines


def _name_down(rng: Random, teller: Teller, box: Box) -> tuple[list[PaintedLine], list[Op]]:
    """The name downwards in the largest type, slogans at its right, small type at its left."""
    face = rng.choice(("sans-bold", "serif-bold", "kai"))
    name = teller.phrase(rng.choice(("shop", "word")))
    width = min(box.width * 0.45, box.height / len(name), 64.0)
    right = box.width * rng.uniform(0.15, 0.3)
    lines = [down(teller.phrase("slogan"), Box(box.x1 - right, box.y0, box.x1, box.y1), 13.0, "serif-bold")]
    x1 = box.x1 - right - 3
    lines.append(down(name, Box(x1 - width, box.y0, x1, box.y1), width, face))
    rest = Box(box.x0, box.y0, x1 - width - 6, box.y1)
    ops: list[Op] = []
    if rest.width > 50 and rest.height > 90 and rng.random() < 0.4:
        half = rest.y0 + rest.height * 0.5
        ops.append(picture(Box(rest.x0, rest.y0, rest.x1, half - 4), rng))
        rest = Box(rest.x0, half, rest.x1, rest.y1)
    if rest.width > 14:
        lines += _text_columns(rng, teller, rest, rng.uniform(7.5, 10.0))
    return lines, ops


def _name_across(rng: Random, teller: Teller, box: Box) -> tuple[list[PaintedLine], list[Op]]:
    """The name from right to left across the top, the address across the foot, type or a drawing between."""
    depth = min(box.height * 0.28, 34.0)
    top = Box(box.x0, box.y0, box.x1, box.y0 + depth)
    foot = Box(box.x0, box.y1 - 12, box.x1, box.y1)
    lines = [leftward(teller.phrase("shop"), top, depth * 0.8, "sans-bold", "advertisement", 0.98)]
    middle = Box(box.x0, top.y1 + 5, box.x1, foot.y0 - 4)
    ops: list[Op] = [wave(box.x0, top.y1 + 2, box.x1, top.y1 + 2)]
    slogan = down(teller.phrase("slogan"), Box(middle.x1 - 18, middle.y0, middle.x1, middle.y1), 15.0, "kai")
    rest = Box(middle.x0, middle.y0, middle.x1 - 22, middle.y1)
    if middle.width > 70 and rng.random() < 0.4:
        ops.append(picture(rest, rng))
    else:
        lines += [slogan, *_text_columns(rng, teller, rest, rng.uniform(7.5, 10.5))]
    lines.append(leftward(teller.phrase("slogan"), foot, 9.5, "serif-bold", "advertisement", 0.8))
    return lines, ops


def _name_on_black(rng: Random, teller: Teller, box: Box) -> tuple[list[PaintedLine], list[Op]]:
    """The name in white on a dark panel or in a ring, the rest beside it."""
    width = min(box.width * 0.42, box.height * 0.5)
    panel = Box(box.x1 - width, box.y0, box.x1, box.y1)
    name = teller.phrase("shop")
    lines = [down(name, panel.inset(3, 4), width * 0.8, "sans-bold", colour=WHITE)]
    ops: list[Op] = [PaintedPanel(panel, (0.05, 0.05, 0.05))]
    rest = Box(box.x0, box.y0, panel.x0 - 5, box.y1)
    if rest.height > 60 and rest.width > 40:
        side = min(rest.width, rest.height * 0.4)
        circle = Box(rest.x0, rest.y1 - side, rest.x0 + side, rest.y1)
        ops.append(ring(circle, 1.2))
        word = teller.phrase("word")
        lines.append(down(word, circle.inset(side * 0.25, side * 0.15), side * 0.34, "kai"))
        rest = Box(rest.x0, rest.y0, rest.x1, circle.y0 - 4)
    lines += _text_columns(rng, teller, rest, rng.uniform(8.0, 10.0))
    return lines, ops


def numeral(number: int) -> str:
    """A number below a hundred as the old papers wrote it."""
    if number <= 10:
        return "初一二三四五六七八九十"[number] if number else "〇"
    tens, ones = divmod(number, 10)
    start = ("", "十", "廿", "卅")[tens] if tens < 4 else NUMERALS[tens] + "十"
    return start + (NUMERALS[ones] if ones else "")


def draw_folio(
    studio: DrawingContext, canvas: PageCanvas, box: Box, words: list[str], rightmost_first: bool = True
) -> None:
    """The line over a page: title, date, weekday and page label, set from right to left."""
    share = box.width / len(words)
    lines = []
    for number, text in enumerate(words):
        x1 = box.x1 - number * share if rightmost_first else box.x0 + (number + 1) * share
        part = Box(x1 - share, box.y0, x1, box.y1)
        title = number == 1
        size = box.height * (0.95 if title else 0.6)
        lines.append(leftward(text, part, size, "kai" if title else "serif-bold", "folio", 0.75))
    canvas.furnish("folio", lines, " ".join(words))


def draw_masthead(studio: DrawingContext, canvas: PageCanvas, box: Box, title: str, facts: list[str]) -> None:
    """The title downwards at the right in the largest type, the facts of the issue in small columns beside it."""
    rng = studio.rng
    width = min(box.width * 0.62, box.height * 0.8 / len(title), 70.0)
    column = Box(box.x1 - width, box.y0, box.x1, box.y0 + box.height * 0.8)
    lines = [down(title, column, width, rng.choice(("kai", "serif-bold", "sans-bold")), "masthead")]
    x = column.x0 - 3
    for text in facts:
        if x - 10 < box.x0:
            break
        lines.append(down(text, Box(x - 11, box.y0 + 2, x, box.y1 - 4), 9.5, "serif", "masthead"))
        x -= 12
    canvas.add(PaintedRule(box.x0, box.y1, box.x1, box.y1, 1.5))
    canvas.furnish("masthead", lines, "\n".join(line.text for line in lines))


def draw_header(studio: DrawingContext, canvas: PageCanvas, box: Box, title: str, facts: list[str]) -> None:
    """A masthead over the whole width: the title in the middle, advertisements at both sides, a line of facts."""
    foot = Box(box.x0, box.y1 - 15, box.x1, box.y1)
    third = box.width * 0.33
    middle = Box(box.x0 + third, box.y0, box.x1 - third, foot.y0 - 3)
    size = min(middle.height * 0.62, middle.width * 0.85 / len(title))
    name = Box(middle.x0, middle.y0, middle.x1, middle.y0 + size * 1.1)
    lines = [leftward(title, name, size, "kai", "masthead", 0.9)]
    if middle.height - size > 26:
        issue = Box(middle.x0, name.y1 + 3, middle.x1, name.y1 + 16)
        lines.append(leftward(facts[-1], issue, 9.0, "serif", "masthead", 0.9))
    for left in (box.x0, box.x1 - third):
        draw_advertisement(studio, canvas, Box(left + 4, box.y0, left + third - 8, foot.y0 - 3))
    canvas.add(PaintedRule(box.x0, foot.y0 - 1, box.x1, foot.y0 - 1, 0.8))
    share = foot.width / max(1, len(facts) - 1)
    for number, text in enumerate(facts[:-1]):
        part = Box(foot.x1 - (number + 1) * share, foot.y0, foot.x1 - number * share, foot.y1)
        lines.append(leftward(text, part, 9.5, "serif-bold", "masthead", 0.85))
    canvas.furnish("masthead", lines, "\n".join([title, *facts]))
