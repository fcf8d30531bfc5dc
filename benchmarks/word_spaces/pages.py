"""Drawn pages of justified columns, with the text that stands on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from benchmarks.word_spaces.texts import Words

NARROW, WIDE = (11.0, 16.0), (24.0, 34.0)
"""Width of the columns, in em: 25 to 35 letters, and twice as many."""
POINTS, HEAD_POINTS = 9.0, 20.0
GUTTER, MARGIN, LEADING = 1.3, 3.0, 1.22
LINES = 40
TIGHTEST = 0.7
"""A justified line's spaces are at least so many times the font's, where that lets another word in."""
LOOSE = 2.2
"""A word is broken where the line's spaces would be more than so many times the font's."""
VOWELS = frozenset("aeiouyäöüéèàêаеиоуыэюяё")
FACES: dict[str, tuple[str, ...]] = {
    "": (
        *("LiberationSerif-Regular.ttf", "LiberationSans-Regular.ttf", "FreeSerif.ttf", "DejaVuSerif.ttf"),
        *("LinLibertine_R.otf", "Caladea-Regular.ttf", "LiberationSansNarrow-Regular.ttf"),
    ),
    "ru": ("LiberationSerif-Regular.ttf", "LiberationSans-Regular.ttf", "FreeSerif.ttf", "PTF55F.ttf", "PTS55F.ttf"),
    "ko": ("NanumMyeongjo.ttf", "NanumGothic.ttf", "UnBatang.ttf", "NotoSerifCJK-Regular.ttc"),
}
"""Files of Debian's fonts that set a language; those of the first row all that have none of their own."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page's picture, the text on it, and how it was drawn."""

    picture: Image.Image
    text: str
    notes: str


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words of one line and whether it is the first or the last of its paragraph."""

    words: Sequence[str]
    first: bool
    last: bool


def find_face(language: str, folders: Sequence[Path], chance: Random) -> Path:
    """A font's file for a language. Raises FileNotFoundError where none is in the folders."""
    names = FACES.get(language, FACES[""])
    found = sorted(path for folder in folders for path in folder.rglob("*") if path.name in names)
    if not found:
        raise FileNotFoundError(f"none of {', '.join(names)} in {', '.join(map(str, folders))}")
    name = chance.choice(sorted({path.name for path in found}))
    return next(path for path in found if path.name == name)


def draw_page(language: str, seed: int, wide: bool, folders: Sequence[Path]) -> DrawnPage:
    """A page of a headline over two to four columns, 9 pt type at 200 to 300 dpi."""
    chance, words = Random(f"page {language} {seed}"), Words(language, seed)
    face, dpi = find_face(language, folders, chance), chance.choice((200, 240, 300))
    em = POINTS / 72 * dpi
    body, head = (ImageFont.truetype(str(face), round(points / 72 * dpi)) for points in (POINTS, HEAD_POINTS))
    columns, width = (2, chance.uniform(*WIDE)) if wide else (chance.randint(3, 4), chance.uniform(*NARROW))
    title = " ".join(words.word() for _ in range(3 if not wide else 4)).capitalize()
    across = round(em * (2 * MARGIN + columns * width + (columns - 1) * GUTTER))
    picture = Image.new("L", (across, round(em * (2 * MARGIN + 4 + LINES * LEADING))), 246)
    draw = ImageDraw.Draw(picture)
    draw.text((em * MARGIN, em * MARGIN), title, font=head, fill=25)
    paragraphs, printed = _fill(words, body, em, width, columns * LINES)
    for place, line in enumerate(printed):
        left = em * (MARGIN + place // LINES * (width + GUTTER))
        _draw_line(draw, body, line, (left, em * (MARGIN + 4 + place % LINES * LEADING)), em * width, em)
    worn = _worn(picture, chance, seed)
    kind = "wide" if wide else "narrow"
    return DrawnPage(worn, "\n".join([title, *paragraphs]), f"{face.name}, {dpi} dpi, {kind} {width:.1f} em")


def _fill(
    words: Words, font: ImageFont.FreeTypeFont, em: float, width: float, room: int
) -> tuple[list[str], list[PrintedLine]]:
    """Paragraphs and their lines, as many as there is room for."""
    paragraphs: list[str] = []
    printed: list[PrintedLine] = []
    while True:
        paragraph = words.paragraph(35)
        lines = list(break_lines(paragraph.split(), font, em * width, em))
        if len(printed) + len(lines) > room:
            return paragraphs, printed
        paragraphs.append(paragraph)
        printed += lines


def break_lines(
    words: Sequence[str], font: ImageFont.FreeTypeFont, width: float, indent: float
) -> Iterator[PrintedLine]:
    """A paragraph's lines, words broken with a hyphen where the line would be loose otherwise."""
    space = font.getlength(" ")
    rest, first = list(words), True
    while rest:
        room = width - (indent if first else 0.0)
        taken = 1
        while taken < len(rest) and _length(rest[: taken + 1], font, TIGHTEST * space) <= room:
            taken += 1
        line, rest = rest[:taken], rest[taken:]
        slack = room - _length(line, font, 0.0)
        if rest and slack > LOOSE * space * max(1, len(line) - 1):
            cut = _break(rest[0], font, slack - TIGHTEST * space * len(line))
            if cut:
                hyphen = "" if is_hangul(rest[0][cut]) else "-"
                line, rest = [*line, rest[0][:cut] + hyphen], [rest[0][cut:], *rest[1:]]
        yield PrintedLine(line, first, not rest)
        first = False


def is_hangul(sign: str) -> bool:
    """Whether a character is a syllable of Hangul."""
    return "가" <= sign <= "힣"


def _length(words: Sequence[str], font: ImageFont.FreeTypeFont, space: float) -> float:
    return sum(font.getlength(word) for word in words) + space * (len(words) - 1)


def _break(word: str, font: ImageFont.FreeTypeFont, room: float) -> int:
    """After how many letters a word is broken so that it fits, 0 for nowhere: before a consonant and a vowel, or
    between any two syllables of Hangul, as Korean papers do, without a hyphen."""
    syllables = [at for at in range(1, len(word)) if is_hangul(word[at - 1]) and is_hangul(word[at])]
    if syllables:
        return max((at for at in syllables if font.getlength(word[:at]) <= room), default=0)
    if not word.isalpha():
        return 0
    places = [
        at
        for at in range(2, len(word) - 2)
        if word[at].lower() not in VOWELS and word[at + 1].lower() in VOWELS and word[at - 1].lower() in VOWELS
    ]
    return max((at for at in places if font.getlength(word[:at] + "-") <= room), default=0)


def _draw_line(
    draw: ImageDraw.ImageDraw,
    font: ImageFont.FreeTypeFont,
    line: PrintedLine,
    place: tuple[float, float],
    width: float,
    em: float,
) -> None:
    """A line at a place in px, justified but for a paragraph's last."""
    left, top = place[0] + (em if line.first else 0.0), place[1]
    space = font.getlength(" ")
    if not line.last and len(line.words) > 1:
        space = (width - (em if line.first else 0.0) - _length(line.words, font, 0.0)) / (len(line.words) - 1)
    for word in line.words:
        draw.text((left, top), word, font=font, fill=25)
        left += font.getlength(word) + space


def _worn(picture: Image.Image, chance: Random, seed: int) -> Image.Image:
    """The picture as scanned: a little blurred, with the grain of paper."""
    blurred = np.asarray(picture.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 0.9))), np.float32)
    grain = np.random.default_rng(seed).normal(0.0, 5.0, blurred.shape)
    return Image.fromarray(np.clip(blurred + grain, 0, 255).astype(np.uint8))
