"""Pictures given to the story they show."""

from __future__ import annotations

from banmian.repair.bare_text.article_segments import Story
from banmian.repair.bare_text.element import Element
from banmian.wording.credits import parse_caption
from banmian.wording.rarity import Rarity, grams

_BESIDE_HEAD = 0.3
_NEXT_LINE = 6


def _stands_over(picture: Element, body: Story) -> bool:
    """Whether the head of a story is the next thing in the text after a picture."""
    if body.heads is None:
        return False
    return 0 <= body.heads.titles[0].part.start - picture.part.end <= _NEXT_LINE


def place_pictures(stories: list[Story]) -> list[Story]:
    """Give the pictures that stand in no story's text to the one whose wording they share; the rest of the stories."""
    bodies = [story for story in stories if story.items or story.heads is not None]
    if not bodies:
        return []
    if len(bodies) == len(stories):
        return bodies
    wording = {id(story): grams(story.text) | grams(story.heads.text if story.heads else "") for story in bodies}
    rarity = Rarity(wording.values())
    for story in stories:
        if story in bodies:
            continue
        for picture in story.pictures:
            own = grams(parse_caption(picture.text)[0])
            best = max(
                bodies,
                key=lambda body: (
                    rarity.share(own, wording[id(body)])
                    - 0.02 * min(5, abs(body.order - story.order))
                    + (_BESIDE_HEAD if _stands_over(picture, body) else 0.0),
                    -body.order,
                ),
            )
            best.pictures.append(picture)
    return bodies
