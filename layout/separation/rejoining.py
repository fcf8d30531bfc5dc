"""Heads and columns that were cut off from their article: a second look once the page is divided.

A head that stands alone over one text without a head belongs to it, however far the two are apart; a
head over several articles is a banner and stays one. A column without a head that begins level with the
article to its left, whose columns are full, is that article's last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import span
from banmian.layout.separation.candidate import Leaf, arrives, is_title
from banmian.layout.separation.continuity import join_score
from banmian.layout.separation.reading_order import block_of

REACH = 8.0
"""A head stands at most so many em above its text."""
GUTTER = 3.5
"""A stray column stands at most so many em beside its article."""
LEVEL = 1.6
"""Columns that begin or end within so many em of each other are level."""
GOES_ON = 0.2
"""Join score from which a stray column may go on from the article beside it."""


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


def with_stray_columns(leaves: Sequence[Leaf], type_: Typography) -> list[Leaf]:
    """The leaves, with each headless text that goes on beside an article joined to it."""
    result = list(leaves)
    for stray in [leaf for leaf in leaves if _wants_head(leaf, type_)]:
        homes = [leaf for leaf in result if leaf is not stray and _goes_on_beside(leaf, stray, type_)]
        if len(homes) != 1:
            continue
        home = homes[0]
        whole = replace(
            home,
            heads=(*home.heads, *stray.heads),
            texts=(*home.texts, *stray.texts),
            pictures=(*home.pictures, *stray.pictures),
            tables=(*home.tables, *stray.tables),
            boxes=(*home.boxes, *stray.boxes),
        )
        result = [whole if leaf is home else leaf for leaf in result if leaf is not stray]
    return result


def _goes_on_beside(leaf: Leaf, stray: Leaf, type_: Typography) -> bool:
    em = type_.em
    if not leaf.texts or not any(is_title(head, type_) and not head.vertical for head in leaf.heads):
        return False
    area, beside, last = span(leaf.texts), span(stray.texts), leaf.texts[-1].box
    level = span(leaf.heads).y0 - em <= beside.y0 <= leaf.texts[0].box.y0 + LEVEL * em
    near = 0 < beside.x0 - area.x1 <= GUTTER * em
    full = area.y1 - last.y1 <= LEVEL * em and beside.y1 <= area.y1 + LEVEL * em
    if not (level and near and full):
        return False
    return join_score(block_of(leaf.texts[-1]), block_of(stray.texts[0]), em) >= GOES_ON


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
