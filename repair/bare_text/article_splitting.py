"""Stories that hold two articles, divided for a headline group that found no body of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banmian.repair.bare_text.article_segments import Story
from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.lines import closing_signature
from banmian.repair.bare_text.titles import Heads, is_painted_twice
from banmian.repair.bare_text.topic_shift import changes_column, stranger_points
from banmian.repair.bare_text.topics import Matter
from banmian.repair.bare_text.weights import DIVIDE, DividePoints
from banmian.repair.thresholds import STORY, TITLE, WEAVING, WeavingThresholds
from banmian.wording.bylines import parse_bylines
from banmian.wording.datelines import parse_dateline
from banmian.wording.rarity import Rarity, grams
from banmian.wording.unicode_script import han_count


@dataclass(frozen=True, slots=True)
class Division:
    """``story`` divides before items[index]; the group heads its upper part when ``upper``, else its lower one."""

    points: float
    story: Story
    index: int
    upper: bool

    @property
    def at_title(self) -> bool:
        """Whether a subheading stands where the story divides."""
        return self.story.items[self.index].role == "title"


def divide_for(
    stories: list[Story], left: list[tuple[int, Heads]], thresholds: WeavingThresholds = WEAVING
) -> tuple[list[Story], list[tuple[int, Heads]]]:
    """Divide a story for each group that has no body; returns the stories, and the groups that still have none.

    Only for a group that is surely a head. A story divides at a subheading, and before a paragraph where one
    article runs into the next without a line between them.
    """
    remaining: list[tuple[int, Heads]] = []
    if not left:
        return stories, remaining
    dividing = _Dividing(stories)
    for place, group in left:
        near = [story for story in stories if abs(story.order - place) <= thresholds.reach]
        best = None if is_painted_twice(group.titles[0].text) else dividing.best(near, place, group, thresholds)
        if best is None:
            remaining.append((place, group))
        else:
            stories = _divide(stories, best, group)
    return stories, remaining


class _Dividing:
    """What the elements of all stories say, and for a group the ways to divide a story."""

    def __init__(self, stories: Sequence[Story], points: DividePoints = DIVIDE) -> None:
        self.matter = Matter()
        self.points = points
        self.rarity = Rarity(self.matter.of(item) for story in stories for item in story.prose)

    def best(
        self, stories: Sequence[Story], place: int, group: Heads, thresholds: WeavingThresholds
    ) -> Division | None:
        """The best division for a group: at a subheading if there is one, else before a paragraph.

        A group of a single unsigned line counts only beside the story that it divides.
        """
        found: list[Division] = []
        for story in stories:
            beside = place - story.order in (0, 1)
            if beside or group.strong:
                found += self._divisions(story, group, self.points.beside if beside else 0.0)
        at_titles = [one for one in found if one.at_title and one.points > thresholds.divide and group.strong]
        at_prose = [one for one in found if not one.at_title and one.points > thresholds.divide_prose]
        title = max(at_titles, key=lambda one: round(one.points, 9), default=None)
        prose = max(at_prose, key=lambda one: round(one.points, 9), default=None)
        if title and prose and prose.points > title.points + thresholds.prose_over_title:
            return prose
        return title or prose

    def _divisions(self, story: Story, group: Heads, bonus: float) -> Iterator[Division]:
        """Each way to divide a story, with its points: how much better either part fits the head it gets.

        ``bonus`` is added before paragraphs. A turn of matter counts at a subheading only where authors are named
        under the head.
        """
        points, share = self.points, self.rarity.share
        wording = grams(group.text)
        own = grams(story.heads.text) if story.heads else set()
        each = [self.matter.of(item) & (wording | own) for item in story.items]
        below: list[set[str]] = [set()]
        for words in reversed(each):
            below.append(below[-1] | words)
        below.reverse()
        above: set[str] = set()
        bonus += points.signed_twice if _is_signed_twice(story) else 0.0
        for index, item in enumerate(story.items):
            if index and (item.role == "title" or _may_part(story.items, index)):
                gain = share(wording, below[index]) - share(wording, above)
                kept = share(own, above) - share(own, below[index])
                if item.role == "title":
                    counts = bool(group.bylines) and gain > points.least
                    turn = points.stranger * _strangers(story, index) if counts else 0.0
                    yield Division(gain + points.own * kept + max(turn, 0.0), story, index, False)
                elif min(gain, kept) >= 0 or max(gain, kept) <= 0:
                    score = abs(gain) + points.own * abs(kept)
                    if own and score > points.worth_a_look:
                        score += _turn_points(story, index, points) + bonus
                        first = each[index] if gain + kept >= 0 else each[0]
                        score += points.early * share(wording, first)
                        yield Division(score, story, index, gain + kept < 0)
            above = above | each[index]


def _is_signed_twice(story: Story) -> bool:
    """Whether other people sign at the end of a story than at its head."""
    prose = story.prose
    signature = closing_signature(prose[-1].text) if prose else None
    if signature is None:
        return False
    head = {person.name for person in parse_dateline(prose[0].text)[1]}
    return bool(head) and not head & {person.name for person in parse_bylines(signature[0])}


def _may_part(items: Sequence[Element], index: int) -> bool:
    """Whether an article may end before items[index]: a paragraph has ended, another begins."""
    before = items[index - 1]
    return items[index].role == before.role == "prose" and before.ends


def _turn_points(story: Story, index: int, points: DividePoints) -> float:
    """Points for another matter, and for another width of column, from items[index] on."""
    score = points.stranger * _strangers(story, index)
    changes = changes_column(story.items[index - 1 :: -1], story.items[index:])
    if changes is not None:
        score += points.column if changes else points.same_column
    return score


def _strangers(story: Story, index: int) -> float:
    upper = "".join(item.text for item in story.items[:index])[-STORY.context :]
    lower = "".join(item.text for item in story.items[index:])[: STORY.context]
    return stranger_points(upper, lower)


def _divide(stories: list[Story], division: Division, group: Heads) -> list[Story]:
    story, index = division.story, division.index
    second = Story(items=story.items[index:], heads=group, jump_to=story.jump_to, order=story.order)
    first = second.items[0]
    if first.role == "title" and han_count(first.text) <= TITLE.section_length and _prose_follows(second):
        second.section, second.items = first, second.items[1:]
    start = second.items[0].part.start
    second.pictures = [picture for picture in story.pictures if picture.part.start >= _last_prose_before(story, index)]
    story.pictures = [picture for picture in story.pictures if picture not in second.pictures]
    second.bylines = [byline for byline in story.bylines if byline.part.start >= start]
    story.bylines = [byline for byline in story.bylines if byline not in second.bylines]
    story.items, story.jump_to = story.items[:index], None
    if division.upper:
        story.heads, second.heads = second.heads, story.heads
    place = stories.index(story) + 1
    return [*stories[:place], second, *stories[place:]]


def _prose_follows(story: Story) -> bool:
    return len(story.items) > 1 and story.items[1].role == "prose"


def _last_prose_before(story: Story, index: int) -> int:
    return max((item.part.end for item in story.items[:index]), default=0)
