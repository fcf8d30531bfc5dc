"""From bare text to articles: all of repair for text that has lost its page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from banmian.document.model import Article, Content, DocumentWarning, Furniture, PageInfo, Region, Repair
from banmian.repair.bare_text.article_assembly import Assembly, assemble_article, headline_leanings
from banmian.repair.bare_text.article_segmentation import gather_segments
from banmian.repair.bare_text.briefs import Brief, split_briefs
from banmian.repair.bare_text.caption_placement import place_pictures
from banmian.repair.bare_text.chunks import Chunk, split_chunks
from banmian.repair.bare_text.contents_lists import ContentsEntry, read_contents
from banmian.repair.bare_text.duplicate_lines import Copy, find_copies
from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.element_grouping import read_elements
from banmian.repair.bare_text.element_roles import (
    assign_own_roles,
    caption_tables,
    demote_broken_prose,
    demote_unmarked_titles,
    find_bare_names,
    find_issuers,
    find_letter_signers,
    find_sentence_heads,
    find_signed_verse,
    join_captions,
    join_stanzas,
    split_tight_heads,
)
from banmian.repair.bare_text.furniture import mark_furniture
from banmian.repair.bare_text.headline_matching import match_headlines
from banmian.repair.bare_text.headline_parts import HeadlineGroup, title_style
from banmian.repair.bare_text.printed_lines import PrintedLine, read_lines
from banmian.repair.bare_text.section_banners import assign_sections
from banmian.repair.bare_text.section_numbers import join_section_numbers
from banmian.repair.bare_text.segment import ArticleSegment, SegmentedText
from banmian.repair.bare_text.segment_certainty import article_certainties
from banmian.repair.bare_text.segment_stitching import stitch_segments
from banmian.repair.bare_text.source_text import Part, Source
from banmian.repair.rules.document_evidence import DocumentEvidence
from banmian.repair.rules.merged_lines import split_merged_lines
from banmian.repair.rules.merged_openings import split_openings
from banmian.stages import Stage, rewrite, run_stages, stage
from banmian.wording.mastheads import parse_folio, parse_publication

UNSURE, UNSURE_SHARE = 0.5, 0.25
"""Articles less certain than the first are doubtful; from this share of them on the text is."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")
_BINARY_SHARE = 0.02


class UnreadableTextError(ValueError):
    """Not a text: binary data, or an unpaired surrogate."""


def text_to_content(text: str) -> Content:
    """Articles, furniture, publication, tables and images from text that another tool extracted.

    ``text`` is plain or Markdown. Regions are ranges of characters on page 1: [first column, first line,
    last column, last line], lines and columns from 0, the last column being that after the last character.
    Raises UnreadableTextError for binary data and unpaired surrogates.
    """
    _check(text)
    content = Content(pages=[PageInfo(number=1)])
    for chunk in split_chunks(text):
        _add(content, _chunk_to_content(chunk))
    content.publication = parse_publication(
        [piece.text for piece in content.furniture if piece.kind in ("masthead", "folio")]
    )
    labels = [parse_folio(piece.text) for piece in content.furniture if piece.kind in ("folio", "masthead")]
    content.pages[0].label = next((label for label in labels if label), None)
    _warn_of_unsure(content)
    _keep_edges(content, text)
    return content


def _warn_of_unsure(content: Content) -> None:
    """Say where headlines and bodies of many articles could not be told apart for certain."""
    unsure = sum((article.confidence or 0.0) < UNSURE for article in content.articles)
    share = unsure / max(1, len(content.articles))
    if unsure > 1 and share >= UNSURE_SHARE:
        message = "Nothing in this text tells for certain which headline or paragraph belongs to which article."
        content.pages[0].warnings.append(DocumentWarning("unsure_articles", message, round(share, 3)))


def _check(text: str) -> None:
    if _SURROGATE.search(text):
        raise UnreadableTextError("the text contains an unpaired surrogate; it was decoded wrongly")
    if len(_BINARY.findall(text[:100_000])) > _BINARY_SHARE * min(len(text), 100_000):
        raise UnreadableTextError("the text contains many control characters; it is binary data")


def _add(content: Content, other: Content) -> None:
    content.articles += other.articles
    content.furniture += other.furniture


@dataclass(frozen=True)
class TextRepair:
    """A stretch of text being repaired. ``left`` are headline groups without a segment, with their positions."""

    source: Source
    evidence: DocumentEvidence
    lines: tuple[PrintedLine, ...] = ()
    copies: tuple[Copy, ...] = ()
    elements: tuple[Element, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    briefs: tuple[Brief, ...] = ()
    gathered: SegmentedText = field(default_factory=SegmentedText)
    left: tuple[tuple[int, HeadlineGroup], ...] = ()
    segments: tuple[ArticleSegment, ...] = ()
    articles: tuple[Article, ...] = ()
    furniture: tuple[Furniture, ...] = ()

    def counts(self) -> dict[str, int]:
        """How much there is of everything in the text at this stage."""
        roles = Counter(element.role for element in self.elements)
        return {
            "lines": len(self.lines),
            "copies": len(self.copies),
            "elements": len(self.elements),
            **{f"{role} elements": roles[role] for role in sorted(roles)},
            "contents": len(self.contents),
            "briefs": len(self.briefs),
            "segments": len(self.segments) or len(self.gathered.segments),
            "heads left": len(self.left),
            "articles": len(self.articles),
            "furniture": len(self.furniture),
        }


def _read_lines(state: TextRepair) -> TextRepair:
    return replace(state, lines=tuple(read_lines(state.source)))


def _split_merged(state: TextRepair) -> TextRepair:
    lines = split_openings(state.lines, state.source)
    return replace(state, lines=tuple(split_merged_lines(lines, state.source)))


def _find_copies(state: TextRepair) -> TextRepair:
    return replace(state, copies=tuple(find_copies(state.lines)))


def _read_elements(state: TextRepair) -> TextRepair:
    ranges = [(copy.first, copy.end) for copy in state.copies]
    return replace(state, elements=tuple(read_elements(list(state.lines), ranges)))


def _read_contents(state: TextRepair) -> TextRepair:
    return replace(state, contents=tuple(read_contents(state.elements)))


def _split_briefs(state: TextRepair) -> TextRepair:
    elements, briefs = split_briefs(state.elements, state.source)
    return replace(state, elements=tuple(elements), briefs=tuple(briefs))


def _gather(state: TextRepair) -> TextRepair:
    titles = [entry.title for entry in state.contents]
    return replace(state, gathered=gather_segments(list(state.elements), titles, state.briefs))


def _match_headlines(state: TextRepair) -> TextRepair:
    segments, left = match_headlines(state.gathered)
    return replace(state, left=tuple(left), segments=tuple(segments))


def _stitch(state: TextRepair) -> TextRepair:
    segments, left = stitch_segments(list(state.segments), list(state.left), state.evidence)
    return replace(state, segments=tuple(segments), left=tuple(left))


def _assign_sections(state: TextRepair) -> TextRepair:
    return replace(state, segments=tuple(assign_sections(state.segments, state.left)))


def _assemble(state: TextRepair) -> TextRepair:
    shared = Assembly(state.source, state.evidence, title_style(list(state.elements)), state.contents)
    taken = {id(element) for segment in state.segments for element in segment.elements()}
    rest = [element for element in state.elements if id(element) not in taken]
    leanings = headline_leanings(state.segments, shared.style)
    articles = [
        assemble_article(segment, shared, leaning) for segment, leaning in zip(state.segments, leanings, strict=True)
    ]
    for article, sure in zip(articles, article_certainties(state.segments, state.left), strict=True):
        article.confidence = round(sure, 3)
    return replace(
        state,
        articles=tuple(articles),
        furniture=tuple(_furniture(element, state.source) for element in rest),
    )


STAGES: tuple[Stage[TextRepair], ...] = (
    stage(
        "lines",
        "lines with their places, width in em, gap above, Markdown level",
        _read_lines,
        needs="source",
        gives="lines",
    ),
    stage(
        "merged lines",
        "lines in which one article ends and the next begins, or which open with a head in brackets, cut in two",
        _split_merged,
        needs="lines source",
        gives="lines",
    ),
    stage(
        "copies",
        "lines that say again what stands above them, as where a layer is painted twice",
        _find_copies,
        needs="lines",
        gives="copies",
    ),
    stage(
        "elements",
        "linearized tables, vertical runs, verse; wrapped lines joined into paragraphs",
        _read_elements,
        needs="lines copies",
        gives="elements",
    ),
    rewrite(
        "section numbers",
        "numbers of sections in lines of their own, put before their titles",
        join_section_numbers,
        field="elements",
    ),
    rewrite(
        "text furniture", "masthead, folio, contents, staff, notices, running heads", mark_furniture, field="elements"
    ),
    rewrite(
        "roles",
        "title, byline, jump, picture, prose, by an element's own words and form",
        assign_own_roles,
        field="elements",
    ),
    rewrite(
        "sentence heads",
        "lines of scripts with word spaces that end no sentence, between those that end and begin one, are titles",
        find_sentence_heads,
        field="elements",
    ),
    rewrite(
        "unmarked titles",
        "where headings are marked up, unmarked lines with several clauses become prose",
        demote_unmarked_titles,
        field="elements",
    ),
    rewrite(
        "broken prose", "short pieces that continue in the next are not titles", demote_broken_prose, field="elements"
    ),
    rewrite(
        "tight heads",
        "heads of several bodies without blank lines between them, which look like verse, are titles",
        split_tight_heads,
        field="elements",
    ),
    rewrite("stanzas", "lines next to verse joined into stanzas", join_stanzas, field="elements"),
    rewrite("signed verse", "titles and authors over lines of verse", find_signed_verse, field="elements"),
    rewrite(
        "bare names", "single names between a headline and its body become bylines", find_bare_names, field="elements"
    ),
    rewrite("captions", "captions that end with a credit", join_captions, field="elements"),
    rewrite("letter signers", "the lines that sign letters to the editor", find_letter_signers, field="elements"),
    rewrite("table captions", "titles of tables at the end of a text", caption_tables, field="elements"),
    rewrite("issuers", "the last lines of a notice", find_issuers, field="elements"),
    stage("contents", "titles in contents lists", _read_contents, needs="elements", gives="contents"),
    stage(
        "briefs",
        "marked or counted items that are articles of their own, with their heads",
        _split_briefs,
        needs="elements source",
        gives="elements briefs",
    ),
    stage(
        "segments",
        "article segmentation by datelines, signatures, jumps, changes of column and topic",
        _gather,
        needs="contents briefs elements",
        gives="gathered",
    ),
    stage(
        "headlines",
        "headlines matched with bodies, over the whole text at once",
        _match_headlines,
        needs="gathered",
        gives="left segments",
    ),
    stage(
        "stitching",
        "segments divided for headlines without a body; bodies and paragraphs that were cut apart joined",
        _stitch,
        needs="segments left evidence",
        gives="segments left",
    ),
    rewrite("pictures", "pictures assigned to the article whose wording they share", place_pictures, field="segments"),
    stage("sections", "banners over several articles", _assign_sections, needs="segments left", gives="segments"),
    stage(
        "articles from text",
        "the text of each block repaired by the rules below, every change recorded",
        _assemble,
        needs="source evidence elements contents segments left",
        gives="articles furniture",
    ),
)
"""How bare text is repaired, in order."""


def _chunk_to_content(chunk: Chunk) -> Content:
    source = Source(chunk.text, chunk.first_line)
    state = TextRepair(source, DocumentEvidence(chunk.text))
    state = run_stages("repairing bare text", STAGES, state, f"from line {chunk.first_line + 1}")
    if not state.lines:
        return _unprinted(source)
    return Content(articles=list(state.articles), furniture=list(state.furniture))


def _furniture(element: Element, source: Source) -> Furniture:
    kind = element.kind if element.role == "furniture" else "other"
    return Furniture(kind, source.read(element.part), [source.region(element.part)])  # type: ignore[arg-type]


def _unprinted(source: Source) -> Content:
    """The characters of a text that consists of white space and zero-width characters only."""
    part = Part(0, len(source.text.rstrip("\n")))
    return Content(furniture=[Furniture("other", source.read(part), [source.region(part)])] if part.end else [])


def _keep_edges(content: Content, text: str) -> None:
    """Keep what follows the last line, so that the whole text can be restored."""
    if not text.strip("\n"):
        if text:
            content.furniture.append(Furniture("other", text, [Region(1, [0.0, 0.0, float(len(text)), 0.0])]))
        return
    trailing = text[len(text.rstrip("\n")) :]
    if not trailing:
        return
    if content.articles:
        content.articles[-1].repairs.append(Repair("margin", "end", 0, trailing, "", 1.0))
    else:
        content.furniture[-1].text += trailing
