"""Stories that a column or another article cut apart, put together again."""

from __future__ import annotations

from banmian.repair.bare_text.article_segments import Story
from banmian.repair.bare_text.article_splitting import divide_for
from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.titles import Heads
from banmian.repair.bare_text.topics import Matter
from banmian.repair.bare_text.weights import KINSHIP
from banmian.repair.rules.document_evidence import Echo
from banmian.repair.rules.paragraph_joins import breaks_off, leans, link, may_go_on
from banmian.repair.thresholds import WEAVING, WeavingThresholds
from banmian.wording.datelines import has_dateline
from banmian.wording.rarity import Rarity, grams


def weave(
    stories: list[Story], left: list[tuple[int, Heads]], echo: Echo
) -> tuple[list[Story], list[tuple[int, Heads]]]:
    """Mend the stories in place; returns them, and the headline groups that still have none.

    In this order: a story that holds another's beginning without a headline is divided for a group that has
    no body; a dated beginning is put before the headed story it belongs to; paragraphs that break off are
    followed by the ones that go on.
    """
    stories, left = divide_for(stories, left)
    stories = _merge_beginnings(stories, echo)
    for story in stories:
        mend_order(story, echo)
    _fetch_tails(stories, echo)
    return stories, left


def _share(wording: set[str], found: set[str]) -> float:
    return len(wording & found) / len(wording) if wording else 0.0


def _merge_beginnings(stories: list[Story], echo: Echo, thresholds: WeavingThresholds = WEAVING) -> list[Story]:
    """A dated story without a head is the beginning of a headed one that has no dateline."""
    bodies = {id(story): grams(story.text) for story in stories}
    rarity = Rarity(bodies.values())
    for beginning in list(stories):
        if beginning.heads is not None or not beginning.dated or beginning.jump_from is not None:
            continue
        best: tuple[float, Story] | None = None
        place = stories.index(beginning)
        for other in stories[max(0, place - thresholds.reach) : place + thresholds.reach]:
            if other is beginning or other.heads is None or other.dated or not other.prose or other.jump_from:
                continue
            points = _kinship(beginning, other, bodies, rarity, echo)
            points += KINSHIP.neighbours if abs(stories.index(other) - place) == 1 else 0.0
            if points >= thresholds.merge and (best is None or points > best[0]):
                best = (points, other)
        if best is not None:
            _merge(beginning, best[1])
            stories.remove(beginning)
    return stories


def _kinship(beginning: Story, rest: Story, bodies: dict[int, set[str]], rarity: Rarity, echo: Echo) -> float:
    """Points for `rest` being the rest of `beginning`: either breaks off, they share wording, one goes on."""
    open_end = breaks_off(beginning.prose[-1].text)
    loose_end = breaks_off(rest.prose[-1].text) and rest.jump_to is None
    if not (open_end or loose_end):
        return 0.0
    likeness = rarity.likeness(bodies[id(beginning)], bodies[id(rest)])
    points = KINSHIP.likeness * min(likeness, KINSHIP.most_likeness) + KINSHIP.loose_end * loose_end
    heads = grams(rest.heads.text) if rest.heads else set()
    points += KINSHIP.head * _share(heads, bodies[id(beginning)])
    if open_end:
        goes_on = link(beginning.prose[-1].text, rest.prose[0].text, echo)
        points += KINSHIP.goes_on * goes_on + (KINSHIP.surely if goes_on >= WEAVING.fetch else 0.0)
    return points


def _merge(beginning: Story, rest: Story) -> None:
    rest.items = beginning.items + rest.items
    rest.pictures = beginning.pictures + rest.pictures
    rest.bylines = beginning.bylines + rest.bylines
    rest.jump_to = rest.jump_to or beginning.jump_to


def mend_order(story: Story, echo: Echo, thresholds: WeavingThresholds = WEAVING) -> None:
    """Within a story, put a paragraph that breaks off before the one that goes on with it."""
    items = story.items
    for element in [item for item in items if item.role == "prose" and breaks_off(item.text)]:
        index = items.index(element)
        following = _next_prose(items, index)
        if following is None and story.jump_to is not None:
            continue
        here = link(element.text, items[following].text, echo) if following is not None else 0.0
        if here >= thresholds.in_place:
            continue
        found = _better(items, index, following, here, echo, thresholds)
        if found is not None:
            _move(items, index, found)


def _next_prose(items: list[Element], index: int) -> int | None:
    for place in range(index + 1, len(items)):
        if items[place].role == "prose":
            return place
    return None


def _better(
    items: list[Element], index: int, following: int | None, here: float, echo: Echo, thresholds: WeavingThresholds
) -> int | None:
    """The paragraph that goes on with items[index] better than the one that stands there."""
    best: tuple[float, int] | None = None
    for place in range(max(0, index - thresholds.near), min(len(items), index + thresholds.near)):
        if place in (index, following) or items[place].role != "prose" or has_dateline(items[place].text):
            continue
        before = _previous_prose(items, place)
        if before == index:
            continue
        orphan = before is not None and breaks_off(items[before].text)
        held = link(items[before].text, items[place].text, echo) if orphan and before is not None else 0.0
        score = link(items[index].text, items[place].text, echo) - max(0.0, held - 0.2)
        score += thresholds.orphan if orphan else 0.0
        if score > max(here, thresholds.move) and (best is None or score > best[0]):
            best = (score, place)
    return best[1] if best else None


def _previous_prose(items: list[Element], place: int) -> int | None:
    for index in range(place - 1, -1, -1):
        if items[index].role == "prose":
            return index
    return None


def _move(items: list[Element], index: int, found: int) -> None:
    """Bring items[index] and items[found] together: the broken one to its tail when that stood earlier."""
    if found < index:
        element = items.pop(index)
        items.insert(found, element)
    else:
        element = items.pop(found)
        items.insert(index + 1, element)


def _fetch_tails(stories: list[Story], echo: Echo, thresholds: WeavingThresholds = WEAVING) -> None:
    """Fetch for a story that breaks off the paragraph that surely goes on with it from another story."""
    opens = [
        (story, item)
        for story in stories
        for place, item in enumerate(story.items)
        if item.role == "prose" and breaks_off(item.text) and _is_loose(story, place, echo, thresholds)
    ]
    matter = Matter()
    for story, element in opens:
        if not _holds(story, element):
            continue
        best: tuple[float, Story, Element] | None = None
        centre = stories.index(story)
        for other in stories[max(0, centre - thresholds.reach) : centre + thresholds.reach]:
            for place, item in enumerate(other.items):
                if item is element or not _may_be_tail(other, place) or not may_go_on(element.text, item.text, echo):
                    continue
                score = link(element.text, item.text, echo)
                if other is not story:
                    score += thresholds.matter * matter.fits_better(item, story, other)
                    score += thresholds.backward if item.part.start < story.items[0].part.start else 0.0
                least = thresholds.fetch_leaning if leans(element.text) and other is not story else thresholds.fetch
                if score >= least and (best is None or score > best[0]):
                    best = (score, other, item)
        if best is not None and _holds(best[1], best[2]):
            _take_tail(story, element, best[1], best[2], matter)
        elif best is None and story.prose[-1] is element:
            _fetch_block(stories, story, element, echo, matter, thresholds)


def _fetch_block(
    stories: list[Story], story: Story, element: Element, echo: Echo, matter: Matter, thresholds: WeavingThresholds
) -> None:
    """Fetch for a story that surely breaks off the end of another that is about its matter rather than its own."""
    centre = stories.index(story)
    near = stories[max(0, centre - thresholds.reach) : centre + thresholds.reach]
    rarity = Rarity(matter.of(item) for one in near for item in one.prose)
    own = matter.of_all(story.items)
    best: tuple[float, Story, Element] | None = None
    for other in near:
        if other is story:
            continue
        for place, item in enumerate(other.items):
            if not place or not _may_be_tail(other, place):
                continue
            score = link(element.text, item.text, echo)
            if score >= thresholds.in_place:
                block, rest = matter.of_all(other.items[place:]), matter.of_all(other.items[:place])
                score += thresholds.backward if item.part.start < story.items[0].part.start else 0.0
                score += thresholds.block * (rarity.likeness(block, own) - rarity.likeness(block, rest))
                if score >= thresholds.fetch_block and (best is None or score > best[0]):
                    best = (score, other, item)
    if best is not None:
        _bring(story, element, best[1], best[1].items[best[1].items.index(best[2]) :])
        matter.moved(story, best[1])


def _holds(story: Story, element: Element) -> bool:
    return any(item is element for item in story.items)


def _may_be_tail(story: Story, place: int) -> bool:
    """Whether items[place] may have come from elsewhere: the text before it is finished."""
    item = story.items[place]
    if item.role != "prose" or has_dateline(item.text):
        return False
    before = _previous_prose(story.items, place)
    return story.heads is None if before is None else not breaks_off(story.items[before].text)


def _take_tail(story: Story, element: Element, other: Story, tail: Element, matter: Matter) -> None:
    """Put `tail` after `element`, and with it what follows it to the end where that fits the story no worse."""
    place = other.items.index(tail)
    if other is story:
        story.items.remove(tail)
        story.items.insert(story.items.index(element) + 1, tail)
        return
    after = other.items[place + 1 :]
    whole = story.items[-1] is element and place and all(matter.fits_better(item, story, other) >= 0 for item in after)
    _bring(story, element, other, other.items[place:] if whole else [tail])
    matter.moved(story, other)


def _bring(story: Story, element: Element, other: Story, moved: list[Element]) -> None:
    """Put what another story held after `element`, with the jump that closes it."""
    ends = moved[-1] is other.items[-1] and len(moved) < len(other.items)
    if ends and story.jump_to is None and other.jump_to and other.jump_to.part.start > moved[0].part.start:
        story.jump_to, other.jump_to = other.jump_to, None
    other.items = [item for item in other.items if not any(item is one for one in moved)]
    index = story.items.index(element) + 1
    story.items[index:index] = moved


def _is_loose(story: Story, place: int, echo: Echo, thresholds: WeavingThresholds) -> bool:
    following = _next_prose(story.items, place)
    if following is None:
        return story.jump_to is None
    return link(story.items[place].text, story.items[following].text, echo) < thresholds.loose
