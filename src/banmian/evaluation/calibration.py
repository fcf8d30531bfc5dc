"""Calibration: whether what is said with a confidence of 0.9 is right nine times in ten.

Outcomes (a confidence, whether it was right, how much it counts) are put into bins of confidence. Of each bin the mean
confidence stands beside the share that was right: a reliability diagram (DeGroot and Fienberg 1983). The expected
calibration error is the mean distance of the two, each bin by its weight (Naeini et al. 2015); the Brier score the mean
square distance of confidence and outcome (Brier 1950).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from banmian.document.lines_as_read import LineRead, ReadLines
from banmian.document.model import Document
from banmian.evaluation.article_matching import pairs_from, similarities, with_bodies
from banmian.evaluation.comparable import ComparableDocument
from banmian.evaluation.text_normalization import normalize_character, normalize_text
from banmian.evaluation.truth.article_documents import to_comparable

EDGES = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
"""Where bins of confidence begin and end."""
SHORTEST_LINE = 4
"""Lines with fewer characters are found anywhere in a text, and not judged."""
FOUND_FROM = 50.0
"""A line stands in the truth where it is this much alike (0 to 100); others were not transcribed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A confidence, whether it was right, and how much it counts."""

    confidence: float
    right: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Outcomes with a confidence from ``low`` to below ``high`` (the last: up to it): weight, mean, share right."""

    low: float
    high: float
    weight: float
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins that hold something, and the two figures over all outcomes."""

    bins: tuple[Bin, ...]
    expected_error: float
    brier: float

    @property
    def weight(self) -> float:
        """How much was judged."""
        return sum(part.weight for part in self.bins)


def calibrate(outcomes: Iterable[Outcome], edges: Sequence[float] = EDGES) -> Calibration:
    """Outcomes in bins."""
    known = list(outcomes)
    bins = []
    for low, high in pairwise(edges):
        held = [one for one in known if low <= one.confidence < high or (one.confidence == high == edges[-1])]
        weight = sum(one.weight for one in held)
        if weight:
            mean = sum(one.confidence * one.weight for one in held) / weight
            bins.append(Bin(low, high, weight, mean, sum(one.weight for one in held if one.right) / weight))
    whole = sum(part.weight for part in bins) or 1.0
    expected = sum(part.weight * abs(part.confidence - part.right) for part in bins) / whole
    brier = sum(one.weight * (one.confidence - one.right) ** 2 for one in known) / whole
    return Calibration(tuple(bins), expected, brier)


def article_outcomes(truth: ComparableDocument, document: Document, least: float) -> list[Outcome]:
    """For each article with a confidence whether it is right, see `rightness`."""
    rights = rightness(truth, document, least)
    return [
        Outcome(article.confidence, right)
        for article, right in zip(document.articles, rights, strict=True)
        if right is not None and article.confidence is not None
    ]


def rightness(truth: ComparableDocument, document: Document, least: float) -> list[bool | None]:
    """For each article whether a true one answers it, one to one, with a body similarity of ``least``.

    None for an article whose body is too short to be compared.
    """
    wanted = with_bodies(truth.stories)
    stories = to_comparable(document).stories
    places = [number for number, story in enumerate(stories) if with_bodies([story])]
    pairs = pairs_from(similarities(wanted, [stories[number] for number in places]), least)
    right = {places[column] for _, column in pairs}
    return [number in right if number in places else None for number in range(len(stories))]


def character_outcomes(truth: ComparableDocument, lines: ReadLines) -> list[Outcome]:
    """For each character of the lines as they were read whether the truth has it at its place.

    A line is laid to the place of the truth that is most like it. Lines that stand nowhere in it are left out.
    """
    passages = [passage.text for passage in truth.passages()]
    text = normalize_text("".join(passages))
    return [one for page in lines.pages for line in page.lines for one in _characters(line, text)]


def _characters(line: LineRead, truth: str) -> list[Outcome]:
    read = [char for char in line.text if not char.isspace()]
    sure = line.sure if len(line.sure) == len(read) else [line.confidence] * len(read)
    spread = [(part, value) for char, value in zip(read, sure, strict=True) for part in normalize_character(char)]
    text = "".join(part for part, _ in spread)
    if len(text) < SHORTEST_LINE:
        return []
    place = partial_ratio_alignment(text, truth, score_cutoff=FOUND_FROM)
    if place is None:
        return []
    part = truth[place.dest_start : place.dest_end]
    wrong = {
        number
        for step in Levenshtein.opcodes(text, part)
        if step.tag in ("replace", "delete")
        for number in range(step.src_start, step.src_end)
    }
    return [Outcome(value, number not in wrong) for number, (_, value) in enumerate(spread)]
