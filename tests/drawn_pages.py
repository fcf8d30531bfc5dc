"""PDF pages drawn for a test, and what the reader makes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from text_layer_cases import SONG, register_fonts

from banmian.layout.model import Page
from banmian.layout.readers.pdf import open_pdf
from banmian.read_options import ReadOptions

NO_ENGINE = ReadOptions(engine="null")
VERSE = "山水田园风光好看春夏秋冬都有花草树木江河湖海相连道路通向远方人们日出而作"


def draw_pdf(path: Path, draw: Callable[[Canvas], None], size: tuple[float, float] = (400, 500)) -> Path:
    """A PDF of one page drawn by ``draw``."""
    register_fonts()
    canvas = Canvas(str(path), pagesize=size)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return path


def read_drawn(folder: Path, draw: Callable[[Canvas], None], size: tuple[float, float] = (400, 500)) -> Page:
    """The page model of a page drawn by ``draw``."""
    with open_pdf(draw_pdf(folder / "drawn.pdf", draw, size), NO_ENGINE) as source:
        return source.read(1)[0]


def write(canvas: Canvas, text: str, x: float, y: float, size: float = 10.0, font: str = SONG) -> None:
    """A run of text in one go."""
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def write_apart(
    canvas: Canvas, text: str, at: tuple[float, float], step: tuple[float, float], size: float = 10.0
) -> None:
    """A text glyph by glyph, each a step further."""
    for place, sign in enumerate(text):
        write(canvas, sign, at[0] + place * step[0], at[1] + place * step[1], size)


def write_columns(canvas: Canvas, columns: int, rows: int, signs: int = 12, gutter: float = 12.0) -> None:
    """Columns of horizontal body text at 10 pt."""
    for column in range(columns):
        for row in range(rows):
            text = (VERSE[(row * 3 + column) % 20 :] + VERSE)[:signs]
            write(canvas, text, 40 + column * (signs * 10 + gutter), 450 - row * 15)
