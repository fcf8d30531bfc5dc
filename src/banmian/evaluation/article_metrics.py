"""Metrics of article separation: are the articles the right ones, and is all of each there?"""

from __future__ import annotations

from collections.abc import Sequence

from banmian.evaluation.article_matching import pairs_from, similarities, with_bodies
from banmian.evaluation.box_areas import intersection_over_union, union_area
from banmian.evaluation.character_metrics import windows
from banmian.evaluation.comparable import ComparableArticle
from banmian.evaluation.pooled_ratios import NOTHING, Ratio, f1
from banmian.evaluation.text_normalization import normalize_text

SAME_REGION = 0.5
"""Intersection over union from which two regions count as one, as in PASCAL VOC (Everingham et al. 2010)."""

SAME_BODY = 0.9
"""Body similarity from which two bodies count as one."""


def by_body(truths: Sequence[ComparableArticle], outputs: Sequence[ComparableArticle]) -> dict[str, Ratio]:
    """Precision, recall and F1 of articles whose body similarity is at least `SAME_BODY`, one to one.

    ``article_precision`` = pairs / output articles, ``article_recall`` = pairs / true articles.
    """
    wanted, found = with_bodies(truths), with_bodies(outputs)
    return _detection("article", similarities(wanted, found), SAME_BODY, len(found), len(wanted))


def by_region(truths: Sequence[ComparableArticle], outputs: Sequence[ComparableArticle]) -> dict[str, Ratio]:
    """The same of articles whose regions have an intersection over union of at least `SAME_REGION`.

    An article's region is the union of its boxes. Empty where truth or output has no boxes.
    """
    wanted = [story for story in truths if story.places]
    found = [story for story in outputs if story.places]
    if not wanted or not found:
        return {}
    scores = _overlaps(wanted, found)
    return _detection("region", scores, SAME_REGION, len(found), len(wanted))


def covering(truths: Sequence[ComparableArticle], outputs: Sequence[ComparableArticle]) -> Ratio:
    """How well the best output region of each true article covers it, weighted by the articles' areas.

    Sum over true regions R of |R| max IoU(R, R') / sum |R|: the covering of a ground-truth segmentation
    (Arbelaez, Maire, Fowlkes and Malik, "Contour Detection and Hierarchical Image Segmentation", 2011).
    """
    wanted = [story for story in truths if story.places]
    if not wanted or not any(story.places for story in outputs):
        return NOTHING
    sizes = [_size(story) for story in wanted]
    best = [max(row, default=0.0) for row in _overlaps(wanted, outputs)]
    return Ratio(sum(size * share for size, share in zip(sizes, best, strict=True)), sum(sizes))


def text_coverage(truths: Sequence[ComparableArticle], outputs: Sequence[ComparableArticle]) -> Ratio:
    """Share of the true articles' text that is in the output article with most of it.

    Counted in windows (`banmian.evaluation.character_metrics.windows`): an article torn in two halves counts half; one
    merged with its neighbour counts whole (precision and F1 show that).
    """
    texts = [normalize_text(story.whole) for story in outputs]
    held = total = 0
    for truth in with_bodies(truths):
        wanted = windows(normalize_text(truth.text))
        held += max((sum(window in text for window in wanted) for text in texts), default=0)
        total += len(wanted)
    return Ratio(held, total)


def _overlaps(truths: Sequence[ComparableArticle], outputs: Sequence[ComparableArticle]) -> list[list[float]]:
    return [[intersection_over_union(truth.places, output.places) for output in outputs] for truth in truths]


def _size(story: ComparableArticle) -> float:
    pages = {place.page for place in story.places}
    return sum(union_area([place.box for place in story.places if place.page == page]) for page in pages)


def _detection(name: str, scores: list[list[float]], threshold: float, found: int, wanted: int) -> dict[str, Ratio]:
    right = len(pairs_from(scores, threshold))
    return {
        f"{name}_precision": Ratio(right, found),
        f"{name}_recall": Ratio(right, wanted),
        f"{name}_f1": f1(right, found, wanted),
    }
