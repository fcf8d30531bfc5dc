"""Recognition of single glyphs, whose text the layer does not tell or tells wrongly, from their own pictures.

Every glyph of a font that is asked for is looked at a few times, among those painted beside it, and the
majority decides: a font draws a code the same way wherever it is.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from banmian.layout.geometry import LEAST_SIDE
from banmian.layout.pdf_text.character_classes import SYMBOLS, is_unmapped
from banmian.layout.pdf_text.font_trust import Verdict
from banmian.layout.pdf_text.glyph_arrays import FORMAT_CONTROLS, FULL_WIDTH, GlyphArrays
from banmian.layout.pdf_text.glyph_strips import cut_into_strips, make_cell
from banmian.layout.pdf_text.inked_blanks import find_inked_blanks
from banmian.layout.pdf_text.page_picture import PagePicture
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds

THIN = 0.02
"""A glyph thinner than this, in em, has no width of its own …"""
MANY_THIN = 0.2
"""… unless more than this share of the page's glyphs are: then the font states no widths."""
HALF_WIDTH = 0.65
"""A mark no wider than this is a half-width one."""

UNKNOWN = "\ufffd"
"""Stands for a glyph that is not text and that nobody can read."""

Kind = tuple[int, int]
"""A font's number and the number of a glyph in it."""


@dataclass(slots=True)
class Votes:
    """What the pictures of one glyph of a font were read as: the sum of the confidences of each reading."""

    looks: int = 0
    sums: dict[str, float] = field(default_factory=dict)

    def add(self, text: str, confidence: float) -> None:
        """One more picture."""
        self.looks += 1
        if text:
            self.sums[text] = self.sums.get(text, 0.0) + confidence

    @property
    def best(self) -> tuple[str, float]:
        """The reading with most votes and its share of what all looks could give, 0 to 1."""
        if not self.sums:
            return UNKNOWN, 0.0
        text = max(self.sums, key=lambda said: self.sums[said])
        return text, self.sums[text] / self.looks


def drop_inkless_glyphs(glyphs: GlyphArrays, picture: PagePicture) -> GlyphArrays:
    """The ink without glyphs that print nothing: format controls, and unmapped ones that leave the paper white."""
    dropped = np.array([text in FORMAT_CONTROLS for text in glyphs.texts], dtype=np.bool_)
    places = np.array([at for at, text in enumerate(glyphs.texts) if _nameless(text)], dtype=np.int64)
    if len(places):
        boxes, ems = glyphs.boxes[places], glyphs.ems[places]
        thin = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) < THIN * ems
        own = glyphs.own_outlines[glyphs.numbers[places]]
        blank = own & ~picture.inked(boxes, float(np.median(ems)))
        heap = thin.sum() > MANY_THIN * len(glyphs)
        dropped[places[blank & ~thin if heap else blank | thin]] = True
    return glyphs.take(np.flatnonzero(~dropped)) if dropped.any() else glyphs


def _nameless(text: str) -> bool:
    """Whether a glyph has no text; white space has one."""
    return is_unmapped(text) and text not in SYMBOLS and (not text or bool(text.strip()))


def name_glyphs(
    glyphs: GlyphArrays,
    plain: list[str],
    verdicts: Mapping[int, Verdict],
    picture: PagePicture,
    thresholds: TextLayerThresholds = TEXT_LAYER,
) -> dict[int, float]:
    """Put readings into ``plain`` for the glyphs that have no text, or that fonts which lie name.

    Gives how sure the text of each glyph is (0 to 1), where it is not beyond doubt.
    """
    lying = {number for number, verdict in verdicts.items() if verdict.lies}
    numbers = glyphs.numbers.tolist()
    wanted = [
        place
        for place, text in enumerate(glyphs.texts)
        if _nameless(text) or (numbers[place] in lying and bool(text.strip()))
    ]
    doubts = {number: verdict.confidence for number, verdict in verdicts.items() if verdict.confidence < 1}
    sure = {place: doubts[number] for place, number in enumerate(numbers) if number in doubts}
    blanks = frozenset(find_inked_blanks(glyphs, picture))
    asked = _unnamed(glyphs, blanks)
    for place, (text, confidence) in read_glyphs(asked, [*wanted, *blanks], picture, thresholds).items():
        if place not in blanks or (text.isalnum() and confidence >= thresholds.blank_read):
            plain[place], sure[place] = text, confidence
    return sure


def _unnamed(glyphs: GlyphArrays, places: Collection[int]) -> GlyphArrays:
    """The glyphs, those at the given places without text."""
    if not places:
        return glyphs
    return replace(glyphs, texts=["" if place in places else text for place, text in enumerate(glyphs.texts)])


def read_glyphs(
    glyphs: GlyphArrays, wanted: Sequence[int], picture: PagePicture, thresholds: TextLayerThresholds = TEXT_LAYER
) -> dict[int, tuple[str, float]]:
    """Text and confidence (0 to 1) of the glyphs at the given places; `UNKNOWN` where nothing can be read."""
    if not wanted:
        return {}
    asked = set(wanted)
    votes = {glyphs.kind(place): Votes() for place in wanted}
    looks = Counter[Kind]()
    strips = []
    for run in cut_into_strips(glyphs, range(len(glyphs)), thresholds.strip_glyphs):
        kinds = [glyphs.kind(place) for place in run if place in asked]
        if any(looks[kind] < thresholds.unmapped_looks for kind in kinds):
            strips.append(run)
            looks.update(kinds)
    said = picture.read_strips([[make_cell(glyphs, place) for place in run] for run in strips])
    for run, readings in zip(strips, said, strict=True):
        for place, (text, confidence) in zip(run, readings, strict=True):
            if place in asked:
                votes[glyphs.kind(place)].add(_in_width(text, glyphs, place), confidence)
    return {place: votes[glyphs.kind(place)].best for place in wanted}


def _in_width(text: str, glyphs: GlyphArrays, place: int) -> str:
    """Marks and figures in the width that they are printed in."""
    if len(text) != 1:
        return text
    em = max(LEAST_SIDE, float(glyphs.ems[place]))
    width = float(glyphs.boxes[place, 2] - glyphs.boxes[place, 0]) / em
    if (width >= FULL_WIDTH and "!" <= text <= "/") or (width >= FULL_WIDTH and text in ":;?"):
        return chr(ord(text) + 0xFEE0)
    return unicodedata.normalize("NFKC", text) if width <= HALF_WIDTH and "！" <= text <= "～" else text
