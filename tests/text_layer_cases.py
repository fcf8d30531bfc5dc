"""Random PDF pages with known lines: overprint, letter-spacing and reduplication, for property tests.

Every case is made from its seed alone. Fonts are the CID fonts that every PDF reader knows by name.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import CIDFont, UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SONG, OTHER = "STSong-Light", "STSong-Light-GBK-EUC-H"
HAN = (
    "山水田园春夏秋冬东西南北上下左右风云雨雪日月星辰江河湖海花草树木鸟兽鱼虫金银铜铁土石火电光声色"
    "工农商学兵政教文体卫交通邮电市县区镇乡村街道路桥楼房门窗桌椅书报纸笔墨新旧大小多少高低长短"
)
REPEATED = ("一点一点", "实实在在", "高高兴兴", "研究研究", "常常", "人人", "天天", "来来往往", "红红火火", "看看")
MARKS = "，、；"
SAFE_DRIFT = 0.5


@dataclass(slots=True)
class Case:
    """A PDF of one page, the texts of its lines, and what was done to them."""

    pdf: bytes
    lines: list[str]
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Placed:
    text: str
    x: float
    y: float
    size: float
    font: str


def register_fonts() -> None:
    """Makes the fonts known to reportlab."""
    if OTHER not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(SONG))
        pdfmetrics.registerFont(CIDFont(SONG, "GBK-EUC-H"))


def _words(rng: random.Random, length: int) -> str:
    text = ""
    while len(text) < length:
        draw = rng.random()
        if draw < 0.25:
            text += rng.choice(REPEATED)
        elif draw < 0.32 and text and text[-1] not in MARKS:
            text += rng.choice(MARKS)
        elif draw < 0.36:
            text += str(rng.randint(2, 9)) + rng.choice(("", "0", "5"))
        else:
            text += rng.choice(HAN)
    return text[:length].rstrip(MARKS) or rng.choice(HAN)


def _width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, SONG, size))


def _set_line(text: str, x: float, y: float, size: float, loose: float, font: str = SONG) -> list[_Placed]:
    """Glyphs of a line, ``loose`` em between them; a space in the text is half an em of white."""
    placed = []
    for character in text:
        if character == " ":
            x += (0.5 + loose) * size
            continue
        placed.append(_Placed(character, x, y, size, font))
        x += _width(character, size) + loose * size
    return placed


def _copies(rng: random.Random, line: list[_Placed], size: float) -> tuple[list[list[_Placed]], str]:
    """Copies of a line in painting order (the last on top), and a note on them."""
    count = rng.randint(2, 4)
    reach = rng.uniform(0.0, 0.5)
    layers = []
    for _copy in range(count - 1):
        dx, dy = rng.uniform(-reach, reach) * size, rng.uniform(-reach, reach) * size
        if rng.random() < 0.3:
            dy = 0.0
        font = OTHER if rng.random() < 0.3 else SONG
        layers.append([_Placed(g.text, g.x + dx, g.y + dy, g.size, font) for g in line])
    return [*layers, line], f"{count} copies, reach {reach:.2f}"


def _in_order(rng: random.Random, layers: list[list[_Placed]]) -> list[_Placed]:
    """Whole words one after the other (AB AB), or glyph by glyph (AABB)."""
    if rng.random() < 0.5:
        return [glyph for layer in layers for glyph in layer]
    return [layer[at] for at in range(len(layers[0])) for layer in layers]


def make_case(seed: int) -> Case:
    """The case of a seed: an overprinted headline over one to three columns, some lines letter-spaced."""
    rng = random.Random(seed)
    register_fonts()
    notes: list[str] = []
    lines: list[str] = []
    painted: list[list[_Placed]] = []
    size = rng.uniform(18, 40)
    parts = [_words(rng, rng.randint(3, 6)) for _ in range(rng.choice((1, 1, 2)))]
    head = " ".join(parts)
    loose = rng.choice((0.0, 0.0, rng.uniform(0, 0.3)))
    size = min(size, 480 / (_width(head, 1.0) + loose * len(head)))
    layers, note = _copies(rng, _set_line(head, 60, 700, size, loose), size)
    painted.append(_in_order(rng, layers))
    lines.append(head)
    notes.append(f"headline {head!r} loose {loose:.2f}, {note}")
    body = rng.uniform(8, 11)
    columns, per_line = rng.randint(1, 3), rng.randint(9, 14)
    width, gutter, leading = (per_line + 0.3) * body, rng.uniform(1.0, 2.0) * body, rng.uniform(1.4, 1.8) * body
    for column in range(columns):
        x = 60 + column * (width + gutter)
        for row in range(rng.randint(8, 14)):
            y = 640 - size - row * leading
            text, loose = _body_line(rng, width, body)
            painted.append(_set_line(text, x, y, body, loose))
            lines.append(text)
            if loose > 0.1:
                notes.append(f"loose {loose:.2f}: {text}")
    if rng.random() < 0.4:
        rng.shuffle(painted)
        notes.append("lines painted in random order")
    return Case(_pdf(painted), lines, notes)


def _body_line(rng: random.Random, width: float, size: float) -> tuple[str, float]:
    """A justified line: its text and the white between its glyphs in em."""
    wanted = rng.choice((0.02, 0.05, 0.05, 0.05, rng.uniform(0.1, 1.5)))
    text = ""
    fill = _words(rng, 40)
    for character in fill:
        if _width(text + character, size) + len(text) * wanted * size > width:
            break
        text += character
    text = text.rstrip(MARKS)
    spare = width - _width(text, size)
    return text, min(1.5, max(0.0, spare / max(1, len(text) - 1) / size))


def _pdf(painted: list[list[_Placed]]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(640, 800))
    for line in painted:
        for glyph in line:
            canvas.setFont(glyph.font, glyph.size)
            text = glyph.text if glyph.font == SONG else glyph.text.encode("gbk").decode("latin-1")
            canvas.drawString(glyph.x, glyph.y, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def missed(case: Case, folder: Path) -> tuple[list[str], list[str]]:
    """Lines of a case that the reader does not give exactly, and lines that it gives besides."""
    from banmian.layout.readers.pdf import open_pdf

    path = folder / "case.pdf"
    path.write_bytes(case.pdf)
    with open_pdf(path) as source:
        found = [line.text for page in source.read(1) for line in page.lines]
    lost, more = list(case.lines), []
    for text in found:
        if text in lost:
            lost.remove(text)
        else:
            more.append(text)
    return lost, more


def make_book(pages: int) -> bytes:
    """A PDF of many dense pages: three columns of body text under an overprinted headline each."""
    register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(640, 800))
    rng = random.Random(pages)
    for _page in range(pages):
        head = _words(rng, 9)
        for shift in (1.5, 0.0):
            canvas.setFont(SONG, 30)
            canvas.drawString(60 + shift, 740 - shift, head)
        canvas.setFont(SONG, 9)
        for column in range(3):
            for row in range(45):
                text = canvas.beginText(60 + column * 180, 700 - row * 14.5)
                text.setCharSpace(0.3)
                text.textOut(_words(rng, 17))
                canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
