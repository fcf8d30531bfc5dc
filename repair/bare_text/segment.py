"""A segment of a bare text: the elements of one article, with its headline and its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.element_roles import DATE_LINE, is_note
from banmian.repair.bare_text.headline_parts import HeadlineGroup
from banmian.repair.bare_text.printed_lines import closing_signature, leaves_page
from banmian.wording.bylines import parse_bylines
from banmian.wording.datelines import has_dateline, parse_dateline

_SIGNED = 4
"""So many bylines at a segment's head and at its end are asked for their names."""


class Segment:
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
    brief: bool

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
        return {person.name for person in dated}.union(*(names_in(line.text) for line in lines))

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
class ArticleSegment(Segment):
    """``items`` in order: prose, subheadings, verse, tables. ``heads`` is the group that heads it, ``above`` the
    one that is right above it. ``brief``: it is one of a column, with its own head or none.
    """

    items: tuple[Element, ...] = ()
    heads: HeadlineGroup | None = None
    above: HeadlineGroup | None = None
    section: Element | None = None
    bylines: tuple[Element, ...] = ()
    jump_from: Element | None = None
    jump_to: Element | None = None
    pictures: tuple[Element, ...] = ()
    brief: bool = False
    order: int = 0


@dataclass(slots=True, eq=False)
class OpenSegment(Segment):
    """A segment into which elements are still put, or from which they are taken, within one stage."""

    items: list[Element] = field(default_factory=list)
    heads: HeadlineGroup | None = None
    above: HeadlineGroup | None = None
    section: Element | None = None
    bylines: list[Element] = field(default_factory=list)
    jump_from: Element | None = None
    jump_to: Element | None = None
    pictures: list[Element] = field(default_factory=list)
    brief: bool = False
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


def is_signed(segment: Segment) -> bool:
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


def names_in(text: str) -> set[str]:
    """The names of people in a byline."""
    return {person.name for person in parse_bylines(text)}
