"""Headlines over and beside horizontal text: kickers, banners in lines, subheadlines, bylines, labels, vertical
headlines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random

from samples.families.canvas import ArticleDraft, DrawingContext, PageCanvas
from samples.typeset.line_breaking import TextStyle, line_length, set_down, set_line
from samples.typeset.sheet import BLACK, WHITE, Box, Colour, PaintedLine, PaintedPanel, PaintedRule

WEAK_STARTS = frozenset("了的上下里到在去来得地着过也不还嘅與和，。、；：？！”」』）")


@dataclass(frozen=True)
class HeadLook:
    """The look of headings of one kind. `size` is the largest size of a headline; `aligned` 0 is left, 0.5 centre."""

    face: str = "sans-bold"
    size: float = 36.0
    lines: int = 1
    colour: Colour = BLACK
    second_colour: Colour | None = None
    aligned: float = 0.5
    kicker_face: str = "sans"
    kicker_size: float = 16.0
    sub_face: str = "serif"
    sub_size: float = 13.0
    sub_dash: str = "——"
    byline_face: str = "sans"
    byline_size: float = 9.5
    byline_aligned: float = 0.5
    leading: float = 1.14
    tracking: float = 0.0
    ground: Colour | None = None
    decks_ruled: bool = False


@dataclass
class HeadWords:
    """The words of a heading; empty parts are left out."""

    headline: str
    kicker: str = ""
    sub: str = ""
    byline: str = ""
    chip: str = ""


def is_latin(text: str) -> bool:
    """Whether a text is in words that are parted by spaces."""
    return sum(char.isascii() or char in "äöüÄÖÜß“”’–" for char in text) > 0.7 * len(text)


def break_head(
    studio: DrawingContext, text: str, face: str, lines: int, width: float, size: float
) -> tuple[list[str], float]:
    """A headline in at most `most` lines, and the size at which all of them fit a width."""
    if is_latin(text):
        return _break_words(studio, text, face, lines, width, size)
    parts = text.split(" ")
    if lines > 1 and len(parts) >= lines:
        rows = [*parts[: lines - 1], " ".join(parts[lines - 1 :])]
    elif lines > 1 and len(text) > 5:
        marks = [0, *(_cut_near(text, round(len(text) * k / lines)) for k in range(1, lines)), len(text)]
        rows = [text[a:b].strip() for a, b in pairwise(marks)]
    else:
        rows = [text]
    longest = max(line_length(row, TextStyle(face, 1.0, 0), studio.measuring) for row in rows)
    return rows, min(size, width * 0.98 / longest)


def _cut_near(text: str, middle: int) -> int:
    places = [k for k in range(2, len(text) - 1) if text[k] not in WEAK_STARTS]
    return min(places, key=lambda k: abs(k - middle), default=middle)


def _break_words(
    studio: DrawingContext, text: str, face: str, lines: int, width: float, size: float
) -> tuple[list[str], float]:
    words = text.split(" ")
    while size > 6:
        look = TextStyle(face, size, 0)
        rows, row = [], ""
        for word in words:
            longer = f"{row} {word}".strip()
            if row and line_length(longer, look, studio.measuring) > width:
                rows.append(row)
                row = word
            else:
                row = longer
        rows.append(row)
        if len(rows) <= lines and all(line_length(r, look, studio.measuring) <= width for r in rows):
            return rows, size
        size *= 0.94
    return rows, size


def place_line(studio: DrawingContext, text: str, box: Box, y: float, look: TextStyle, aligned: float) -> PaintedLine:
    """A line between the sides of a box."""
    length = line_length(text, look, studio.measuring)
    return set_line(text, box.x0 + max(0.0, box.width - length) * aligned, y, look, studio.measuring)


def write_head(
    studio: DrawingContext, canvas: PageCanvas, draft: ArticleDraft, box: Box, words: HeadWords, look: HeadLook
) -> float:
    """Writes a head across a box, from its top; gives the height where the text may begin."""
    y = box.y0
    if words.chip:
        y = write_chip(studio, canvas, draft, Box(box.x0, y, box.x1, y), words.chip, look) + 5
    if words.kicker:
        size = break_head(studio, words.kicker, look.kicker_face, 1, box.width, look.kicker_size)[1]
        line = place_line(studio, words.kicker, box, y, TextStyle(look.kicker_face, size, 0), look.aligned)
        canvas.write_article(draft, [line], "kicker")
        draft.kicker = words.kicker
        y += size * 1.35
    rows, size = break_head(studio, words.headline, look.face, look.lines, box.width, look.size)
    colour = WHITE if look.ground else look.colour
    if look.ground:
        depth = size * look.leading * len(rows) + 6
        canvas.add(PaintedPanel(Box(box.x0, y - 3, box.x1, y - 3 + depth), look.ground))
    lines = []
    for row in rows:
        lines.append(place_line(studio, row, box, y, TextStyle(look.face, size, 0, colour=colour), look.aligned))
        y += size * look.leading
    _two_colours(canvas, draft, lines, look)
    draft.headline = " ".join(rows) if is_latin(words.headline) else words.headline
    y += size * 0.12 + (3 if look.ground else 0)
    y = _write_sub(studio, canvas, draft, Box(box.x0, y, box.x1, box.y1), words, look)
    if words.byline:
        style = TextStyle(look.byline_face, look.byline_size, 0)
        canvas.write_article(
            draft, [place_line(studio, words.byline, box, y + 2, style, look.byline_aligned)], "byline"
        )
        draft.byline = words.byline
        y += look.byline_size * 1.7
    return y + 4


def _two_colours(canvas: PageCanvas, draft: ArticleDraft, lines: list[PaintedLine], look: HeadLook) -> None:
    """A headline as one piece; the part before its colon in a second colour where the look has one."""
    painted = []
    for line in lines:
        cut = line.text.find("：") + 1
        if look.second_colour and 0 < cut < len(line.text):
            first, rest = line.offsets[:cut], line.offsets[cut:]
            painted.append(
                PaintedLine(line.text[:cut], line.x, line.y, line.size, line.face, first, look.second_colour)
            )
            painted.append(PaintedLine(line.text[cut:], line.x, line.y, line.size, line.face, rest, line.colour))
        else:
            painted.append(line)
    canvas.write_article(draft, painted, "headline")


def _write_sub(
    studio: DrawingContext, canvas: PageCanvas, draft: ArticleDraft, box: Box, words: HeadWords, look: HeadLook
) -> float:
    """The subheadline, broken where it is long; between short rules where the look asks for it."""
    y = box.y0
    if not words.sub:
        return y
    text = look.sub_dash + words.sub
    most = 4 if is_latin(text) else 1
    rows, size = break_head(studio, text, look.sub_face, most, box.width, look.sub_size)
    if look.decks_ruled:
        middle = (box.x0 + box.x1) / 2
        canvas.add(PaintedRule(middle - 18, y + 3, middle + 18, y + 3, 0.6))
        y += 7
    lines = []
    for row in rows:
        lines.append(place_line(studio, row, box, y, TextStyle(look.sub_face, size, 0), look.aligned))
        y += size * 1.22
    canvas.write_article(draft, lines, "subheadline")
    draft.subheadline = words.sub
    return y + size * 0.2


def write_chip(
    studio: DrawingContext, canvas: PageCanvas, draft: ArticleDraft | None, box: Box, text: str, look: HeadLook,
    size: float = 12.0, colours: tuple[Colour, Colour] = ((0.1, 0.1, 0.1), (0.45, 0.45, 0.45)),
) -> float:  # fmt: skip
    """A section label on dark panels, one for each of its words; returns its lower edge."""
    parts = text.split(" ")
    style = TextStyle("sans-bold", size, 0, colour=WHITE)
    widths = [line_length(part, style, studio.measuring) + size * 0.8 for part in parts]
    x = box.x0 + max(0.0, box.width - sum(widths) - 3 * (len(parts) - 1)) * look.aligned
    lines = []
    for number, (part, width) in enumerate(zip(parts, widths, strict=True)):
        canvas.add(PaintedPanel(Box(x, box.y0, x + width, box.y0 + size * 1.45), colours[number % 2]))
        lines.append(set_line(part, x + size * 0.4, box.y0 + size * 0.2, style, studio.measuring))
        x += width + 3
    if draft is None:
        canvas.add(*lines)
    else:
        canvas.write_article(draft, lines, "section")
        draft.section = text
    return box.y0 + size * 1.45


def write_upright(
    studio: DrawingContext,
    canvas: PageCanvas,
    draft: ArticleDraft,
    box: Box,
    words: HeadWords,
    look: HeadLook,
    rng: Random,
) -> float:
    """A headline downwards in a narrow box, with a byline or kicker beside it; gives the width that it took."""
    rows, _ = break_head(studio, words.headline, look.face, look.lines, 1000.0, look.size)
    longest = max(len(row) for row in rows)
    size = min(look.size, box.height * 0.96 / longest)
    tracking = min(0.35, max(0.0, (box.height * 0.9 / size - longest) / longest)) if rng.random() < 0.6 else 0.0
    x = box.x1
    if words.kicker:
        small = min(look.kicker_size, box.height * 0.9 / len(words.kicker))
        x -= small * 1.2
        canvas.write_article(
            draft, [set_down(words.kicker, x, box.y0, TextStyle(look.kicker_face, small, 0))], "kicker"
        )
        draft.kicker = words.kicker
        x -= small * 0.2
    lines = []
    for row in rows:
        x -= size * 1.12
        lines.append(set_down(row, x, box.y0, TextStyle(look.face, size, 0, colour=look.colour), tracking))
    canvas.write_article(draft, lines, "headline")
    draft.headline = words.headline
    if words.byline:
        x -= look.byline_size * 1.6
        style = TextStyle(look.byline_face, look.byline_size, 0)
        canvas.write_article(draft, [set_down(words.byline, x, box.y0 + 4, style)], "byline")
        draft.byline = words.byline
    return box.x1 - x + size * 0.25
