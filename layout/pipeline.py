"""From pages to content: all of layout in one call, its steps in one list (`STAGES`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from banmian.document.model import Content, Publication
from banmian.layout.geometry import Box
from banmian.layout.model import Page, Panel, Picture, Rule
from banmian.layout.page_content import PageContent, bare_content, empty_content, write_content
from banmian.layout.page_facts import UNMEASURED, PageFacts, Separators, Typography, measure_page
from banmian.layout.page_turning import turn_back, turn_page
from banmian.layout.reprints import join_over_pages
from banmian.layout.segmentation.areas import Area, classify_areas, find_areas
from banmian.layout.segmentation.drop_caps import attach_drop_caps
from banmian.layout.segmentation.frames import find_frames
from banmian.layout.segmentation.line_normalization import drop_misreadings, is_ornament, normalize_lines
from banmian.layout.segmentation.page_furniture import (
    FurnitureGroup,
    find_furniture,
    find_margin_furniture,
    find_turned_lines,
    find_watermarks,
    find_zoned_furniture,
)
from banmian.layout.segmentation.picture_captions import take_labels
from banmian.layout.segmentation.regions import Grid, Item
from banmian.layout.segmentation.tables import find_tables
from banmian.layout.separation.area_separation import separate
from banmian.layout.separation.article_building.article_builder import PageContext
from banmian.layout.separation.attachment.framed_pictures import attach_framed_pictures
from banmian.layout.separation.attachment.leads import attach_leads
from banmian.layout.separation.attachment.small_heads import attach_small_heads
from banmian.layout.separation.attachment.stray_columns import rejoin_stray_columns
from banmian.layout.separation.attachment.stray_pictures import attach_stray_pictures
from banmian.layout.separation.candidate_order import order_candidates
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate, judge
from banmian.layout.separation.classification.article_certainty import score_certainty
from banmian.layout.separation.classification.learned_advertisements import score_advertisements
from banmian.layout.separation.classification.non_articles import is_bill, is_staff
from banmian.layout.writing_mode import with_page_direction
from banmian.stages import Stage, run_stages, stage
from banmian.wording.mastheads import parse_publication

Separate = Callable[[Sequence[Item], Sequence[Rule], Typography], list[ArticleCandidate]]
"""Divides the items of an area into articles."""


def arrange(pages: Sequence[Page], separate_items: Separate | None = None) -> Content:
    """Articles, furniture, images and tables of `pages` in reading order.

    ``separate_items`` divides each area into articles.
    Pages are numbered 1, 2, … as given (`Page.number`). Ids, links between parts and provenance are
    left to the caller.
    """
    content = Content()
    facts: list[str] = []
    arranged = [arrange_page(page, separate_items) for page in pages]
    join_over_pages(arranged)
    for found in arranged:
        content.pages.append(found.info)
        content.articles += [draft.article for draft in found.drafts]
        content.furniture += found.furniture
        content.images += found.images
        content.tables += found.tables
        facts += found.facts
    content.publication = parse_publication(facts) if facts else Publication()
    return content


def arrange_page(page: Page, separate_items: Separate | None = None) -> PageContent:
    """The content of one page; ``separate_items`` divides each of its areas into articles."""
    page = replace(page, lines=[line for line in page.lines if line.text.strip()])
    if not page.lines:
        return bare_content(page)
    return arrange_by_stages(page, separate_items).content


def arrange_by_stages(page: Page, separate_items: Separate | None = None) -> Arrangement:
    """A page with lines after all stages: its content, and the areas and facts that it was made from."""
    return run_stages("arranging a page", STAGES, start_state(page, separate_items), f"page {page.number}")


@dataclass(frozen=True)
class Arrangement:
    """A page being arranged. ``page`` is as printed; ``level`` is the page turned so that its lines are horizontal.

    ``furniture`` is in the frame of ``page``, everything after it in that of ``level``.
    """

    page: Page
    level: Page
    content: PageContent
    separate: Separate | None
    facts: PageFacts = UNMEASURED
    furniture: tuple[FurnitureGroup, ...] = ()
    tables: tuple[Grid, ...] = ()
    frames: tuple[Panel, ...] = ()
    area: Area = field(default_factory=lambda: Area((), (), (), ()))
    candidates: tuple[ArticleCandidate, ...] = ()

    def counts(self) -> dict[str, int]:
        """How much there is of everything on the page at this stage."""
        return {
            "lines": len(self.page.lines),
            "lines in text": len(self.level.lines),
            "rules": len(self.page.rules),
            "furniture": len(self.furniture),
            "tables": len(self.tables),
            "frames": len(self.frames),
            "items": self.area.size,
            "candidates": len(self.candidates),
            "articles": len(self.content.drafts),
        }


def start_state(page: Page, separate_items: Separate | None = None) -> Arrangement:
    """A page before the first stage."""
    return Arrangement(page, page, empty_content(page), separate_items)


def _take_slogans(state: Arrangement) -> Arrangement:
    watermarks, rest = find_watermarks(state.page.lines)
    turned, rest = find_turned_lines(rest)
    found, rest = find_margin_furniture(rest)
    taken = (*state.furniture, *watermarks, *turned, *found)
    return replace(state, page=replace(state.page, lines=rest), furniture=taken)


def _normalize(state: Arrangement) -> Arrangement:
    return replace(state, page=normalize_lines(state.page))


def _measure(state: Arrangement) -> Arrangement:
    return replace(state, facts=measure_page(state.page))


def _sift(state: Arrangement) -> Arrangement:
    page = drop_misreadings(state.page, state.facts.typography.em)
    lines = [with_page_direction(line, state.facts.vertical) for line in page.lines]
    return replace(state, page=replace(page, lines=lines))


def _take_zones(state: Arrangement) -> Arrangement:
    """Add the pictures and whole articles of an outside detector to the page's own."""
    page = state.page
    pictures = [
        Picture(zone.box)
        for zone in page.zones
        if zone.kind == "picture" and not any(known.box.covers(zone.box) for known in page.pictures)
    ]
    panels = [Panel(zone.box, framed=True) for zone in page.zones if zone.kind == "article"]
    found, rest = find_zoned_furniture(page.lines, page.zones)
    page = replace(page, lines=rest, pictures=page.pictures + pictures, panels=page.panels + panels)
    return replace(state, page=page, furniture=(*state.furniture, *found))


def _take_furniture(state: Arrangement) -> Arrangement:
    page, type_ = state.page, state.facts.typography
    ornaments = [FurnitureGroup("other", (line,)) for line in page.lines if is_ornament(line, type_)]
    rest = [line for line in page.lines if not is_ornament(line, type_)]
    grounds = [panel.box for panel in page.panels] + [picture.box for picture in page.pictures]
    found, rest = find_furniture(rest, Separators(tuple(page.rules)), page.height, type_, grounds)
    return replace(state, page=replace(page, lines=rest), furniture=(*state.furniture, *ornaments, *found))


def _turn(state: Arrangement) -> Arrangement:
    level = turn_page(state.page) if state.facts.vertical else state.page
    return replace(state, level=level, facts=replace(state.facts, separators=Separators(tuple(level.rules))))


def _attach_drop_caps(state: Arrangement) -> Arrangement:
    return replace(state, level=replace(state.level, lines=attach_drop_caps(state.level.lines)))


def _take_labels(state: Arrangement) -> Arrangement:
    return replace(state, level=take_labels(state.level))


def _take_tables(state: Arrangement) -> Arrangement:
    level = state.level
    found, rest = find_tables(level.lines, level.rules, level.panels, state.facts.typography)
    return replace(state, level=replace(level, lines=rest), tables=tuple(found))


def _find_frames(state: Arrangement) -> Arrangement:
    level, taken = state.level, [table.box for table in state.tables]
    return replace(state, frames=tuple(find_frames(level, level.lines, taken, state.facts.typography)))


def _find_areas(state: Arrangement) -> Arrangement:
    return replace(state, area=find_areas(state.level, state.level.lines, state.tables, state.frames))


def _classify(state: Arrangement) -> Arrangement:
    return replace(state, area=classify_areas(state.area, state.level, state.facts))


def _separate(state: Arrangement) -> Arrangement:
    found = separate_area(state.area, state.facts, state.separate or separate)
    if state.facts.vertical and (state.separate is None or any(candidate.chained for candidate in found)):
        found = score_advertisements(found, state.facts.typography)
    return replace(state, candidates=tuple(score_certainty(found, state.facts.typography)))


def _write(state: Arrangement) -> Arrangement:
    page, width = state.page, state.page.width

    def back(box: Box) -> Box:
        return turn_back(box, width) if state.facts.vertical else box

    context = PageContext(page.number, state.facts.typography, back)
    return replace(
        state, content=write_content(page, state.furniture, state.candidates, context, state.facts.separators)
    )


STAGES: tuple[Stage[Arrangement], ...] = (
    stage(
        "slogans",
        "slogans in the margins, watermarks",
        _take_slogans,
        needs="page furniture",
        gives="page furniture",
    ),
    stage(
        "normalise",
        "box corners in order; type size of OCR lines from glyph pitch and ink",
        _normalize,
        needs="page",
        gives="page",
    ),
    stage("measure", "writing mode and body type, once", _measure, needs="page", gives="facts"),
    stage(
        "misreadings",
        "letters read in pictures, lines across rules and gutters, rows cut at spaces, strokes that look like rules",
        _sift,
        needs="page facts",
        gives="page",
    ),
    stage("zones", "the zones of an outside detector", _take_zones, needs="page furniture", gives="page furniture"),
    stage(
        "furniture",
        "ornaments; masthead, folio and staff line, by place and wording; rows over all columns of a vertical page",
        _take_furniture,
        needs="page facts furniture",
        gives="page furniture",
    ),
    stage(
        "turn",
        "vertical pages turned by a quarter, so that lines are horizontal; separators",
        _turn,
        needs="page facts",
        gives="level facts",
    ),
    stage("drop caps", "drop caps attached to their lines", _attach_drop_caps, needs="level", gives="level"),
    stage(
        "picture labels",
        "lines in maps, charts and drawings, which are the picture's",
        _take_labels,
        needs="level",
        gives="level",
    ),
    stage(
        "tables",
        "cells between rules, merged cells repeated; short lines in aligned columns",
        _take_tables,
        needs="level facts",
        gives="level tables",
    ),
    stage(
        "frames",
        "boxes and tinted panels with content of their own",
        _find_frames,
        needs="level facts tables",
        gives="frames",
    ),
    stage(
        "areas",
        "the page and its frames as nested areas",
        _find_areas,
        needs="level tables frames",
        gives="area",
    ),
    stage(
        "items",
        "headings, blocks of body lines, pictures with caption and credit",
        _classify,
        needs="area level facts",
        gives="area",
    ),
    stage(
        "articles",
        "straight cuts, or the best chains of headings and texts",
        _separate,
        needs="area facts separate",
        gives="candidates",
    ),
    stage(
        "write",
        "paragraphs, subheadings, verse; kicker, headline, section, bylines; banners; notices",
        _write,
        needs="page facts furniture candidates",
        gives="content",
    ),
)
"""How a page is arranged, in order."""


def separate_area(area: Area, facts: PageFacts, separate_items: Separate) -> list[ArticleCandidate]:
    """The article candidates of an area, in order; those of its frames stand where the frame does."""
    type_ = facts.typography
    held = {id(part.box): _inside_frame(part, facts, separate_items) for part in area.inner}
    small = [item for item in area.items if item.role]
    staff = [item for item in area.items if is_staff(item)]
    items = items_to_divide(area)
    found = [ArticleCandidate(texts=(item,)) for item in staff]
    divided = separate_items(items, area.rules, type_) if items else []
    chained = any(candidate.chained for candidate in divided)
    if chained:
        divided = order_candidates(divided, type_, "columns" if facts.vertical else "rows")
    for candidate in divided:
        found += [] if chained and candidate.items == candidate.boxes else [candidate]
        for box in candidate.boxes:
            found += [replace(inner, frame=inner.frame or box.box) for inner in held[id(box)]]
    whole = found if chained else rejoin_stray_columns(found, type_)
    whole = attach_stray_pictures(attach_leads(whole, type_), type_)
    return attach_small_heads(whole, small, area.box.box if area.box else None, type_)


def items_to_divide(area: Area) -> list[Item]:
    """The items of an area that are divided into articles: all but its small heads and lists of staff."""
    return [item for item in area.items if not item.role and not is_staff(item)]


def _inside_frame(area: Area, facts: PageFacts, separate_items: Separate) -> list[ArticleCandidate]:
    """The candidates in a frame: a bill is not divided."""
    if not area.inner and is_bill(area.items):
        return [judge(area.items, facts.typography)]
    return attach_framed_pictures(separate_area(area, facts, separate_items))
