"""Character metrics: error rates with and without order, and the share of text that is intact."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

import regex  # type: ignore[import-untyped]
from rapidfuzz.distance import Levenshtein

from banmian.evaluation.pooled_ratios import Ratio

WINDOW = 12
"""Characters in a window of `integrity`: longer than a phrase that occurs twice by chance."""

_CLUSTER = regex.compile(r"\X")


def clusters(text: str) -> list[str]:
    """A text's user-perceived characters: extended grapheme clusters (Unicode Annex 29) after NFC."""
    found: list[str] = _CLUSTER.findall(unicodedata.normalize("NFC", text))
    return found


def character_errors(truth: str, output: str) -> Ratio:
    """Character error rate: (substitutions + deletions + insertions) / characters of the truth.

    The Levenshtein distance of the two sequences of grapheme clusters (`clusters`) divided by the length
    of the truth, as in Rice, "Measuring the Accuracy of Page-Reading Systems" (1996) and dinglehopper's
    ``character_error_rate``. Can be more than 1; see `Ratio` for an empty truth.
    """
    expected, found = clusters(truth), clusters(output)
    return Ratio(Levenshtein.distance(expected, found), len(expected))


def character_errors_in_any_order(truth: str, output: str) -> Ratio:
    """The same where the order of characters does not count: the larger of missing and extra characters.

    Edit distance of two multisets, max(|T - O|, |O - T|) / |T|: the "bag" counterpart of the error rate as
    in Pletschacher, Clausner and Antonacopoulos, "Europeana Newspapers OCR Workflow Evaluation" (HIP
    2015), there for words. Never more than `character_errors`; equal to it only where order is right.
    """
    expected, found = Counter(clusters(truth)), Counter(clusters(output))
    missing, extra = expected - found, found - expected
    return Ratio(max(missing.total(), extra.total()), expected.total())


def windows(text: str) -> list[str]:
    """Every run of `WINDOW` characters of a text; a shorter text is one window, an empty one has none."""
    if len(text) <= WINDOW:
        return [text] if text else []
    return [text[start : start + WINDOW] for start in range(len(text) - WINDOW + 1)]


def integrity(truths: Iterable[str], outputs: Iterable[str]) -> Ratio:
    """Share of the truths' windows of `WINDOW` characters that occur unchanged in one of the outputs.

    A wrong character costs `WINDOW` windows, a broken order those across the break, a duplicated line only those at
    its edges. It is the recall of character n-grams as in ROUGE-N (Lin 2004), each counted where it occurs in the
    truth.
    """
    text = "\n".join(outputs)
    wanted = [window for truth in truths for window in windows(truth)]
    return Ratio(sum(window in text for window in wanted), len(wanted))
