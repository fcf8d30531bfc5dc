"""Banners over several articles: the section of the stories under them."""

from __future__ import annotations

from banmian.repair.bare_text.article_segments import Story
from banmian.repair.bare_text.titles import Heads
from banmian.repair.rules.doubling import heal_doubling
from banmian.repair.thresholds import BANNER, BannerThresholds
from banmian.wording.rarity import Rarity, grams
from banmian.wording.unicode_script import han_count


def give_sections(stories: list[Story], left: list[tuple[int, Heads]], thresholds: BannerThresholds = BANNER) -> None:
    """Give the stories under a banner its name as their section, in place."""
    bodies: dict[Story, set[str]] = {}
    rarity = Rarity(())
    if left:
        bodies = {story: grams(story.text) for story in stories}
        rarity = Rarity(bodies.values())
    for place, group in left:
        under = [story for story in stories if story.order >= place]
        first = group.titles[0]
        if group.bylines or not under or han_count(heal_doubling(first.text)[0]) > thresholds.length:
            continue
        wording = grams(group.titles[-1].text)
        given = 0
        for story in under[: thresholds.most]:
            heads = grams(story.heads.text) if story.heads else set()
            near = rarity.share(wording, bodies[story] | heads)
            if story.jump_from is not None or (given and near < thresholds.shared) or _starts_with_table(story):
                break
            if story.section is None:
                story.section = first
                given += 1


def _starts_with_table(story: Story) -> bool:
    return bool(story.items) and story.items[0].role == "table"
