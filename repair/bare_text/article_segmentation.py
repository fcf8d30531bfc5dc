"""Article segmentation of bare text: elements grouped into bodies, each with its headline and its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from banmian.repair.bare_text.briefs import Brief
from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.element_roles import is_note
from banmian.repair.bare_text.evidence_weights import NEW_ARTICLE, TOPIC_SHIFT
from banmian.repair.bare_text.headline_parts import HeadlineGroup, is_dashed, is_notice_title, is_numbered
from banmian.repair.bare_text.segment import OpenSegment, SegmentedText, is_closing, names_in
from banmian.repair.bare_text.topic_shift import changes_column, topic_shift_score
from banmian.repair.thresholds import SEGMENT, SegmentThresholds
from banmian.wording.datelines import has_dateline
from banmian.wording.letter_and_turn_openings import opens_letter, opens_turn
from banmian.wording.shared_wording import SAME_TITLE, Rarity, grams, overlap, title_grams
from banmian.wording.unicode_script import han_count

_AHEAD = 40


def gather_segments(
    elements: list[Element],
    contents: Sequence[str] = (),
    briefs: Sequence[Brief] = (),
    thresholds: SegmentThresholds = SEGMENT,
) -> SegmentedText:
    """Segments and headline groups, in the order of the text. ``contents`` are titles that a contents list names;
    each of the ``briefs`` is a segment.

    A group's number says before which segment it is. A title between two paragraphs of one segment is its
    subheading and stays among its items.
    """
    opened = {id(brief.first): brief for brief in briefs}
    aside = {id(element) for brief in briefs for element in (brief.head, brief.label) if element is not None}
    elements = [element for element in elements if id(element) not in aside]
    runs = _runs(elements)
    entries = [title_grams(title) for title in contents]
    rarity = Rarity(grams(element.text) for element in elements if element.role == "prose")
    hang = _heads_hang(runs, rarity)
    fit = _fit_above if hang else _fit_one_side
    leaning = {} if hang else _leaning(runs, rarity, entries, thresholds)
    segments: list[OpenSegment] = []
    groups: list[tuple[int, HeadlineGroup]] = []
    furniture: list[Element] = []
    segment: OpenSegment | None = None
    places = {id(element): place for place, element in enumerate(elements)}
    for number, run in enumerate(runs):
        furniture += run.furniture
        if run.groups:
            below = run.body
            if (
                segment is not None
                and not segment.brief
                and segment.last_prose is not None
                and below
                and _is_subheading(
                    segment, run, rarity, fit, leaning.get(number, 0.0) + _known_points(run, entries), thresholds
                )
            ):
                segment.items += [title for group in run.groups for title in group.titles]
            else:
                groups += [(len(segments), group) for group in run.groups]
                segment = None
        for element in run.body:
            place = places[id(element)]
            if id(element) in opened:
                segment = _open_brief(opened[id(element)], len(segments))
                segments.append(segment)
            elif segment is None or _changes_topic(segment, elements[place : place + _AHEAD], thresholds):
                above = run.groups[-1] if segment is None and run.groups else None
                segment = OpenSegment(order=len(segments), above=above)
                segments.append(segment)
            _take(segment, element)
    return SegmentedText(tuple(segment.finish() for segment in segments), tuple(groups), tuple(furniture))


def _open_brief(brief: Brief, order: int) -> OpenSegment:
    heads = HeadlineGroup((brief.head,)) if brief.head is not None else None
    return OpenSegment(order=order, heads=heads, section=brief.label, brief=True)


@dataclass
class _Run:
    """Titles and bylines, then the body under them up to the next title. ``parallel``: the title before or after is
    as long, part by part."""

    titles: list[list[Element]] = field(default_factory=list)
    bylines: list[list[Element]] = field(default_factory=list)
    body: list[Element] = field(default_factory=list)
    furniture: list[Element] = field(default_factory=list)
    parallel: bool = False

    @cached_property
    def groups(self) -> list[HeadlineGroup]:
        """The titles and bylines as groups, once all are there."""
        return self.groups_as_read()

    def groups_as_read(self) -> list[HeadlineGroup]:
        """The titles and bylines as groups, as they are now."""
        pairs = zip(self.titles, self.bylines, strict=True)
        return [HeadlineGroup(tuple(titles), tuple(bylines)) for titles, bylines in pairs]


def _runs(elements: list[Element]) -> list[_Run]:
    runs = [_Run()]
    for element in elements:
        run = runs[-1]
        if element.role in ("furniture", "lost"):
            run.furniture.append(element)
            continue
        if element.role == "title":
            if run.body:
                run = _Run()
                runs.append(run)
            if not run.titles or run.bylines[-1]:
                run.titles.append([])
                run.bylines.append([])
            run.titles[-1].append(element)
        elif element.role == "byline" and not run.body and run.titles:
            run.bylines[-1].append(element)
        else:
            run.body.append(element)
    for number, (run, below) in enumerate(pairwise(runs)):
        if _opens_with_subheading(run, below, number == 0):
            run.body.insert(0, run.titles.pop()[0])
            run.bylines.pop()
        elif _ends_with_section(run, below):
            run.body.insert(0, run.titles[-1].pop())
        if _shape(run) and _shape(run) == _shape(below):
            run.parallel = below.parallel = True
    return runs


def _opens_with_subheading(run: _Run, below: _Run, first: bool) -> bool:
    """Whether the title between the authors of a head and its body is a subheading, as the next one is: both are
    numbered, or there is no body before that the head could belong to."""
    groups = run.groups_as_read()
    alone = len(groups) > 1 and len(groups[-1].titles) == 1 and not groups[-1].bylines and bool(groups[-2].bylines)
    others = [title for titles in below.titles for title in titles]
    if not alone or not run.body or len(others) != 1 or below.bylines[0] or not below.body:
        return False
    return (first and len(groups) == 2) or all(is_numbered(title.text) for title in (*groups[-1].titles, *others))


_Fit = Callable[[float, float], float]
"""Points that a title heads a new article, by the shares of its wording in the text below and in the one above."""


def _fit_one_side(below: float, above: float) -> float:
    return NEW_ARTICLE.fit * abs(below - above)


def _fit_above(below: float, above: float) -> float:
    """The same where heads stand below their bodies, and only subheadings above what they tell of."""
    return NEW_ARTICLE.hanging + NEW_ARTICLE.above * (above - below)


def _heads_hang(runs: Sequence[_Run], rarity: Rarity) -> bool:
    """Whether heads stand below their bodies throughout: the text begins with a body and ends with titles, and most
    titles as long as heads are tell more of the text above than of that below."""
    if len(runs) < 2 or runs[0].titles or not _front_elements(runs[0].body) or _front_elements(runs[-1].body):
        return False
    hanging = judged = 0
    for above, run in pairwise(runs):
        titles = [title.text for group in run.groups for title in group.titles]
        if not titles or max(map(han_count, titles)) <= NEW_ARTICLE.usual:
            continue
        wording = grams(" ".join(titles))
        upper, lower = (
            rarity.share(wording, grams("".join(element.text for element in _front_elements(one.body))))
            for one in (above, run)
        )
        judged += upper != lower
        hanging += upper > lower
    return hanging >= NEW_ARTICLE.most_hang * judged


def _ends_with_section(run: _Run, below: _Run) -> bool:
    """Whether the last line of a head is the title of the body's first section, counted as that of the next one is."""
    if not run.body or not run.titles or len(run.titles[-1]) < 2 or run.bylines[-1] or len(below.titles) != 1:
        return False
    return all(is_numbered(title.text) for title in (run.titles[-1][-1], *below.titles[0]))


def _shape(run: _Run) -> list[list[int]]:
    return [[len(part) for part in title.text.split()] for titles in run.titles for title in titles]


def _take(segment: OpenSegment, element: Element) -> None:
    if element.role == "jump_from":
        segment.jump_from = element
    elif element.role == "jump_to":
        segment.jump_to = element
    elif element.role == "byline":
        segment.bylines.append(element)
    elif element.role in ("picture", "credit"):
        segment.pictures.append(element)
    else:
        segment.items.append(element)


def _tail(segment: OpenSegment, length: int) -> str:
    text = ""
    for item in reversed(segment.items):
        text = item.text + text
        if len(text) >= length:
            break
    return text[-length:]


def _front(body: list[Element], length: int) -> str:
    text = ""
    for item in body:
        if item.role in ("prose", "verse"):
            text += item.text
        if len(text) >= length:
            break
    return text[:length]


def _known_points(run: _Run, contents: Sequence[set[str]]) -> float:
    """Points for a new article from what a contents list says."""
    if not contents:
        return 0.0
    titles = [title.text for group in run.groups for title in group.titles]
    wordings = [title_grams(title) for title in [*titles, "".join(titles)]]
    named = max(overlap(wording, entry) for wording in wordings for entry in contents)
    return 0.0 if named > SAME_TITLE else NEW_ARTICLE.not_in_contents


def _leaning(
    runs: Sequence[_Run], rarity: Rarity, entries: Sequence[set[str]], thresholds: SegmentThresholds
) -> dict[int, float]:
    """Points for new articles from a text in which hardly any head is sure, by number of the run: what all others
    that may be subheadings have on average. Where heads are signed or dated, they are judged one by one."""
    found: dict[int, float] = {}
    sure = 0
    for number, (above, run) in enumerate(pairwise(runs), start=1):
        upper, lower = (_front_elements(one.body) for one in (above, run))
        if not upper or not lower:
            continue
        if _heads_surely(run, lower) or is_closing(upper[-1]) or above.body[-1].role == "byline":
            sure += 1
            continue
        text = "".join(element.text for element in upper)[-thresholds.context :]
        points = _title_points(run, text, _front(lower, thresholds.context), rarity, _fit_one_side)
        found[number] = points + _known_points(run, entries)
    if sure > thresholds.signed * len(found):
        return {}
    total = sum(found.values())
    return {number: (total - own) / (len(found) - 1 + NEW_ARTICLE.reserve) for number, own in found.items()}


def _front_elements(body: Sequence[Element]) -> list[Element]:
    return [element for element in body if element.role in ("prose", "verse")]


def _heads_surely(run: _Run, prose: Sequence[Element]) -> bool:
    """Whether the titles of `run` are certainly no subheading."""
    titles = [title for group in run.groups for title in group.titles]
    return (
        run.body[0].role == "jump_from"
        or any(group.bylines for group in run.groups)
        or any(title.vertical or is_notice_title(title.text) for title in titles)
        or has_dateline(prose[0].text)
    )


def _is_subheading(
    segment: OpenSegment, run: _Run, rarity: Rarity, fit: _Fit, known: float, thresholds: SegmentThresholds
) -> bool:
    """Whether the titles of `run` divide the segment above rather than head a new one."""
    prose = _front_elements(run.body)
    if not prose or _heads_surely(run, prose) or segment.closed or segment.signed_off:
        return False
    if all(is_numbered(title.text) for group in run.groups for title in group.titles):
        return True
    context = thresholds.context
    above, below = _tail(segment, context), _front(prose, context)
    return known + _title_points(run, above, below, rarity, fit, segment.beginning(context)) < thresholds.head


def _title_points(run: _Run, above: str, below: str, rarity: Rarity, fit: _Fit, beginning: str = "") -> float:
    """Points for a new matter: titles set as heads are, and a text below that shares less with the text above than
    with its title. ``beginning`` is that of the segment above."""
    titles = [title for group in run.groups for title in group.titles]
    wording = grams(" ".join(title.text for title in titles))
    own = rarity.share(wording, grams(below))
    foreign = rarity.share(wording, grams(above + beginning))
    points = fit(own, foreign) + topic_shift_score(above, below)
    longest = max(titles, key=lambda title: han_count(title.text))
    beyond = han_count(longest.text) - NEW_ARTICLE.usual
    points += min(NEW_ARTICLE.longest, NEW_ARTICLE.length * beyond)
    if run.parallel:
        points += NEW_ARTICLE.parallel
    if len(titles) > 1:
        points += NEW_ARTICLE.lines
    if any(is_dashed(title.text) for title in titles[1:]):
        points += NEW_ARTICLE.dashed
    if " " in longest.text.strip():
        points += NEW_ARTICLE.parts
    return points


def _opens_signed_body(segment: OpenSegment, ahead: list[Element], thresholds: SegmentThresholds) -> bool:
    """Whether a byline between two paragraphs is over the second, which is by others or about another matter."""
    last, below = segment.last_prose, ahead[1:]
    if last is None or not last.ends or not below or below[0].role != "prose" or ahead[0].text[:1] in "（(":
        return False
    known, named = segment.authors(), names_in(ahead[0].text)
    if known and named and not known & named:
        return True
    return _topic_shift(segment, below, thresholds) > (0.0 if segment.signed else TOPIC_SHIFT.loose)


def _changes_topic(segment: OpenSegment, ahead: list[Element], thresholds: SegmentThresholds) -> bool:
    """Whether a new segment begins with the first of `ahead` though no title is between."""
    element, last = ahead[0], segment.last_prose
    if element.role == "jump_from":
        return last is not None
    if element.role == "byline":
        return _opens_signed_body(segment, ahead, thresholds)
    if element.role not in ("prose", "verse") or last is None:
        return False
    if has_dateline(element.text):
        return True
    if segment.jump_to is not None:
        return True
    if opens_turn(element.text):
        return False
    if opens_letter(element.text):
        return True
    if (is_closing(last) or segment.signed_below) and not is_note(element.text):
        return True
    if not (last.ends and changes_column(segment.items[: -_AHEAD - 1 : -1], ahead)):
        return False
    return _topic_shift(segment, ahead, thresholds) > TOPIC_SHIFT.loose


def _topic_shift(segment: OpenSegment, ahead: list[Element], thresholds: SegmentThresholds) -> float:
    return topic_shift_score(_tail(segment, thresholds.context), _front(ahead, thresholds.context), thresholds)
