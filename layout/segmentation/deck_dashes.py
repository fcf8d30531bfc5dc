"""Deck dashes: the short rules between the parts of a headline, and under it. They join what stands around them.

Western papers of a century ago hang two to six decks under a headline, a dash between each two and one over the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import Box, union
from banmian.layout.model import Rule
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block

NEAR = 3.0
"""A deck dash is at most this far (em) from the parts of the head above and below it."""
HEAD_DEPTH = 8.0
"""The widest part of a head within so many em above a dash is as wide as its column."""
DASH_SHARE = 0.6
"""A dash is at most this share of it long."""
OFF_CENTRE = 1.0
"""Its middle is at most so many em off the middle of the part above it."""
DECK_LINES = 3
"""A deck in the size of the text, under a dash and over another, has at most so many lines."""


def join_at_dashes(items: Sequence[Item], rules: Sequence[Rule], em: float) -> tuple[list[Item], list[Rule]]:
    """The items of a horizontal page, the parts of a head between which a dash stands as one, and the other rules.

    ``em`` is in page units.
    """
    dashes: list[Box] = []
    for rule in sorted((rule for rule in rules if rule.horizontal), key=lambda rule: rule.box.cy):
        if _is_dash(rule.box, items, dashes, em):
            dashes.append(rule.box)
    return _join(list(items), dashes, em), [rule for rule in rules if rule.box not in dashes]


def _is_dash(rule: Box, items: Sequence[Item], dashes: Sequence[Box], em: float) -> bool:
    """Whether a rule is short and stands in the middle below a part of a head."""
    over = [item for item in items if item.box.x_overlap(rule) > 0 and 0 <= rule.cy - item.box.cy <= HEAD_DEPTH * em]
    last = max(over, key=lambda item: item.box.y1, default=None)
    if last is None or rule.cy - last.box.y1 > NEAR * em or not (_is_part(last) or _is_deck(last, dashes, em)):
        return False
    column = max(item.box.width for item in over if _is_part(item) or item is last)
    return rule.width <= DASH_SHARE * column and abs(rule.cx - last.box.cx) <= OFF_CENTRE * em


def _is_part(item: Item) -> bool:
    """Whether an item is a part of a head."""
    return item.kind == "head" and not item.vertical and not item.role


def _is_deck(item: Item, dashes: Sequence[Box], em: float) -> bool:
    """Whether a few lines of text stand under a dash."""
    if item.kind != "text" or len(item.lines) > DECK_LINES:
        return False
    return any(item.box.x_overlap(dash) > 0 and 0 <= item.box.y0 - dash.cy <= NEAR * em for dash in dashes)


def _join(items: list[Item], dashes: Sequence[Box], em: float) -> list[Item]:
    """The items, those parts of heads joined between which a dash stands."""
    items = [_as_head(item) if _is_between(item, dashes, em) else item for item in items]
    for dash in sorted(dashes, key=lambda box: box.cy):
        parts = [item for item in items if _is_part(item) and item.box.x_overlap(dash) > 0]
        upper = max((p for p in parts if p.box.cy < dash.cy), key=lambda part: part.box.y1, default=None)
        lower = min((p for p in parts if p.box.cy > dash.cy), key=lambda part: part.box.y0, default=None)
        if upper is None or lower is None or lower.box.y0 - dash.cy > NEAR * em or dash.cy - upper.box.y1 > NEAR * em:
            continue
        if any(item.box.x_overlap(dash) > 0 and dash.cy < item.box.cy < lower.box.y0 for item in items):
            continue
        lines = [*upper.lines, *lower.lines]
        decks = (*upper.decks, *lower.lines)
        joined = replace(upper, box=union([upper.box, lower.box]), block=make_block(lines, em), decks=decks)
        items = [joined if item is upper else item for item in items if item is not lower]
    return items


def _is_between(item: Item, dashes: Sequence[Box], em: float) -> bool:
    """Whether a few lines of text stand under a dash and over another."""
    below = any(item.box.x_overlap(dash) > 0 and 0 <= dash.cy - item.box.y1 <= NEAR * em for dash in dashes)
    return below and _is_deck(item, dashes, em)


def _as_head(deck: Item) -> Item:
    return Item("head", deck.box, deck.block)
