"""Article segmentation of bare text: elements grouped into bodies, each with its headline and its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.headline_parts import HeadlineGroup, is_dashed, is_notice_title, is_numbered
from banmian.repair.bare_text.lines import closing_signature, leaves_page
from banmian.repair.bare_text.roles import DATE_LINE, is_note
from banmian.repair.bare_text.topic_shift import changes_column, topic_shift_score
from banmian.repair.bare_text.weights import NEW_ARTICLE, TOPIC_SHIFT
from banmian.repair.thresholds import SEGMENT, SegmentThresholds
from banmian.wording.bylines import parse_bylines
from banmian.wording.datelines import has_dateline, parse_dateline
from banmian.wording.letters_and_interviews import opens_letter, opens_turn
from banmian.wording.shared_wording import SAME_TITLE, Rarity, grams, overlap, title_grams
from banmian.wording.unicode_script import han_count

_AHEAD = 40
_SIGNED = 4
"""So many bylines at a segment's head and at its end are asked for their names."""


class _Segment:
    """What an open and a finished segment have in common."""

    __slots__ = ()
    items: Sequence[Element]
    heads: HeadlineGroup | None
    above: HeadlineGroup | None
    section: Element | None
    bylines: Sequence[Element]
    jump_from: Element | None
    jump_to: Element | None
    pictures: Sequence[Element]

    @property
    def prose(self) -> list[Element]:
        """Its elements of prose and verse."""
        return [item for item in self.items if item.role in ("prose", "verse")]

    @property
    def first_prose(self) -> Element | None:
        """Its first element of prose or verse."""
        return next((item for item in self.items if item.role in ("prose", "verse")), None)

    @property
    def last_prose(self) -> Element | None:
        """Its last element of prose or verse."""
        return next((item for item in reversed(self.items) if item.role in ("prose", "verse")), None)

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join(item.text for item in self.items if item.role != "table")

    def beginning(self, length: int) -> str:
        """The first characters of its `text`, without putting that together."""
        words, held = list[str](), 0
        for item in self.items:
            if item.role != "table":
                words.append(item.text)
                held += len(item.text) + 1
            if held > length:
                break
        return "\n".join(words)[:length]

    def elements(self) -> Iterator[Element]:
        """Every element that is part of it."""
        yield from self.items
        if self.heads is not None:
            yield from self.heads.titles
            yield from self.heads.bylines
        yield from self.bylines
        yield from self.pictures
        for element in (self.section, self.jump_from, self.jump_to):
            if element is not None:
                yield element

    @property
    def dated(self) -> bool:
        """Whether it opens with a dateline."""
        first = self.first_prose
        return first is not None and has_dateline(first.text)

    @property
    def signed(self) -> bool:
        """Whether its reporters are named at its head."""
        first = self.first_prose
        return (
            bool(self.bylines)
            or (first is not None and bool(parse_dateline(first.text)[1]))
            or (self.above is not None and bool(self.above.bylines))
        )

    def authors(self) -> set[str]:
        """The names of the reporters that are named at its head."""
        first = self.first_prose
        dated = parse_dateline(first.text)[1] if first is not None else ()
        named = (
            self.bylines if len(self.bylines) <= 2 * _SIGNED else [*self.bylines[:_SIGNED], *self.bylines[-_SIGNED:]]
        )
        lines = [*named, *(self.above.bylines if self.above is not None else ())]
        return {person.name for person in dated}.union(*(_names(line.text) for line in lines))

    @property
    def closed(self) -> bool:
        """Whether it ends with a signature, an author's note, or a jump to another page."""
        last = self.last_prose
        return self.jump_to is not None or (last is not None and is_closing(last)) or self.signed_below

    @property
    def signed_off(self) -> bool:
        """Whether a line with its authors stands under its last paragraph."""
        prose = self.last_prose
        return prose is not None and bool(self.bylines) and prose.part.end <= self.bylines[-1].part.start

    @property
    def signed_below(self) -> bool:
        """Whether a line of its own under the last paragraph names the authors in brackets."""
        return self.signed_off and self.bylines[-1].text[:1] in "（("


@dataclass(frozen=True, slots=True, eq=False)
class ArticleSegment(_Segment):
    """``items`` in order: prose, subheadings, verse, tables. ``heads`` is the group that heads it, ``above`` the
    one that is right above it.
    """

    items: tuple[Element, ...] = ()
    heads: HeadlineGroup | None = None
    above: HeadlineGroup | None = None
    section: Element | None = None
    bylines: tuple[Element, ...] = ()
    jump_from: Element | None = None
    jump_to: Element | None = None
    pictures: tuple[Element, ...] = ()
    order: int = 0


@dataclass(slots=True, eq=False)
class OpenSegment(_Segment):
    """A segment into which elements are still put, or from which they are taken, within one stage."""

    items: list[Element] = field(default_factory=list)
    heads: HeadlineGroup | None = None
    above: HeadlineGroup | None = None
    section: Element | None = None
    bylines: list[Element] = field(default_factory=list)
    jump_from: Element | None = None
    jump_to: Element | None = None
    pictures: list[Element] = field(default_factory=list)
    order: int = 0

    @classmethod
    def of(cls, segment: ArticleSegment) -> OpenSegment:
        """A finished segment to be worked on."""
        values: dict[str, Any] = {name: getattr(segment, name) for name in _FIELDS}
        values |= {name: list(value) for name, value in values.items() if isinstance(value, tuple)}
        return cls(**values)

    def finish(self) -> ArticleSegment:
        """The segment as the next stage gets it."""
        values: dict[str, Any] = {name: getattr(self, name) for name in _FIELDS}
        values |= {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        return ArticleSegment(**values)


_FIELDS = tuple(field.name for field in fields(ArticleSegment))


@dataclass(frozen=True, slots=True)
class SegmentedText:
    """What `gather_segments` finds: segments in order, headline groups that are by no segment, furniture."""

    segments: tuple[ArticleSegment, ...] = ()
    groups: tuple[tuple[int, HeadlineGroup], ...] = ()
    furniture: tuple[Element, ...] = ()


def is_closing(element: Element) -> bool:
    """Whether an element closes an article by its own words."""
    text = element.text
    if closing_signature(text) is not None or leaves_page(text):
        return True
    return is_note(text) or bool(DATE_LINE.fullmatch(text))


def is_signed(segment: _Segment) -> bool:
    """Whether the body itself names its authors: in the bracket of its dateline or of its last words."""
    first, last = segment.first_prose, segment.last_prose
    if first is None or last is None:
        return False
    at_head = bool(parse_dateline(first.text)[1])
    return at_head or closing_signature(last.text) is not None or segment.signed_below


def divide_segment(segment: ArticleSegment, index: int) -> tuple[ArticleSegment, ArticleSegment]:
    """A segment as two, the second without a head from items[index] on; pictures and bylines go by their places."""
    above, below = segment.items[:index], segment.items[index:]
    pictures = _cut(segment.pictures, max((item.part.end for item in above), default=0))
    bylines = _cut(segment.bylines, below[0].part.start)
    upper = replace(segment, items=above, pictures=pictures[0], bylines=bylines[0], jump_to=None)
    lower = ArticleSegment(
        below, pictures=pictures[1], bylines=bylines[1], jump_to=segment.jump_to, order=segment.order
    )
    return upper, lower


def _cut(elements: Sequence[Element], start: int) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """The elements that begin before a place in the source, and those that begin after it."""
    return (
        tuple(element for element in elements if element.part.start < start),
        tuple(element for element in elements if element.part.start >= start),
    )


def gather_segments(
    elements: list[Element],
    contents: Sequence[str] = (),
    thresholds: SegmentThresholds = SEGMENT,
) -> SegmentedText:
    """Segments and headline groups, in the order of the text. ``contents`` are titles that a contents list names.

    A group's number says before which segment it is. A title between two paragraphs of one segment is its
    subheading and stays among its items.
    """
    runs = _runs(elements)
    entries = [title_grams(title) for title in contents]
    rarity = Rarity(grams(element.text) for element in elements if element.role == "prose")
    leaning = _leaning(runs, rarity, entries, thresholds)
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
                and segment.last_prose is not None
                and below
                and _is_subheading(
                    segment, run, rarity, leaning.get(number, 0.0) + _known_points(run, entries), thresholds
                )
            ):
                segment.items += [title for group in run.groups for title in group.titles]
            else:
                groups += [(len(segments), group) for group in run.groups]
                segment = None
        for element in run.body:
            place = places[id(element)]
            if segment is None or _changes_topic(segment, elements[place : place + _AHEAD], thresholds):
                above = run.groups[-1] if segment is None and run.groups else None
                segment = OpenSegment(order=len(segments), above=above)
                segments.append(segment)
            _take(segment, element)
    return SegmentedText(tuple(segment.finish() for segment in segments), tuple(groups), tuple(furniture))


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
        points = _title_points(run, text, _front(lower, thresholds.context), rarity)
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
    segment: OpenSegment, run: _Run, rarity: Rarity, known: float, thresholds: SegmentThresholds
) -> bool:
    """Whether the titles of `run` divide the segment above rather than head a new one."""
    prose = _front_elements(run.body)
    if not prose or _heads_surely(run, prose) or segment.closed or segment.signed_off:
        return False
    if all(is_numbered(title.text) for group in run.groups for title in group.titles):
        return True
    context = thresholds.context
    above, below = _tail(segment, context), _front(prose, context)
    return known + _title_points(run, above, below, rarity, segment.beginning(context)) < thresholds.head


def _title_points(run: _Run, above: str, below: str, rarity: Rarity, beginning: str = "") -> float:
    """Points for a new matter: titles set as heads are, and a text below that shares less with the text above than
    with its title. ``beginning`` is that of the segment above."""
    titles = [title for group in run.groups for title in group.titles]
    wording = grams(" ".join(title.text for title in titles))
    own = rarity.share(wording, grams(below))
    foreign = rarity.share(wording, grams(above + beginning))
    points = NEW_ARTICLE.fit * abs(own - foreign) + topic_shift_score(above, below)
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
    known, named = segment.authors(), _names(ahead[0].text)
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


def _names(text: str) -> set[str]:
    return {person.name for person in parse_bylines(text)}


def _topic_shift(segment: OpenSegment, ahead: list[Element], thresholds: SegmentThresholds) -> float:
    return topic_shift_score(_tail(segment, thresholds.context), _front(ahead, thresholds.context), thresholds)
