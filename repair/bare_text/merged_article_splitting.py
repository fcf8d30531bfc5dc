"""Article splitting: segments that contain two articles are divided for a headline group without a body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.evidence_weights import DIVIDE, DivideWeights
from banmian.repair.bare_text.headline_parts import HeadlineGroup, is_painted_twice
from banmian.repair.bare_text.segment import ArticleSegment, divide_segment
from banmian.repair.bare_text.segment_topics import Topics
from banmian.repair.bare_text.topic_shift import changes_column, topic_shift_score
from banmian.repair.thresholds import SEGMENT, STITCHING, TITLE, StitchingThresholds
from banmian.wording.shared_wording import Rarity, grams
from banmian.wording.unicode_script import han_count


@dataclass(frozen=True, slots=True)
class Division:
    """``segment`` is divided before items[index]; the group is the headline of its upper part when ``upper``, else
    of its lower one."""

    points: float
    segment: ArticleSegment
    index: int
    upper: bool

    @property
    def at_title(self) -> bool:
        """Whether there is a subheading where the segment is divided."""
        return self.segment.items[self.index].role == "title"


def split_segments(
    segments: list[ArticleSegment], left: list[tuple[int, HeadlineGroup]], thresholds: StitchingThresholds = STITCHING
) -> tuple[list[ArticleSegment], list[tuple[int, HeadlineGroup]]]:
    """Divide a segment for each group without a body; returns the segments and the groups that still have none.

    Only for a group that is certainly a headline. A segment is divided at a subheading, and before a paragraph
    where one article runs into the next without a line between them.
    """
    remaining: list[tuple[int, HeadlineGroup]] = []
    if not left:
        return segments, remaining
    dividing = _Dividing(segments)
    for place, group in left:
        near = [segment for segment in segments if abs(segment.order - place) <= thresholds.reach]
        best = None if is_painted_twice(group.titles[0].text) else dividing.best(near, place, group, thresholds)
        if best is None:
            remaining.append((place, group))
        else:
            segments = _divide(segments, best, group)
    return segments, remaining


class _Dividing:
    """The wording of all segments, and for a group the ways to divide a segment."""

    def __init__(self, segments: Sequence[ArticleSegment], points: DivideWeights = DIVIDE) -> None:
        self.topics = Topics()
        self.points = points
        self.rarity = Rarity(self.topics.of(item) for segment in segments for item in segment.prose)

    def best(
        self, segments: Sequence[ArticleSegment], place: int, group: HeadlineGroup, thresholds: StitchingThresholds
    ) -> Division | None:
        """The best division for a group: at a subheading if there is one, else before a paragraph.

        A group of a single unsigned line counts only beside the segment that it divides.
        """
        found: list[Division] = []
        for segment in segments:
            beside = place - segment.order in (0, 1)
            if beside or group.strong:
                found += self._divisions(segment, group, self.points.beside if beside else 0.0)
        at_titles = [one for one in found if one.at_title and one.points > 0 and group.strong]
        at_prose = [one for one in found if not one.at_title and one.points > thresholds.divide_prose]
        title = max(at_titles, key=lambda one: round(one.points, 9), default=None)
        prose = max(at_prose, key=lambda one: round(one.points, 9), default=None)
        return title or prose

    def _divisions(self, segment: ArticleSegment, group: HeadlineGroup, bonus: float) -> Iterator[Division]:
        """Each way to divide a segment, with its score: how much better either part fits its headline.

        ``bonus`` is added before paragraphs. A change of topic counts at a subheading only where authors are named
        under the headline.
        """
        points, share = self.points, self.rarity.share
        wording = grams(group.text)
        own = grams(segment.heads.text) if segment.heads else set()
        each = [self.topics.of(item) & (wording | own) for item in segment.items]
        below: list[set[str]] = [set()]
        for words in reversed(each):
            below.append(below[-1] | words)
        below.reverse()
        above: set[str] = set()
        for index, item in enumerate(segment.items):
            if index and (item.role == "title" or _may_part(segment.items, index)):
                gain = share(wording, below[index]) - share(wording, above)
                kept = share(own, above) - share(own, below[index])
                if item.role == "title":
                    counts = bool(group.bylines) and gain > 0
                    turn = points.stranger * _strangers(segment, index) if counts else 0.0
                    yield Division(gain + points.own * kept + max(turn, 0.0), segment, index, False)
                elif min(gain, kept) >= 0 or max(gain, kept) <= 0:
                    score = abs(gain) + points.own * abs(kept)
                    if own and score:
                        score += _turn_points(segment, index, points) + bonus
                        yield Division(score, segment, index, gain + kept < 0)
            above = above | each[index]


def _may_part(items: Sequence[Element], index: int) -> bool:
    """Whether an article may end before items[index]: a paragraph has ended, another begins."""
    before = items[index - 1]
    return items[index].role == before.role == "prose" and before.ends


def _turn_points(segment: ArticleSegment, index: int, points: DivideWeights) -> float:
    """Score for another topic from items[index] on, and against one column width throughout."""
    score = points.stranger * _strangers(segment, index)
    if changes_column(segment.items[index - 1 :: -1], segment.items[index:]) is False:
        score += points.same_column
    return score


def _strangers(segment: ArticleSegment, index: int) -> float:
    upper = "".join(item.text for item in segment.items[:index])[-SEGMENT.context :]
    lower = "".join(item.text for item in segment.items[index:])[: SEGMENT.context]
    return topic_shift_score(upper, lower)


def _divide(segments: list[ArticleSegment], division: Division, group: HeadlineGroup) -> list[ArticleSegment]:
    segment, index = division.segment, division.index
    items, section = segment.items[index:], None
    if items[0].role == "title" and han_count(items[0].text) <= TITLE.section_length and _prose_follows(items):
        section, items = items[0], items[1:]
    heads = (group, segment.heads) if division.upper else (segment.heads, group)
    upper, lower = divide_segment(segment, index)
    upper = replace(upper, heads=heads[0])
    lower = replace(lower, items=items, heads=heads[1], section=section)
    place = segments.index(segment)
    return [*segments[:place], upper, lower, *segments[place + 1 :]]


def _prose_follows(items: Sequence[Element]) -> bool:
    return len(items) > 1 and items[1].role == "prose"
