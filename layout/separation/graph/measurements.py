"""Measurements on the graph of a page and its text blocks, made once for all evidence of its edges and nodes.

Lengths are in em of the body and are counted up to `page_graph.FAR`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from banmian.layout.segmentation.text_blocks import TextBlock
from banmian.layout.separation.candidates.block_continuity import ends_short, is_verse, starts_flush, starts_indented
from banmian.layout.separation.candidates.block_order import require_block
from banmian.layout.separation.graph.page_graph import FAR, SIDE_OVERLAP, Flags, Floats, Graph, Ints
from banmian.layout.thresholds import ARRANGEMENT
from banmian.wording.continuity import is_fresh
from banmian.wording.datelines import has_dateline
from banmian.wording.unicode_script import may_end_paragraph

Answer = TypeVar("Answer")
PAUSES = "、，,"
"""Older papers end sentences and whole articles with these."""
MARKS = "（(【〔▲△●◎○■□◆★☆"
"""Reports in old papers begin with a dateline in brackets, items of a list with a mark."""
LONGER = 3
"""A text with more lines shows whether paragraphs begin with an indent."""
TOUCH = 0.5
"""What overlaps by less than this (em) touches."""


LONGEST_INSET = 20.0
"""What stands further in than this (em) is counted as this."""
LEAST_SIZE = 0.05
"""Sizes are at least this (em)."""
ALIKE = 0.06
"""Sizes whose natural logarithms differ by less are one."""
LEVEL = 0.2
"""Nodes side by side share more than this of their height."""
MOST_COUNTED = 12.0
"""More nodes than this count as this many."""


@dataclass(frozen=True)
class Edges:
    """The edges of a graph, (m,) each: what comes before and what comes next, as numbers of nodes."""

    graph: Graph
    before: Ints
    after: Ints

    @cached_property
    def one(self) -> Floats:
        """Boxes of what comes before, (4, m)."""
        return self.graph.boxes[self.before].T

    @cached_property
    def other(self) -> Floats:
        """Boxes of what comes next, (4, m)."""
        return self.graph.boxes[self.after].T

    @property
    def em(self) -> float:
        """The body's em."""
        return self.graph.type_.em


def up_to_far(values: Floats) -> Floats:
    """Lengths, none counted beyond `FAR`."""
    return np.clip(values, -FAR, FAR)


def cached(graph: Graph, name: str, work: Callable[[], Answer]) -> Answer:
    """What `work` gives, worked out once a graph."""
    if name not in graph.cache:
        graph.cache[name] = work()
    known: Answer = graph.cache[name]
    return known


def count_between(graph: Graph) -> tuple[Floats, Floats]:
    """(i, j): texts and heads that stand between two nodes, below the one and above the other."""

    def count(chosen: Flags) -> Floats:
        above = graph.is_above.astype(np.float32)
        return np.asarray((above * chosen[None, :].astype(np.float32)) @ above, dtype=np.float64)

    texts = cached(graph, "texts between", lambda: count(~graph.is_head))
    return texts, cached(graph, "heads between", lambda: count(graph.is_head))


def count_beside(graph: Graph) -> Floats:
    """(i, j): texts that stand right of i and left of j, at the height of one of them."""

    def count() -> Floats:
        right = ((graph.gap_right > -SIDE_OVERLAP) & (graph.shared_height > LEVEL)).astype(np.float32)
        apart = (graph.gap_right > -SIDE_OVERLAP).astype(np.float32)
        texts = (~graph.is_head)[None, :].astype(np.float32)
        return np.maximum((right * texts) @ apart, (apart * texts) @ right).astype(np.float64)

    return np.minimum(cached(graph, "beside", count), MOST_COUNTED)


def rank_from_left(graph: Graph) -> Floats:
    """(i, j): how many texts that nothing stands below are nearer to j, at its left, than i."""

    def rank() -> Floats:
        free = (~graph.is_head) & (graph.text_below < 0)
        left = (graph.gap_right > -SIDE_OVERLAP) & free[:, None]
        away = np.where(left, np.maximum(graph.gap_right, 0.0), np.inf)
        ordered = np.sort(away, axis=0)
        mine = np.maximum(graph.gap_right, 0.0)
        found = np.empty_like(mine)
        for column in range(mine.shape[1]):
            found[:, column] = np.searchsorted(ordered[:, column], mine[:, column])
        return np.asarray(np.minimum(found, MOST_COUNTED))

    return cached(graph, "left rank", rank)


def gap_between(graph: Graph, upper: Ints, lower: Ints) -> Floats:
    """White between nodes below each other (em); FAR where one of the two is -1."""
    known = (upper >= 0) & (lower >= 0)
    return np.where(known, up_to_far(graph.gap_below[upper, lower]), FAR)


def size_of_head_directly_above(graph: Graph) -> Floats:
    """Size of the head that each node stands right under (em), 0 for none."""
    return np.where(graph.head_directly_above >= 0, graph.sizes[graph.head_directly_above], 0.0)


def inset_under_head(graph: Graph) -> Floats:
    """How far right of the left edge of its head each node begins (em), -1 without one."""
    away = (graph.boxes[:, 0] - graph.boxes[graph.head_directly_above, 0]) / graph.type_.em
    return np.where(graph.head_directly_above >= 0, up_to_far(away), -1.0)


def depth_on_page(graph: Graph, places: Floats) -> Floats:
    """How far down the page places are, 0 to 1."""
    top, foot = graph.boxes[:, 1].min(initial=np.inf), graph.boxes[:, 3].max(initial=-np.inf)
    return np.asarray((places - top) / max(foot - top, graph.type_.em))


def rule_distance(graph: Graph, sign: int) -> Floats:
    """Distance from each node to the next rule above (-1) or below (1), in em."""
    boxes, em = graph.boxes, graph.type_.em
    place = boxes[:, 3] - TOUCH * em if sign > 0 else boxes[:, 1] + TOUCH * em
    return np.minimum(graph.level.distance(place, boxes[:, 0], boxes[:, 2], sign) / em, FAR)


def habit_of_indents(graph: Graph) -> float:
    """Share of the longer texts in which a line is indented; 0.5 where there are none."""
    longer = [require_block(node) for node in graph.nodes if node.kind == "text" and len(node.lines) > LONGER]
    inset = ARRANGEMENT.indent * graph.type_.em
    indented = sum(any(line.box.x0 - block.left > inset for line in block.lines) for block in longer)
    return indented / len(longer) if longer else 0.5


def indent_below(graph: Graph) -> Floats:
    """Whether each node, or the text right below a head, begins with an indent: 1, -1 or 0."""
    own = measure_blocks(graph, indent_of)
    return np.where(graph.is_head & (graph.text_below >= 0), own[graph.text_below], np.where(graph.is_head, 0.0, own))


def distance_to_picture(graph: Graph) -> Floats:
    """Distance from each node to the nearest picture (em)."""
    if not graph.pictures:
        return np.full(len(graph.nodes), FAR)
    boxes, pictures = graph.boxes[:, None, :], np.array(graph.pictures)[None, :, :]
    aside = np.maximum(boxes[:, :, 0] - pictures[:, :, 2], pictures[:, :, 0] - boxes[:, :, 2])
    above = np.maximum(boxes[:, :, 1] - pictures[:, :, 3], pictures[:, :, 1] - boxes[:, :, 3])
    away = np.maximum(aside, 0.0) + np.maximum(above, 0.0)
    return np.asarray(np.minimum(away.min(axis=1) / graph.type_.em, FAR))


def count_lines(graph: Graph) -> Floats:
    """Lines of each node, up to 12."""
    return np.array([min(len(node.lines), 12) for node in graph.nodes], dtype=np.float64)


def fonts_of(graph: Graph) -> list[str]:
    """Typeface of each node, "" where unknown."""
    return [node.lines[0].font if node.lines else "" for node in graph.nodes]


def sameness(names: list[str], edges: Edges) -> Floats:
    """1 where both ends of an edge have one name, -1 for two, 0 where one has none."""
    codes = {name: number for number, name in enumerate(dict.fromkeys(names))}
    found = np.array([codes[name] if name else -1 for name in names], dtype=np.int64)
    one, other = found[edges.before], found[edges.after]
    return same_or_other(one, other)


def measure_blocks(graph: Graph, question: Callable[[TextBlock, float], float]) -> Floats:
    """What a question about a block says of every node."""
    em = graph.type_.em
    name = question.__name__
    return cached(graph, name, lambda: np.array([question(require_block(node), em) for node in graph.nodes]))


def _sign(answer: bool | None) -> float:
    return 0.0 if answer is None else 1.0 if answer else -1.0


def indent_of(block: TextBlock, em: float) -> float:
    """1 where a block begins with an indent, -1 where it surely does not, 0 where nobody can tell."""
    found = _sign(starts_indented(block, em))
    return found if found > 0 or starts_flush(block, em) else 0.0


def shortness_of(block: TextBlock, em: float) -> float:
    """1 where a block ends before its edge, -1 where it fills its last line, 0 where nobody can tell."""
    return _sign(ends_short(block, em))


def close_of(block: TextBlock, em: float) -> float:
    """1 where a block ends as a paragraph can, -0.5 where it ends with a pause, -1 else."""
    if may_end_paragraph(block.text):
        return 1.0
    return -0.5 if block.text.rstrip()[-1:] in PAUSES else -1.0


def opening_of(block: TextBlock, em: float) -> float:
    """1 where a block begins as articles and paragraphs do."""
    text = block.text.lstrip()
    return float(text[:1] in MARKS or is_fresh(text) or has_dateline(text.replace("\n", "")))


def verse_of(block: TextBlock, em: float) -> float:
    """1 for verse."""
    return float(is_verse(block, em))


def inset_of(block: TextBlock, em: float) -> float:
    """How far right of its column's edge a block's first line begins (em), -1 where the edge is unknown."""
    if starts_indented(block, em) is None:
        return -1.0
    return min(max((block.lines[0].box.x0 - block.left) / em, 0.0), LONGEST_INSET)


def slack_of(block: TextBlock, em: float) -> float:
    """How far before its column's edge a block's last line ends (em), -1 where the edge is unknown."""
    if ends_short(block, em) is None:
        return -1.0
    return min(max((block.right - block.lines[-1].box.x1) / em, 0.0), LONGEST_INSET)


def line_pitch(graph: Graph) -> Floats:
    """Distance from line to line in each node (em), 0 where it has one line."""
    return (
        np.array(
            [
                np.median([other.box.cy - line.box.cy for line, other in itertools.pairwise(node.lines)])
                if len(node.lines) > 1
                else 0.0
                for node in graph.nodes
            ]
        ).clip(0.0)
        / graph.type_.em
    )


def room_of_characters(graph: Graph) -> Floats:
    """Room that a character of each node takes along its line (em)."""
    found = []
    for node in graph.nodes:
        longest = max(node.lines, key=lambda line: len(line.text))
        found.append(max(longest.box.width, longest.box.height) / max(1, len(longest.text)))
    return np.maximum(np.array(found) / graph.type_.em, LEAST_SIZE)


def head_peers(graph: Graph) -> Floats:
    """For each head the heads of about its size, itself too, up to 12; -1 for text."""
    sizes = np.log(np.maximum(graph.sizes, LEAST_SIZE))
    like = np.abs(sizes[:, None] - sizes[None, :]) < ALIKE
    both = like & graph.is_head[:, None] & graph.is_head[None, :]
    return np.where(graph.is_head, np.minimum(both.sum(axis=1), 12), -1).astype(np.float64)


def share_of_largest(graph: Graph) -> Floats:
    """Size of each node as a share of the largest head's."""
    largest = graph.sizes[graph.is_head].max() if graph.is_head.any() else 1.0
    return np.asarray(graph.sizes / max(largest, LEAST_SIZE))


def same_or_other(one: Ints, other: Ints) -> Floats:
    """1 where two numbers are the same, -1 where they are not, 0 where one of them is none (below 0)."""
    return np.where((one < 0) | (other < 0), 0.0, np.where(one == other, 1.0, -1.0))


def past_side(edges: Edges, boxes: Floats, numbers: Ints, side: int) -> Floats:
    """How far right of, or below, a side of a box the next one begins (em); FAR where the box's number is below 0.

    ``numbers`` says for each edge which of the ``boxes`` it is; ``side`` is a place in a box: 0 left, 1 top, 2 right,
    3 foot.
    """
    if not len(boxes):
        return np.full(len(numbers), FAR)
    return np.where(numbers >= 0, up_to_far((edges.other[side % 2] - boxes[numbers, side]) / edges.em), FAR)


def past_side_of_head(edges: Edges, side: int) -> Floats:
    """How far right of, or below, a side of the head over the first the next one begins (em); FAR without a head."""
    return past_side(edges, edges.graph.boxes, edges.graph.head_above[edges.before], side)


def count_below(graph: Graph, chosen: Flags) -> Floats:
    """How many of the chosen nodes stand below each in its column and zone, up to 12."""
    return np.asarray(np.minimum((graph.is_above_in_zone & chosen[None, :]).sum(axis=1), 12), dtype=np.float64)


def count_above(graph: Graph, chosen: Flags) -> Floats:
    """How many of the chosen nodes stand above each in its column and zone, up to 12."""
    return np.asarray(np.minimum((graph.is_above_in_zone & chosen[:, None]).sum(axis=0), 12), dtype=np.float64)


def overhang(graph: Graph) -> Floats:
    """Share of the width of the head over each node that lies left of the node; -1 without a head above."""
    head = graph.head_above
    wide = np.maximum(graph.boxes[head, 2] - graph.boxes[head, 0], LEAST_SIZE)
    share = np.clip((graph.boxes[:, 0] - graph.boxes[head, 0]) / wide, -1.0, 1.0)
    return np.where(head >= 0, share, -1.0)
