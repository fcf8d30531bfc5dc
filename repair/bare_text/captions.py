"""Captions and pictures, assigned to the segment that they illustrate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.repair.bare_text.article_segments import ArticleSegment
from banmian.repair.bare_text.element import Element
from banmian.wording.credits import parse_caption
from banmian.wording.rarity import Rarity, grams

_AWAY = 0.02
"""What each segment between a picture and a body, at most five, counts against them."""

_BESIDE_HEAD = 0.3
_NEXT_LINE = 6


def _stands_over(picture: Element, body: ArticleSegment) -> bool:
    """Whether the headline of a segment is the next thing in the text after a picture."""
    if body.heads is None:
        return False
    return 0 <= body.heads.titles[0].part.start - picture.part.end <= _NEXT_LINE


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
                key=lambda body: (
                    rarity.share(own, wording[id(body)])
                    - _AWAY * min(5, abs(body.order - segment.order))
                    + (_BESIDE_HEAD if _stands_over(picture, body) else 0.0),
                    -body.order,
                ),
            )
            pictures[best].append(picture)
    return [replace(segment, pictures=tuple(own)) for segment, own in pictures.items()]
