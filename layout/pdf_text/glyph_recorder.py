"""The glyphs that a page shows, noted as they are shown and measured all at once.

What pdfminer makes of each glyph (its matrix, its box, whether it is clipped away) is worked out here for arrays of
them, by the same steps, so that every number is the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pdfminer.pdffont import PDFUnicodeNotDefined

from banmian.layout.pdf_text.clipping import Clip
from banmian.layout.pdf_text.glyph_arrays import LIGHT, Floats, GlyphArrays, Ints, color_name, em_of_turned, luminance

UNSHOWN = 0.34
"""A glyph of whose box less than this lies inside the clip is hidden: the ink of a mark at a line's end may be."""

PERCENT, THOUSANDTH = 0.01, 0.001
"""Units of horizontal scaling, and of what fonts and arrays of text-showing operators say (PDF 32000-1, 9.4.4)."""
EM = 1000
"""An em in such thousandths."""

Matrix = tuple[float, float, float, float, float, float]
Matrices = tuple[Floats, ...]
"""The six coefficients of a matrix for each glyph."""


class Face:
    """A font, and the glyphs of it that were shown: CID -> their place in the page's list of kinds, and their width."""

    __slots__ = ("decode", "descent", "known", "multibyte", "program", "vertical")

    def __init__(self, program: Any) -> None:
        self.program = program
        self.decode = program.decode
        self.vertical = bool(program.is_vertical())
        self.multibyte = bool(program.is_multibyte())
        self.descent = float(program.get_descent())
        self.known: dict[int, tuple[int, float]] = {}


class Facts(NamedTuple):
    """What is noted of each string; as arrays, of each glyph.

    The text matrix, then the matrix to the page; where the string stands across the line; size, scaling and rise of
    the type; the font's descent; how far vertical writing is stretched; flags; numbers of clip (-1: none) and paint.
    """

    a1: Any
    b1: Any
    c1: Any
    d1: Any
    e1: Any
    f1: Any
    a0: Any
    b0: Any
    c0: Any
    d0: Any
    e0: Any
    f0: Any
    across: Any
    size: Any
    scaling: Any
    rise: Any
    descent: Any
    stretch: Any
    vertical: Any
    seen: Any
    clip: Any
    paint: Any


class ShownGlyphs:
    """What text-showing operators put on a page."""

    def __init__(self) -> None:
        self._faces: dict[int, Face] = {}
        self._kinds: list[tuple[Face, int]] = []
        self._shown: list[int] = []
        self._along: list[float] = []
        self._strings: list[tuple[float, ...]] = []
        self._counts: list[int] = []
        self._paints: list[Any] = []
        self._paint_numbers: dict[Any, int] = {}
        self._clips: list[Clip] = []
        self._hidden_before = 0

    def __len__(self) -> int:
        return len(self._shown)

    def face(self, program: Any) -> Face:
        """The face of a pdfminer font."""
        found = self._faces.get(id(program))
        if found is None:
            found = self._faces[id(program)] = Face(program)
        return found

    def hide(self) -> None:
        """Something was painted over all that was shown so far."""
        self._hidden_before = len(self._shown)

    def show(self, state: Any, ctm: Matrix, sequence: Sequence[Any], paint: Any, clip: Clip | None, seen: bool) -> int:
        """One text-showing operator of a pdfminer text state; gives how many glyphs it has, and moves the pen.

        Horizontal scaling leaves vertical writing's advance alone, and character spacing counts after every glyph,
        the last too (PDF 32000-1, 9.4.4).
        """
        face = self.face(state.font)
        scaling = 1.0 if face.vertical else state.scaling * PERCENT
        size, spacing = state.fontsize, state.charspace * scaling
        word = 0 if face.multibyte else state.wordspace * scaling
        step = THOUSANDTH * size * scaling
        pen = state.linematrix[face.vertical]
        after = state.charspace if face.vertical else state.charspace * state.scaling / 100
        if after and _begins_with_number(sequence):
            pen -= after
        known, note, place = face.known, self._shown.append, self._along.append
        before, spaced = len(self._shown), False
        for part in sequence:
            if part.__class__ is not bytes:
                pen -= part * step
                spaced = True
                continue
            for cid in face.decode(part):
                if spaced:
                    pen += spacing
                kind, width = known.get(cid) or self._meet(face, cid)
                note(kind)
                place(pen)
                pen += width * size * scaling
                if cid == 32 and word:
                    pen += word
                spaced = True
        if after and any(part.__class__ is bytes and part for part in sequence):
            pen += after
        across = state.linematrix[not face.vertical]
        count = len(self._shown) - before
        if count:
            stretch = state.scaling / 100 if face.vertical else 1.0
            looks = (face.vertical, seen, self._clip_number(clip), self._paint_number(paint))
            self._strings.append(
                (*state.matrix, *ctm, across, size, scaling, state.rise, face.descent, stretch, *looks)
            )
            self._counts.append(count)
        state.linematrix = (across, pen) if face.vertical else (pen, across)
        return count

    def _meet(self, face: Face, cid: int) -> tuple[int, float]:
        found = face.known[cid] = (len(self._kinds), float(face.program.char_width(cid)))
        self._kinds.append((face, cid))
        return found

    def _paint_number(self, paint: Any) -> int:
        key = tuple(paint) if isinstance(paint, list) else paint
        number = self._paint_numbers.get(key)
        if number is None:
            number = self._paint_numbers[key] = len(self._paints)
            self._paints.append(key)
        return number

    def _clip_number(self, clip: Clip | None) -> int:
        if clip is None:
            return -1
        if not self._clips or self._clips[-1] is not clip:
            self._clips.append(clip)
        return len(self._clips) - 1

    def is_finite(self) -> bool:
        """Whether no number ran out of what a float holds."""
        strings = np.array(self._strings, dtype=np.float64)
        return bool(np.isfinite(strings).all() and np.isfinite(np.array(self._along, dtype=np.float64)).all())

    def arrays(self, left: float, top: float) -> GlyphArrays:
        """The glyphs; ``left`` and ``top`` as in `banmian.layout.pdf_text.glyph_arrays.collect_glyphs`."""
        strings = np.array(self._strings, dtype=np.float64).reshape(-1, len(Facts._fields))
        owner = np.repeat(np.arange(len(strings)), np.array(self._counts, dtype=np.int64))
        facts = Facts(*strings[owner].T)
        kinds, along = np.array(self._shown, dtype=np.int64), np.array(self._along, dtype=np.float64)
        matrix = _matrices(facts, along)
        advances = self._of_kinds([face.known[cid][1] for face, cid in self._kinds], np.float64)
        advances = advances * facts.size * facts.scaling
        boxes = _boxes(matrix, self._upright_boxes(facts, advances))
        angles = _angles(matrix)
        hidden = (facts.seen == 0) | _outside(boxes, facts.clip.astype(np.int64), self._clips)
        hidden[: self._hidden_before] = True
        numbers, programs = self._programs()
        texts = [_text_of(face.program, cid) for face, cid in self._kinds]
        fonts = [str(face.program.fontname) for face, _cid in self._kinds]
        paints = facts.paint.astype(np.int64)
        names = [color_name(paint) for paint in self._paints]
        light = np.array([(luminance(paint) or 0.0) > LIGHT for paint in self._paints], dtype=np.bool_)
        return GlyphArrays(
            [texts[kind] for kind in self._shown],
            np.stack([boxes[:, 0] - left, top - boxes[:, 3], boxes[:, 2] - left, top - boxes[:, 1]], axis=1),
            _ems(facts, matrix, boxes, advances, angles),
            angles,
            top - matrix[5],
            advances < 0,
            [fonts[kind] for kind in self._shown],
            [names[paint] for paint in paints.tolist()],
            light[paints],
            hidden,
            self._of_kinds([cid for _face, cid in self._kinds], np.int64),
            numbers[kinds],
            programs,
        )

    def _of_kinds(self, values: Sequence[Any], kind: Any) -> NDArray[Any]:
        """What holds for the kind of each glyph, from what holds for the kinds."""
        return np.array(values, dtype=kind)[np.array(self._shown, dtype=np.int64)]

    def _upright_boxes(self, facts: Facts, advances: Floats) -> Matrices:
        """Left, bottom, right and top of each glyph in its own text space."""
        size, rise = facts.size, facts.rise
        bottom = facts.descent * size + rise
        x0, y0, x1, y1 = np.zeros(len(size)), bottom, advances, bottom + size
        vertical = facts.vertical > 0
        if not vertical.any():
            return x0, y0, x1, y1
        shifts = self._of_kinds([_shift(face, cid) for face, cid in self._kinds], np.float64).T
        aside = np.where(np.isnan(shifts[0]), size / 2, shifts[0] * size * THOUSANDTH)
        above = (EM - shifts[1]) * size * THOUSANDTH
        return (
            np.where(vertical, -aside, x0),
            np.where(vertical, above + rise + advances, y0),
            np.where(vertical, -aside + size, x1),
            np.where(vertical, above + rise, y1),
        )

    def _programs(self) -> tuple[Ints, tuple[Any, ...]]:
        """The number of the font of each kind, counted as they first occur, and the fonts."""
        programs: dict[int, tuple[int, Any]] = {}
        numbers = [
            programs.setdefault(id(face.program), (len(programs), face.program))[0] for face, _cid in self._kinds
        ]
        return np.array(numbers, dtype=np.int64), tuple(program for _number, program in programs.values())


def _begins_with_number(sequence: Sequence[Any]) -> bool:
    """Whether anything precedes the first string that is not empty."""
    first = next((place for place, part in enumerate(sequence) if part.__class__ is bytes and part), 0)
    return first > 0


def _text_of(program: Any, cid: int) -> str:
    try:
        return str(program.to_unichr(cid))
    except PDFUnicodeNotDefined:
        return f"(cid:{cid})"


def _shift(face: Face, cid: int) -> tuple[float, float]:
    """From the origin of a glyph of a vertical font to that of its column; NaN where the font leaves it open."""
    if not face.vertical:
        return math.nan, 0.0
    aside, above = face.program.char_disp(cid)
    return (math.nan if aside is None else float(aside)), float(above)


def _matrices(facts: Facts, along: Floats) -> Matrices:
    """From the text space of each glyph to the page."""
    a1, b1, c1, d1, e1, f1, a0, b0, c0, d0, e0, f0 = facts[:12]
    a, b = a0 * a1 + c0 * b1, b0 * a1 + d0 * b1
    c, d = a0 * c1 + c0 * d1, b0 * c1 + d0 * d1
    e, f = a0 * e1 + c0 * f1 + e0, b0 * e1 + d0 * f1 + f0
    vertical = facts.vertical > 0
    x, y = np.where(vertical, facts.across, along), np.where(vertical, along, facts.across)
    return a * facts.stretch, b * facts.stretch, c, d, x * a + y * c + e, x * b + y * d + f


def _boxes(matrix: Matrices, box: Matrices) -> Floats:
    """The upright boxes (n, 4) around boxes under a matrix."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    xs = [a * x + c * y + e for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    ys = [b * x + d * y + f for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    low, high = (np.minimum.reduce(xs), np.minimum.reduce(ys)), (np.maximum.reduce(xs), np.maximum.reduce(ys))
    return np.stack([*low, *high], axis=1)


def _angles(matrix: Matrices) -> Ints:
    """Whole degrees anticlockwise."""
    a, b = matrix[0], matrix[1]
    angles = np.zeros(len(a), dtype=np.int64)
    turned = np.flatnonzero((b != 0) | (a <= 0))
    known: dict[tuple[float, float], int] = {}
    for at, pair in zip(turned.tolist(), zip(a[turned].tolist(), b[turned].tolist(), strict=True), strict=True):
        if pair not in known:
            known[pair] = round(math.degrees(math.atan2(pair[1], pair[0])))
        angles[at] = known[pair]
    return angles


def _ems(facts: Facts, matrix: Matrices, boxes: Floats, advances: Floats, angles: Ints) -> Floats:
    """The em of each glyph in page units."""
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    ems = np.where(facts.vertical > 0, width, height)
    for at in np.flatnonzero(angles % 180).tolist():
        size, axis = (float(width[at]), float(height[at])), (float(matrix[0][at]), float(matrix[1][at]))
        ems[at] = em_of_turned(size, int(angles[at]), float(advances[at]), axis)
    return ems


def _outside(boxes: Floats, clipped: Ints, clips: Sequence[Clip]) -> NDArray[np.bool_]:
    """Which glyphs have at most a third of their box inside their clip."""
    if not clips:
        return np.zeros(len(boxes), dtype=np.bool_)
    clip = np.array(clips, dtype=np.float64)[clipped]
    width = np.minimum(boxes[:, 2], clip[:, 2]) - np.maximum(boxes[:, 0], clip[:, 0])
    height = np.minimum(boxes[:, 3], clip[:, 3]) - np.maximum(boxes[:, 1], clip[:, 1])
    small = (width < UNSHOWN * (boxes[:, 2] - boxes[:, 0])) | (height < UNSHOWN * (boxes[:, 3] - boxes[:, 1]))
    return np.asarray((clipped >= 0) & (small | (np.minimum(width, height) < 0)), dtype=np.bool_)
