"""Section banners over several articles: the section of the segments below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.headline_parts import HeadlineGroup
from banmian.repair.bare_text.segment import ArticleSegment
from banmian.repair.rules.doubled_lines import repair_doubling
from banmian.repair.thresholds import BANNER, TITLE, BannerThresholds
from banmian.wording.shared_wording import Rarity, grams
from banmian.wording.unicode_script import han_count


def assign_sections(
    segments: Sequence[ArticleSegment],
    left: Sequence[tuple[int, HeadlineGroup]],
    thresholds: BannerThresholds = BANNER,
) -> list[ArticleSegment]:
    """The segments, those under a banner with its name as their section."""
    if not left:
        return list(segments)
    bodies = {segment: grams(segment.text) for segment in segments}
    rarity = Rarity(bodies.values())
    sections: dict[ArticleSegment, Element | None] = {segment: segment.section for segment in segments}
    for place, group in left:
        under = [segment for segment in segments if segment.order >= place]
        first = group.titles[0]
        if group.bylines or not under or han_count(repair_doubling(first.text)[0]) > TITLE.section_length:
            continue
        wording = grams(group.titles[-1].text)
        given = 0
        for segment in under:
            heads = grams(segment.heads.text) if segment.heads else set()
            near = rarity.share(wording, bodies[segment] | heads)
            if segment.jump_from is not None or (given and near < thresholds.shared) or _starts_with_table(segment):
                break
            if sections[segment] is None:
                sections[segment] = first
                given += 1
    return [replace(segment, section=section) for segment, section in sections.items()]


def _starts_with_table(segment: ArticleSegment) -> bool:
    return bool(segment.items) and segment.items[0].role == "table"
