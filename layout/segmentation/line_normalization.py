"""Line normalization: corrects what a reader measured unevenly, before anything is built on it.

A recogniser's boxes are taller where a line has brackets or noise at its edge, and strokes of large glyphs can look
like rules. Han type is square, so the pitch of its glyphs gives their size more reliably than the height of a box,
and a separator never crosses a line of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from banmian.layout.cyrillic_type_size import cyrillic_em
from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page, Rule
from banmian.layout.page_facts import Typography, separators_among
from banmian.layout.segmentation.line_splitting import split_at_gutters, split_at_rules
from banmian.layout.segmentation.stretched_rows import join_stretched_rows
from banmian.layout.thresholds import ARRANGEMENT
from banmian.wording.unicode_script import has_word_spaces, is_han

MOST_PITCH = 1.6
"""Most distance of two lines of one headline from middle to middle, in sizes."""

LEAST_GLYPHS = 4
"""This many Han neighbours give a pitch."""
SLIVER = 1e-3
"""Extent given to boxes without any, in page units: far below anything printed."""
BLOT_GLYPHS = 2
"""A shape in a picture is read as at most this many glyphs,"""
BLOT_CONFIDENCE = 0.8
"""with less confidence than this,"""
BLOT_SIZE = 2.5
"""and larger than this many em."""
INK = 0.9
"""The ink of a Han glyph is about this share of its em,"""
LEAST_INK = 0.8
"""and in the lightest faces (Kai) not less than this."""
TOUCHING = 1.15
"""Glyphs are at most this many times as large as their pitch; a wider box contains more than its line."""
SQUARE = 0.5
"""A single glyph whose sides differ by no more than this has a box that is too long: the short side counts."""
STANDING = 1.5
"""A line of several glyphs is vertical when its box is this many times as high as wide."""
CAPITAL = 0.74
"""Height of figures and capitals, as a share of the em."""
X_HEIGHT = 0.5
"""Height of small letters without ascender or descender,"""
ASCENDING, LOW = "bdfhkl", "acemnorsuvwxz"
NEARLY = 1.25
DISPLAY = 1.3
"""Stacked lines of display type (from this many times the body's em) are of one size where they differ by no more than
the first ratio."""


def normalize_lines(page: Page) -> Page:
    """The page with every box in order, and sizes from glyph pitch where OCR read it."""
    lines = [_normalize_line(line) for line in page.lines]
    if page.text_source == "ocr":
        lines = [estimate_line_size(_mark_stacked_vertical(line)) for line in lines]
    return replace(
        page,
        lines=lines,
        rules=[Rule(normalize_box(rule.box)) for rule in page.rules],
        panels=[replace(panel, box=normalize_box(panel.box)) for panel in page.panels],
        pictures=[replace(picture, box=normalize_box(picture.box)) for picture in page.pictures],
    )


def drop_misreadings(page: Page, em: float) -> Page:
    """The page without letters read in pictures, lines read across rules, and rules that are strokes of glyphs."""
    lines = page.lines
    if page.text_source == "ocr":
        lines = split_at_rules([line for line in lines if not is_blot(line, em)], page.rules)
        lines = equalize_stacked_sizes(split_at_gutters(lines), em)
    lines = join_stretched_rows(lines, page.rules)
    lines = [line for line in lines if line.text.strip()]
    return replace(page, lines=lines, rules=separators_among(page.rules, lines, em))


def normalize_box(box: Box) -> Box:
    """The box with its corners in order and at least a minimal extent."""
    x0, x1 = sorted((box.x0, box.x1))
    y0, y1 = sorted((box.y0, box.y1))
    return Box(x0, y0, max(x1, x0 + SLIVER), max(y1, y0 + SLIVER))


def _normalize_line(line: Line) -> Line:
    box = normalize_box(line.box)
    size = line.size if line.size > 0 else min(box.width, box.height)
    return line if box == line.box and size == line.size else replace(line, box=box, size=size)


def _mark_stacked_vertical(line: Line) -> Line:
    """Two or three Han glyphs in a box much higher than wide are below each other, however they were read."""
    glyphs = sum(map(is_han, line.text))
    stands = 1 < glyphs == len(line.text) and line.box.height > STANDING * line.box.width
    return replace(line, vertical=True) if stands and not line.vertical else line


def is_blot(line: Line, em: float) -> bool:
    """Whether a line is a shape in a picture that looked like a huge letter or two."""
    return (
        len(line.glyphs or line.text) <= BLOT_GLYPHS
        and line.confidence < BLOT_CONFIDENCE
        and min(line.box.width, line.box.height) > BLOT_SIZE * em
    )


def is_ornament(line: Line, type_: Typography) -> bool:
    """Whether a line of display type has no words: an arrow, a star, a row of dots."""
    return line.size >= ARRANGEMENT.sure_display_ratio * type_.em and not any(char.isalnum() for char in line.text)


def estimate_line_size(line: Line) -> Line:
    """The line with its size estimated from its glyphs: from their pitch, and from the ink of single ones.

    Letter-spacing widens the pitch and not the ink, so the pitch counts only as far as the ink allows; in a
    vertical line, whose box is as wide as its glyphs, it is limited by that width too.
    """
    boxes = [glyph.box for glyph in line.glyphs if is_han(glyph.text[:1])]
    if not boxes:
        return _estimate_latin_size(line)
    ink = median(box.width if line.vertical and len(boxes) > 1 else max(box.width, box.height) for box in boxes)
    least = min(boxes[0].width, boxes[0].height)
    if len(boxes) == 1 and least >= SQUARE * ink:
        ink = least
    pitch = han_pitch(line)
    size = ink / INK if pitch is None else min(max(ink, min(pitch, ink / LEAST_INK)), pitch * TOUCHING)
    return replace(line, size=min(size, line.box.width / LEAST_INK) if line.vertical else size)


def _estimate_latin_size(line: Line) -> Line:
    """Digits, capitals and letters with an ascender are about three quarters of the em high, the others half."""
    cyrillic = cyrillic_em(line.glyphs)
    if cyrillic is not None:
        return replace(line, size=cyrillic)
    tall = [glyph.box.height for glyph in line.glyphs if _is_tall(glyph.text)]
    low = [glyph.box.height for glyph in line.glyphs if glyph.text in LOW]
    if tall:
        return replace(line, size=median(tall) / CAPITAL)
    return replace(line, size=median(low) / X_HEIGHT) if low else line


def _is_tall(sign: str) -> bool:
    return sign.isdigit() or sign.isupper() or sign in ASCENDING


def equalize_stacked_sizes(lines: Sequence[Line], em: float) -> list[Line]:
    """The lines; nearly equal sizes of stacked lines of Latin display type are made equal.

    Ink gives the size of a line of Latin type to within a tenth or two: "move to" is lower than "Syrian PM".
    """
    large = [line for line in lines if line.size > DISPLAY * em and not line.vertical and has_word_spaces(line.text)]
    levelled: dict[int, float] = {}
    for stack in _stacks(sorted(large, key=lambda line: line.box.y0)):
        size = median(line.size for line in stack)
        levelled.update({id(line): size for line in stack})
    return [replace(line, size=levelled[id(line)]) if id(line) in levelled else line for line in lines]


def _stacks(lines: Sequence[Line]) -> list[list[Line]]:
    stacks: list[list[Line]] = []
    for line in lines:
        home = next((stack for stack in stacks if _goes_below(stack[-1], line)), None)
        if home is None:
            stacks.append([line])
        else:
            home.append(line)
    return [stack for stack in stacks if len(stack) > 1]


def _goes_below(above: Line, line: Line) -> bool:
    """Whether a line is right below another as the next of one headline: flush or centred, of similar size."""
    size = max(above.size, line.size)
    apart = line.box.cy - above.box.cy
    flush = abs(line.box.x0 - above.box.x0) < 0.5 * size or abs(line.box.cx - above.box.cx) < 0.5 * size
    alike = size <= NEARLY * min(above.size, line.size) and above.bold == line.bold
    return flush and alike and 0 < apart < MOST_PITCH * size


def han_pitch(line: Line) -> float | None:
    """Median distance of neighbouring Han glyphs' centres (page units); None with too few of them."""

    def middle(box: Box) -> float:
        return box.cy if line.vertical else box.cx

    steps = [
        abs(middle(after.box) - middle(before.box))
        for before, after in pairwise(line.glyphs)
        if is_han(before.text[:1]) and is_han(after.text[:1])
    ]
    return median(steps) if len(steps) >= LEAST_GLYPHS else None
