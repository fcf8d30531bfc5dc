"""Small heads go to the article that they stand at: labels that name its section, names of its author.

None of them is a headline, however large its type, and none is in the way of a division. A label at the top of a
frame names the section of every article in the frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.small_head_detection import REACH
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate, is_headline


def attach_small_heads(
    candidates: Sequence[ArticleCandidate], small: Sequence[Item], frame: Box | None, type_: Typography
) -> list[ArticleCandidate]:
    """The candidates, each small head at its article; one over all of a frame, or near none, by itself."""
    result = list(candidates)
    for label in small:
        near = [(_distance(label, candidate, type_), number) for number, candidate in enumerate(result)]
        best, number = min(near, default=(float("inf"), -1))
        if best > REACH * type_.em or (frame is not None and _is_over_all(label, result, type_)):
            result.insert(0, ArticleCandidate(heads=(label,)))
        else:
            result[number] = replace(result[number], heads=(label, *result[number].heads))
    return result


def _distance(label: Item, candidate: ArticleCandidate, type_: Typography) -> float:
    """How far a small head is from where an article of the same area, with text, begins: a label not before it."""
    if not candidate.texts or candidate.framed:
        return float("inf")
    starts = [head.box for head in candidate.heads if is_headline(head, type_)] + [candidate.texts[0].box]
    if label.role == "section":
        starts = [box for box in starts if box.y0 >= label.box.y0 - type_.em]
    return min((label.box.distance(box) for box in starts), default=float("inf"))


def _is_over_all(label: Item, candidates: Sequence[ArticleCandidate], type_: Typography) -> bool:
    """Whether a label is over several headed articles of a frame."""
    headed = [c for c in candidates if c.texts and any(is_headline(head, type_) for head in c.heads)]
    above = all(item.box.cy > label.box.cy for candidate in candidates for item in candidate.items)
    return len(headed) > 1 and above
