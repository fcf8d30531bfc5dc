"""Articles assembled from segments: texts repaired, fields filled, every change recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from banmian.document.changes import Change
from banmian.document.model import Article, Block, BlockType, Byline, Continuation, Image, Region, Repair, Table
from banmian.repair.bare_text.briefs import drop_brief_mark, drop_head_mark
from banmian.repair.bare_text.contents_lists import ContentsEntry
from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.element_repair import repair_prose, repair_title, repair_verse, repair_vertical_headline
from banmian.repair.bare_text.evidence_weights import HEADLINE_LINE
from banmian.repair.bare_text.headline_parts import (
    HeadlineParts,
    TitleStyle,
    is_motto,
    second_line_points,
    split_headline,
)
from banmian.repair.bare_text.printed_lines import closing_signature
from banmian.repair.bare_text.segment import ArticleSegment
from banmian.repair.bare_text.source_text import Source
from banmian.repair.bare_text.vertical_headlines import split_halves
from banmian.repair.rules.document_evidence import DocumentEvidence
from banmian.repair.rules.paragraph_joins import breaks_off, join_in_place
from banmian.repair.rules.repeated_passages import remove_repeated_passages
from banmian.wording.bylines import merge_bylines, parse_bylines
from banmian.wording.captions_and_credits import parse_caption
from banmian.wording.datelines import parse_dateline
from banmian.wording.jump_lines import Jump, find_jumps, strip_jumps
from banmian.wording.line_joins import join_lines
from banmian.wording.list_items import is_list_item
from banmian.wording.shared_wording import SAME_TITLE, grams, overlap, title_grams

_FROM_CONTENTS = 0.9
"""Confidence of a section that a contents list names."""
_STACKED_LINES = 0.7
"""Confidence of the space between two vertical lines of a headline."""
_LISTED = 0.95
"""Confidence of a space taken out of a headline that a contents list prints without it."""

_TOLD = 0.4
_LEAD = 200
"""So many characters of a body are held against its headline."""
FIELDS = ("section", "kicker", "headline", "subheadline", "bylines", "continued_from", "continued_to")
"""The fields whose places come first in an article's regions, in this order."""


@dataclass(slots=True)
class Paragraph:
    """Elements that form one block; ``score`` is the confidence of the joins."""

    elements: list[Element]
    kind: BlockType
    score: float = 1.0


@dataclass(slots=True)
class Assembly:
    """What all segments of a text share."""

    source: Source
    evidence: DocumentEvidence
    style: TitleStyle
    contents: Sequence[ContentsEntry] = ()

    @property
    def sections(self) -> frozenset[str]:
        """The section names that contents lists print above their entries."""
        return frozenset(entry.section for entry in self.contents if entry.section)


def headline_leanings(segments: Sequence[ArticleSegment], style: TitleStyle) -> list[float]:
    """For each segment what its text says of the second of two title lines: whether they are headlines, as a rule."""
    titles = [segment.heads.titles if segment.heads else () for segment in segments]
    points = [second_line_points(lines, style, _lead(one)) for lines, one in zip(titles, segments, strict=True)]
    known = [point for point in points if point is not None]
    total = sum(known)
    return [
        HEADLINE_LINE.leaning * (total - own) / (len(known) - 1 + HEADLINE_LINE.reserve) if own is not None else 0.0
        for own in points
    ]


def _lead(segment: ArticleSegment) -> str:
    return segment.text[:_LEAD]


def assemble_article(segment: ArticleSegment, shared: Assembly, leaning: float = 0.0) -> Article:
    """The article of a segment; ``leaning`` is that of `headline_leanings`."""
    article = Article()
    parted = HeadlineParts()
    if segment.heads:
        parted = split_headline(segment.heads.titles, shared.style, _lead(segment), leaning)
    _name_section(parted, segment, shared)
    fields: dict[str, list[Region]] = {}
    for name in ("section", "kicker", "headline", "subheadline"):
        elements: list[Element] = getattr(parted, name)
        if elements:
            text, changes = _title_text(elements, shared)
            if segment.brief and name == "headline":
                text, marks = drop_head_mark(text, elements[0].lines[0].shown)
                changes += marks
            setattr(article, name, text)
            fields[name] = _regions(elements, shared.source)
            article.repairs += _repairs(changes, name)
    _section_of_entry(article, shared.contents)
    bylines = [*(segment.heads.bylines if segment.heads else []), *segment.bylines]
    _note(article, fields, "bylines", "byline", bylines, shared.source)
    _continuations(article, fields, segment, shared.source)
    _add_blocks(article, segment, shared)
    _add_tables(article, segment, shared.source)
    _add_pictures(article, segment, shared.source)
    article.bylines = _people(article, bylines)
    first = article.blocks[0].text if article.blocks else ""
    article.dateline = parse_dateline(first)[0]
    article.text = "\n".join(block.text for block in article.blocks)
    article.regions = [region for name in FIELDS for region in fields.get(name, [])]
    article.regions += [region for block in article.blocks for region in block.regions]
    return article


def _name_section(parted: HeadlineParts, segment: ArticleSegment, shared: Assembly) -> None:
    """The section given by a banner, or the first line of the group if a contents list or its form marks it as one."""
    if segment.section is not None:
        parted.section, parted.kicker = [segment.section], [*parted.section, *parted.kicker]
    elif not parted.section and parted.kicker:
        text = parted.kicker[0].text.strip()
        if text in shared.sections or _is_series(text, segment):
            parted.section, parted.kicker = parted.kicker[:1], parted.kicker[1:]


def _section_of_entry(article: Article, contents: Sequence[ContentsEntry]) -> None:
    """The section under which a contents list names the headline; the list itself is left as it is."""
    if article.section is not None or not article.headline:
        return
    title = title_grams(article.headline)
    best = max(contents, key=lambda entry: overlap(title, entry.grams), default=None)
    if best is not None and best.section and overlap(title, best.grams) > SAME_TITLE:
        article.section = best.section
        article.repairs.append(Repair("contents", "section", 0, "", best.section, _FROM_CONTENTS))


def _is_series(text: str, segment: ArticleSegment) -> bool:
    """Whether a line over the headline names a series rather than saying what the article is about."""
    wording = grams(text)
    return is_motto(text) and len(wording & grams(segment.text)) < _TOLD * len(wording)


def _title_text(elements: list[Element], shared: Assembly) -> tuple[str, list[Change]]:
    raws = [shared.source.read(element.part) for element in elements]
    if any(element.vertical for element in elements):
        text, changes = repair_vertical_headline(raws)
        parted = split_halves(text)
        if parted != text:
            changes.append(Change("vertical", len(text) // 2, "", " ", _STACKED_LINES))
        return parted, changes
    text, changes = repair_title(raws, shared.source.traits)
    return _as_listed(text, changes, [entry.title for entry in shared.contents])


def _as_listed(text: str, changes: list[Change], contents: Sequence[str]) -> tuple[str, list[Change]]:
    """A space in a headline that a contents list prints without it was only a line break."""
    place = text.find(" ")
    while place > 0:
        around = text[max(0, place - 4) : place] + text[place + 1 : place + 5]
        if len(around) == 8 and any(around in entry for entry in contents):
            changes.append(Change("spacing", place, " ", "", _LISTED))
            text = text[:place] + text[place + 1 :]
        place = text.find(" ", place + 1)
    return text, changes


def _regions(elements: Sequence[Element], source: Source) -> list[Region]:
    return [source.region(element.part) for element in elements]


def _repairs(changes: Sequence[Change], block: int | str) -> list[Repair]:
    return [
        Repair(change.rule, block, change.offset, change.before, change.after, change.confidence) for change in changes
    ]


def _note(
    article: Article, fields: dict[str, list[Region]], name: str, rule: str, elements: Sequence[Element], source: Source
) -> None:
    """Record lines that were moved from the text into a field."""
    if elements:
        raw = "\n".join(source.read(element.part) for element in elements)
        article.repairs.append(Repair(rule, name, 0, raw, "", 1.0))
        fields[name] = _regions(elements, source)


def _continuations(article: Article, fields: dict[str, list[Region]], segment: ArticleSegment, source: Source) -> None:
    for name, element in (("continued_from", segment.jump_from), ("continued_to", segment.jump_to)):
        if element is not None:
            jumps = find_jumps(element.text)
            if jumps:
                setattr(article, name, _continuation(jumps[0]))
            _note(article, fields, name, "jump", [element], source)


def _continuation(jump: Jump) -> Continuation:
    return Continuation(page=jump.page, marker=jump.marker)


def join_paragraphs(items: Sequence[Element], evidence: DocumentEvidence) -> list[Paragraph]:
    """The blocks of a segment: paragraphs that break off are joined with their continuations."""
    found: list[Paragraph] = []
    for item in items:
        if item.role == "verse":
            found.append(Paragraph([item], "verse"))
        elif item.role == "title":
            if found and found[-1].kind == "subheading":
                found[-1].elements.append(item)
            else:
                found.append(Paragraph([item], "subheading"))
        elif item.role == "prose":
            last = found[-1] if found else None
            score = _join_score(last, item, evidence)
            if last is not None and score:
                last.elements.append(item)
                last.score = min(last.score, score)
            else:
                found.append(Paragraph([item], "list_item" if is_list_item(item.text) else "paragraph"))
    return found


def _join_score(last: Paragraph | None, item: Element, evidence: DocumentEvidence) -> float:
    """How likely `item` continues the last paragraph; 0 where it is another one."""
    if last is None or last.kind not in ("paragraph", "list_item"):
        return 0.0
    head = last.elements[-1].text
    if not breaks_off(head) or find_jumps(head[-30:]):
        return 0.0
    return join_in_place(head, item.text, evidence)


def _add_blocks(article: Article, segment: ArticleSegment, shared: Assembly) -> None:
    titles = [item for item in segment.items if item.role == "title"]
    for paragraph in join_paragraphs(segment.items, shared.evidence):
        raws = [shared.source.read(element.part) for element in paragraph.elements]
        if paragraph.kind == "verse":
            text, changes = repair_verse(raws, shared.source.traits)
        elif paragraph.kind == "subheading" and titles:
            text, changes = repair_title(raws, shared.source.traits)
        else:
            text, changes = repair_prose(raws, shared.source.traits)
            text, jumps, gone = strip_jumps(text)
            changes += gone
            if segment.brief and not article.blocks:
                text, marks = drop_brief_mark(text, paragraph.elements[0].lines[0].shown)
                changes += marks
                paragraph.kind = "paragraph"
            _take_jumps(article, jumps)
        regions = _regions(paragraph.elements, shared.source)
        article.repairs += _repairs(changes, len(article.blocks))
        article.blocks.append(Block(paragraph.kind, text, regions, round(paragraph.score, 3)))
    for index, change in remove_repeated_passages([block.text for block in article.blocks]):
        block = article.blocks[index]
        block.text = block.text[: change.offset] + block.text[change.offset + len(change.before) :]
        article.repairs += _repairs([change], index)


def _take_jumps(article: Article, jumps: Sequence[Jump]) -> None:
    for jump in jumps:
        if jump.kind == "from":
            article.continued_from = article.continued_from or _continuation(jump)
        else:
            article.continued_to = article.continued_to or _continuation(jump)


def _add_tables(article: Article, segment: ArticleSegment, source: Source) -> None:
    for item in segment.items:
        if item.role == "table":
            name = f"tables/{len(article.tables)}"
            article.tables.append(Table(item.caption, item.rows, _regions([item], source)))
            article.repairs.append(Repair("table", name, 0, source.read(item.part), "", 1.0))


def _add_pictures(article: Article, segment: ArticleSegment, source: Source) -> None:
    for picture in segment.pictures:
        name = f"images/{len(article.images)}"
        raw = source.read(picture.part)
        caption, credit = parse_caption(join_lines([line.shown for line in picture.lines])[0])
        caption = repair_prose([caption], source.traits)[0]
        if not caption and len(segment.prose) <= 2:
            caption = article_text(article)
        article.images.append(Image(caption or None, credit, _regions([picture], source)))
        article.repairs.append(Repair("picture", name, 0, raw, "", 1.0))


def article_text(article: Article) -> str:
    """All blocks of an article without line breaks."""
    return "".join(block.text for block in article.blocks)


def _people(article: Article, elements: Sequence[Element]) -> list[Byline]:
    groups = [parse_bylines(element.text) for element in elements]
    prose = [block.text for block in article.blocks if block.type in ("paragraph", "verse")]
    if prose:
        groups.append(parse_dateline(prose[0])[1])
        signature = closing_signature(prose[-1])
        if signature is not None:
            groups.append(parse_bylines(signature[0]))
    return merge_bylines(*groups)
