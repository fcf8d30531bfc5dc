"""Which headline group belongs to which story: shared wording, place, and the best assignment of all."""

from __future__ import annotations

from repair.points import MATCH
from repair.stories import Gathered, Story
from repair.thresholds import STORY, StoryThresholds
from repair.titles import Heads
from repair.wording import Rarity, grams


def match_heads(gathered: Gathered, thresholds: StoryThresholds = STORY) -> list[tuple[int, Heads]]:
    """Give each story the group that heads it, in place; returns the groups left over with their places.

    Points of a pair: wording they share, standing right above or right below, and how surely the group is
    an article's head. The assignment of the greatest sum is taken over runs of neighbours.
    """
    stories, groups = gathered.stories, gathered.groups
    if not stories or not groups:
        return list(groups)
    bodies = [grams(story.text) for story in stories]
    rarity = Rarity(bodies)
    fronts = [grams(story.text[:300]) for story in stories]
    groups = [(place, part) for place, group in groups for part in _parted(group, place, bodies, rarity, thresholds)]
    scores: dict[tuple[int, int], float] = {}
    for number, (place, group) in enumerate(groups):
        wording = grams(group.text)
        low, high = max(0, place - thresholds.reach), min(len(stories), place + thresholds.reach)
        for index in range(low, high):
            shared = rarity.share(wording, bodies[index])
            early = rarity.share(wording, fronts[index])
            points = MATCH.shared * shared + MATCH.early * early + _place_points(groups, number, index, stories)
            if group.strong:
                points += MATCH.strong
            continued = stories[index].jump_from is not None and not group.strong
            if continued and shared < thresholds.continued_share:
                continue
            if points >= thresholds.match:
                scores[number, index] = points
    chosen = _best(scores, len(groups))
    left: list[tuple[int, Heads]] = []
    for number, (place, group) in enumerate(groups):
        if number in chosen:
            stories[chosen[number]].heads = group
        else:
            left.append((place, group))
    return left


def _parted(
    group: Heads, place: int, bodies: list[set[str]], rarity: Rarity, thresholds: StoryThresholds
) -> list[Heads]:
    """A group whose last line heads another story than its first, by what each tells, parted in two."""
    if len(group.titles) < 2 or group.titles[-1].text.startswith("——"):
        return [group]
    low, high = max(0, place - thresholds.reach), min(len(bodies), place + thresholds.reach)
    for cut in range(1, len(group.titles)):
        upper = grams(" ".join(title.text for title in group.titles[:cut]))
        lower = grams(" ".join(title.text for title in group.titles[cut:]))
        first = max(range(low, high), key=lambda index: rarity.share(upper, bodies[index]), default=None)
        second = max(range(low, high), key=lambda index: rarity.share(lower, bodies[index]), default=None)
        if first is None or second is None or first == second:
            continue
        own = min(rarity.share(upper, bodies[first]), rarity.share(lower, bodies[second]))
        other = max(rarity.share(upper, bodies[second]), rarity.share(lower, bodies[first]))
        if own >= thresholds.surely_own and other <= thresholds.surely_other:
            return [Heads(group.titles[:cut]), Heads(group.titles[cut:], group.bylines)]
    return [group]


def _place_points(groups: list[tuple[int, Heads]], number: int, index: int, stories: list[Story]) -> float:
    """Points for where a group stands: right above its story best, right below well, elsewhere poorly."""
    place = groups[number][0]
    if stories[index].jump_from is not None and index != place:
        return MATCH.continued
    if index == place:
        nearest = number + 1 >= len(groups) or groups[number + 1][0] != place
        return MATCH.right_above if nearest else MATCH.above
    if index == place - 1:
        first = number == 0 or groups[number - 1][0] != place
        return MATCH.right_below if first else MATCH.below
    return MATCH.away * min(4, abs(index - place))


def _best(scores: dict[tuple[int, int], float], groups: int) -> dict[int, int]:
    """A matching of groups to stories: best pairs first, then every exchange that raises the sum."""
    chosen: dict[int, int] = {}
    taken: dict[int, int] = {}
    for (number, index), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if number not in chosen and index not in taken:
            chosen[number], taken[index] = index, number
    options: dict[int, list[int]] = {}
    for number, index in sorted(scores):
        options.setdefault(number, []).append(index)
    improved = True
    rounds = 0
    while improved and rounds < 50:
        improved = False
        rounds += 1
        for number in range(groups):
            for index in options.get(number, []):
                if _exchange(scores, options, chosen, taken, number, index):
                    improved = True
    return chosen


def _exchange(
    scores: dict[tuple[int, int], float],
    options: dict[int, list[int]],
    chosen: dict[int, int],
    taken: dict[int, int],
    number: int,
    index: int,
) -> bool:
    """Give `index` to `number` when that, with its old holder moved to the place set free, adds points."""
    held = chosen.get(number)
    if held == index:
        return False
    rival = taken.get(index)
    before = (scores[number, held] if held is not None else 0.0) + (scores[rival, index] if rival is not None else 0.0)
    places: list[tuple[float, int | None]] = [(0.0, None)]
    if rival is not None:
        places += [
            (scores[rival, free], free)
            for free in options[rival]
            if free != index and (free not in taken or free == held)
        ]
    best, moved = max(places, key=lambda place: place[0])
    if scores[number, index] + best <= before + 1e-9:
        return False
    if held is not None:
        del taken[held]
    if rival is not None:
        del chosen[rival]
        if moved is not None:
            chosen[rival], taken[moved] = moved, rival
    chosen[number], taken[index] = index, number
    return True
