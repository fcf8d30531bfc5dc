"""Whether a text layer can be trusted: it may be somebody's OCR beneath a scan, or have meaningless codes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from banmian.layout.model import Line
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds


@dataclass(frozen=True, slots=True)
class Verdict:
    """``agreement`` of the layer with fresh OCR on a sample of lines, and the confidence of fresh OCR, both 0 to 1."""

    agreement: float
    fresh_confidence: float

    def keeps_recognised(self, thresholds: TextLayerThresholds = TEXT_LAYER) -> bool:
        """An old OCR layer stays when fresh OCR agrees with it as well as with its own confidence."""
        return self.agreement >= self.fresh_confidence - thresholds.layer_slack

    def keeps_typeset(self, thresholds: TextLayerThresholds = TEXT_LAYER) -> bool:
        """Text that the page shows is exact unless its codes are altogether wrong."""
        return self.agreement >= thresholds.layer_agreement or self.fresh_confidence < thresholds.witness_confidence


def sample_lines(lines: Sequence[Line], thresholds: TextLayerThresholds = TEXT_LAYER) -> list[Line]:
    """Lines to compare, spread over the page: horizontal ones with enough glyphs."""
    long = [line for line in lines if not line.vertical and len(line.glyphs) >= thresholds.sample_signs]
    if len(long) <= thresholds.sample_lines:
        return long
    step = len(long) / thresholds.sample_lines
    return [long[int((at + 0.5) * step)] for at in range(thresholds.sample_lines)]


def compare_with_ocr(layer: Sequence[str], fresh: Sequence[tuple[str, float]]) -> Verdict:
    """Compares the text of the layer with fresh OCR (text, confidence) of the same lines."""
    if not layer:
        return Verdict(0.0, 1.0)
    alike = [_likeness(old, new) for old, (new, _sure) in zip(layer, fresh, strict=True)]
    return Verdict(sum(alike) / len(alike), sum(sure for _new, sure in fresh) / len(fresh))


def _likeness(a: str, b: str) -> float:
    a, b = (_bare(text) for text in (a, b))
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a or b else 1.0


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def is_mojibake(texts: Sequence[str], thresholds: TextLayerThresholds = TEXT_LAYER) -> bool:
    """Whether a layer is full of accented letters and symbols, as when a Chinese encoding is taken for Latin."""
    signs = [text for text in texts if text.strip()]
    odd = sum("\u0080" <= text[0] <= "\u02ff" or "\u2500" <= text[0] <= "\u259f" for text in signs)
    return odd > thresholds.foreign_share * len(signs)
