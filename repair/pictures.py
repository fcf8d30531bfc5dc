"""Pictures given to the story they show."""

from __future__ import annotations

from repair.stories import Story
from repair.wording import Rarity, grams


def place_pictures(stories: list[Story]) -> list[Story]:
    """Give the pictures that stand in no story's text to the one whose wording they share; the rest of the stories."""
    bodies = [story for story in stories if story.items or story.heads is not None]
    if not bodies:
        return []
    wording = {id(story): grams(story.text) | grams(story.heads.text if story.heads else "") for story in bodies}
    rarity = Rarity(wording.values())
    for story in stories:
        if story in bodies:
            continue
        for picture in story.pictures:
            own = grams(picture.text)
            best = max(
                bodies,
                key=lambda body: (
                    rarity.share(own, wording[id(body)]) - 0.02 * min(5, abs(body.order - story.order)),
                    -body.order,
                ),
            )
            best.pictures.append(picture)
    return bodies
