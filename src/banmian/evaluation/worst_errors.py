"""The worst errors: where output and truth differ, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banmian.evaluation.article_matching import Match
from banmian.evaluation.character_alignment import Step, align
from banmian.evaluation.comparable import ComparableArticle, Passage, Place
from banmian.evaluation.text_normalization import normalize_character

LONGEST_SHOWN = 400
"""Characters of a passage that are shown."""

CHANCE = 2
"""Characters between two differences that two different texts may share by chance."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Truth and output of a place; where both are alike they are the same text."""

    truth: str
    output: str
    alike: bool


@dataclass(frozen=True, slots=True)
class TextError:
    """A passage of the truth that the output has differently, or not at all (``errors`` in characters)."""

    story: str
    page: int
    errors: int
    stretches: tuple[Stretch, ...]
    place: Place | None = None
    lost: bool = False


def find_text_errors(matches: Sequence[Match]) -> list[TextError]:
    """All errors in the true articles, the worst first."""
    found = [flaw for match in matches for flaw in _article_errors(match)]
    return sorted(found, key=lambda flaw: (-flaw.errors, flaw.page, flaw.story))


def find_passage_errors(truth: Sequence[Passage], output: Sequence[Passage]) -> list[TextError]:
    """The same for a truth without articles."""
    return sorted(_compare("", truth, output), key=lambda flaw: (-flaw.errors, flaw.page))


def _article_errors(match: Match) -> Iterator[TextError]:
    name = match.truth.headline or match.truth.name
    if match.output is None:
        text = match.truth.text
        place = match.truth.places[0] if match.truth.places else None
        if text:
            yield TextError(name, match.truth.page, len(text), (Stretch(text[:LONGEST_SHOWN], "", False),), place, True)
        return
    body = list(match.output.body)
    if not match.truth.heads_marked:
        body = [passage for passage in match.output.passages() if passage.kind not in ("caption", "table")]
    yield from _compare(name, match.truth.body, body)


def _compare(name: str, truth: Sequence[Passage], output: Sequence[Passage]) -> Iterator[TextError]:
    wanted, found = _Characters(truth), _Characters(output)
    steps = align(wanted.folded, found.folded)
    for passage, (start, end) in zip(truth, wanted.spans, strict=True):
        inside = [part for step in steps if (part := step.within(start, end)) is not None]
        errors = sum(part.errors for part in inside)
        if not errors:
            continue
        place = found.place(inside[0].text_start) or next(iter(passage.places), None)
        yield TextError(
            story=name,
            page=place.page if place else passage.page,
            errors=errors,
            stretches=_readable([_stretch(part, wanted, found) for part in inside]),
            place=place,
            lost=all(part.tag == "delete" for part in inside),
        )


def _stretch(step: Step, truth: _Characters, output: _Characters) -> Stretch:
    return Stretch(truth.shown(step.start, step.end), output.shown(step.text_start, step.text_end), step.tag == "equal")


def _readable(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Stretches in which chance agreements inside a long difference are part of it, differences merged."""
    joined: list[Stretch] = []
    for index, stretch in enumerate(stretches):
        inside = 0 < index < len(stretches) - 1 and len(stretch.truth) <= CHANCE
        alike = stretch.alike and not inside
        if joined and not alike and not joined[-1].alike:
            last = joined.pop()
            stretch = Stretch(last.truth + stretch.truth, last.output + stretch.output, False)
        joined.append(Stretch(stretch.truth, stretch.output, alike))
    return tuple(joined)


class _Characters:
    """Passages as one sequence of characters that count, each with what is shown for it."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.folded: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self._shown: list[str] = []
        self._passages = passages
        for passage in passages:
            start = len(self.folded)
            for character in passage.text:
                if parts := normalize_character(character):
                    self.folded.append(parts)
                    self._shown.append(character)
            self.spans.append((start, len(self.folded)))

    def shown(self, start: int, end: int) -> str:
        return "".join(self._shown[start : min(end, start + LONGEST_SHOWN)])

    def place(self, offset: int) -> Place | None:
        for passage, (start, end) in zip(self._passages, self.spans, strict=True):
            if start <= offset < end and passage.places:
                return passage.places[0]
        return None


def headline_of(story: ComparableArticle | None) -> str:
    """The name of an article in a report."""
    return (story.headline or story.name) if story else ""
