"""Headline matching: which headline group belongs to which segment, by shared wording, position and best assignment."""

from __future__ import annotations

from dataclasses import replace

from banmian.repair.bare_text.evidence_weights import HEADLINE_SPLIT, MATCH
from banmian.repair.bare_text.head_lists import assign_listed_heads
from banmian.repair.bare_text.headline_parts import HeadlineGroup, is_painted_twice
from banmian.repair.bare_text.headline_runs import HeadlineSplitter
from banmian.repair.bare_text.segment import ArticleSegment, SegmentedText, is_signed
from banmian.repair.thresholds import SEGMENT, SegmentThresholds


def match_headlines(
    gathered: SegmentedText, thresholds: SegmentThresholds = SEGMENT
) -> tuple[list[ArticleSegment], list[tuple[int, HeadlineGroup]]]:
    """The segments, each with the group that heads it, and the groups left over with their places.

    Points of a pair: wording they share, standing right above or right below, and how certainly the group is
    an article's head. The assignment of the greatest sum is taken over runs of neighbours.
    """
    gathered = assign_listed_heads(gathered)
    if not gathered.segments or not gathered.groups:
        return list(gathered.segments), list(gathered.groups)
    parting = HeadlineSplitter(gathered)
    given, segments = parting.solve()
    groups = [(place, group) for place, group, _ in given]
    scores: dict[tuple[int, int], float] = {}
    for number, (place, group, neighbour) in enumerate(given):
        if neighbour is None and is_painted_twice(group.titles[0].text):
            continue
        near = range(max(0, place - thresholds.reach), min(len(segments), place + thresholds.reach))
        affinity = parting.affinity.scores(group.text, near)
        for index in near:
            if (
                not segments[index].items
                or segments[index].heads is not None
                or segments[index].brief
                or (segments[index].jump_from is not None and index != place)
            ):
                continue
            points = affinity[index] + _beside(index - place)
            if index == neighbour:
                points += HEADLINE_SPLIT.given
            if group.bylines and is_signed(segments[index]):
                points += MATCH.signed_twice
            if points >= thresholds.match:
                scores[number, index] = points
    chosen = _best_assignment(scores, len(groups))
    left: list[tuple[int, HeadlineGroup]] = []
    for number, (place, group) in enumerate(groups):
        if number in chosen:
            segments[chosen[number]] = replace(segments[chosen[number]], heads=group)
        else:
            left.append((place, group))
    return _by_elimination(segments, left, thresholds)


def _beside(step: int) -> float:
    """Points for a group by the number of a segment less that of the one right below the group."""
    if step == 0:
        return MATCH.right_above
    return MATCH.right_below if step == -1 else 0.0


def _by_elimination(
    segments: list[ArticleSegment], left: list[tuple[int, HeadlineGroup]], thresholds: SegmentThresholds
) -> tuple[list[ArticleSegment], list[tuple[int, HeadlineGroup]]]:
    """The segments and groups left, where the one signed head without a body heads the one body without head or
    name."""
    heads = [(place, group) for place, group in left if group.bylines]
    bodies = [segment for segment in segments if segment.heads is None and _is_nameless(segment)]
    if len(heads) != 1 or len(bodies) != 1 or abs(bodies[0].order - heads[0][0]) > thresholds.reach:
        return segments, left
    named = [replace(one, heads=heads[0][1]) if one is bodies[0] else one for one in segments]
    return named, [pair for pair in left if pair is not heads[0]]


def _is_nameless(segment: ArticleSegment) -> bool:
    """Whether a segment is a whole body that names no author anywhere."""
    named = segment.dated or segment.closed or segment.bylines or segment.jump_from
    return len(segment.prose) > 1 and not (named or segment.brief)


def _best_assignment(scores: dict[tuple[int, int], float], groups: int) -> dict[int, int]:
    """The assignment of groups to articles whose points sum to the most; a group may go without.

    Where the best article of each group is another, that is the assignment. Else it is that of `scipy.sparse.csgraph`,
    in which each group has a place of its own beside the articles that stands for none.
    """
    best: dict[int, int] = {}
    for number, index in sorted(scores, key=lambda pair: (scores[pair], -pair[1])):
        best[number] = index
    if len(set(best.values())) == len(best):
        return best
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    segments = 1 + max(index for _, index in scores)
    rows = [*(number for number, _ in scores), *range(groups)]
    columns = [*(index for _, index in scores), *range(segments, segments + groups)]
    worth = [*(points + 1.0 for points in scores.values()), *([1.0] * groups)]
    table = coo_array((worth, (rows, columns)), shape=(groups, segments + groups)).tocsr()
    numbers, indices = min_weight_full_bipartite_matching(table, maximize=True)
    return {int(number): int(index) for number, index in zip(numbers, indices, strict=True) if index < segments}
