"""From pages to content: the whole of layout in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from banmian.document.model import Content, Furniture, Image, PageInfo, Publication, Table
from banmian.layout.geometry import Box, union
from banmian.layout.model import Line, Page, Panel, Picture, Rule
from banmian.layout.page_facts import Typography, measure_typography
from banmian.layout.segmentation.drop_caps import attach_drop_caps
from banmian.layout.segmentation.frames import find_frames, inside, outermost
from banmian.layout.segmentation.line_normalization import is_ornament, normalize_page
from banmian.layout.segmentation.page_furniture import (
    HEAD_ZONE,
    FurnitureGroup,
    find_furniture,
    find_margin_furniture,
    find_zoned_furniture,
)
from banmian.layout.segmentation.region_classification import classify_lines
from banmian.layout.segmentation.regions import Grid, Item
from banmian.layout.segmentation.tables import find_tables
from banmian.layout.separation.article_builder import (
    ArticleDraft,
    PageContext,
    draft_article,
    join_headline,
    make_image,
    make_table,
)
from banmian.layout.separation.candidate import ArticleCandidate, arrives
from banmian.layout.separation.chains import chained, is_broken
from banmian.layout.separation.claims import divide_by_claims
from banmian.layout.separation.continuity import join_score
from banmian.layout.separation.headings import classify_head_lines
from banmian.layout.separation.non_articles import classify_non_article, is_staff, make_furniture
from banmian.layout.separation.partition import divide
from banmian.layout.separation.reading_order import require_block
from banmian.layout.separation.rejoining import rejoined, with_own_pictures, with_stray_columns
from banmian.layout.separation.section_banners import freed, under_banner
from banmian.layout.writing_mode import is_vertical, turn_back, turn_page, with_page_direction
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
    drafts: list[ArticleDraft] = field(default_factory=list)
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
    slogans, lines = find_margin_furniture(lines)
    page = replace(page, lines=lines)
    vertical = is_vertical(page)
    page = _with_zones(normalize_page(page, measure_typography(turn_page(page).lines if vertical else page.lines).em))
    lines = [with_page_direction(line, vertical) for line in page.lines if line.text.strip()]
    page = replace(page, lines=lines)
    type_ = measure_typography(turn_page(page).lines if vertical else page.lines)
    signs = [line for line in lines if is_ornament(line, type_)]
    result.furniture += [Furniture("other", line.text, [_upright(page).region(line.box)]) for line in signs]
    lines = [line for line in lines if all(line is not sign for sign in signs)]
    told, lines = find_zoned_furniture(lines, page.zones)
    groups, lines = find_furniture(lines, page.rules, page.height, type_)
    for group in told + slogans + groups:
        _record_furniture(group, result, page)
    page = replace(page, lines=lines)
    frame = turn_page(page) if vertical else page
    back = _turning(page.width) if vertical else _same
    sheet = PageContext(page.number, type_, back)
    candidates = _candidates_of_page(frame, type_)
    _write_candidates(candidates, sheet, result, frame.rules)
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


def _upright(page: Page) -> PageContext:
    """A sheet for what is found before the page is turned."""
    return PageContext(page.number, Typography(1.0, "", 1.0), _same)


def _same(box: Box) -> Box:
    return box


def _turning(width: float) -> Callable[[Box], Box]:
    return lambda box: turn_back(box, width)


def _record_furniture(group: FurnitureGroup, result: PageContent, page: Page) -> None:
    sheet = _upright(page)
    result.furniture.append(Furniture(group.kind, group.text, [sheet.region(group.box)]))
    if group.kind in ("masthead", "folio"):
        if group.box.y0 < HEAD_ZONE * page.height:
            result.facts += [line.text for line in group.lines]
        labels = [parse_folio(line.text) for line in group.lines]
        if group.kind == "masthead":
            labels = [label for label in labels if label and not label.isdigit()]
        result.info.label = result.info.label or next((label for label in labels if label), None)


def _candidates_of_page(page: Page, type_: Typography) -> list[ArticleCandidate]:
    grids, lines = find_tables(attach_drop_caps(page.lines), page.rules, page.panels, type_)
    frames = find_frames(page, lines, [grid.box for grid in grids], type_)
    return _candidates(page, lines, grids, frames, page.pictures, type_)


def _candidates(
    page: Page,
    lines: Sequence[Line],
    grids: Sequence[Grid],
    frames: Sequence[Panel],
    shown: Sequence[Picture],
    type_: Typography,
) -> list[ArticleCandidate]:
    """The leaves of a region: its frames divided by themselves, each standing as one box in the whole."""
    outer = outermost(frames)
    held: dict[int, list[ArticleCandidate]] = {}
    boxes: list[Item] = []
    for panel in outer:
        within = [line for line in lines if inside(line.box, panel.box)]
        inner = [frame for frame in frames if frame is not panel and panel.box.covers(frame.box)]
        box = Item("box", panel.box, dark=panel.dark)
        boxes.append(box)
        own = [grid for grid in grids if inside(grid.box, panel.box)]
        seen = [picture for picture in shown if inside(picture.box, panel.box)]
        held[id(box)] = with_own_pictures(_candidates(page, within, own, inner, seen, type_))
    free = [line for line in lines if not any(inside(line.box, panel.box) for panel in outer)]
    pictures = [p for p in shown if not any(inside(p.box, panel.box) for panel in outer)]
    loose = [grid for grid in grids if not any(inside(grid.box, panel.box) for panel in outer)]
    items = classify_lines(free, page.rules, page.panels, pictures, loose, type_, page.zones) + boxes
    staff = [item for item in items if is_staff(item)]
    found = [ArticleCandidate(texts=(item,)) for item in staff]
    items = [item for item in items if all(item is not other for other in staff)]
    if not items:
        return found
    rules = [rule for rule in page.rules if not any(grid.box.covers(rule.box, 0.6) for grid in grids)]
    division = divide(items, rules, type_)
    candidates = chained(items, rules, type_) if is_broken(division, type_) else division.candidates
    for candidate in candidates:
        found += divide_by_claims(candidate, type_) if candidates is division.candidates else [candidate]
        for box in candidate.boxes:
            found += [replace(inner, framed=True) for inner in held[id(box)]]
    return freed(with_stray_columns(rejoined(found, type_), type_), type_)


def _write_candidates(
    candidates: Sequence[ArticleCandidate], sheet: PageContext, result: PageContent, rules: Sequence[Rule]
) -> None:
    banners: list[ArticleCandidate] = []
    for candidate in candidates:
        kind = classify_non_article(candidate)
        if kind is not None:
            result.furniture.append(make_furniture(kind, candidate, sheet))
            _keep_graphics(candidate, sheet, result)
        elif candidate.texts:
            _write_text(candidate, sheet, result)
        elif candidate.tables:
            draft = draft_article(candidate, sheet)
            result.tables += draft.article.tables
            result.images += draft.article.images
        elif candidate.pictures and not _is_banner(candidate):
            result.images += _titled(candidate, [make_image(item, sheet) for item in candidate.pictures])
        elif candidate.heads:
            result.images += [make_image(item, sheet) for item in candidate.pictures]
            banners.append(candidate)
    places = [union(item.box for item in banner.heads) for banner in banners]
    for banner in banners:
        _hang_banner(banner, places, sheet, result, rules)


def _titled(candidate: ArticleCandidate, images: list[Image]) -> list[Image]:
    """Pictures of a region, the first with the region's head before its caption."""
    lines = [line for head in candidate.heads for line in head.lines]
    if lines and images:
        title = join_headline(lines)[0]
        images[0].caption = f"{title} {images[0].caption}" if images[0].caption else title
    return images


def _is_banner(candidate: ArticleCandidate) -> bool:
    """Whether the heads of a region with pictures stand clear of them, and so speak of what is below."""
    return bool(candidate.heads) and not any(
        head.box.x_overlap(item.box) > 0.8 * head.box.width and head.box.y0 >= item.box.cy
        for head in candidate.heads
        for item in candidate.pictures
    )


def _write_text(candidate: ArticleCandidate, sheet: PageContext, result: PageContent) -> None:
    draft = draft_article(candidate, sheet)
    if not candidate.heads and not arrives(candidate.texts):
        home = None if candidate.linked else _home(candidate, result.drafts, sheet)
        if home is not None:
            _append(home, candidate, sheet)
            return
        if len(draft.article.text) < LEAST_TEXT:
            said = [part for part in (draft.article.headline, draft.article.text) if part]
            result.furniture.append(Furniture("other", "\n".join(said), draft.article.regions))
            _keep_graphics(candidate, sheet, result)
            return
    result.drafts.append(draft)


def _keep_graphics(candidate: ArticleCandidate, sheet: PageContext, result: PageContent) -> None:
    """Pictures and tables of a region that is no article are the page's own."""
    result.images += [make_image(item, sheet) for item in candidate.pictures]
    result.tables += [make_table(item.grid, sheet, None) for item in candidate.tables if item.grid]


def _home(candidate: ArticleCandidate, drafts: Sequence[ArticleDraft], sheet: PageContext) -> ArticleDraft | None:
    """The article whose last line runs on into a headless leaf, if one surely does."""
    first = require_block(candidate.texts[0])
    scored = [
        (join_score(require_block(draft.candidate.texts[-1]), first, sheet.type_.em), number)
        for number, draft in enumerate(drafts)
        if draft.candidate.texts
    ]
    best = max(scored, default=(0.0, -1))
    return drafts[best[1]] if best[0] >= RUNS_ON else None


def _append(home: ArticleDraft, candidate: ArticleCandidate, sheet: PageContext) -> None:
    """Add a headless leaf to the article that it goes on from."""
    old = home.candidate
    whole = ArticleCandidate(
        old.heads,
        old.texts + candidate.texts,
        old.pictures + candidate.pictures,
        old.tables + candidate.tables,
        old.boxes + candidate.boxes,
        score=old.score,
    )
    again = draft_article(whole, sheet)
    again.article.section = home.article.section
    home.article, home.box, home.candidate = again.article, again.box, whole


def _hang_banner(
    banner: ArticleCandidate, others: Sequence[Box], sheet: PageContext, result: PageContent, rules: Sequence[Rule]
) -> None:
    """A head over several articles is the section of each."""
    head = classify_head_lines(banner.heads, sheet.type_)
    lines = head.headline or head.section or head.kicker or head.subheadline or head.byline
    text = join_headline(lines)[0]
    box = union(item.box for item in banner.heads)
    rest = [line for item in banner.heads for line in item.lines if all(line is not other for other in lines)]
    if rest:
        result.furniture.append(Furniture("other", join_headline(rest)[0], [sheet.region(box)]))
    covered = under_banner(box, others, [draft.box for draft in result.drafts], rules, sheet.type_.em)
    bare = [result.drafts[number] for number in covered if not result.drafts[number].article.section]
    for draft in bare:
        draft.article.section = text
    if not bare:
        result.furniture.append(Furniture("other", text, [sheet.region(box)]))
