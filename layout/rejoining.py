"""Heads that were cut off from their text: a second look once the page is divided.

A head that stands alone over one text without a head belongs to it, however far the two are apart; a
head over several articles is a banner and stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from layout.items import span
from layout.leaf import Leaf, arrives, is_title
from layout.typography import Typography

REACH = 8.0
"""A head stands at most so many em above its text."""


def rejoined(leaves: Sequence[Leaf], type_: Typography) -> list[Leaf]:
    """The leaves, with each lone head over a single headless text joined to it."""
    result = list(leaves)
    for lone in [leaf for leaf in leaves if _is_lone(leaf, type_)]:
        near = [leaf for leaf in result if leaf is not lone and _near_below(lone, leaf, type_)]
        below = [leaf for leaf in near if span(lone.items).x_overlap(span(leaf.items)) > 0] or near
        if len(below) != 1 or not _wants_head(below[0], type_):
            continue
        joined = replace(below[0], heads=(*lone.heads, *below[0].heads))
        result = [joined if leaf is below[0] else leaf for leaf in result if leaf is not lone]
    return result


def with_own_pictures(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The leaves of a frame: where it holds one text, the pictures in it are that text's."""
    texts = [leaf for leaf in leaves if leaf.texts]
    bare = [leaf for leaf in leaves if leaf.pictures and not (leaf.texts or leaf.heads or leaf.tables)]
    if len(texts) != 1 or not bare:
        return list(leaves)
    pictures = tuple(item for leaf in bare for item in leaf.pictures)
    whole = replace(texts[0], pictures=(*texts[0].pictures, *pictures))
    return [whole if leaf is texts[0] else leaf for leaf in leaves if all(leaf is not other for other in bare)]


def _is_lone(leaf: Leaf, type_: Typography) -> bool:
    bare = not (leaf.texts or leaf.tables or leaf.pictures or leaf.boxes)
    return bare and any(is_title(head, type_) for head in leaf.heads)


def _wants_head(leaf: Leaf, type_: Typography) -> bool:
    return bool(leaf.texts) and not arrives(leaf.texts) and not any(is_title(head, type_) for head in leaf.heads)


def _near_below(lone: Leaf, leaf: Leaf, type_: Typography) -> bool:
    """Whether a leaf begins below a head's foot, near it."""
    gap = span(leaf.items).y0 - span(lone.items).y1
    return -type_.em <= gap <= REACH * type_.em
