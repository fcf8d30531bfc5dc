"""The graph of an area, built from its items: heads, and texts cut where their lines change edges, are the nodes."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.model import Line, Rule
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.region_classification import share_edges
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.candidates.headline_groups import UNEVEN
from banmian.layout.separation.graph.page_graph import Graph

RUN = 3
"""So many lines that end well before the ones above them stand in a shorter column."""


def build_graph(items: Sequence[Item], rules: Sequence[Rule], type_: Typography) -> Graph:
    """The graph of a region."""
    pictures = tuple(item.box for item in items if item.kind == "picture")
    return Graph(tuple(make_nodes(items, type_)), tuple(rules), type_, pictures)


def make_nodes(items: Sequence[Item], type_: Typography) -> list[Item]:
    """The nodes of a region: heads, and texts in pieces whose lines stand on the same edges."""
    texts = [part for item in items if item.kind == "text" for part in split_at_uneven_edges(item, type_.em)]
    return [item for item in items if item.kind == "head"] + share_edges(texts, type_)


def split_at_uneven_edges(item: Item, em: float) -> list[Item]:
    """A text item in pieces whose lines begin and end on the same edges: others belong to other columns."""
    pieces: list[list[Line]] = []
    for number, line in enumerate(item.lines):
        if pieces and _is_level(pieces[-1], item.lines[number:], em):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    if len(pieces) == 1:
        return [item]
    blocks = [make_block(lines, em) for lines in pieces]
    return [Item("text", block.box, block) for block in blocks]


def _is_level(piece: Sequence[Line], rest: Sequence[Line], em: float) -> bool:
    """Whether the first of `rest` has the edges of a piece; one short line may end before them, several may not."""
    left, right = min(line.box.x0 for line in piece), max(line.box.x1 for line in piece)
    coming = rest[:RUN]
    shortened = len(coming) == RUN and right - max(line.box.x1 for line in coming) > UNEVEN * em
    return abs(rest[0].box.x0 - left) <= UNEVEN * em and rest[0].box.x1 - right <= UNEVEN * em and not shortened
