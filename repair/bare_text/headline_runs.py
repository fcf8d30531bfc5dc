"""Which of the title lines between two bodies head the one above, the one below, or neither.

Text layers paint a headline before or after its body, and no line says which. Over the whole text at once the
cuts are taken that give most lines to a body whose wording they share and most bodies one head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from banmian.repair.bare_text.article_segments import ArticleSegment, SegmentedText, is_signed
from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.lexical_overlap import LexicalOverlap
from banmian.repair.bare_text.titles import HeadlineGroup, is_dashed, is_painted_twice, leads_in
from banmian.repair.bare_text.weights import MATCH, PART, SplitWeights
from banmian.repair.thresholds import STORY, TITLE
from banmian.wording.continuity import continues


@dataclass(frozen=True, slots=True)
class Cut:
    """Of a run of title lines the first ``upper`` head the segment above, those from ``lower`` on the one below."""

    upper: int
    lower: int


@dataclass(slots=True)
class _Run:
    """The title lines before segment number ``place``; ``signed`` are the lines that a byline follows."""

    place: int
    rows: list[Element] = field(default_factory=list)
    bylines: list[list[Element]] = field(default_factory=list)

    def add(self, group: HeadlineGroup) -> None:
        self.rows += group.titles
        self.bylines += [[] for _ in group.titles[1:]] + [group.bylines]

    def heads(self, start: int, end: int) -> list[HeadlineGroup]:
        """The lines from `start` to `end` as one group, or none."""
        if start == end:
            return []
        return [HeadlineGroup(self.rows[start:end], [line for lines in self.bylines[start:end] for line in lines])]


class _Fit(NamedTuple):
    """Weights of a line for the segment ``above``, for none beside it (``apart``), and for the one ``below``;
    ``segment`` is the one whose topic the line shares, if any.

    None beside it means: it is a banner, or heads a segment further off, or one that continues from another's end.
    """

    above: float
    apart: float
    below: float
    segment: int | None


class HeadlineSplitter:
    """The runs of a text, what each of their lines shares with the segments, and the best cuts."""

    def __init__(self, gathered: SegmentedText, points: SplitWeights = PART) -> None:
        self.segments = gathered.segments
        self.points = points
        self.runs = _runs(gathered.groups)
        self.affinity = LexicalOverlap([segment.text for segment in self.segments])
        between = sorted(item.gap for segment in self.segments for item in segment.items[1:])
        self._usual = between[len(between) // 2] if between else 0
        self._rows = {place: [self._row(run, row) for row in run.rows] for place, run in self.runs.items()}

    def _row(self, run: _Run, row: Element) -> _Fit:
        """How a line of a run fits the segments."""
        near = range(max(0, run.place - STORY.reach), min(len(self.segments), run.place + STORY.reach))
        shares = self.affinity.scores(row.text, near)
        segment = max(shares, key=lambda index: shares[index], default=None)
        told = segment if segment is not None and shares[segment] >= self.points.tells else None
        above, below = shares.get(run.place - 1, 0.0), shares.pop(run.place, 0.0)
        far = max(shares.values(), default=0.0)
        banner = self.points.banner + (self.points.painted if is_painted_twice(row.text) else 0.0)
        return _Fit(above, max(banner, self.points.far * far - self.points.away), below, told)

    def solve(self) -> list[tuple[int, HeadlineGroup, int | None]]:
        """Groups with their places and, where a cut gives them to a neighbour, the number of that segment."""
        leaning = 0.0
        chosen: dict[int, Cut] = {}
        for _ in range(2):
            chosen = self._best(leaning)
            above = sum(len(run.rows) > chosen[place].lower for place, run in self.runs.items())
            below = sum(chosen[place].upper > 0 for place in self.runs)
            leaning = self.points.habit * (above - below) / (above + below + 1)
        groups: list[tuple[int, HeadlineGroup, int | None]] = []
        for place, run in self.runs.items():
            cut, end = chosen[place], len(run.rows)
            groups += [(place, group, place - 1) for group in run.heads(0, cut.upper)]
            groups += [(place, group, None) for group in run.heads(cut.upper, cut.lower)]
            groups += [(place, group, place) for group in run.heads(cut.lower, end)]
        return groups

    def _best(self, leaning: float) -> dict[int, Cut]:
        """The cuts of the greatest sum. A segment is headed from one side only: that is the state carried along."""
        states: dict[bool, tuple[float, tuple[tuple[int, Cut], ...]]] = {True: (0.0, ())}
        before = -1
        for place, run in self.runs.items():
            if place - 1 != before:
                best = max(states.values(), key=lambda state: state[0])
                states = {False: best}
            found: dict[bool, tuple[float, tuple[tuple[int, Cut], ...]]] = {}
            for headed, (total, path) in states.items():
                open_above = not headed and place > 0 and bool(self.segments[place - 1].items)
                for cut in self._cuts(run, len(run.rows) if open_above else 0):
                    score = total + self._score(run, cut, leaning)
                    below = cut.lower < len(run.rows)
                    if below not in found or score > found[below][0] + 1e-9:
                        found[below] = (score, (*path, (place, cut)))
            states, before = found, place
        return dict(max(states.values(), key=lambda state: state[0])[1])

    def _cuts(self, run: _Run, most: int) -> Iterator[Cut]:
        """The ways to cut a run, at most so many lines of it for the segment above."""
        end = len(run.rows)
        last = run.place < len(self.segments) and bool(self.segments[run.place].items)
        for upper in range(most + 1):
            for lower in range(upper, end + 1):
                if last or lower == end:
                    yield Cut(upper, lower)

    def _score(self, run: _Run, cut: Cut, leaning: float) -> float:
        points, rows, end = self.points, self._rows[run.place], len(run.rows)
        score = sum(row.above for row in rows[: cut.upper])
        score += sum(row.apart for row in rows[cut.upper : cut.lower])
        score += sum(row.below for row in rows[cut.lower :])
        score += self._neighbour(run, cut, leaning)
        for start, stop in ((0, cut.upper), (cut.upper, cut.lower), (cut.lower, end)):
            score += points.crowd * max(0, stop - start - points.lines)
            score += points.second_byline * sum(bool(lines) for lines in run.bylines[start : max(start, stop - 1)])
        for place in {cut.upper, cut.lower} - {0, end}:
            score += self._seam(run, place)
        return score

    def _neighbour(self, run: _Run, cut: Cut, leaning: float) -> float:
        """Points for heading the segment above and the one below."""
        score, end = 0.0, len(run.rows)
        if cut.upper:
            score += MATCH.right_below - leaning
            score += self._against(run.bylines[: cut.upper], self.segments[run.place - 1])
        if cut.lower < end:
            segment = self.segments[run.place]
            score += self._against(run.bylines[cut.lower :], segment)
            score += MATCH.continued if segment.jump_from is not None and cut.upper else MATCH.right_above + leaning
            score += self.points.nearer * _sign(run.rows[0].gap - _gap(segment))
        return score

    def _against(self, bylines: list[list[Element]], segment: ArticleSegment) -> float:
        """Points against lines for a segment that has lost its head, or that names its authors already."""
        lost = MATCH.lost_its_head if segment.lost_its_head else 0.0
        return lost + (MATCH.signed_twice if any(bylines) and is_signed(segment) else 0.0)

    def _seam(self, run: _Run, place: int) -> float:
        """Points for a cut between two lines: below 0 where they belong together."""
        above, row = run.rows[place - 1], run.rows[place]
        gaps = [one.gap for one in run.rows[1:]]
        score = 0.0
        if is_dashed(row.text) or leads_in(above.text) or continues(above.text, row.text) >= TITLE.sure:
            score += self.points.torn
        fits = self._rows[run.place]
        if fits[place].segment is not None and fits[place].segment == fits[place - 1].segment:
            score += self.points.same_matter
        if row.gap < max(*gaps, self._usual):
            score += self.points.close
        elif len(gaps) > 1 and gaps.count(row.gap) == 1 and row.gap == max(gaps):
            score += self.points.apart
        if run.bylines[place - 1]:
            score += self.points.after_byline
        return score


def _runs(groups: Sequence[tuple[int, HeadlineGroup]]) -> dict[int, _Run]:
    runs: dict[int, _Run] = {}
    for place, group in groups:
        runs.setdefault(place, _Run(place)).add(group)
    return runs


def _gap(segment: ArticleSegment) -> int:
    return segment.items[0].gap if segment.items else 0


def _sign(difference: int) -> int:
    return (difference > 0) - (difference < 0)
