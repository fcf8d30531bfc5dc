"""The content of a page, built from its furniture and its article candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from banmian.document.changes import Change
from banmian.document.model import Furniture, Image, PageInfo, Table
from banmian.layout.geometry import INSIDE, MOSTLY, Box, union
from banmian.layout.model import Line, Page
from banmian.layout.page_facts import UNMEASURED, Separators, Typography
from banmian.layout.segmentation.body_size_headlines import is_in_own_bold
from banmian.layout.segmentation.infographics import is_list
from banmian.layout.segmentation.page_furniture import HEAD_ZONE, FurnitureGroup
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.rows import sort_by_rows
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.article_building.article_builder import (
    ArticleDraft,
    PageContext,
    draft_article,
    join_headline,
    make_furniture,
    make_image,
    make_table,
    write_body,
)
from banmian.layout.separation.article_building.heading_parts import classify_head_lines
from banmian.layout.separation.article_building.prominence import rank_candidates
from banmian.layout.separation.article_building.section_banners import articles_under_banner
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate, comes_from_other_page, is_headline
from banmian.layout.separation.candidates.block_continuity import join_score
from banmian.layout.separation.candidates.block_order import require_block
from banmian.layout.separation.classification.non_articles import classify_non_article
from banmian.wording.bylines import merge_bylines, parse_bylines
from banmian.wording.captions_and_credits import parse_caption, part_credit
from banmian.wording.jump_lines import points_elsewhere
from banmian.wording.mastheads import parse_folio
from banmian.wording.personal_names import is_name

RUNS_ON = 0.9
"""Text without a headline belongs to an article if its join to the article's end scores at least this."""
LEAST_TEXT = 8
"""Text without a headline and with fewer characters is not an article."""
STORY = 60
"""A caption of so many characters under a headline is a report."""
TITLE_REACH = 6.0
"""A headline is a picture's where it is at most so many em away from one of its region."""
HEAD_REACH = 4.0
"""A headline is at most so many of its em above its text."""
OUTRANKS = 2.0
"""A headline so many times larger than those of the only article below it is that article's."""
KICKER_REACH = 1.5
"""A kicker is at most so many of its em above the headline,"""
KICKER_SHARE = 0.2
"""and is at least this share of its width, for shorter ones are labels."""


@dataclass
class PageContent:
    """The content of one page. ``facts`` are the lines at its head that give title, date and number."""

    info: PageInfo
    drafts: list[ArticleDraft] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)


def empty_content(page: Page) -> PageContent:
    """The content of a page about which nothing is known yet."""
    return PageContent(
        PageInfo(
            number=page.number,
            width=page.width,
            height=page.height,
            unit=page.unit,
            dpi=page.dpi,
            skew_degrees=page.skew_degrees,
            text_source=page.text_source,
            confidence=page.confidence,
            warnings=list(page.warnings),
            original=page.original,
        )
    )


def bare_content(page: Page) -> PageContent:
    """The content of a page without lines: its pictures."""
    content = empty_content(page)
    content.images = [Image(regions=[_as_printed(page).region(picture.box)]) for picture in page.pictures]
    return content


def write_content(
    page: Page,
    furniture: Sequence[FurnitureGroup],
    candidates: Sequence[ArticleCandidate],
    context: PageContext,
    separators: Separators,
) -> PageContent:
    """The content of a page; ``candidates`` and ``separators`` are in the frame from which ``context`` leads back."""
    content = empty_content(page)
    for group in furniture:
        _record_furniture(group, content, page)
    _write_candidates(candidates, context, content, separators)
    return content


def _as_printed(page: Page) -> PageContext:
    """The context for what is found before the page is turned."""
    return PageContext(page.number, UNMEASURED.typography, lambda box: box)


def _record_furniture(group: FurnitureGroup, content: PageContent, page: Page) -> None:
    context = _as_printed(page)
    content.furniture.append(Furniture(group.kind, group.text, [context.region(group.box)]))
    if group.kind in ("masthead", "folio"):
        if group.box.y0 < HEAD_ZONE * page.height:
            content.facts += [line.text for line in group.lines]
        pointers = [line.box for line in group.lines if points_elsewhere(line.text)]
        lines = [line for line in group.lines if not any(_follows(line, pointer) for pointer in pointers)]
        labels = [parse_folio(line.text) for line in lines]
        if group.kind == "masthead":
            labels = [label for label in labels if label and not label.isdigit()]
        content.info.label = content.info.label or next((label for label in labels if label), None)


def _follows(line: Line, pointer: Box) -> bool:
    """Whether a line stands right below or right after what sends to another page."""
    below = 0 <= line.box.cy - pointer.cy <= 2 * line.size and line.box.x_overlap(pointer) > 0
    after = 0 <= line.box.x0 - pointer.x1 <= line.size and line.box.y_overlap(pointer) > 0
    return below or after


def _write_candidates(
    candidates: Sequence[ArticleCandidate], context: PageContext, content: PageContent, separators: Separators
) -> None:
    banners: list[ArticleCandidate] = []
    alone = len(candidates) == 1
    for candidate in candidates:
        kind = classify_non_article(candidate)
        if kind is not None:
            content.furniture.append(make_furniture(kind, candidate, context))
            _keep_graphics(candidate, context, content)
        elif not alone and _is_list(candidate, context):
            lines = tuple(sort_by_rows(candidate.lines))
            content.images.append(make_image(Item("picture", candidate.area, caption=lines, drawn=True), context))
            _keep_graphics(candidate, context, content)
        elif candidate.texts:
            _write_text(candidate, context, content)
        elif candidate.tables:
            draft = draft_article(candidate, context)
            content.tables += draft.article.tables
            content.images += draft.article.images
        elif (story := _picture_story(candidate, context)) is not None:
            content.drafts.append(story)
        elif candidate.pictures and not _is_banner(candidate):
            _write_pictures(candidate, context, content)
        elif candidate.heads:
            content.images += [make_image(item, context) for item in candidate.pictures]
            banners.append(candidate)
    places = [union(item.box for item in banner.heads) for banner in banners]
    for banner in banners:
        _hang_banner(banner, places, context, content, separators)
    for draft, rank in zip(content.drafts, rank_candidates([draft.candidate for draft in content.drafts]), strict=True):
        draft.article.rank = rank


def _is_list(candidate: ArticleCandidate, context: PageContext) -> bool:
    """Whether a text is a list of names: a figure. Columns of old print are as short as items of a list."""
    return not context.type_.vertical and is_list(candidate.text_lines, context.type_)


def _picture_story(candidate: ArticleCandidate, context: PageContext) -> ArticleDraft | None:
    """The article that a picture is which has a headline and a caption as long as a report."""
    captioned = [item for item in candidate.pictures if item.caption and not item.drawn]
    if len(captioned) != 1 or not any(_is_headline(head, context.type_) for head in candidate.heads):
        return None
    lines = captioned[0].caption
    image = make_image(captioned[0], context)
    if len(image.caption or "") < STORY or any(line.vertical for line in lines):
        return None
    block = make_block(lines, context.type_.em)
    bare = [replace(item, caption=()) if item is captioned[0] else item for item in candidate.pictures]
    draft = draft_article(replace(candidate, texts=(Item("text", block.box, block),), pictures=tuple(bare)), context)
    if image.credit:
        place = next(number for number, item in enumerate(candidate.pictures) if item is captioned[0])
        draft.article.images[place].credit = image.credit
        _without_credit(draft, context)
        people, work = part_credit(image.credit)
        taken = [replace(one, role=one.role or work) for one in parse_bylines(people) if is_name(one.name)]
        draft.article.bylines = merge_bylines(taken, draft.article.bylines)
    return draft


def _is_headline(head: Item, type_: Typography) -> bool:
    """Whether a head at a picture is in display type or, without a role, in a bold face that the text does not have."""
    return is_headline(head, type_) or (not head.role and all(is_in_own_bold(line, type_) for line in head.lines))


def _without_credit(draft: ArticleDraft, context: PageContext) -> None:
    """Take a picture's credit off the end of a report that is its caption."""
    last = draft.paragraphs[-1]
    kept = parse_caption(last.text)[0]
    if last.text.startswith(kept) and kept:
        cut = Change("credit", len(kept), last.text[len(kept) :], "")
        draft.paragraphs[-1] = replace(last, text=kept, changes=[*last.changes, cut])
        write_body(draft.article, draft.paragraphs, context)


def _write_pictures(candidate: ArticleCandidate, context: PageContext, content: PageContent) -> None:
    """Pictures of a region; the headlines at one come before the first one's caption, others are no picture's."""
    images = [make_image(item, context) for item in candidate.pictures]
    reach = TITLE_REACH * context.type_.em
    near = [
        head for head in candidate.heads if any(head.box.distance(item.box) <= reach for item in candidate.pictures)
    ]
    lines = [line for head in near for line in head.lines]
    if lines:
        title = join_headline(lines)[0]
        images[0].caption = f"{title} {images[0].caption}" if images[0].caption else title
    content.images += images
    for head in candidate.heads:
        if all(head is not other for other in near):
            content.furniture.append(Furniture("other", join_headline(head.lines)[0], [context.region(head.box)]))


def _is_banner(candidate: ArticleCandidate) -> bool:
    """Whether the headlines of a region with pictures are set apart from them, and so belong to what is below."""
    return bool(candidate.heads) and not any(
        head.box.x_overlap(item.box) > INSIDE * head.box.width and head.box.y0 >= item.box.cy
        for head in candidate.heads
        for item in candidate.pictures
    )


def _write_text(candidate: ArticleCandidate, context: PageContext, content: PageContent) -> None:
    draft = draft_article(candidate, context)
    if not candidate.heads and not comes_from_other_page(candidate.texts):
        home = None if candidate.chained else _home(candidate, content.drafts, context)
        if home is not None:
            _append(home, candidate, context)
            return
        if len(draft.article.text) < LEAST_TEXT:
            said = [part for part in (draft.article.headline, draft.article.text) if part]
            content.furniture.append(Furniture("other", "\n".join(said), draft.article.regions))
            _keep_graphics(candidate, context, content)
            return
    content.drafts.append(draft)
    for address in draft.addresses:
        content.furniture.append(Furniture("other", address.text, [context.region(box) for _, box in address.regions]))


def _keep_graphics(candidate: ArticleCandidate, context: PageContext, content: PageContent) -> None:
    """Pictures and tables of a region that is not an article become the page's own."""
    content.images += [make_image(item, context) for item in candidate.pictures]
    content.tables += [make_table(item, context) for item in candidate.tables]


def _home(candidate: ArticleCandidate, drafts: Sequence[ArticleDraft], context: PageContext) -> ArticleDraft | None:
    """The article whose last line continues in a candidate without a headline, if there certainly is one."""
    first = require_block(candidate.texts[0])
    scored = [
        (join_score(require_block(draft.candidate.texts[-1]), first, context.type_.em), number)
        for number, draft in enumerate(drafts)
        if draft.candidate.texts and draft.candidate.frame == candidate.frame
    ]
    best = max(scored, default=(0.0, -1))
    return drafts[best[1]] if best[0] >= RUNS_ON else None


def _append(home: ArticleDraft, candidate: ArticleCandidate, context: PageContext) -> None:
    """Append a candidate without a headline to the article that it continues."""
    old = home.candidate
    whole = replace(
        old,
        texts=old.texts + candidate.texts,
        pictures=old.pictures + candidate.pictures,
        tables=old.tables + candidate.tables,
        boxes=old.boxes + candidate.boxes,
        confidence=min(old.confidence, candidate.confidence),
    )
    again = draft_article(whole, context)
    again.article.section = home.article.section
    home.article, home.box, home.candidate = again.article, again.box, whole


def _hang_banner(
    banner: ArticleCandidate, others: Sequence[Box], context: PageContext, content: PageContent, separators: Separators
) -> None:
    """A headline over several articles becomes the section of each; over one without a headline it is that one's."""
    em, box = context.type_.em, union(item.box for item in banner.heads)
    drafts = [draft for draft in content.drafts if banner.frame is None or banner.frame.covers(draft.box)]
    numbers = articles_under_banner(box, others, [draft.box for draft in drafts], separators, em)
    covered = [drafts[number] for number in numbers]
    lacking = [draft for draft in covered if draft.article.headline is None and _is_over(box, banner, draft)]
    headlined = any(is_headline(head, context.type_) for head in banner.heads)
    if headlined and lacking:
        _add_heads(min(lacking, key=lambda draft: draft.box.y0), banner, context)
    elif headlined and len(covered) == 1 and (_is_kicker(box, banner, covered[0]) or _outranks(banner, covered[0])):
        _add_heads(covered[0], banner, context)
    else:
        _name_section(banner, covered, context, content)


def _add_heads(draft: ArticleDraft, banner: ArticleCandidate, context: PageContext) -> None:
    """Write an article again with the heads of a banner over its own."""
    whole = replace(draft.candidate, heads=(*banner.heads, *draft.candidate.heads))
    again, section = draft_article(whole, context), draft.article.section
    again.article.section = again.article.section or section
    draft.article, draft.box, draft.candidate = again.article, again.box, whole


def _is_over(box: Box, banner: ArticleCandidate, draft: ArticleDraft) -> bool:
    """Whether a banner is right above an article without a headline."""
    size = max(head.size for head in banner.heads)
    below = -size <= draft.box.y0 - box.y1 <= HEAD_REACH * size
    return below and box.x_share(draft.box) >= MOSTLY


def _is_kicker(box: Box, banner: ArticleCandidate, draft: ArticleDraft) -> bool:
    """Whether a banner is a smaller line right above an article's headline and no wider."""
    size = max(head.size for head in banner.heads)
    heads = [head for head in draft.candidate.heads if head.size > size and not head.vertical]
    heads = [head for head in heads if box.width >= KICKER_SHARE * head.box.width]
    return any(
        -0.5 * size <= head.box.y0 - box.y1 <= KICKER_REACH * size and box.x_overlap(head.box) >= INSIDE * box.width
        for head in heads
    )


def _outranks(banner: ArticleCandidate, draft: ArticleDraft) -> bool:
    """Whether a banner is so much larger than an article's own heads that these are but labels or a deck."""
    own = max((head.size for head in draft.candidate.heads), default=0.0)
    return max(head.size for head in banner.heads) >= OUTRANKS * own


def _name_section(
    banner: ArticleCandidate, covered: Sequence[ArticleDraft], context: PageContext, content: PageContent
) -> None:
    head = classify_head_lines(banner.heads, context.type_)
    lines = head.headline or head.section or head.kicker or head.subheadline or head.byline
    text = join_headline(lines)[0]
    box = union(item.box for item in banner.heads)
    rest = [line for item in banner.heads for line in item.lines if all(line is not other for other in lines)]
    if rest:
        content.furniture.append(Furniture("other", join_headline(rest)[0], [context.region(box)]))
    bare = [draft for draft in covered if not draft.article.section and not text.isdigit()]
    for draft in bare:
        draft.article.section = text
    if not bare:
        content.furniture.append(Furniture("other", text, [context.region(box)]))
