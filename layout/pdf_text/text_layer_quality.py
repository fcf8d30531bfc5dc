"""Whether a text layer can be trusted: it may be somebody's OCR beneath a scan, or have meaningless codes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from banmian.layout.model import Line
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds

Fresh = Sequence[tuple[str, float]]
"""What fresh OCR reads in a line: its glyphs, each with its confidence (0 to 1)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``agreement`` of the layer with fresh OCR on a sample of lines, and the confidence of fresh OCR, both 0 to 1.

    ``errors`` is the share of the layer's characters that fresh OCR certainly reads differently.
    """

    agreement: float
    fresh_confidence: float
    errors: float = 0.0

    @property
    def confidence(self) -> float:
        """How sure the layer's text is, as far as it was compared (0 to 1)."""
        return max(0.0, 1.0 - self.errors)

    def keeps_recognised(self, thresholds: TextLayerThresholds = TEXT_LAYER) -> bool:
        """An old OCR layer stays when fresh OCR agrees with it as it agrees with itself, and corrects little."""
        return (
            self.agreement >= self.fresh_confidence - thresholds.layer_slack and self.errors <= thresholds.layer_errors
        )

    def keeps_typeset(self, thresholds: TextLayerThresholds = TEXT_LAYER) -> bool:
        """Text that the page shows is exact unless its codes are altogether wrong."""
        return self.agreement >= thresholds.layer_agreement or self.fresh_confidence < thresholds.witness_confidence


def sample_lines(lines: Sequence[Line], thresholds: TextLayerThresholds = TEXT_LAYER) -> list[Line]:
    """Lines to compare, spread over the page: horizontal ones with enough glyphs."""
    long = [line for line in lines if not line.vertical and len(line.glyphs) >= thresholds.sample_glyphs]
    if len(long) <= thresholds.sample_lines:
        return long
    step = len(long) / thresholds.sample_lines
    return [long[int((at + 0.5) * step)] for at in range(thresholds.sample_lines)]


def compare_with_ocr(
    layer: Sequence[str], fresh: Sequence[Fresh], thresholds: TextLayerThresholds = TEXT_LAYER
) -> Verdict:
    """Compare the text of the layer with fresh OCR of the same lines."""
    if not layer:
        return Verdict(0.0, 1.0)
    texts = ["".join(text for text, _sure in line) for line in fresh]
    alike = [_likeness(old, new) for old, new in zip(layer, texts, strict=True)]
    sure = [sum(sure for _text, sure in line) / len(line) if line else 0.0 for line in fresh]
    wrong = sum(_corrections(old, line, thresholds) for old, line in zip(layer, fresh, strict=True))
    count = sum(len(_bare(old)) for old in layer)
    return Verdict(sum(alike) / len(alike), sum(sure) / len(sure), wrong / max(1, count))


def _corrections(layer: str, fresh: Fresh, thresholds: TextLayerThresholds) -> int:
    """How many letters and Han characters of a line fresh OCR certainly reads otherwise or additionally."""
    chars = [(char, sure) for text, sure in fresh for char in _bare(text)]
    read = "".join(char for char, _sure in chars)
    steps = SequenceMatcher(None, _bare(layer), read, autojunk=False).get_opcodes()
    return sum(
        char.isalnum() and sure >= thresholds.sure_correction
        for step, _a, _b, start, end in steps
        if step in ("replace", "insert")
        for char, sure in chars[start:end]
    )


def _likeness(a: str, b: str) -> float:
    a, b = (_bare(text) for text in (a, b))
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a or b else 1.0


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def is_mojibake(texts: Sequence[str], thresholds: TextLayerThresholds = TEXT_LAYER) -> bool:
    """Whether a layer is full of accented letters and symbols, as when a Chinese encoding is taken for Latin."""
    chars = [text for text in texts if text.strip()]
    odd = sum("\u0080" <= text[0] <= "\u02ff" or "\u2500" <= text[0] <= "\u259f" for text in chars)
    return odd > thresholds.foreign_share * len(chars)
