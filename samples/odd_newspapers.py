"""Pages of invented newspapers with odd habits, as a reader gives them, and which article each line belongs to.

- ``heads_below``: the headline stands under its text;
- ``labels``: no headlines, but a short label in bold body type at the head of each article;
- ``from_the_right``: the columns of an article are read from the right;
- ``plain``: nothing odd.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page, Rule
from samples.text.writer import ArticleWriter, Writer

HABITS = ("heads_below", "labels", "from_the_right", "plain")
WIDTH, HEIGHT, EDGE = 1600.0, 2300.0, 70.0
EM, LEADING, GUTTER = 22.0, 1.45, 30.0
COLUMNS = 6
LABELS = ("本市消息", "乡间来信", "港口纪事", "学校动态", "山村见闻", "街头巷尾", "车站所见", "读者来函", "水情")


@dataclass(slots=True)
class OddPage:
    """A page, and the box of each line of an article with the article's number and the line's place in it."""

    page: Page
    areas: list[tuple[Box, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Drawing:
    habit: str
    rng: Random
    writer: Writer
    lines: list[Line] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    areas: list[tuple[Box, int, int]] = field(default_factory=list)
    articles: int = 0

    def line(self, text: str, x: float, y: float, size: float, place: int, bold: bool = False) -> None:
        """One line of the article that is drawn now."""
        box = Box(x, y, x + len(text) * size, y + size)
        self.lines.append(Line(text, box, size, read=text, bold=bold, font="hei" if bold else "song"))
        self.areas.append((box, self.articles, place))


def odd_page(habit: str, seed: int) -> OddPage:
    """The page of a title with that habit for a seed: the same one every time."""
    rng = Random(f"{habit} {seed}")
    drawing = _Drawing(habit, rng, Writer(rng))
    _divide(drawing, Box(EDGE, EDGE, WIDTH - EDGE, HEIGHT - EDGE), COLUMNS)
    page = Page(1, WIDTH, HEIGHT, "px", "ocr", drawing.lines, drawing.rules)
    return OddPage(page, drawing.areas)


def _divide(drawing: _Drawing, box: Box, columns: int) -> None:
    """An area is cut across or along its columns until one article fits."""
    rng = drawing.rng
    if columns > 2 and (columns > 3 or rng.random() < 0.5) and box.height < 2.2 * box.width:
        left = rng.randint(1, columns - 1) if columns == 3 else rng.randint(2, columns - 2)
        step = (box.width + GUTTER) / columns
        middle = box.x0 + left * step
        _divide(drawing, Box(box.x0, box.y0, middle - GUTTER, box.y1), left)
        _divide(drawing, Box(middle, box.y0, box.x1, box.y1), columns - left)
        return
    if box.height > rng.uniform(500, 900):
        cut = box.y0 + box.height * rng.uniform(0.4, 0.6)
        _divide(drawing, Box(box.x0, box.y0, box.x1, cut - 0.9 * EM), columns)
        _divide(drawing, Box(box.x0, cut + 0.9 * EM, box.x1, box.y1), columns)
        return
    _article(drawing, box, columns)


def _article(drawing: _Drawing, box: Box, columns: int) -> None:
    drawing.articles += 1
    rng, writer = drawing.rng, drawing.writer
    theme = writer.theme()
    story = ArticleWriter(writer, theme, writer.cast())
    headline = writer.pick(theme, "headlines") or "港口今晨重新开放"
    headline = writer.fill(headline, story.cast)
    width = (box.width - GUTTER * (columns - 1)) / columns
    size = min(2.4 * EM, box.width / (len(headline) + 0.5))
    room = 0.0 if drawing.habit == "labels" else size + 0.9 * EM
    top, foot = (box.y0, box.y1 - room) if drawing.habit == "heads_below" else (box.y0 + room, box.y1)
    order = range(columns - 1, -1, -1) if drawing.habit == "from_the_right" else range(columns)
    slots = [(box.x0 + column * (width + GUTTER), y) for column in order for y in _rows(top, foot)]
    if room:
        at = foot + 0.9 * EM if drawing.habit == "heads_below" else box.y0
        drawing.line(headline, box.x0 + rng.uniform(0, max(0.0, box.width - len(headline) * size)), at, size, 0, True)
    elif slots:
        x, y = slots.pop(0)
        drawing.line(rng.choice(LABELS), x, y, 1.05 * EM, 0, True)
    _fill(drawing, story, slots, int(width // EM))


def _rows(top: float, foot: float) -> list[float]:
    count = int((foot - top + (LEADING - 1) * EM) // (LEADING * EM))
    return [top + row * LEADING * EM for row in range(count)]


def _fill(drawing: _Drawing, story: ArticleWriter, slots: list[tuple[float, float]], measure: int) -> None:
    """Paragraphs in the slots, each with an indent, until there is hardly a line left."""
    place = 1
    while len(slots) > 1:
        told = story.next_paragraph(len(slots) * measure - 4)
        if told is None:
            return
        text = told[0]
        while text and slots:
            x, y = slots.pop(0)
            indent = 2 if text is told[0] else 0
            part, text = text[: measure - indent], text[measure - indent :]
            drawing.line(part, x + indent * EM, y, EM, place)
            place += 1
