"""Mastheads, page tops and advertisements of English and German papers."""

from __future__ import annotations

from samples.families.canvas import DrawingContext, PageCanvas
from samples.families.horizontal_heads import break_head, place_line
from samples.families.photos import photo
from samples.text.grammar import Teller
from samples.typeset.line_breaking import Slot, TextStyle, set_line
from samples.typeset.sheet import WHITE, Box, Colour, PaintedLine, PaintedPanel, PaintedRule

MONTHS = {
    "english": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December"),
    "german": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
               "November", "Dezember"),
}  # fmt: skip
WEEKDAYS = {
    "english": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "german": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
}


def _draw_date(studio: DrawingContext, idiom: str, first: int, last: int) -> tuple[str, str]:
    """A date as printed and in ISO form."""
    rng = studio.rng
    year, month, day = rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28)
    weekday, name = rng.choice(WEEKDAYS[idiom]), MONTHS[idiom][month - 1]
    said = f"{weekday}, {name} {day}, {year}" if idiom == "english" else f"{weekday}, {day}. {name} {year}"
    return said, f"{year}-{month:02d}-{day:02d}"


def draw_old_masthead(
    studio: DrawingContext,
    canvas: PageCanvas,
    area: Box,
    idiom: str,
    title: str,
    accent: Colour,
    faces: tuple[str, str],
) -> tuple[float, str]:
    """The title across the page, its motto, a line of facts between rules; gives where the text begins and the date."""
    rng = studio.rng
    date, iso = _draw_date(studio, idiom, 1880, 1948)
    rows, size = break_head(studio, title, rng.choice((faces[0], "old-bold")), 1, area.width * 0.9, 92.0)
    face = "old-bold"
    size = break_head(studio, title, face, 1, area.width * 0.9, size)[1]
    y = area.y0 + 6
    lines = [place_line(studio, rows[0], area, y, TextStyle(face, size, 0), 0.5)]
    y += size * 1.15
    motto = Teller(idiom, "common", rng).phrase("motto")
    if rng.random() < 0.7:
        small = motto.upper() if rng.random() < 0.5 else motto
        lines.append(place_line(studio, small, area, y, TextStyle(faces[0], 9.0, 0), 0.5))
        y += 15
    canvas.add(PaintedRule(area.x0, y, area.x1, y, 0.6), PaintedRule(area.x0, y + 2, area.x1, y + 2, 0.6))
    volume = rng.randint(2, 90)
    number = rng.randint(1, 320)
    facts = {
        "english": [f"VOL. {volume}.", "PRICE FIVE CENTS.", date.upper(), f"NO. {number}"],
        "german": [f"{volume}. Jahrgang", "Preis 15 Rp.", date, f"Nr. {number}"],
    }[idiom]
    for place, text in enumerate(facts):
        style = TextStyle(faces[0], 8.8, 0)
        lines.append(place_line(studio, text, area, y + 6, style, place / (len(facts) - 1)))
    canvas.add(PaintedRule(area.x0, y + 19, area.x1, y + 19, 1.6))
    canvas.furnish("masthead", lines, "\n".join(line.text for line in lines))
    return y + 30, iso


def draw_modern_top(
    studio: DrawingContext,
    canvas: PageCanvas,
    area: Box,
    idiom: str,
    title: str,
    accent: Colour,
    faces: tuple[str, str],
) -> tuple[float, str]:
    """A masthead in colour or an inner page's top with a section label; gives where the text begins and the date."""
    rng = studio.rng
    date, iso = _draw_date(studio, idiom, 1995, 2025)
    if rng.random() < 0.45:
        rows, size = break_head(studio, title, faces[0], 1, area.width * 0.8, 62.0)
        lines = [place_line(studio, rows[0], area, area.y0, TextStyle(faces[0], size, 0, colour=accent), 0.0)]
        y = area.y0 + size * 1.15
        small = TextStyle(faces[1], 9.0, 0)
        lines.append(place_line(studio, date, area, y, small, 0.0))
        lines.append(place_line(studio, f"No. {rng.randint(900, 40000)}", area, y, small, 1.0))
        canvas.add(PaintedRule(area.x0, y + 13, area.x1, y + 13, 1.0))
        canvas.furnish("masthead", lines, "\n".join(line.text for line in lines))
        return y + 26, iso
    page = str(rng.randint(2, 48))
    style = TextStyle(faces[1], 9.5, 0)
    lines = [
        place_line(studio, f"{title} {date}", area, area.y0, style, 1.0),
        set_line(page, area.x0, area.y0, TextStyle(faces[0], 13.0, 0), studio.measuring),
    ]
    canvas.add(PaintedRule(area.x0, area.y0 + 16, area.x1, area.y0 + 16, 0.6))
    tag = Teller(idiom, "common", rng).phrase("kickertag")
    if rng.random() < 0.6:
        panel = Box(area.x0 + area.width * 0.2, area.y0 + 16, area.x0 + area.width * 0.38, area.y0 + 52)
        canvas.add(PaintedPanel(panel, accent))
        white = TextStyle("grotesque-bold", 13.0, 0, colour=WHITE)
        lines.append(set_line(tag, panel.x0 + 6, panel.y0 + 6, white, studio.measuring))
    canvas.furnish("folio", lines, "\n".join(line.text for line in lines))
    return area.y0 + 66, iso


def draw_advertisement(
    studio: DrawingContext, canvas: PageCanvas, box: Box, idiom: str, faces: tuple[str, str]
) -> None:
    """Advertisements side by side in frames: a name, a drawing, lines in many sizes."""
    rng = studio.rng
    x = box.x0
    while box.x1 - x > 60:
        width = rng.uniform(130, 300)
        width = box.x1 - x if box.x1 - x - width < 120 else width
        _one_advertisement(studio, canvas, Box(x, box.y0, x + width - 6, box.y1), idiom, faces)
        x += width


def _one_advertisement(
    studio: DrawingContext, canvas: PageCanvas, box: Box, idiom: str, faces: tuple[str, str]
) -> None:
    rng = studio.rng
    teller = Teller(idiom, "common", rng)
    canvas.add(PaintedPanel(box, None, (0, 0, 0), rng.choice((0.8, 1.6, 2.4))))
    inner = box.inset(9, 9)
    face = rng.choice((faces[0], "narrow-bold", "grotesque-bold"))
    rows, size = break_head(studio, teller.phrase("ad_head"), face, 2, inner.width, 30.0)
    lines: list[PaintedLine] = []
    y = inner.y0
    for row in rows:
        lines.append(place_line(studio, row, inner, y, TextStyle(face, size, 0), 0.5))
        y += size * 1.15
    if inner.y1 - y > 110 and rng.random() < 0.6:
        depth = (inner.y1 - y) * 0.5
        canvas.add(
            photo(Box(inner.x0 + inner.width * 0.15, y + 4, inner.x1 - inner.width * 0.15, y + depth), rng, True)
        )
        y += depth + 8
    while True:
        style = TextStyle(rng.choice((faces[1], faces[0])), rng.choice((8.5, 9.5, 12.0)), 0, indent=0.0, justify=0.0)
        slots = [Slot(inner.x0, y + k * style.size * 1.2, inner.width) for k in range(4)]
        placed = studio.paragraph(teller.phrase("ad_line"), slots, style)
        if placed is None or y + len(placed) * style.size * 1.2 > inner.y1:
            break
        lines += [place_line(studio, line.text, inner, line.y, style, 0.5) for line in placed]
        y += len(placed) * style.size * 1.2 + 4
    canvas.furnish("advertisement", lines, "\n".join(line.text for line in lines))
