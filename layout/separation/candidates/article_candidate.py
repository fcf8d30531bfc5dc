"""An article candidate: whether what is in a region could be one article, the evidence for it added up.

A modular scoring in the spirit of rule-based newspaper pipelines: one head over its columns, columns
that continue each other, a text that begins and ends like a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.page_facts import LARGER, Typography
from banmian.layout.segmentation.regions import Item, span
from banmian.layout.segmentation.text_blocks import TextBlock
from banmian.layout.separation.candidates.block_continuity import is_verse, starts_flush, starts_indented
from banmian.layout.separation.candidates.block_order import reading_order, require_block
from banmian.layout.spatial_grouping import group_by_contact
from banmian.layout.thresholds import ARRANGEMENT, PARTITION, PartitionWeights
from banmian.wording.datelines import parse_dateline
from banmian.wording.jump_lines import find_jumps
from banmian.wording.unicode_script import may_begin_text, may_end_paragraph

SIDE_LENGTH = 3
"""A head set across the page's direction has at least this many characters, larger than the body's."""


PEER_SHARE = 0.8
"""Lines of a head at least this share of the largest one's size have to be over the text as it is."""
LEAST_TEXT = 16
"""A text with fewer characters is no body."""
HEAD_LINE_GAP = 1.2
"""Lines of one head are at most this many of the smaller one's em apart, below or beside each other."""
CENTRED = 1.5
"""A head is over texts if its middle or beginning is theirs within this (em),"""
CENTRED_SHARE = 0.03
"""or this share of their width."""


@dataclass(frozen=True)
class ArticleCandidate:
    """A region taken as one article: its heads, its texts in reading order, and what goes with them.

    ``frame`` is the box that it is in, None on the open page; a ``chained`` one was made of a chain of heads and texts
    and not by straight cuts. ``margins`` say by how much (log odds) each choice in its chain was better than the next
    best, ``rival_margin`` by how much what might have come next in it, and went elsewhere, was better there.
    """

    heads: tuple[Item, ...] = ()
    texts: tuple[Item, ...] = ()
    pictures: tuple[Item, ...] = ()
    tables: tuple[Item, ...] = ()
    boxes: tuple[Item, ...] = ()
    frame: Box | None = None
    chained: bool = False
    confidence: float = 1.0
    advertisement_chance: float = 0.0
    margins: tuple[float, ...] = field(default=(), compare=False)
    rival_margin: float = field(default=float("inf"), compare=False)
    score: float = field(default=0.0, compare=False)

    @property
    def framed(self) -> bool:
        """Whether it is in a box."""
        return self.frame is not None

    @property
    def items(self) -> tuple[Item, ...]:
        """All items of the region."""
        return (*self.heads, *self.texts, *self.pictures, *self.tables, *self.boxes)

    @property
    def text_lines(self) -> list[Line]:
        """The lines of its texts."""
        return [line for item in self.texts for line in item.lines]

    @property
    def lines(self) -> list[Line]:
        """The lines of its heads and texts."""
        return [*(line for item in self.heads for line in item.lines), *self.text_lines]

    @property
    def text(self) -> str:
        """The text of heads and blocks, a newline between the lines."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def area(self) -> Box:
        """The box around all items."""
        return span(self.items)


@dataclass(frozen=True, slots=True)
class OrderedTexts:
    """The texts of a region in reading order, how well they join, and what they score as one text."""

    ordered: tuple[Item, ...]
    joined: float
    score: float


Known = dict[tuple[Item, ...], OrderedTexts]
"""What was found of texts that many regions of a page have in common."""


def judge(
    items: Sequence[Item], type_: Typography, weights: PartitionWeights = PARTITION, known: Known | None = None
) -> ArticleCandidate:
    """The candidate that `items` (at least one) make, with its score; ``known`` is that of a page and its weights."""
    heads = sorted((item for item in items if item.kind == "head"), key=lambda item: (item.box.y0, item.box.x0))
    texts = [item for item in items if item.kind == "text"]
    pictures = [item for item in items if item.kind == "picture"]
    tables = [item for item in items if item.kind == "table"]
    boxes = [item for item in items if item.kind == "box"]
    known = {} if known is None else known
    key = tuple(texts)
    if key not in known:
        known[key] = _ordered(texts, type_, weights)
    ordered = known[key].ordered
    score = weights.part + weights.join * known[key].joined
    headlines = [head for head in heads if is_headline(head, type_)]
    if headlines and texts and not any(is_strong(head, type_) for head in headlines):
        score += weights.weak_head
    score += _kind_score(headlines, ordered, pictures, tables, boxes, weights)
    if headlines:
        score += _head_score(headlines, ordered, pictures, type_, weights)
    if ordered:
        score += known[key].score
    return ArticleCandidate(tuple(heads), ordered, tuple(pictures), tuple(tables), tuple(boxes), score=score)


def _ordered(texts: Sequence[Item], type_: Typography, weights: PartitionWeights) -> OrderedTexts:
    ordered, joined = reading_order(texts, type_.em)
    return OrderedTexts(tuple(ordered), joined, _text_score(ordered, type_, weights) if ordered else 0.0)


def is_headline(head: Item, type_: Typography) -> bool:
    """Whether a head item is display type or a side head, and not only a byline or a label."""
    if head.role or head.lines[0].text.startswith(("—", "――", "--")):
        return False
    if head.dark and head.size < ARRANGEMENT.sure_display_ratio * type_.em:
        return head.vertical and len(head.lines[0].text) > ARRANGEMENT.label_length
    if head.vertical:
        return len(head.lines[0].text) >= SIDE_LENGTH and head.size >= LARGER * type_.em
    return head.size >= ARRANGEMENT.display_ratio * type_.em


def is_strong(head: Item, type_: Typography) -> bool:
    """Whether a headline is certainly one: a side head, or type much larger than the body."""
    return head.vertical or head.size >= ARRANGEMENT.sure_display_ratio * type_.em


def comes_from_other_page(texts: Sequence[Item]) -> bool:
    """Whether the first line says that the text comes from another page."""
    return bool(texts) and any(jump.kind == "from" for jump in find_jumps(require_block(texts[0]).lines[0].text))


def goes_to_other_page(text: Item) -> bool:
    """Whether the last line of a text says that it goes on on another page."""
    return any(jump.kind == "to" for jump in find_jumps(require_block(text).lines[-1].text))


def _kind_score(
    heads: Sequence[Item],
    texts: Sequence[Item],
    pictures: Sequence[Item],
    tables: Sequence[Item],
    boxes: Sequence[Item],
    weights: PartitionWeights,
) -> float:
    if sum(require_block(item).characters for item in texts) >= LEAST_TEXT:
        return weights.article if heads or comes_from_other_page(texts) else weights.headless
    if tables:
        return weights.table
    if pictures:
        return weights.picture + (weights.lone_head if heads else 0.0)
    if boxes and not heads:
        return weights.box
    return weights.lone_head


def _head_score(
    heads: Sequence[Item],
    texts: Sequence[Item],
    pictures: Sequence[Item],
    type_: Typography,
    weights: PartitionWeights,
) -> float:
    em = type_.em
    main = max(heads, key=lambda item: item.size)
    stacks = group_into_stacks(heads)
    score = sum(_second_stack(stack, main, texts, em, weights) for stack in stacks if main not in stack)
    own = next(stack for stack in stacks if main in stack)
    if not texts:
        return score
    if main.vertical:
        return score + _side_head(main, texts, em, weights)
    higher = [item for item in texts if item.box.y0 < main.box.y1 - em]
    after = [item for item in higher if item is not texts[0] and item.box.x0 >= main.box.x1 - em]
    score += weights.head_below_text * min(2, len(higher) - len(after)) + weights.text_beside_head * bool(after)
    if all(item.box.cy < main.box.y0 for item in texts):
        return score
    if all(is_verse(require_block(item), em) for item in texts):
        return score
    peers = [head for head in own if not head.vertical and head.size >= PEER_SHARE * main.size]
    others = [head for head in own if head is not main and all(head is not peer for peer in peers)]
    astray = [head for head in others if not _is_over(head.box, [main], em) and not _is_over(head.box, texts, em)]
    score += weights.askew * len(astray)
    under = [item for item in texts if all(item is not other for other in after)]
    first = min(head.box.x0 for head in peers)
    centred = any(_is_over(head.box, under, em) for head in peers for under in (texts, [*texts, *pictures]))
    if not centred and any(item.box.x1 <= first for item in texts):
        score += weights.text_before_head
    return score + max(min(_placed(head.box, there, em, weights) for head in peers) for there in (texts, under))


def _placed(head: Box, texts: Sequence[Item], em: float, weights: PartitionWeights) -> float:
    area = span(texts)
    if _is_over(head, texts, em):
        return weights.aligned
    outside = max(0.0, area.x0 - head.x0) + max(0.0, head.x1 - area.x1)
    if outside <= 2 * em:
        return weights.askew
    return weights.overhang * (1.0 + outside / head.width)


def _is_over(head: Box, items: Sequence[Item], em: float) -> bool:
    """Whether a head is centred over `items` or starts with them."""
    area = span(items)
    slack = max(CENTRED * em, CENTRED_SHARE * area.width)
    return min(abs(head.cx - area.cx), abs(head.x0 - area.x0)) <= slack


def group_into_stacks(heads: Sequence[Item]) -> list[list[Item]]:
    """Heads grouped into stacks: lines that are so close below or beside each other that they are one head."""
    return group_by_contact(heads, _adjoins)


def _adjoins(one: Item, other: Item) -> bool:
    reach = HEAD_LINE_GAP * min(one.size, other.size)
    if one.box.x_overlap(other.box) > 0:
        return -one.box.y_overlap(other.box) <= reach
    return one.box.y_overlap(other.box) > 0 and -one.box.x_overlap(other.box) <= reach


def _second_stack(
    stack: Sequence[Item], main: Item, texts: Sequence[Item], em: float, weights: PartitionWeights
) -> float:
    """A subheading between the columns costs nothing, the head of another article much."""
    within = max((item.box.width for item in texts), default=0.0)
    largest = max(item.size for item in stack)
    inner = largest <= ARRANGEMENT.sure_display_ratio * em and span(stack).width <= within + em
    foot = max(item.box.y1 for item in stack)
    over_text = all(item.box.y0 >= foot - em for item in texts) and span(stack).x_overlap(main.box) > 0
    if over_text and not main.vertical and largest <= ARRANGEMENT.sure_display_ratio * em:
        return 0.0
    if inner and len(stack) == 1 and stack[0].box.y0 > main.box.y1 and len(stack[0].lines) == 1:
        return 0.0
    return weights.extra_head


def _side_head(main: Item, texts: Sequence[Item], em: float, weights: PartitionWeights) -> float:
    beside = [item for item in texts if item.box.y_overlap(main.box) > 0]
    if not beside:
        return weights.extra_head
    level = min(abs(item.box.y0 - main.box.y0) for item in beside) <= 3 * em
    higher = sum(item.box.y1 <= main.box.y0 + em for item in texts)
    return (weights.aligned if level else weights.askew) + weights.text_over_side_head * min(2, higher)


def _text_score(ordered: Sequence[Item], type_: Typography, weights: PartitionWeights) -> float:
    em, score = type_.em, 0.0
    first, last = require_block(ordered[0]), require_block(ordered[-1])
    if is_verse(first, em) and is_verse(last, em):
        return weights.opening
    indented, flush = starts_indented(first, em), starts_flush(first, em)
    if comes_from_other_page(ordered):
        score += weights.opening
    elif not may_begin_text(first.text) or (flush and type_.han > 0.5):
        score += weights.cut_opening
    elif indented:
        score += weights.opening
    if not goes_to_other_page(ordered[-1]) and not may_end_paragraph(last.text):
        score += weights.cut_ending
    score += weights.second_opening * sum(_opens_report(require_block(item)) for item in ordered[1:])
    return score


def _opens_report(block: TextBlock) -> bool:
    """Whether a text begins with a dateline, as only the first of an article does."""
    if ("dateline", 0.0) not in block.cache:
        dateline, _ = parse_dateline(block.text.replace("\n", ""))
        block.cache["dateline", 0.0] = dateline is not None
    return block.cache["dateline", 0.0]
