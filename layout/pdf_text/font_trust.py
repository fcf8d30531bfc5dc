"""Trust in fonts: a font may draw its glyphs correctly and give them wrong codes.

The text of a font is first compared with the language: Chinese in which hardly a word is known, or letters as
broad as Han characters, are suspicious. Suspicious fonts, and those with too little text to tell, are compared
with fresh OCR of a few of their glyphs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.pdffont import PDFType3Font

from banmian.layout.pdf_text.character_classes import is_unmapped, is_wide
from banmian.layout.pdf_text.glyph_arrays import FULL_WIDTH, GlyphArrays, has_outlines
from banmian.layout.pdf_text.glyph_strips import cut_into_strips, make_cell, uncrowded
from banmian.layout.pdf_text.page_picture import PagePicture
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds
from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import is_han


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of a font: whether it names its glyphs wrongly, and how sure its text is (0 to 1) where it does not."""

    lies: bool
    confidence: float


@dataclass(slots=True)
class FontJudge:
    """Judges the fonts of a document; what was found out on one page holds for the others."""

    thresholds: TextLayerThresholds = TEXT_LAYER
    known: dict[tuple[Any, ...], Verdict] = field(default_factory=dict)

    def judge(self, glyphs: GlyphArrays, plain: Sequence[str], picture: PagePicture) -> dict[int, Verdict]:
        """The verdict on each font number of a page."""
        places: dict[tuple[Any, ...], list[int]] = {}
        names = [_identity(program) for program in glyphs.programs]
        for place, number in enumerate(glyphs.numbers.tolist()):
            places.setdefault(names[number], []).append(place)
        asked: dict[tuple[Any, ...], list[int]] = {}
        for name, found in places.items():
            if name not in self.known:
                verdict = self._by_language(name, glyphs, plain, found)
                if verdict is None:
                    asked[name] = found
                else:
                    self.known[name] = verdict
        self._by_picture(asked, glyphs, plain, picture)
        return {number: self.known[name] for number, name in enumerate(names) if name in self.known}

    def _by_language(
        self, name: tuple[Any, ...], glyphs: GlyphArrays, plain: Sequence[str], places: Sequence[int]
    ) -> Verdict | None:
        """A verdict by what the font says alone; None where only its pictures can tell."""
        thresholds = self.thresholds
        if not name[1]:
            return Verdict(False, thresholds.font_by_encoding)
        chars = [place for place in places if plain[place].strip() and not is_unmapped(glyphs.texts[place])]
        broad = [
            place
            for place in chars
            if glyphs.boxes[place, 2] - glyphs.boxes[place, 0] >= FULL_WIDTH * glyphs.ems[place]
        ]
        narrow = sum(plain[place][0].isalnum() and not is_wide(plain[place]) for place in broad)
        if narrow > thresholds.font_broad_letters * len(chars):
            return None
        stretches = _han_stretches(plain, chars)
        count = sum(map(len, stretches))
        han = sum(is_han(plain[place][:1]) for place in chars)
        if count < thresholds.font_least_han or han < thresholds.font_han * len(chars):
            return None if len(chars) >= thresholds.font_least_glyphs else Verdict(False, thresholds.font_unjudged)
        cost = sum(lexicon().cost(stretch) for stretch in stretches) / count
        if cost > (thresholds.font_cost if count >= thresholds.font_much_han else thresholds.font_cost_short):
            return None
        return Verdict(False, 1 - thresholds.font_doubt / count)

    def _by_picture(
        self,
        asked: dict[tuple[Any, ...], list[int]],
        glyphs: GlyphArrays,
        plain: Sequence[str],
        picture: PagePicture,
    ) -> None:
        """Judge fonts by fresh OCR of their glyphs; a verdict that no OCR could give is not kept."""
        samples = {name: _sample(glyphs, plain, places, self.thresholds) for name, places in asked.items()}
        strips = [run for sample in samples.values() for run in sample]
        cells = [[make_cell(glyphs, place) for place in run] for run in strips]
        said = iter(picture.read_strips(cells))
        for name, sample in samples.items():
            pairs = []
            for run in sample:
                pairs += [(plain[place], *seen) for place, seen in zip(run, next(said), strict=False)]
            self.known[name] = _verdict(pairs, self.thresholds)


def _identity(program: Any) -> tuple[Any, ...]:
    """What is the same for the parts of one font, and whether its text rests on its own word.

    Producers cut a Type 3 font into many; they are judged together.
    """
    has_map = isinstance(program.unicode_map, FileUnicodeMap) or not program.is_multibyte()
    basefont = getattr(program, "basefont", None) or program.fontname
    name = "Type3" if isinstance(program, PDFType3Font) else str(basefont)
    return name, has_map and has_outlines(program)


def _han_stretches(plain: Sequence[str], places: Sequence[int]) -> list[str]:
    """The stretches of Han characters among glyphs painted one after the other, at most 400 characters."""
    found, last, total = [""], -2, 0
    for place in places:
        text = plain[place]
        if not is_han(text[:1]):
            continue
        if place == last + 1:
            found[-1] += text
        else:
            found.append(text)
        last, total = place, total + len(text)
        if total >= 400:
            break
    return [stretch for stretch in found if stretch]


def _sample(
    glyphs: GlyphArrays, plain: Sequence[str], places: Sequence[int], thresholds: TextLayerThresholds
) -> list[list[int]]:
    """Runs of glyphs that show a font at its best: those with most letters, no glyph seen twice counted.

    Glyphs into which others run, as shadows of headlines do, show nothing.
    """
    best: list[list[int]] = []
    seen: set[tuple[int, int]] = set()
    runs = cut_into_strips(glyphs, places, thresholds.strip_glyphs)
    for run in sorted(runs, key=lambda run: -len({glyphs.kind(p) for p in run}))[: thresholds.font_tries]:
        clear = uncrowded(glyphs, run)
        fresh = {glyphs.kind(place) for place in clear if plain[place][:1].isalnum()} - seen
        if clear and (len(fresh) * 2 >= len(clear) or not best):
            best.append(clear)
            seen |= fresh
        if len(seen) >= thresholds.font_sample:
            break
    return best


def _verdict(pairs: Sequence[tuple[str, str, float]], thresholds: TextLayerThresholds) -> Verdict:
    """What comes of holding (text of the layer, text seen, confidence) against one another."""
    letters = [(layer, seen, sure) for layer, seen, sure in pairs if seen and (layer + seen).strip()]
    judged = [(layer, seen) for layer, seen, sure in letters if sure >= thresholds.font_witness]
    if len(judged) < thresholds.font_least_witnesses:
        return Verdict(False, thresholds.font_unjudged)
    unlike = sum(_bare(layer) != _bare(seen) for layer, seen in judged) / len(judged)
    return Verdict(unlike > thresholds.font_unlike, 1 - unlike)


def _bare(text: str) -> str:
    return simplify(unicodedata.normalize("NFKC", text).casefold())
