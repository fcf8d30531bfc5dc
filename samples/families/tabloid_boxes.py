"""What is in and round the stories of a tabloid: badges, infographics, list boxes, strips at the foot."""

from __future__ import annotations

from samples.families.canvas import ArticleDraft, DrawingContext, PageCanvas
from samples.families.horizontal_heads import break_head, place_line
from samples.families.ornaments import ring
from samples.families.photos import code_square
from samples.text.grammar import Teller
from samples.typeset.line_breaking import TextStyle, line_length, set_line
from samples.typeset.sheet import WHITE, Box, Colour, PaintedLine, PaintedPanel, PaintedRule

IDIOM = "tabloid"
BRIGHT: tuple[Colour, ...] = ((1.0, 0.95, 0.2), (1.0, 0.9, 0.75), (0.85, 0.95, 1.0), (0.9, 1.0, 0.85), (1, 1, 1))


def draw_badge(
    studio: DrawingContext, canvas: PageCanvas, draft: ArticleDraft, x: float, y: float, text: str, colour: Colour
) -> float:
    """A label in white on a coloured badge in the corner of a story: its section; gives its width."""
    style = TextStyle("sans-bold", 11.0, 0, colour=WHITE)
    width = line_length(text, style, studio.measuring) + 12
    canvas.add(PaintedPanel(Box(x, y, x + width, y + 17), colour))
    canvas.write_article(draft, [set_line(text, x + 6, y + 2.5, style, studio.measuring)], "section")
    draft.section = text
    return width


def draw_infographic(
    studio: DrawingContext, canvas: PageCanvas, draft: ArticleDraft, box: Box, is_round: bool, colour: Colour
) -> None:
    """Figures in a ring or on a panel: a title, rows of years and numbers, a note. A table of the article."""
    rng = studio.rng
    teller = Teller(IDIOM, "facts", rng)
    fill = rng.choice(BRIGHT)
    if is_round:
        canvas.add(ring(box, 3.5, fill, rng.choice((12, 24, 40)), colour))
        inner = box.inset(box.width * 0.17, box.height * 0.17)
    else:
        canvas.add(PaintedPanel(box, fill, colour, 2.0))
        inner = box.inset(10, 8)
    size = min(10.0, inner.height / 11)
    title = teller.phrase("infohead")
    size_of_title = break_head(studio, title, "sans-bold", 1, inner.width, size * 1.15)[1]
    lines = [place_line(studio, title, inner, inner.y0, TextStyle("sans-bold", size_of_title, 0), 0.5)]
    y = inner.y0 + size * 1.9
    count = rng.choice((3, 4, 5))
    start = rng.randint(2014, 2022)
    places = rng.choice((2, 3))
    rows: list[list[str]] = []
    for number in range(count):
        if y + size * 1.5 > inner.y1 - size:
            break
        row = [f"{start + number}年", *(str(rng.randint(3, 990)) for _ in range(places))]
        rows.append(row)
        step = inner.width / (places + 1)
        for place, text in enumerate(row):
            bold = place == places
            style = TextStyle("sans-bold" if bold else "sans", size, 0, colour=(0.8, 0.05, 0.1) if bold else (0, 0, 0))
            cell = Box(inner.x0 + place * step, y, inner.x0 + (place + 1) * step, y + size)
            lines.append(place_line(studio, text, cell, y, style, 0.5))
        y += size * 1.55
    canvas.add(PaintedRule(inner.x0, inner.y0 + size * 1.6, inner.x1, inner.y0 + size * 1.6, 0.6, (2, 2)))
    note = break_head(studio, teller.phrase("note"), "sans", 1, inner.width, size * 0.8)
    lines.append(place_line(studio, note[0][0], inner, y + 2, TextStyle("sans", note[1], 0), 0.5))
    canvas.write_article(draft, lines, "table")
    draft.table = {"caption": title, "rows": rows}


def draw_list_box(studio: DrawingContext, canvas: PageCanvas, draft: ArticleDraft, box: Box, colour: Colour) -> None:
    """A ruled box with a label and names in columns, part of the story above it."""
    rng = studio.rng
    teller = Teller(IDIOM, "facts", rng)
    canvas.add(PaintedPanel(Box(box.x0, box.y0 + 8, box.x1, box.y1), None, colour, 1.2))
    style = TextStyle("sans-bold", 11.0, 0, colour=WHITE)
    label = teller.phrase("listhead")
    width = line_length(label, style, studio.measuring) + 12
    canvas.add(PaintedPanel(Box(box.x0 + 8, box.y0, box.x0 + 8 + width, box.y0 + 16), colour))
    lines: list[PaintedLine] = [set_line(label, box.x0 + 14, box.y0 + 2, style, studio.measuring)]
    small = TextStyle("sans", 8.2, 0)
    columns = 4
    step = (box.width - 16) / columns
    y = box.y0 + 20
    while y + 10 < box.y1:
        for column in range(columns):
            text = teller.phrase("listline")
            if line_length(text, small, studio.measuring) < step - 4:
                lines.append(set_line(text, box.x0 + 8 + column * step, y, small, studio.measuring))
        y += 12.5
    canvas.write_article(draft, lines, "list")


def draw_strip(studio: DrawingContext, canvas: PageCanvas, box: Box, colour: Colour) -> None:
    """A strip at the foot: the paper's own slogan or an advertisement, sometimes with a code."""
    rng = studio.rng
    teller = Teller(IDIOM, "common", rng)
    canvas.add(PaintedPanel(box, rng.choice(((0.93, 0.93, 0.93), (1.0, 0.95, 0.8), (0.88, 0.94, 1.0)))))
    inner = box.inset(10, 7)
    if rng.random() < 0.6:
        side = inner.height
        canvas.add(code_square(Box(inner.x1 - side, inner.y0, inner.x1, inner.y1), rng))
        inner = Box(inner.x0, inner.y0, inner.x1 - side - 10, inner.y1)
    big = rng.choice(("slogan", "adname"))
    rows, size = break_head(studio, teller.phrase(big), "sans-bold", 1, inner.width * 0.6, inner.height * 0.6)
    lines = [set_line(rows[0], inner.x0, inner.y0, TextStyle("sans-bold", size, 0, colour=colour), studio.measuring)]
    small = TextStyle("sans", 8.0, 0)
    left = inner.x0 + line_length(rows[0], TextStyle("sans-bold", size, 0), studio.measuring) + 20
    text = teller.phrase("adline")
    if left + line_length(text, small, studio.measuring) < inner.x1:
        lines.append(set_line(text, left, inner.y0 + 4, small, studio.measuring))
    imprint = f"督印：{teller.phrase('paper')}出版有限公司　地址：{teller.phrase('place')}工業邨{teller.phrase('n')}號"
    if inner.height > 34:
        lines.append(set_line(imprint, inner.x0, inner.y1 - 8, small, studio.measuring))
    canvas.furnish("advertisement" if big == "adname" else "other", lines)
