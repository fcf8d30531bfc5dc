"""Areas: the page without its frames, and the inside of each frame, with their lines, tables and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from banmian.layout.geometry import MOSTLY, union
from banmian.layout.model import Line, Page, Panel, Picture, Rule
from banmian.layout.page_facts import PageFacts
from banmian.layout.segmentation.deck_dashes import join_at_dashes
from banmian.layout.segmentation.display_captions import take_display_captions
from banmian.layout.segmentation.drawings_by_labels import find_drawings
from banmian.layout.segmentation.frames import find_outermost, is_in_frame
from banmian.layout.segmentation.headline_connectives import join_connected
from banmian.layout.segmentation.infographics import find_infographic
from banmian.layout.segmentation.picture_stories import take_picture_stories
from banmian.layout.segmentation.region_classification import classify_lines
from banmian.layout.segmentation.regions import Grid, Item


@dataclass(frozen=True, eq=False)
class Area:
    """A page or the inside of a frame. ``lines``, ``tables`` and ``pictures`` are those outside its inner areas.

    ``box`` is the item that stands for a frame in the area around it, None for the page; ``rules`` are all of the
    page's except those of tables; ``items`` are made of the lines, with the boxes of the inner areas.
    """

    lines: tuple[Line, ...]
    tables: tuple[Grid, ...]
    pictures: tuple[Picture, ...]
    rules: tuple[Rule, ...]
    inner: tuple[Area, ...] = ()
    box: Item | None = None
    items: tuple[Item, ...] = ()

    @property
    def size(self) -> int:
        """How many items there are, those of inner areas too."""
        return len(self.items) + sum(part.size for part in self.inner)


def find_areas(page: Page, lines: Sequence[Line], tables: Sequence[Grid], frames: Sequence[Panel]) -> Area:
    """The area of a page, with the areas of its frames and of the frames in these."""
    return _area(lines, tables, page.pictures, frames, page.rules, None)


def _area(
    lines: Sequence[Line],
    tables: Sequence[Grid],
    pictures: Sequence[Picture],
    frames: Sequence[Panel],
    rules: Sequence[Rule],
    box: Item | None,
) -> Area:
    outer = find_outermost(frames)
    inner = tuple(
        _area(
            [line for line in lines if is_in_frame(line.box, panel.box)],
            [table for table in tables if is_in_frame(table.box, panel.box)],
            [picture for picture in pictures if is_in_frame(picture.box, panel.box)],
            [frame for frame in frames if frame is not panel and panel.box.covers(frame.box)],
            rules,
            Item("box", panel.box, dark=panel.dark),
        )
        for panel in outer
    )
    return Area(
        tuple(line for line in lines if not any(is_in_frame(line.box, panel.box) for panel in outer)),
        tuple(table for table in tables if not any(is_in_frame(table.box, panel.box) for panel in outer)),
        tuple(picture for picture in pictures if not any(is_in_frame(picture.box, panel.box) for panel in outer)),
        tuple(rule for rule in rules if not any(table.box.covers(rule.box, MOSTLY) for table in tables)),
        inner,
        box,
    )


def classify_areas(area: Area, page: Page, facts: PageFacts) -> Area:
    """The area and its inner ones with their items."""
    inner = tuple(classify_areas(part, page, facts) for part in area.inner)
    figures = {id(part): _figure(part, facts) for part in inner}
    inner = tuple(part for part in inner if figures[id(part)] is None)
    lines, pictures, drawings = _without_drawings(area, facts)
    items = classify_lines(lines, facts.separators, page.panels, pictures, area.tables, facts.typography, page.zones)
    rules: Sequence[Rule] = area.rules
    if not facts.vertical:
        items, rules = join_at_dashes(items, rules, facts.typography.em)
        items = join_connected(items, facts.typography.em)
        items = take_display_captions(items, facts.typography.em)
        items, stories = take_picture_stories(items, pictures, facts.typography)
        inner = (*inner, *(_story_area(story, rules) for story in stories))
    boxes = [part.box for part in inner if part.box is not None]
    drawn = [figure for figure in figures.values() if figure is not None]
    return replace(area, inner=inner, items=(*items, *boxes, *drawn, *drawings), rules=tuple(rules))


def _story_area(items: tuple[Item, ...], rules: Sequence[Rule]) -> Area:
    """The area of a picture story, which is a whole as what is in a frame is."""
    return Area((), (), (), tuple(rules), box=Item("box", union(item.box for item in items)), items=items)


def _without_drawings(area: Area, facts: PageFacts) -> tuple[Sequence[Line], Sequence[Picture], list[Item]]:
    """The lines and pictures of an area outside its maps and charts, and these. Old print is set too freely to tell."""
    if facts.vertical:
        return area.lines, area.pictures, []
    drawings, lines = find_drawings(area.lines, [picture.box for picture in area.pictures], facts.typography.em)
    pictures = [p for p in area.pictures if not any(drawing.box.covers(p.box) for drawing in drawings)]
    return lines, pictures, drawings


def _figure(area: Area, facts: PageFacts) -> Item | None:
    """The picture that a frame without frames in it is. Columns of old print are as short as items of a list."""
    if area.box is None or area.inner or facts.vertical:
        return None
    return find_infographic(area.box.box, area.items, area.tables, area.lines, facts.typography)
