"""Heads that stand together, apart from their bodies: all headlines of a page first or last, then its texts.

Each run of titles is tried as a list of heads for the segments after it, or before it: the heads are aligned with the
paragraphs (`head_list_alignment`), and the alignment must explain the text better than the same lines over the bodies
beside them. Where a text has its lists, above or below, is decided for all of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.evidence_weights import HEAD_LIST, HEAD_ORDER, HeadListWeights
from banmian.repair.bare_text.head_list_alignment import (
    AlignedHead,
    Paragraphs,
    align_heads,
    assign_heads,
    head_points,
    head_size_points,
    split_in_order,
    split_into_heads,
)
from banmian.repair.bare_text.head_order import centred, count_own_pairs, match_wording, names_other_bodies, weigh_order
from banmian.repair.bare_text.headline_runs import HeadlineRun, headline_runs
from banmian.repair.bare_text.lexical_overlap import LexicalOverlap
from banmian.repair.bare_text.segment import ArticleSegment, SegmentedText, divide_segment
from banmian.repair.bare_text.topic_shift import BEFORE, NEAR, touching_points
from banmian.repair.thresholds import TIE

if TYPE_CHECKING:
    import numpy as np

_MOST_PAIRS = 100_000
"""A run with more pairs of lines and paragraphs is left as it is."""
_RULE = re.compile(r"[-—–―─━═=_＿－~～*＊\s]{3,}")
"""A line drawn with characters."""
_CROWD = 2.5
"""A list of so many lines for each segment beside it goes on past the next title, which may be no head,
unless all its lines may be one."""
_LINES = 3
"""A head beside its body has seldom more lines."""


@dataclass(frozen=True, slots=True)
class HeadList:
    """A run of title lines that head the segments from ``first`` up to before ``last``, and what speaks for that.

    The starts of ``heads`` are numbers of the items of these segments.
    """

    run: HeadlineRun
    first: int
    last: int
    heads: tuple[AlignedHead, ...]
    points: float


def assign_listed_heads(gathered: SegmentedText) -> SegmentedText:
    """The text with heads that stand together given to their bodies, segments cut where these show an article."""
    finder = _ListFinder(gathered)
    sides = [_certain(finder.all_lists(below), len(finder.runs)) for below in (False, True)]
    lists = max(sides, key=lambda found: sum(one.points for one in found))
    return _given(gathered, finder.runs, lists) if lists else gathered


class _ListFinder:
    """The runs of titles of a text, each tried as a list of heads."""

    def __init__(self, gathered: SegmentedText) -> None:
        self.segments = gathered.segments
        self.runs = headline_runs(gathered.groups)
        briefs = [step + place for place, one in enumerate(gathered.segments) if one.brief for step in (0, 1)]
        self._edges = sorted({0, *self.runs, *briefs, len(gathered.segments)})
        self._rules = sorted(one.part.start for one in gathered.furniture if _RULE.fullmatch(one.text))

    def all_lists(self, below: bool) -> list[HeadList]:
        """What may be a list among the runs, each over the segments after it, or, ``below``, before it."""
        found: list[HeadList] = []
        for place in sorted(self.runs, reverse=below):
            if found and (place > found[-1].first if below else place < found[-1].last):
                continue
            found += self._list(place, self._span(place, -1 if below else 1))
        return sorted(found, key=lambda one: one.first)

    def _span(self, place: int, step: int) -> tuple[int, int]:
        """From a run to the next one, or past it where there are far too few segments for its lines."""
        at, end = bisect_left(self._edges, place), place
        lines = len(self.runs[place].rows)
        while 0 <= at + step < len(self._edges):
            at += step
            end = self._edges[at]
            if lines <= max(HEAD_LIST.longest, _CROWD * abs(end - place)):
                break
        return min(place, end), max(place, end)

    def _list(self, place: int, span: tuple[int, int]) -> list[HeadList]:
        """The list that a run of titles is for the segments of this range, or none."""
        first, last = span
        run = self.runs[place]
        lines = len(run.rows)
        if lines < 2 or (last - first < 2 and lines <= _LINES):
            return []
        units = [(number, item) for number in range(first, last) for item in self.segments[number].items]
        if len(units) < 2 or lines * len(units) > _MOST_PAIRS:
            return []
        texts = [item.text if item.role != "table" else "" for _, item in units]
        openings = [self._opening(units, number) for number in range(len(units))]
        seams = [_seam(run, line) for line in range(lines)]
        heads = align_heads([row.text for row in run.rows], seams, Paragraphs(texts, openings))
        if last - first > 2:
            heads = _in_any_order(self.segments[first:last], run, seams, heads)
        if len(heads) < 2:
            return []
        points = _gain(self.segments, run, heads, texts)
        points += sum(openings[head.start] for head in heads) + sum(seams[head.first] for head in heads)
        return [HeadList(run, first, last, tuple(heads), points)] if points >= HEAD_LIST.least else []

    def _opening(self, units: Sequence[tuple[int, Element]], place: int, weights: HeadListWeights = HEAD_LIST) -> float:
        """Points that a body begins with a unit: an item with the number of its segment."""
        number, item = units[place]
        if not place:
            return 0.0
        above = units[place - 1][1]
        rule = bisect_left(self._rules, above.part.end)
        if rule < len(self._rules) and self._rules[rule] < item.part.start:
            return weights.opened
        if units[place - 1][0] != number:
            return weights.cut if number in self.runs else weights.opened
        if item.role != "prose" or not above.ends:
            return weights.inside
        signed = weights.among if units[0][0] != units[-1][0] else 0.0
        before = [unit.text for _, unit in units[max(0, place - BEFORE) : place]]
        return touching_points(before, [unit.text for _, unit in units[place : place + NEAR]]) + signed


def _certain(lists: Sequence[HeadList], runs: int, weights: HeadListWeights = HEAD_LIST) -> list[HeadList]:
    """The lists that are certain, each by itself or because the text has most of its heads in lists."""
    if len(lists) >= weights.habit * runs and sum(one.points for one in lists) >= weights.surely:
        return list(lists)
    return [one for one in lists if one.points >= weights.surely or len(one.heads) > max(2, one.last - one.first)]


def _in_any_order(
    segments: Sequence[ArticleSegment], run: HeadlineRun, seams: Sequence[float], heads: list[AlignedHead]
) -> list[AlignedHead]:
    """The heads of an alignment, or those in another order than their bodies where that is clearly better."""
    starts = [0]
    for segment in segments:
        starts.append(starts[-1] + len(segment.items))
    number = {start: place for place, start in enumerate(starts[:-1])}
    bodies = [segment.text for segment in segments]
    overlap = LexicalOverlap(bodies)
    scored = [overlap.scores(row.text, range(len(segments))) for row in run.rows]
    shares = [[score[place] for place in range(len(segments))] for score in scored]
    kept = [head for head in heads if head.start in number]
    ordered = sum(head_points(shares, seams, head.first, head.last, number[head.start]) for head in kept)
    table = centred(match_wording([row.text for row in run.rows], bodies))
    torn = [points if points >= 0 else HEAD_ORDER.torn for points in seams]
    other = _other_order(bodies, run, torn, table)
    if other:
        return [AlignedHead(first, last, starts[body]) for first, last, body in other]
    free, found = assign_heads(shares, seams)
    if free <= ordered + HEAD_LIST.order * len(found):
        return _regrouped(heads, torn, table, starts, number)
    return sorted((AlignedHead(first, last, starts[body]) for first, last, body in found), key=lambda one: one.start)


def _regrouped(
    heads: list[AlignedHead],
    seams: Sequence[float],
    table: np.ndarray,
    starts: Sequence[int],
    number: Mapping[int, int],
) -> list[AlignedHead]:
    """The heads of an alignment; where it has no body begin within a segment, one for each segment by all wording.

    ``table``: what each line shares with each body, centred; ``starts``: where each begins; ``number``: which does.
    """
    if not {head.start for head in heads} <= set(number):
        return heads
    pairs = split_in_order(_parting_points(table), seams)
    found = [AlignedHead(*pair, start) for pair, start in zip(pairs, starts, strict=False)]

    def told(aligned: Sequence[AlignedHead]) -> float:
        return sum(float(table[one.first : one.last, number[one.start]].sum()) for one in aligned)

    return found if found and told(found) > told(heads) else heads


def _other_order(
    bodies: Sequence[str], run: HeadlineRun, seams: Sequence[float], table: np.ndarray
) -> list[tuple[int, int, int]]:
    """As many heads as bodies in the order of these, each with its body, where their own order is surely another."""
    heads = split_into_heads(_parting_points(table), seams, len(bodies))
    if len(heads) < HEAD_ORDER.fewest:
        return []
    texts = ["".join(row.text for row in run.rows[first:last]) for first, last in heads]
    evidence = weigh_order(match_wording(texts, bodies))
    if not (evidence.is_another() or names_other_bodies(count_own_pairs(texts, bodies), evidence.best)):
        return []
    pairs = [(first, last, body) for (first, last), body in zip(heads, evidence.best, strict=True)]
    return sorted(pairs, key=lambda pair: pair[2])


def _parting_points(table: np.ndarray) -> np.ndarray:
    """What each line shares with each body as points for making heads of lines."""
    import numpy as np

    return np.asarray(HEAD_ORDER.parted * table / (table.std() + TIE))


def _seam(run: HeadlineRun, line: int, weights: HeadListWeights = HEAD_LIST) -> float:
    """Points that a head begins with a line of a run."""
    if not line:
        return 0.0
    return run.torn(line) + (weights.opened if run.bylines[line - 1] else 0.0)


def _gain(
    segments: Sequence[ArticleSegment], run: HeadlineRun, heads: Sequence[AlignedHead], texts: Sequence[str]
) -> float:
    """How much better the heads explain the text than the same lines over the body below them or above them."""
    ends = [*(head.start for head in heads[1:]), len(texts)]
    bodies = ["\n".join(texts[head.start : end]) for head, end in zip(heads, ends, strict=True)]
    beside = [segments[place].text if 0 <= place < len(segments) else "" for place in (run.place - 1, run.place)]
    overlap = LexicalOverlap([*bodies, *beside])
    shares = [overlap.scores(row.text, range(len(bodies) + 2)) for row in run.rows]
    above, below = len(bodies), len(bodies) + 1
    count = len(shares)
    ordinary = max(
        sum(share[above] for share in shares[:cut])
        + sum(share[below] for share in shares[cut:])
        + HEAD_LIST.beside * (max(0, cut - _LINES) + max(0, count - cut - _LINES))
        for cut in range(count + 1)
    )
    listed = sum(
        sum(shares[line][body] for line in range(head.first, head.last)) + head_size_points(head.last - head.first)
        for body, head in enumerate(heads)
    )
    return listed - ordinary


def _given(gathered: SegmentedText, runs: Mapping[int, HeadlineRun], lists: Sequence[HeadList]) -> SegmentedText:
    """The text with the heads of the lists given away; what a list does not use stays where it is."""
    gathered = replace(gathered, segments=_with_opening_names(gathered.segments, lists))
    segments: list[ArticleSegment] = []
    places: dict[int, int] = {}
    gone: set[int] = set()
    listed = {place: one for one in lists for place in range(one.first, one.last)}
    starts = {one.run.place: {head.start: head for head in one.heads} for one in lists}
    offset = 0
    for place, segment in enumerate(gathered.segments):
        one = listed.get(place)
        if one is None:
            places[place] = len(segments)
            segments.append(segment)
            continue
        offset = 0 if place == one.first else offset + len(gathered.segments[place - 1].items)
        pieces = _pieces(segment, one, starts[one.run.place], offset)
        between = place in runs and one.first < place and place != one.run.place
        if between:
            gone.add(place)
            above = segments.pop()
            titles = tuple(runs[place].rows)
            segments.append(replace(above, items=(*above.items, *titles)))
            if pieces[0].heads is None:
                segments[-1] = _joined(segments[-1], pieces.pop(0))
        places[place] = len(segments)
        segments += pieces
    places[len(gathered.segments)] = len(segments)
    gone |= {one.run.place for one in lists}
    groups = [(place, group) for place, group in gathered.groups if place not in gone]
    for one in lists:
        used = {line for head in one.heads for line in range(head.first, head.last)}
        groups += [(one.run.place, one.run.group(k, k + 1)) for k in range(len(one.run.rows)) if k not in used]
    moved = sorted(((places[place], group) for place, group in groups), key=lambda pair: pair[0])
    ordered = tuple(replace(one, order=place) for place, one in enumerate(segments))
    return SegmentedText(ordered, tuple(moved), gathered.furniture)


def _with_opening_names(segments: Sequence[ArticleSegment], lists: Sequence[HeadList]) -> tuple[ArticleSegment, ...]:
    """The segments; the only byline of a list, where that closes it, opens the first body below."""
    found = list(segments)
    for one in lists:
        if one.first == one.run.place and not any(one.run.bylines[:-1]):
            below = found[one.first]
            found[one.first] = replace(below, bylines=(*one.run.take_names(), *below.bylines))
    return tuple(found)


def _pieces(
    segment: ArticleSegment, one: HeadList, starts: Mapping[int, AlignedHead], offset: int
) -> list[ArticleSegment]:
    """A segment cut where a head of a list begins in it, each piece with its head; its items count from ``offset``."""
    rest, before = segment, 0
    pieces: list[ArticleSegment] = []
    for index in range(len(segment.items)):
        head = starts.get(offset + index)
        if head is None:
            continue
        if index > before:
            upper, rest = divide_segment(rest, index - before)
            pieces.append(upper)
            before = index
        rest = replace(rest, heads=one.run.group(head.first, head.last))
    return [*pieces, rest]


def _joined(above: ArticleSegment, below: ArticleSegment) -> ArticleSegment:
    """Two segments as one."""
    return replace(
        above,
        items=above.items + below.items,
        bylines=above.bylines + below.bylines,
        pictures=above.pictures + below.pictures,
        jump_to=below.jump_to or above.jump_to,
    )
