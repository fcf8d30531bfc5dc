"""What a page paints, glyph by glyph, as arrays: the input of overprint removal, line assembly and spacing.

Source: the layout objects that pdfplumber gives for a page (pdfminer's LTChar), read in painting order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdffont import PDFType3Font

from banmian.layout.luma import luma

FULL_WIDTH = 0.9
"""Glyphs at least this wide, in em, are as wide as Han."""
DIAGONAL = 0.2
"""Near the diagonal, where cosine and sine differ by no more, a box tells neither the em nor the advance."""
LIGHT = 0.75
"""Brightness above which type is light."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


FORMAT_CONTROLS = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Characters that control text and print nothing."""


@dataclass(slots=True)
class GlyphArrays:
    """Glyphs in painting order; ``boxes`` is (n, 4) in the page's frame, the rest has one entry a glyph.

    ``angles`` are whole degrees anticlockwise (0 is upright). ``baselines`` is the distance of the
    glyph's origin from the page's top. ``downwards`` marks glyphs set by a vertical writing mode,
    ``hidden`` those that no ink is seen of: invisible text and text clipped away. ``codes`` are the
    glyphs' numbers in their font, whose place in ``programs`` (pdfminer's fonts) is in ``numbers``.
    """

    texts: list[str]
    boxes: Floats
    ems: Floats
    angles: Ints
    baselines: Floats
    downwards: NDArray[np.bool_]
    fonts: list[str]
    colors: list[str]
    light: NDArray[np.bool_]
    hidden: NDArray[np.bool_]
    codes: Ints
    numbers: Ints
    programs: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, keep: Ints) -> GlyphArrays:
        """The glyphs at the given indices, in that order."""
        places = keep.tolist()
        return GlyphArrays(
            [self.texts[i] for i in places],
            self.boxes[keep],
            self.ems[keep],
            self.angles[keep],
            self.baselines[keep],
            self.downwards[keep],
            [self.fonts[i] for i in places],
            [self.colors[i] for i in places],
            self.light[keep],
            self.hidden[keep],
            self.codes[keep],
            self.numbers[keep],
            self.programs,
        )

    def kind(self, place: int) -> tuple[int, int]:
        """The font and the code of a glyph: equal for equal pictures."""
        return int(self.numbers[place]), int(self.codes[place])

    @property
    def own_outlines(self) -> NDArray[np.bool_]:
        """Of each of ``programs``, whether the file holds its outlines, so that every viewer shows the same."""
        return np.array([has_outlines(program) for program in self.programs], dtype=np.bool_)


def has_outlines(program: Any) -> bool:
    """Whether the file itself holds the outlines of a pdfminer font."""
    descriptor = getattr(program, "descriptor", None) or {}
    return isinstance(program, PDFType3Font) or any(key in descriptor for key in ("FontFile", "FontFile2", "FontFile3"))


def characters(objects: Iterable[Any]) -> Iterator[Any]:
    """All characters among layout objects, those inside form XObjects included, in painting order."""
    for item in objects:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from characters(item)


def luminance(color: Any) -> float | None:
    """Brightness 0 to 1 of a PDF colour (grey, RGB, CMYK); None for patterns and spot colours."""
    parts = color if isinstance(color, tuple | list) else (color,)
    if not parts or not all(isinstance(part, int | float) for part in parts):
        return None
    values = [min(1.0, max(0.0, float(part))) for part in parts]
    if len(values) == 1:
        return values[0]
    if len(values) == 3:
        return luma(values)
    if len(values) == 4:
        cyan, magenta, yellow, key = values
        return (1 - key) * (1 - luma((cyan, magenta, yellow)))
    return None


def color_name(color: Any) -> str:
    """A PDF colour as text, equal for equal colours."""
    parts = color if isinstance(color, tuple | list) else (color,)
    return ",".join(f"{part:.3f}" if isinstance(part, int | float) else str(part) for part in parts)


def em_of_turned(size: tuple[float, float], angle: int, advance: float, axis: tuple[float, float]) -> float:
    """The em, in page units, of a glyph that stands at an angle, from the width and height of its upright box.

    ``advance`` is in its text space, ``axis`` are the first two coefficients of its matrix.
    """
    width, height = size
    if angle % 90 == 0:
        return width
    cos, sin = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
    if abs(cos - sin) > DIAGONAL:
        return abs((height * cos - width * sin) / (cos * cos - sin * sin))
    along = abs(advance) * math.hypot(*axis)
    return max(0.0, (width - along * cos) / sin)


def _em(item: LTChar, angle: int) -> float:
    """The em of a glyph in page units, from its upright box and its angle."""
    if angle % 180 == 0:
        return float(item.size)
    return em_of_turned((item.width, item.height), angle, item.adv, item.matrix[:2])


def collect_glyphs(objects: Iterable[Any], left: float, top: float) -> GlyphArrays:
    """The glyphs of a page from its layout objects; ``left`` and ``top`` move the origin to the page's frame.

    ``top`` is the height of the page's upper edge in PDF space, where y grows upwards.
    """
    texts: list[str] = []
    rows: list[tuple[float, float, float, float]] = []
    ems: list[float] = []
    angles: list[int] = []
    baselines: list[float] = []
    downwards: list[bool] = []
    fonts: list[str] = []
    colors: list[str] = []
    light: list[bool] = []
    hidden: list[bool] = []
    codes: list[int] = []
    numbers: list[int] = []
    programs: dict[int, tuple[int, Any]] = {}
    known: dict[Any, tuple[str, bool]] = {}
    for item in characters(objects):
        a, b, _c, _d, _e, f = item.matrix
        angle = 0 if b == 0 and a > 0 else round(math.degrees(math.atan2(b, a)))
        text = item.get_text()
        texts.append(text)
        rows.append((item.x0 - left, top - item.y1, item.x1 - left, top - item.y0))
        ems.append(item.size if angle == 0 else _em(item, angle))
        angles.append(angle)
        baselines.append(top - f)
        downwards.append(item.adv < 0)
        fonts.append(item.fontname if isinstance(item.fontname, str) else str(item.fontname))
        paint = item.graphicstate.ncolor
        key = tuple(paint) if isinstance(paint, list) else paint
        if key not in known:
            known[key] = (color_name(key), (luminance(key) or 0.0) > LIGHT)
        name, bright = known[key]
        colors.append(name)
        light.append(bright)
        hidden.append(getattr(item, "hidden", False))
        program = getattr(item, "program", None)
        codes.append(getattr(item, "code", 0))
        numbers.append(programs.setdefault(id(program), (len(programs), program))[0])
    return GlyphArrays(
        texts,
        np.array(rows, dtype=np.float64).reshape(-1, 4),
        np.array(ems, dtype=np.float64),
        np.array(angles, dtype=np.int64),
        np.array(baselines, dtype=np.float64),
        np.array(downwards, dtype=np.bool_),
        fonts,
        colors,
        np.array(light, dtype=np.bool_),
        np.array(hidden, dtype=np.bool_),
        np.array(codes, dtype=np.int64),
        np.array(numbers, dtype=np.int64),
        tuple(program for _number, program in programs.values()),
    )
