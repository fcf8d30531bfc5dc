"""From pages to content: the whole of layout in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from banmian.document.model import Content, Furniture, Image, PageInfo, Publication, Table
from banmian.layout.geometry import Box, union
from banmian.layout.model import Line, Page, Panel, Picture, Rule
from banmian.layout.page_facts import Typography, measure
from banmian.layout.segmentation.drop_caps import set_drop_caps
from banmian.layout.segmentation.frames import find_frames, inside, outermost
from banmian.layout.segmentation.line_normalization import is_ornament, settled
from banmian.layout.segmentation.page_furniture import (
    HEAD_ZONE,
    Fixture,
    find_fixtures,
    margin_fixtures,
    zoned_fixtures,
)
from banmian.layout.segmentation.region_classification import sort_lines
from banmian.layout.segmentation.regions import Grid, Item
from banmian.layout.segmentation.tables import find_tables
from banmian.layout.separation.article_builder import Draft, Sheet, draft_article, joined_head, picture, table
from banmian.layout.separation.candidate import Leaf, arrives
from banmian.layout.separation.chains import chained, is_broken
from banmian.layout.separation.claims import divide_by_claims
from banmian.layout.separation.continuity import join_score
from banmian.layout.separation.headings import read_head
from banmian.layout.separation.non_articles import is_staff, notice, notice_kind
from banmian.layout.separation.partition import divide
from banmian.layout.separation.reading_order import block_of
from banmian.layout.separation.rejoining import rejoined, with_own_pictures, with_stray_columns
from banmian.layout.separation.section_banners import freed, under_banner
from banmian.layout.writing_mode import along, is_vertical, turn_back, turn_page
from banmian.wording.mastheads import parse_folio, parse_publication

SAME = 0.8
"""A detector's picture that a known one covers to this share is that one."""
RUNS_ON = 0.9
"""A headless text whose join to an article's end scores at least this belongs to it."""
LEAST_TEXT = 8
"""A headless scrap with fewer characters is no article."""


@dataclass
class PageContent:
    """What one page holds."""

    info: PageInfo
    drafts: list[Draft] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)


def arrange(pages: Sequence[Page]) -> Content:
    """Articles, furniture, images and tables of `pages` in reading order.

    Pages are numbered 1, 2, … as given (`Page.number`). Ids, links between parts and provenance are
    left to the caller.
    """
    content = Content()
    facts: list[str] = []
    for page in pages:
        found = arrange_page(page)
        content.pages.append(found.info)
        content.articles += [draft.article for draft in found.drafts]
        content.furniture += found.furniture
        content.images += found.images
        content.tables += found.tables
        facts += found.facts
    content.publication = parse_publication(facts) if facts else Publication()
    return content


def arrange_page(page: Page) -> PageContent:
    """The content of one page."""
    info = PageInfo(
        number=page.number,
        width=page.width,
        height=page.height,
        unit=page.unit,
        dpi=page.dpi,
        skew_degrees=page.skew_degrees,
        text_source=page.text_source,
        confidence=page.confidence,
        original=page.original,
    )
    result = PageContent(info)
    lines = [line for line in page.lines if line.text.strip()]
    if not lines:
        result.images = [Image(regions=[_upright(page).region(p.box)]) for p in page.pictures]
        return result
    slogans, lines = margin_fixtures(lines)
    page = replace(page, lines=lines)
    vertical = is_vertical(page)
    page = _with_zones(settled(page, measure(turn_page(page).lines if vertical else page.lines).em))
    lines = [along(line, vertical) for line in page.lines if line.text.strip()]
    page = replace(page, lines=lines)
    type_ = measure(turn_page(page).lines if vertical else page.lines)
    signs = [line for line in lines if is_ornament(line, type_)]
    result.furniture += [Furniture("other", line.text, [_upright(page).region(line.box)]) for line in signs]
    lines = [line for line in lines if all(line is not sign for sign in signs)]
    told, lines = zoned_fixtures(lines, page.zones)
    fixtures, lines = find_fixtures(lines, page.rules, page.height, type_)
    for fixture in told + slogans + fixtures:
        _note_fixture(fixture, result, page)
    page = replace(page, lines=lines)
    frame = turn_page(page) if vertical else page
    back = _turning(page.width) if vertical else _same
    sheet = Sheet(page.number, type_, back)
    leaves = _leaves_of_page(frame, type_)
    _write_leaves(leaves, sheet, result, frame.rules)
    return result


def _with_zones(page: Page) -> Page:
    """The page with the pictures and whole articles that an outside detector found among its own."""
    pictures = [
        Picture(zone.box)
        for zone in page.zones
        if zone.kind == "picture" and not any(known.box.covers(zone.box, SAME) for known in page.pictures)
    ]
    panels = [Panel(zone.box, framed=True) for zone in page.zones if zone.kind == "article"]
    return replace(page, pictures=page.pictures + pictures, panels=page.panels + panels)


def _upright(page: Page) -> Sheet:
    """A sheet for what is found before the page is turned."""
    return Sheet(page.number, Typography(1.0, "", 1.0), _same)


def _same(box: Box) -> Box:
    return box


def _turning(width: float) -> Callable[[Box], Box]:
    return lambda box: turn_back(box, width)


def _note_fixture(fixture: Fixture, result: PageContent, page: Page) -> None:
    sheet = _upright(page)
    result.furniture.append(Furniture(fixture.kind, fixture.text, [sheet.region(fixture.box)]))
    if fixture.kind in ("masthead", "folio"):
        if fixture.box.y0 < HEAD_ZONE * page.height:
            result.facts += [line.text for line in fixture.lines]
        labels = [parse_folio(line.text) for line in fixture.lines]
        if fixture.kind == "masthead":
            labels = [label for label in labels if label and not label.isdigit()]
        result.info.label = result.info.label or next((label for label in labels if label), None)


def _leaves_of_page(page: Page, type_: Typography) -> list[Leaf]:
    grids, lines = find_tables(set_drop_caps(page.lines), page.rules, page.panels, type_)
    frames = find_frames(page, lines, [grid.box for grid in grids], type_)
    return _leaves(page, lines, grids, frames, page.pictures, type_)


def _leaves(
    page: Page,
    lines: Sequence[Line],
    grids: Sequence[Grid],
    frames: Sequence[Panel],
    shown: Sequence[Picture],
    type_: Typography,
) -> list[Leaf]:
    """The leaves of a region: its frames divided by themselves, each standing as one box in the whole."""
    outer = outermost(frames)
    held: dict[int, list[Leaf]] = {}
    boxes: list[Item] = []
    for panel in outer:
        within = [line for line in lines if inside(line.box, panel.box)]
        inner = [frame for frame in frames if frame is not panel and panel.box.covers(frame.box)]
        box = Item("box", panel.box, dark=panel.dark)
        boxes.append(box)
        own = [grid for grid in grids if inside(grid.box, panel.box)]
        seen = [picture for picture in shown if inside(picture.box, panel.box)]
        held[id(box)] = with_own_pictures(_leaves(page, within, own, inner, seen, type_))
    free = [line for line in lines if not any(inside(line.box, panel.box) for panel in outer)]
    pictures = [p for p in shown if not any(inside(p.box, panel.box) for panel in outer)]
    loose = [grid for grid in grids if not any(inside(grid.box, panel.box) for panel in outer)]
    items = sort_lines(free, page.rules, page.panels, pictures, loose, type_, page.zones) + boxes
    staff = [item for item in items if is_staff(item)]
    found = [Leaf(texts=(item,)) for item in staff]
    items = [item for item in items if all(item is not other for other in staff)]
    if not items:
        return found
    rules = [rule for rule in page.rules if not any(grid.box.covers(rule.box, 0.6) for grid in grids)]
    division = divide(items, rules, type_)
    leaves = chained(items, rules, type_) if is_broken(division, type_) else division.leaves
    for leaf in leaves:
        found += divide_by_claims(leaf, type_) if leaves is division.leaves else [leaf]
        for box in leaf.boxes:
            found += [replace(inner, framed=True) for inner in held[id(box)]]
    return freed(with_stray_columns(rejoined(found, type_), type_), type_)


def _write_leaves(leaves: Sequence[Leaf], sheet: Sheet, result: PageContent, rules: Sequence[Rule]) -> None:
    banners: list[Leaf] = []
    for leaf in leaves:
        kind = notice_kind(leaf)
        if kind is not None:
            result.furniture.append(notice(kind, leaf, sheet))
            _keep_marks(leaf, sheet, result)
        elif leaf.texts:
            _write_text(leaf, sheet, result)
        elif leaf.tables:
            draft = draft_article(leaf, sheet)
            result.tables += draft.article.tables
            result.images += draft.article.images
        elif leaf.pictures and not _is_banner(leaf):
            result.images += _titled(leaf, [picture(item, sheet) for item in leaf.pictures])
        elif leaf.heads:
            result.images += [picture(item, sheet) for item in leaf.pictures]
            banners.append(leaf)
    places = [union(item.box for item in banner.heads) for banner in banners]
    for banner in banners:
        _hang_banner(banner, places, sheet, result, rules)


def _titled(leaf: Leaf, images: list[Image]) -> list[Image]:
    """Pictures of a region, the first with the region's head before its caption."""
    lines = [line for head in leaf.heads for line in head.lines]
    if lines and images:
        title = joined_head(lines)[0]
        images[0].caption = f"{title} {images[0].caption}" if images[0].caption else title
    return images


def _is_banner(leaf: Leaf) -> bool:
    """Whether the heads of a region with pictures stand clear of them, and so speak of what is below."""
    return bool(leaf.heads) and not any(
        head.box.x_overlap(item.box) > 0.8 * head.box.width and head.box.y0 >= item.box.cy
        for head in leaf.heads
        for item in leaf.pictures
    )


def _write_text(leaf: Leaf, sheet: Sheet, result: PageContent) -> None:
    draft = draft_article(leaf, sheet)
    if not leaf.heads and not arrives(leaf.texts):
        home = None if leaf.linked else _home(leaf, result.drafts, sheet)
        if home is not None:
            _append(home, leaf, sheet)
            return
        if len(draft.article.text) < LEAST_TEXT:
            said = [part for part in (draft.article.headline, draft.article.text) if part]
            result.furniture.append(Furniture("other", "\n".join(said), draft.article.regions))
            _keep_marks(leaf, sheet, result)
            return
    result.drafts.append(draft)


def _keep_marks(leaf: Leaf, sheet: Sheet, result: PageContent) -> None:
    """Pictures and tables of a region that is no article are the page's own."""
    result.images += [picture(item, sheet) for item in leaf.pictures]
    result.tables += [table(item.grid, sheet, None) for item in leaf.tables if item.grid]


def _home(leaf: Leaf, drafts: Sequence[Draft], sheet: Sheet) -> Draft | None:
    """The article whose last line runs on into a headless leaf, if one surely does."""
    first = block_of(leaf.texts[0])
    scored = [
        (join_score(block_of(draft.leaf.texts[-1]), first, sheet.type_.em), number)
        for number, draft in enumerate(drafts)
        if draft.leaf.texts
    ]
    best = max(scored, default=(0.0, -1))
    return drafts[best[1]] if best[0] >= RUNS_ON else None


def _append(home: Draft, leaf: Leaf, sheet: Sheet) -> None:
    """Add a headless leaf to the article that it goes on from."""
    old = home.leaf
    whole = Leaf(
        old.heads,
        old.texts + leaf.texts,
        old.pictures + leaf.pictures,
        old.tables + leaf.tables,
        old.boxes + leaf.boxes,
        score=old.score,
    )
    again = draft_article(whole, sheet)
    again.article.section = home.article.section
    home.article, home.box, home.leaf = again.article, again.box, whole


def _hang_banner(banner: Leaf, others: Sequence[Box], sheet: Sheet, result: PageContent, rules: Sequence[Rule]) -> None:
    """A head over several articles is the section of each."""
    head = read_head(banner.heads, sheet.type_)
    lines = head.headline or head.section or head.kicker or head.subheadline or head.byline
    text = joined_head(lines)[0]
    box = union(item.box for item in banner.heads)
    rest = [line for item in banner.heads for line in item.lines if all(line is not other for other in lines)]
    if rest:
        result.furniture.append(Furniture("other", joined_head(rest)[0], [sheet.region(box)]))
    covered = under_banner(box, others, [draft.box for draft in result.drafts], rules, sheet.type_.em)
    bare = [result.drafts[number] for number in covered if not result.drafts[number].article.section]
    for draft in bare:
        draft.article.section = text
    if not bare:
        result.furniture.append(Furniture("other", text, [sheet.region(box)]))
