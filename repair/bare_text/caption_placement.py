"""Captions and pictures, assigned to the segment that they illustrate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.repair.bare_text.segment import ArticleSegment
from banmian.wording.captions_and_credits import parse_caption
from banmian.wording.shared_wording import Rarity, grams


def place_pictures(segments: Sequence[ArticleSegment]) -> list[ArticleSegment]:
    """The segments with text; pictures of the others are given to the segment whose wording they share."""
    bodies = [segment for segment in segments if segment.items or segment.heads is not None]
    if not bodies:
        return []
    if len(bodies) == len(segments):
        return bodies
    wording = {
        id(segment): grams(segment.text) | grams(segment.heads.text if segment.heads else "") for segment in bodies
    }
    rarity = Rarity(wording.values())
    pictures = {segment: list(segment.pictures) for segment in bodies}
    for segment in segments:
        if segment in bodies:
            continue
        for picture in segment.pictures:
            own = grams(parse_caption(picture.text)[0])
            best = max(
                bodies,
                key=lambda body: (rarity.share(own, wording[id(body)]), -abs(body.order - segment.order), -body.order),
            )
            pictures[best].append(picture)
    return [replace(segment, pictures=tuple(own)) for segment, own in pictures.items()]
