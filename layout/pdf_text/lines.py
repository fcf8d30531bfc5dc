"""Lines of the page model from glyph runs: text, spaces, and the record of what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from banmian.document.changes import Change
from banmian.layout.geometry import LEAST_SIDE, MOSTLY, Box
from banmian.layout.model import Glyph, Line, Panel
from banmian.layout.pdf_text.characters import is_decoded_bullet, is_unmapped, rule_name
from banmian.layout.pdf_text.glyph_arrays import GlyphArrays
from banmian.layout.pdf_text.glyph_runs import Frame, GlyphRun
from banmian.layout.pdf_text.overprint import Overprint
from banmian.layout.pdf_text.ruby import is_stress
from banmian.layout.pdf_text.spacing import Gap, find_spaces
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds
from banmian.wording.character_forms import to_ordinary

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


def face(glyphs: GlyphArrays, place: int) -> tuple[str, float]:
    """Font and size, the latter in steps of half a unit."""
    return glyphs.fonts[place], round(float(glyphs.ems[place]) * 2) / 2


def body_face(glyphs: GlyphArrays, kept: Sequence[int]) -> tuple[str, float]:
    """The face that most of the page's glyphs are set in."""
    counts = Counter(face(glyphs, place) for place in kept)
    return counts.most_common(1)[0][0] if counts else ("", 0.0)


def make_line(run: GlyphRun, frame: Frame, reading: PageGlyphs, thresholds: TextLayerThresholds = TEXT_LAYER) -> Line:
    """A line of the page model: ``changes`` lead from ``read`` to ``text``."""
    places = run.glyphs
    gaps = _gaps(run, frame, reading)
    counts = Counter(face(reading.glyphs, place) for place in places)
    main_face = counts.most_common(1)[0][0]
    wanted = find_spaces(gaps, "body" if main_face == reading.body else "display", thresholds)
    text, read, changes = _word(places, wanted, reading)
    glyphs = reading.glyphs
    main = next(place for place in places if face(glyphs, place) == main_face)
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
        confidence=sum(reading.sure.get(place, 1.0) for place in places) / len(places),
    )


def _glyph(reading: PageGlyphs, place: int) -> Glyph:
    glyphs = reading.glyphs
    x0, y0, x1, y1 = glyphs.boxes[place].tolist()
    box = Box(x0, y0, x1, y1)
    sure = reading.sure.get(place, 1.0)
    return Glyph(reading.plain[place], box, float(glyphs.ems[place]), glyphs.fonts[place], glyphs.colors[place], sure)


def _gaps(run: GlyphRun, frame: Frame, reading: PageGlyphs) -> list[Gap]:
    texts = reading.plain
    gaps = []
    for a, b in zip(run.glyphs, run.glyphs[1:], strict=False):
        width = float(frame.boxes[b, 0] - frame.boxes[a, 2]) / max(run.em, LEAST_SIDE)
        gaps.append(Gap(width, a in reading.blanks, texts[a][-1:], texts[b][:1]))
    return gaps


def _word(places: list[int], wanted: list[bool], reading: PageGlyphs) -> tuple[str, str, list[Change]]:
    """Text, what was read, and the changes between them; offsets count in the text as it grows."""
    text, read = "", ""
    changes: list[Change] = []
    for at, place in enumerate(places):
        own = reading.glyphs.texts[place]
        painted = own + "".join(reading.glyphs.texts[copy] for copy in reading.overprint.copies.get(place, ()))
        read += painted
        if painted != own:
            changes.append(Change("overprint", len(text), painted, own))
        plain = reading.plain[place]
        if plain != own:
            rule = rule_name(own) if to_ordinary(own) == plain or is_unmapped(own) else "font-encoding"
            rule = "symbol-font" if is_decoded_bullet(own, plain) else rule
            changes.append(Change(rule, len(text), own, plain, reading.sure.get(place, 1.0)))
        text += plain
        if place in reading.ruby:
            read += reading.ruby[place]
            rule = "stress-mark" if is_stress(reading.ruby[place]) else "ruby"
            changes.append(Change(rule, len(text), reading.ruby[place], ""))
        if at < len(wanted):
            stood = reading.blanks.get(place, "")
            means = " " if wanted[at] else ""
            read += stood
            if stood != means:
                rule = "word-space" if means else "letter-spacing"
                changes.append(Change(rule, len(text), stood, means))
            text += means
    return text, read, changes


def is_on_dark(line: Line, panels: Sequence[Panel]) -> bool:
    """Whether a line is on a dark panel: light text elsewhere is not a reversed-out label."""
    return any(panel.dark and panel.box.covers(line.box, MOSTLY) for panel in panels)
