"""Which of the title lines between two bodies head the one above, the one below, or neither.

Text layers paint a headline before or after its body, and no line says which. For each way to set a whole text
(`Setting`) the cuts are taken that give most lines to a body whose wording they share, most bodies one head and none no
head, and that follow the setting; the setting whose cuts score highest is the text's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.evidence_weights import HEADLINE_SPLIT, MATCH, HeadlineSplitWeights
from banmian.repair.bare_text.headline_parts import HeadlineGroup, is_dashed, is_painted_twice, leads_in, same_title
from banmian.repair.bare_text.lexical_overlap import LexicalOverlap
from banmian.repair.bare_text.segment import ArticleSegment, SegmentedText, is_signed
from banmian.repair.thresholds import SEGMENT, SURELY, TIE
from banmian.wording.continuity import continues

Setting = Literal["heads above", "heads below", "heads below, names above"]
"""Where a text sets its heads: above their bodies; below them with the authors; below them, the authors above."""
_SETTINGS: tuple[Setting, ...] = ("heads above", "heads below", "heads below, names above")


@dataclass(frozen=True, slots=True)
class Cut:
    """Of a run of title lines the first ``upper`` head the article above, those from ``lower`` on the one below.

    ``names_below`` is whether the byline that closes the run opens the body below, which has no head in the run.
    """

    upper: int
    lower: int
    names_below: bool = False


class _Path(NamedTuple):
    """The sum of some cuts, the last of them with its place, and the cuts before it."""

    score: float
    place: int = -1
    cut: Cut | None = None
    before: _Path | None = None

    def cuts(self) -> dict[int, Cut]:
        """Each place with its cut, the last first."""
        found: dict[int, Cut] = {}
        path: _Path | None = self
        while path is not None and path.cut is not None:
            found[path.place] = path.cut
            path = path.before
        return found


@dataclass(slots=True)
class HeadlineRun:
    """The title lines before article number ``place``, and for each the bylines that follow it."""

    place: int
    rows: list[Element] = field(default_factory=list)
    bylines: list[list[Element]] = field(default_factory=list)

    def add(self, group: HeadlineGroup) -> None:
        """Add the lines of a group below."""
        self.rows += group.titles
        self.bylines += [[] for _ in group.titles[1:]] + [list(group.bylines)]

    def heads(self, start: int, end: int) -> list[HeadlineGroup]:
        """The lines from `start` to `end` as one group, or none."""
        return [self.group(start, end)] if start < end else []

    def group(self, start: int, end: int) -> HeadlineGroup:
        """The lines from `start` to `end` with their bylines."""
        bylines = tuple(line for lines in self.bylines[start:end] for line in lines)
        return HeadlineGroup(tuple(self.rows[start:end]), bylines)

    def torn(self, place: int, points: HeadlineSplitWeights = HEADLINE_SPLIT) -> float:
        """Points, 0 or less, for a cut before a line: below 0 where it belongs to the line above."""
        above, row = self.rows[place - 1].text, self.rows[place].text
        said_on = leads_in(above) or continues(above, row) >= SURELY
        return points.torn if said_on or is_dashed(row) or same_title(above, row) else 0.0

    def names_above(self, cut: Cut) -> list[list[Element]]:
        """The bylines beside the lines that a cut gives to the article above."""
        return self.bylines[: max(0, cut.upper - 1)] if cut.names_below else self.bylines[: cut.upper]

    def names_of_below(self, cut: Cut) -> list[list[Element]]:
        """The bylines that a cut gives to the article below."""
        return self.bylines[-1:] if cut.names_below else self.bylines[cut.lower :]

    def take_names(self) -> tuple[Element, ...]:
        """The byline that closes the run, which has none from then on."""
        names = tuple(self.bylines[-1])
        self.bylines[-1] = []
        return names


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

    def __init__(self, gathered: SegmentedText, points: HeadlineSplitWeights = HEADLINE_SPLIT) -> None:
        self.segments = gathered.segments
        self.points = points
        self.runs = headline_runs(gathered.groups)
        self._scores: dict[tuple[int, Cut], float] = {}
        self.affinity = LexicalOverlap([segment.text for segment in self.segments])
        counts = Counter(row.text for run in self.runs.values() for row in run.rows)
        self._labels = {text for text, count in counts.items() if count > 1}
        self._rows = {place: [self._row(run, row) for row in run.rows] for place, run in self.runs.items()}

    def _row(self, run: HeadlineRun, row: Element) -> _Fit:
        """How a line of a run fits the segments. One that stands in several runs is a label, which tells of none."""
        if row.text in self._labels and not is_painted_twice(row.text):
            return _Fit(0.0, self.points.banner, 0.0, None)
        near = range(max(0, run.place - SEGMENT.reach), min(len(self.segments), run.place + SEGMENT.reach))
        shares = self.affinity.scores(row.text, near)
        segment = max(shares, key=lambda index: shares[index], default=None)
        told = segment if segment is not None and shares[segment] >= self.points.tells else None
        above, below = shares.get(run.place - 1, 0.0), shares.pop(run.place, 0.0)
        far = max(shares.values(), default=0.0)
        banner = self.points.banner + (self.points.painted if is_painted_twice(row.text) else 0.0)
        return _Fit(above, max(banner, self.points.far * far - self.points.away), below, told)

    def solve(self) -> tuple[list[tuple[int, HeadlineGroup, int | None]], list[ArticleSegment]]:
        """Groups with their places and, where a cut gives them to a neighbour, the number of that article; and the
        segments, with the names that open them."""
        paths = [(self._best(setting), setting) for setting in _SETTINGS]
        chosen = max(paths, key=lambda found: found[0].score)[0].cuts()
        groups: list[tuple[int, HeadlineGroup, int | None]] = []
        segments = list(self.segments)
        for place, run in self.runs.items():
            cut, end = chosen[place], len(run.rows)
            if cut.names_below:
                segments[place] = replace(segments[place], bylines=(*run.take_names(), *segments[place].bylines))
            groups += [(place, group, place - 1) for group in run.heads(0, cut.upper)]
            groups += [(place, group, None) for group in run.heads(cut.upper, cut.lower)]
            groups += [(place, group, place) for group in run.heads(cut.lower, end)]
        return groups, segments

    def _best(self, setting: Setting) -> _Path:
        """The cuts of the greatest sum. An article is headed, and its authors are named, from one side only: whether
        that is done from above is the state carried along."""
        states: dict[tuple[bool, bool], _Path] = {(True, False): _Path(self.points.usual * (setting == "heads above"))}
        before = -1
        for place, run in self.runs.items():
            if place - 1 != before:
                states = {(False, False): self._closed(states, before)}
            found: dict[tuple[bool, bool], _Path] = {}
            for (headed, named), path in states.items():
                open_above = not headed and place > 0 and self._is_open(place - 1)
                orphan = self.points.orphan * (open_above and self._needs_head(place - 1))
                for cut in self._cuts(run, len(run.rows) if open_above else 0):
                    score = path.score + self._score(run, cut) + self.points.habit * _follows(run, cut, setting)
                    score += orphan * (cut.upper == 0) + MATCH.signed_twice * (named and any(run.names_above(cut)))
                    state = (cut.lower < len(run.rows), any(run.names_of_below(cut)))
                    if state not in found or score > found[state].score + TIE:
                        found[state] = _Path(score, place, cut, path)
            states, before = found, place
        return self._closed(states, before)

    def _closed(self, states: dict[tuple[bool, bool], _Path], place: int) -> _Path:
        """The best path after the article of this number, which counts against it where it has no head."""
        orphan = self.points.orphan * self._needs_head(place)
        scored = [path._replace(score=path.score + orphan * (not headed)) for (headed, _), path in states.items()]
        return max(scored, key=lambda path: path.score)

    def _needs_head(self, place: int) -> bool:
        """Whether this article has a body that begins here: one from another page has its head there."""
        if not 0 <= place < len(self.segments):
            return False
        segment = self.segments[place]
        return self._is_open(place) and segment.jump_from is None

    def _is_open(self, place: int) -> bool:
        """Whether this article may still get a head."""
        segment = self.segments[place]
        return bool(segment.items) and segment.heads is None and not segment.brief

    def _cuts(self, run: HeadlineRun, most: int) -> Iterator[Cut]:
        """The ways to cut a run, at most this many lines of it for the article above."""
        end, longest = len(run.rows), self.points.longest
        last = run.place < len(self.segments) and self._is_open(run.place)
        for upper in range(min(most, longest) + 1):
            if last:
                for lower in range(max(upper, end - longest), end):
                    yield Cut(upper, lower)
            yield Cut(upper, end)
            if last and upper == end and run.bylines[-1]:
                yield Cut(upper, end, names_below=True)

    def _score(self, run: HeadlineRun, cut: Cut) -> float:
        """Points for a cut, whatever the setting."""
        known = self._scores.get((run.place, cut))
        if known is None:
            known = self._scores[run.place, cut] = self._evidence(run, cut)
        return known

    def _evidence(self, run: HeadlineRun, cut: Cut) -> float:
        points, rows, end = self.points, self._rows[run.place], len(run.rows)
        score = sum(row.above for row in rows[: cut.upper])
        score += sum(row.apart for row in rows[cut.upper : cut.lower])
        score += sum(row.below for row in rows[cut.lower :])
        score += self._neighbour(run, cut)
        between = run.place < len(self.segments) or not cut.upper
        if between and cut.upper < cut.lower == end and run.bylines[-1] and not cut.names_below:
            score += points.named_apart
        for start, stop in ((0, cut.upper), (cut.upper, cut.lower), (cut.lower, end)):
            score += points.crowd * max(0, stop - start - points.lines)
            score += points.second_byline * sum(bool(lines) for lines in run.bylines[start : max(start, stop - 1)])
        for place in {cut.upper, cut.lower} - {0, end}:
            score += self._seam(run, place)
        return score

    def _neighbour(self, run: HeadlineRun, cut: Cut) -> float:
        """Points for heading the article above and the one below."""
        end = len(run.rows)
        score = 0.0
        if cut.upper:
            score += self.points.beside + self._against(run.names_above(cut), self.segments[run.place - 1])
        if cut.lower < end:
            segment = self.segments[run.place]
            score += self._against(run.bylines[cut.lower :], segment)
            if segment.jump_from is None or not cut.upper:
                score += self.points.beside
        elif cut.names_below and is_signed(self.segments[run.place]):
            score += MATCH.signed_twice
        return score

    def _against(self, bylines: list[list[Element]], segment: ArticleSegment) -> float:
        """Points against lines with names for a segment that names its authors already."""
        return MATCH.signed_twice if any(bylines) and (segment.bylines or is_signed(segment)) else 0.0

    def _seam(self, run: HeadlineRun, place: int) -> float:
        """Points for a cut between two lines: below 0 where they belong together."""
        row = run.rows[place]
        gaps = [one.gap for one in run.rows[1:]]
        score = run.torn(place, self.points)
        fits = self._rows[run.place]
        if fits[place].segment is not None and fits[place].segment == fits[place - 1].segment:
            score += self.points.same_topic
        if len(gaps) > 1 and gaps.count(row.gap) == 1 and row.gap == max(gaps):
            score += self.points.apart
        if run.bylines[place - 1]:
            score += self.points.after_byline
        return score


def headline_runs(groups: Sequence[tuple[int, HeadlineGroup]]) -> dict[int, HeadlineRun]:
    """The title lines of a text by the number of the segment that they stand before."""
    runs: dict[int, HeadlineRun] = {}
    for place, group in groups:
        runs.setdefault(place, HeadlineRun(place)).add(group)
    return runs


def _follows(run: HeadlineRun, cut: Cut, setting: Setting) -> float:
    """How well a cut keeps to a setting: for each head 1 where it is as the setting has it, else -1; half of that
    for the authors' names that close the run.
    """
    above, below = float(cut.upper > 0), float(cut.lower < len(run.rows))
    kept = below - above if setting == "heads above" else above - below
    if run.bylines[-1] and (above or below):
        with_head = cut.lower < len(run.rows) or (cut.upper == len(run.rows) and not cut.names_below)
        kept += 0.5 if with_head == (setting != "heads below, names above") else -0.5
    return kept
