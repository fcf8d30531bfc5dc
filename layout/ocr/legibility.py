"""How much of a page was read, and whether what was read makes sense: what a page is marked for when it is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from banmian.document.model import DocumentWarning
from banmian.layout.model import Line
from banmian.layout.ocr.connected_components import ConnectedComponents
from banmian.layout.ocr.graphics import Graphics
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.undetected_lines import mark_accounted
from banmian.layout.ocr.unread_cells import count_unread_cells
from banmian.wording.unicode_script import has_word_spaces

SOLID = 0.8
"""Components that fill this share of their box are no glyphs."""

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
OTHERS = (
    *("ca", "cs", "da", "fi", "fil", "hu", "id", "is", "lt", "lv"),
    *("ms", "nb", "pl", "ro", "sh", "sk", "sl", "sv", "tr", "vi"),
    *("ru", "uk", "bg", "mk", "el"),
)
"""Languages with spaces between words whose words are known; those of the others are looked up where the first don't
do."""
WORD = re.compile(r"[^\W\d_]{4,}")
LEAST_RANK = 1e-7
"""Frequency from which a word is known: rarer ones are in lists for being misspelt often."""

REMEDY = "Read it with --engine tesseract and a model for its script (--languages)."


@dataclass(frozen=True, slots=True)
class Legibility:
    """What was made of a page's ink that looks like text.

    ``unread``: share of its parts of glyph size that lie in no line, picture or dark panel. ``parts_per_glyph``: parts
    of glyph size in lines, to a glyph that was read there. ``marks``: share of the glyphs that are neither letters nor
    figures. ``known``: share of its Latin words of four letters and more that are words, None with too few of them.
    ``cells``: places in its lines that hold ink of which no glyph was read.
    """

    unread: float
    parts_per_glyph: float
    marks: float
    known: float | None
    confidence: float
    glyphs: int
    cells: int = 0

    @property
    def lost(self) -> float:
        """Share of the places for glyphs in lines of which nothing was read."""
        return self.cells / max(1, self.glyphs + self.cells)


def measure_legibility(
    parts: ConnectedComponents,
    lines: Sequence[Line],
    graphics: Graphics,
    shape: tuple[int, ...],
    em: float,
    thresholds: ScanThresholds = SCAN,
) -> Legibility:
    """The legibility of an upright page of this shape whose body em is `em` px."""
    width, height = parts.boxes[:, 2], parts.boxes[:, 3]
    sized = (parts.spans > thresholds.least_text_part * em) & (parts.spans < thresholds.largest_undetected_part * em)
    likely = parts.select(sized & (parts.areas < SOLID * width * height))
    taken = mark_accounted(likely, lines, graphics, shape, em)
    in_lines = mark_accounted(likely, lines, Graphics([], [], []), shape, em)
    glyphs = [glyph for line in lines for glyph in line.glyphs]
    return Legibility(
        float((~taken).mean()) if len(taken) else 0.0,
        float(in_lines.sum()) / max(1, len(glyphs)),
        sum(not glyph.text.isalnum() for glyph in glyphs) / max(1, len(glyphs)),
        known_words([line.text for line in lines], thresholds.least_words),
        sum(glyph.confidence for glyph in glyphs) / max(1, len(glyphs)),
        len(glyphs),
        count_unread_cells(lines, parts),
    )


def describe_legibility(found: Legibility, em: float, thresholds: ScanThresholds = SCAN) -> list[DocumentWarning]:
    """What a person should know of a page that was read so; `em` is the size of its body glyphs in px of the scan.

    A page that is completely read, with confidence and in words, has none.
    """
    warnings = []
    if em < thresholds.least_legible_px:
        message = f"Body glyphs are only {em:.0f} px high: scan the page at a higher resolution."
        warnings.append(DocumentWarning("low_resolution", message, round(em, 1)))
    if found.unread > thresholds.most_unread:
        message = f"{found.unread:.0%} of the ink that looks like text was not read."
        warnings.append(DocumentWarning("unread_text", message, round(found.unread, 3)))
    elif found.lost > thresholds.most_lost:
        message = (
            f"{found.lost:.0%} of the places for characters in lines hold ink that was not read: points, most likely."
        )
        warnings.append(DocumentWarning("unread_text", message, round(found.lost, 3)))
    senseless = found.marks > thresholds.most_marks or found.parts_per_glyph > thresholds.most_parts
    if found.glyphs and (senseless or (found.known is not None and found.known < thresholds.least_known)):
        message = f"What was read makes too few words: a script that no model in use knows, or print too poor? {REMEDY}"
        warnings.append(DocumentWarning("unsupported_script", message, found.known))
    elif found.glyphs and found.unread > thresholds.script_unread and found.confidence < thresholds.script_confidence:
        message = f"Most of the text is in a script that no model in use knows, like Hangul or Cyrillic? {REMEDY}"
        warnings.append(DocumentWarning("unsupported_script", message, round(found.unread, 3)))
    elif found.glyphs and found.confidence < thresholds.least_confidence:
        message = f"The page was read with a confidence of {found.confidence:.2f}: many characters are wrong."
        warnings.append(DocumentWarning("unsure_reading", message, round(found.confidence, 3)))
    return warnings


def known_words(texts: Sequence[str], least: int) -> float | None:
    """Share of the Latin words of some lines that a language of Latin script has; None with fewer than `least`.

    The first and the last of a line are left out: they may be halves of words.
    """
    inner = [" ".join(text.split()[1:-1]) for text in texts if has_word_spaces(text)]
    words = [word for text in inner for word in WORD.findall(text) if not word.isupper()]
    if len(words) < least:
        return None
    known = _share_known(words, LANGUAGES)
    return known if known >= SCAN.least_known else _share_known(words, LANGUAGES + OTHERS)


def _share_known(words: Sequence[str], languages: tuple[str, ...]) -> float:
    return sum(_is_word(word.lower(), languages) for word in words) / len(words)


@lru_cache(maxsize=20_000)
def _is_word(word: str, languages: tuple[str, ...]) -> bool:
    from wordfreq import word_frequency

    return any(word_frequency(word, language, wordlist="small") > LEAST_RANK for language in languages)
