"""Reading order of the text blocks of one article: down each column, then the next column.

Where a block spans several columns, or a blank band crosses all of them, the page can also be read band by band;
the order with the better join scores is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from banmian.layout.page_facts import COLUMN_SHARE, group_into_columns, shares_column
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import TextBlock
from banmian.layout.separation.candidates.block_continuity import join_score

BAND_PREFERENCE = 0.25
"""Reading by bands must beat reading by columns by this much for each further band."""


def require_block(item: Item) -> TextBlock:
    """The item's block. Raises ValueError for an item that has none."""
    if item.block is None:
        raise ValueError(f"a {item.kind} item has no text block")
    return item.block


def sum_join_scores(ordered: Sequence[Item], em: float) -> float:
    """Sum of the join scores of neighbours in `ordered`."""
    return sum(join_score(require_block(upper), require_block(lower), em) for upper, lower in pairwise(ordered))


def reading_order(texts: Sequence[Item], em: float) -> tuple[list[Item], float]:
    """`texts` in reading order and the sum of its join scores."""
    by_columns = _down_columns(texts)
    best, best_score = by_columns, sum_join_scores(by_columns, em)
    bands = _bands(texts, em)
    if len(bands) > 1:
        by_bands = [item for band in bands for item in _down_columns(band)]
        score = sum_join_scores(by_bands, em)
        if by_bands != by_columns and score > best_score + BAND_PREFERENCE * (len(bands) - 1):
            best, best_score = by_bands, score
    return best, best_score


def columns_of(texts: Sequence[Item]) -> list[list[Item]]:
    """`texts` grouped into columns from left to right, each from top to bottom."""
    return [[texts[number] for number in column] for column in group_into_columns([item.box for item in texts])]


def _down_columns(texts: Sequence[Item]) -> list[Item]:
    spanning = _spanning(texts)
    if spanning is None:
        return [item for column in columns_of(texts) for item in column]
    upper = [item for item in texts if item is not spanning and item.box.cy < spanning.box.y0]
    lower = [item for item in texts if item is not spanning and item.box.cy >= spanning.box.y0]
    return [*_down_columns(upper), spanning, *_down_columns(lower)]


def _spanning(texts: Sequence[Item]) -> Item | None:
    """The topmost block that spans two others side by side."""
    narrowest = min((item.box.width for item in texts), default=0.0)
    for item in sorted(texts, key=lambda item: item.box.y0):
        if item.box.width <= 2 * COLUMN_SHARE * narrowest:
            continue
        under = [other.box for other in texts if other is not item and shares_column(item.box, other.box)]
        if not under or max(box.x0 for box in under) <= min(box.x1 for box in under):
            continue
        if any(one.is_beside(other) for one in under for other in under):
            return item
    return None


def _bands(texts: Sequence[Item], em: float) -> list[list[Item]]:
    bands: list[list[Item]] = []
    bottom = float("-inf")
    for item in sorted(texts, key=lambda item: item.box.y0):
        if item.box.y0 > bottom + em:
            bands.append([])
        bands[-1].append(item)
        bottom = max(bottom, item.box.y1)
    return bands
