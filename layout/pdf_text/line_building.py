"""Lines of the page model from glyph runs: text, spaces, and the record of what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from banmian.document.changes import Change
from banmian.layout.geometry import LEAST_SIDE, MOSTLY, Box
from banmian.layout.model import Glyph, Line, Panel
from banmian.layout.pdf_text.character_classes import MOST_KNOWN, is_decoded_bullet, is_unmapped, rule_name
from banmian.layout.pdf_text.glyph_arrays import GlyphArrays
from banmian.layout.pdf_text.glyph_runs import GlyphRun
from banmian.layout.pdf_text.overprint import Overprint
from banmian.layout.pdf_text.reading_frames import Frame
from banmian.layout.pdf_text.ruby import is_stress
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds
from banmian.layout.pdf_text.word_spacing import LineGap, find_spaces
from banmian.wording.compatibility_characters import to_ordinary

BOLD_WORDS = ("bold", "black", "heavy", "semibold", "demi", "simhei", "heiti")


@dataclass(slots=True)
class PageGlyphs:
    """A page's glyphs after overprint removal, with what is needed to compose the text of its lines."""

    glyphs: GlyphArrays
    plain: list[str]
    """Each glyph as an ordinary character."""
    overprint: Overprint
    sure: dict[int, float]
    """Index of a glyph that had to be recognised -> the confidence of its reading."""
    ruby: dict[int, str]
    """Index of a glyph -> the ruby that gives its pronunciation."""
    blanks: dict[int, str]
    """Index of a glyph -> the explicit spaces painted right after it."""
    body: tuple[str, float]
    """Font and size (half points) that most of the page is set in."""
    faces: list[tuple[str, float]] = field(init=False)
    """Font and size of each glyph, the latter in steps of half a unit."""
    shapes: list[tuple[Box, float]] = field(init=False)
    """Box and em of each glyph."""

    def __post_init__(self) -> None:
        self.faces = faces_of(self.glyphs)
        self.shapes = [
            (Box(*box), em) for box, em in zip(self.glyphs.boxes.tolist(), self.glyphs.ems.tolist(), strict=True)
        ]


def faces_of(glyphs: GlyphArrays) -> list[tuple[str, float]]:
    """Font and size of each glyph, the latter in steps of half a unit."""
    return list(zip(glyphs.fonts, (np.round(glyphs.ems * 2) / 2).tolist(), strict=True))


def body_face(glyphs: GlyphArrays, kept: Sequence[int]) -> tuple[str, float]:
    """The face that most of the page's glyphs are set in."""
    faces = faces_of(glyphs)
    counts = Counter(faces[place] for place in kept)
    return counts.most_common(1)[0][0] if counts else ("", 0.0)


def make_line(run: GlyphRun, frame: Frame, reading: PageGlyphs, thresholds: TextLayerThresholds = TEXT_LAYER) -> Line:
    """A line of the page model: ``changes`` lead from ``read`` to ``text``."""
    places = run.glyphs
    gaps = _gaps(run, frame, reading)
    faces = [reading.faces[place] for place in places]
    main_face = Counter(faces).most_common(1)[0][0]
    wanted = find_spaces(gaps, "body" if main_face == reading.body else "display", thresholds)
    text, read, changes = _word(places, wanted, reading)
    glyphs = reading.glyphs
    main = places[faces.index(main_face)]
    boxes = glyphs.boxes[places]
    low, high = boxes.min(axis=0), boxes.max(axis=0)
    return Line(
        text=text,
        box=Box(float(low[0]), float(low[1]), float(high[2]), float(high[3])),
        size=float(glyphs.ems[main]),
        glyphs=tuple(_glyph(reading, place) for place in places),
        read=read,
        changes=tuple(changes),
        bold=any(word in glyphs.fonts[main].lower() for word in BOLD_WORDS),
        font=glyphs.fonts[main].partition("+")[2] or glyphs.fonts[main],
        color=glyphs.colors[main],
        reversed_out=bool(glyphs.light[main]),
        confidence=sum(reading.sure.get(place, 1.0) for place in places) / len(places) if reading.sure else 1.0,
    )


def _glyph(reading: PageGlyphs, place: int) -> Glyph:
    glyphs, (box, em) = reading.glyphs, reading.shapes[place]
    sure = reading.sure.get(place, 1.0)
    return Glyph(reading.plain[place], box, em, glyphs.fonts[place], glyphs.colors[place], sure)


def _gaps(run: GlyphRun, frame: Frame, reading: PageGlyphs) -> list[LineGap]:
    texts, places = reading.plain, run.glyphs
    widths = (frame.boxes[places[1:], 0] - frame.boxes[places[:-1], 2]) / max(run.em, LEAST_SIDE)
    return [
        LineGap(width, a in reading.blanks, texts[a][-1:], texts[b][:1])
        for a, b, width in zip(places, places[1:], widths.tolist(), strict=False)
    ]


def _word(places: list[int], wanted: list[bool], reading: PageGlyphs) -> tuple[str, str, list[Change]]:
    """Text, what was read, and the changes between them; offsets count in the text as it grows."""
    known, plain, copies = reading.glyphs.texts, reading.plain, reading.overprint.copies
    text: list[str] = []
    read: list[str] = []
    changes: list[Change] = []
    length = 0
    for at, place in enumerate(places):
        own, means = known[place], plain[place]
        read.append(own)
        if place in copies:
            painted = own + "".join(known[copy] for copy in copies[place])
            read[-1] = painted
            if painted != own:
                changes.append(Change("overprint", length, painted, own))
        if means != own:
            changes.append(Change(_rule(own, means), length, own, means, reading.sure.get(place, 1.0)))
        text.append(means)
        length += len(means)
        if place in reading.ruby:
            read.append(reading.ruby[place])
            rule = "stress-mark" if is_stress(reading.ruby[place]) else "ruby"
            changes.append(Change(rule, length, reading.ruby[place], ""))
        if at < len(wanted):
            stood = reading.blanks.get(place, "")
            space = " " if wanted[at] else ""
            read.append(stood)
            if stood != space:
                rule = "word-space" if space else "letter-spacing"
                changes.append(Change(rule, length, stood, space))
            text.append(space)
            length += len(space)
    return "".join(text), "".join(read), changes


@lru_cache(maxsize=MOST_KNOWN)
def _rule(own: str, means: str) -> str:
    """The name under which it is recorded that a glyph means something else than what its font says."""
    if is_decoded_bullet(own, means):
        return "symbol-font"
    return rule_name(own) if to_ordinary(own) == means or is_unmapped(own) else "font-encoding"


def is_on_dark(line: Line, panels: Sequence[Panel]) -> bool:
    """Whether a line is on a dark panel: light text elsewhere is not a reversed-out label."""
    return any(panel.dark and panel.box.covers(line.box, MOSTLY) for panel in panels)
