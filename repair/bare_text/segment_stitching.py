"""Stitching: segments that a column or another article cut apart are put together again."""

from __future__ import annotations

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.evidence_weights import MERGE
from banmian.repair.bare_text.headline_parts import HeadlineGroup
from banmian.repair.bare_text.merged_article_splitting import split_segments
from banmian.repair.bare_text.segment import ArticleSegment, OpenSegment
from banmian.repair.bare_text.segment_topics import Topics
from banmian.repair.rules.document_evidence import DocumentEvidence
from banmian.repair.rules.paragraph_joins import breaks_off, join_likelihood, may_go_on
from banmian.repair.thresholds import STITCHING, SURELY, StitchingThresholds
from banmian.wording.datelines import has_dateline
from banmian.wording.shared_wording import Rarity, grams


def stitch_segments(
    segments: list[ArticleSegment], left: list[tuple[int, HeadlineGroup]], evidence: DocumentEvidence
) -> tuple[list[ArticleSegment], list[tuple[int, HeadlineGroup]]]:
    """The segments put together, and the headline groups that still have none.

    In this order: a segment that contains another's beginning without a headline is divided for a group without a
    body; a dated beginning is put before the segment that it belongs to; paragraphs that break off are followed by
    their continuations.
    """
    divided, left = split_segments(segments, left)
    opened = _merge_beginnings([OpenSegment.of(segment) for segment in divided], evidence)
    for segment in opened:
        _mend_order(segment, evidence)
    _move_continuations(opened, evidence)
    return [segment.finish() for segment in opened], left


def _share(wording: set[str], found: set[str]) -> float:
    return len(wording & found) / len(wording) if wording else 0.0


def _merge_beginnings(
    segments: list[OpenSegment], evidence: DocumentEvidence, thresholds: StitchingThresholds = STITCHING
) -> list[OpenSegment]:
    """A dated segment without a headline is the beginning of one with a headline and no dateline."""
    bodies = {id(segment): grams(segment.text) for segment in segments}
    rarity = Rarity(bodies.values())
    for beginning in list(segments):
        if beginning.heads is not None or not beginning.dated or beginning.jump_from is not None:
            continue
        best: tuple[float, OpenSegment] | None = None
        place = segments.index(beginning)
        for other in segments[max(0, place - thresholds.reach) : place + thresholds.reach]:
            if other is beginning or other.heads is None or other.dated or not other.prose or other.jump_from:
                continue
            points = _merge_score(beginning, other, bodies, rarity, evidence)
            if points >= thresholds.merge and (best is None or points > best[0]):
                best = (points, other)
        if best is not None:
            _merge(beginning, best[1])
            segments.remove(beginning)
    return segments


def _merge_score(
    beginning: OpenSegment,
    rest: OpenSegment,
    bodies: dict[int, set[str]],
    rarity: Rarity,
    evidence: DocumentEvidence,
) -> float:
    """Score for `rest` being the rest of `beginning`: one of them breaks off, they share wording, one continues."""
    open_end = breaks_off(beginning.prose[-1].text)
    loose_end = breaks_off(rest.prose[-1].text) and rest.jump_to is None
    if not (open_end or loose_end):
        return 0.0
    likeness = rarity.likeness(bodies[id(beginning)], bodies[id(rest)])
    points = MERGE.likeness * min(likeness, MERGE.most_likeness)
    heads = grams(rest.heads.text) if rest.heads else set()
    points += MERGE.head * _share(heads, bodies[id(beginning)])
    if open_end:
        goes_on = join_likelihood(beginning.prose[-1].text, rest.prose[0].text, evidence)
        points += MERGE.goes_on * goes_on + (MERGE.surely if goes_on >= STITCHING.move_between else 0.0)
    return points


def _merge(beginning: OpenSegment, rest: OpenSegment) -> None:
    rest.items = beginning.items + rest.items
    rest.pictures = beginning.pictures + rest.pictures
    rest.bylines = beginning.bylines + rest.bylines
    rest.jump_to = rest.jump_to or beginning.jump_to


def _mend_order(segment: OpenSegment, evidence: DocumentEvidence, thresholds: StitchingThresholds = STITCHING) -> None:
    """Within a segment, move a paragraph that breaks off right before its continuation."""
    items = segment.items
    for element in [item for item in items if item.role == "prose" and breaks_off(item.text)]:
        index = items.index(element)
        following = _next_prose(items, index)
        if following is None and segment.jump_to is not None:
            continue
        here = join_likelihood(element.text, items[following].text, evidence) if following is not None else 0.0
        if here >= thresholds.in_place:
            continue
        found = _better(items, index, following, here, evidence, thresholds)
        if found is not None:
            _move(items, index, found)


def _next_prose(items: list[Element], index: int) -> int | None:
    for place in range(index + 1, len(items)):
        if items[place].role == "prose":
            return place
    return None


def _better(
    items: list[Element],
    index: int,
    following: int | None,
    here: float,
    evidence: DocumentEvidence,
    thresholds: StitchingThresholds,
) -> int | None:
    """The paragraph that continues items[index] better than the one that follows it now."""
    best: tuple[float, int] | None = None
    for place in range(max(0, index - thresholds.reach), min(len(items), index + thresholds.reach)):
        if place in (index, following) or items[place].role != "prose" or has_dateline(items[place].text):
            continue
        before = _previous_prose(items, place)
        if before == index:
            continue
        score = join_likelihood(items[index].text, items[place].text, evidence)
        if before is not None and breaks_off(items[before].text):
            score += thresholds.after_break
        if score > max(here, SURELY) and (best is None or score > best[0]):
            best = (score, place)
    return best[1] if best else None


def _previous_prose(items: list[Element], place: int) -> int | None:
    for index in range(place - 1, -1, -1):
        if items[index].role == "prose":
            return index
    return None


def _move(items: list[Element], index: int, found: int) -> None:
    """Bring items[index] and items[found] together; the broken one moves if its continuation comes earlier."""
    if found < index:
        element = items.pop(index)
        items.insert(found, element)
    else:
        element = items.pop(found)
        items.insert(index + 1, element)


def _move_continuations(
    segments: list[OpenSegment], evidence: DocumentEvidence, thresholds: StitchingThresholds = STITCHING
) -> None:
    """For a segment that breaks off, fetch the paragraph that certainly continues it from another segment."""
    opens = [
        (segment, item)
        for segment in segments
        for place, item in enumerate(segment.items)
        if item.role == "prose" and breaks_off(item.text) and _is_last(segment, place)
    ]
    topics = Topics()
    for segment, element in opens:
        if not _contains(segment, element):
            continue
        best: tuple[float, OpenSegment, Element] | None = None
        centre = segments.index(segment)
        for other in segments[max(0, centre - thresholds.reach) : centre + thresholds.reach]:
            for place, item in enumerate(other.items):
                if (
                    item is element
                    or not _may_be_tail(other, place)
                    or not may_go_on(element.text, item.text, evidence)
                ):
                    continue
                score = join_likelihood(element.text, item.text, evidence)
                if other is not segment:
                    score += thresholds.topics * topics.fits_better(item, segment, other)
                    score += thresholds.backward if item.part.start < segment.items[0].part.start else 0.0
                if score >= thresholds.move_between and (best is None or score > best[0]):
                    best = (score, other, item)
        if best is not None and _contains(best[1], best[2]):
            _take_tail(segment, element, best[1], best[2], topics)
        elif best is None and segment.prose[-1] is element:
            _move_ending(segments, segment, element, evidence, topics, thresholds)


def _move_ending(
    segments: list[OpenSegment],
    segment: OpenSegment,
    element: Element,
    evidence: DocumentEvidence,
    topics: Topics,
    thresholds: StitchingThresholds,
) -> None:
    """For a segment that certainly breaks off, fetch the end of another one that shares its topic rather than its
    own."""
    centre = segments.index(segment)
    near = segments[max(0, centre - thresholds.reach) : centre + thresholds.reach]
    rarity = Rarity(topics.of(item) for one in near for item in one.prose)
    own = topics.of_all(segment.items)
    best: tuple[float, OpenSegment, Element] | None = None
    for other in near:
        if other is segment:
            continue
        for place, item in enumerate(other.items):
            if not place or not _may_be_tail(other, place):
                continue
            score = join_likelihood(element.text, item.text, evidence)
            if score >= thresholds.in_place:
                block, rest = topics.of_all(other.items[place:]), topics.of_all(other.items[:place])
                score += thresholds.backward if item.part.start < segment.items[0].part.start else 0.0
                score += thresholds.block * (rarity.likeness(block, own) - rarity.likeness(block, rest))
                if score >= thresholds.move_ending and (best is None or score > best[0]):
                    best = (score, other, item)
    if best is not None:
        _move_across(segment, element, best[1], best[1].items[best[1].items.index(best[2]) :])
        topics.forget_counts(segment, best[1])


def _contains(segment: OpenSegment, element: Element) -> bool:
    return any(item is element for item in segment.items)


def _may_be_tail(segment: OpenSegment, place: int) -> bool:
    """Whether items[place] may come from elsewhere: the text before it is finished."""
    item = segment.items[place]
    if item.role != "prose" or has_dateline(item.text):
        return False
    before = _previous_prose(segment.items, place)
    return segment.heads is None if before is None else not breaks_off(segment.items[before].text)


def _take_tail(segment: OpenSegment, element: Element, other: OpenSegment, tail: Element, topics: Topics) -> None:
    """Put `tail` after `element`, with everything that follows it as long as that fits the segment no worse."""
    place = other.items.index(tail)
    if other is segment:
        segment.items.remove(tail)
        segment.items.insert(segment.items.index(element) + 1, tail)
        return
    after = other.items[place + 1 :]
    whole = (
        segment.items[-1] is element and place and all(topics.fits_better(item, segment, other) >= 0 for item in after)
    )
    _move_across(segment, element, other, other.items[place:] if whole else [tail])
    topics.forget_counts(segment, other)


def _move_across(segment: OpenSegment, element: Element, other: OpenSegment, moved: list[Element]) -> None:
    """Put what another segment contained after `element`, with the jump that closes it."""
    ends = moved[-1] is other.items[-1] and len(moved) < len(other.items)
    if ends and segment.jump_to is None and other.jump_to and other.jump_to.part.start > moved[0].part.start:
        segment.jump_to, other.jump_to = other.jump_to, None
    other.items = [item for item in other.items if not any(item is one for one in moved)]
    index = segment.items.index(element) + 1
    segment.items[index:index] = moved


def _is_last(segment: OpenSegment, place: int) -> bool:
    """Whether nothing follows a paragraph, on this page or another."""
    return _next_prose(segment.items, place) is None and segment.jump_to is None
