"""The choices by which a page was divided into articles, made again so that they can be shown.

Nothing of them is kept while pages are read. The areas of an arranged page are divided once more, which gives the same
again, and this time the graph, the evidence and the cuts are handed out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from banmian.layout.geometry import Box
from banmian.layout.model import Page
from banmian.layout.page_facts import Typography
from banmian.layout.page_turning import turn_back, turn_box
from banmian.layout.pipeline import Separate, arrange_by_stages, items_to_divide
from banmian.layout.segmentation.areas import Area
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.area_separation import decide_area, suitable
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.chain_separation import ChainedArea
from banmian.layout.separation.classification.non_articles import is_bill
from banmian.layout.separation.learned_weights.newspaper_habit_model import NewspaperHabits
from banmian.layout.separation.straight_cuts import Division

WITHIN = 0.5
"""A thing stands in a box that holds this share of it."""


@dataclass(frozen=True)
class DecidedArea:
    """The page or the inside of a frame, with the chains or else the straight cuts that divided it.

    Neither is there where nothing was divided: an area without heads and texts, a frame that is an advertisement.
    """

    area: Area
    chained: ChainedArea | None = None
    division: Division | None = None

    @property
    def frame(self) -> Box | None:
        """The box of the frame, in the level frame; None for the page."""
        return self.area.box.box if self.area.box else None


@dataclass(frozen=True)
class DecidedPage:
    """A page's areas, the outermost first, and its candidates as they became articles.

    Boxes of all of these are in the frame in which lines run level; ``vertical`` pages were turned for that.
    """

    page: Page
    type_: Typography
    vertical: bool
    areas: tuple[DecidedArea, ...]
    candidates: tuple[ArticleCandidate, ...]

    def as_printed(self, box: Box) -> Box:
        """A box of the level frame in that of the page."""
        return turn_back(box, self.page.width) if self.vertical else box

    def level(self, box: Box) -> Box:
        """A box of the page in the level frame."""
        return turn_box(box, self.page.width) if self.vertical else box

    def nodes_at(self, box: Box) -> list[tuple[DecidedArea, int]]:
        """The nodes of chains that stand in a box of the page or hold it, in the order of their numbers."""
        place = self.level(box)
        return [
            (area, number)
            for area in self.areas
            if area.chained is not None
            for number, node in enumerate(area.chained.scored.graph.nodes)
            if _stands_in(node.box, place)
        ]

    def items_at(self, box: Box) -> list[tuple[DecidedArea, Item]]:
        """The items of areas that stand in a box of the page or hold it."""
        place = self.level(box)
        return [(area, item) for area in self.areas for item in area.area.items if _stands_in(item.box, place)]


def _stands_in(thing: Box, place: Box) -> bool:
    return thing.intersection(place) >= WITHIN * min(thing.area, place.area) > 0


def decide_page(
    page: Page, separate_items: Separate | None = None, model: NewspaperHabits | None = None
) -> DecidedPage:
    """The choices by which a page with lines is divided; ``model`` and ``separate_items`` as it was read with."""
    page = replace(page, lines=[line for line in page.lines if line.text.strip()])
    state = arrange_by_stages(page, separate_items)
    type_ = state.facts.typography
    areas = tuple(_decided(area, type_, model) for area in _with_inner(state.area))
    return DecidedPage(page, type_, state.facts.vertical, areas, state.candidates)


def _with_inner(area: Area) -> Iterator[Area]:
    yield area
    for part in area.inner:
        yield from _with_inner(part)


def _decided(area: Area, type_: Typography, model: NewspaperHabits | None) -> DecidedArea:
    items = items_to_divide(area)
    if not items or (area.box is not None and not area.inner and is_bill(area.items)):
        return DecidedArea(area)
    model = suitable(model, items, area.rules, type_)
    decided = decide_area(items, area.rules, type_, model=model)
    if isinstance(decided, Division):
        return DecidedArea(area, division=decided)
    return DecidedArea(area, chained=decided)
