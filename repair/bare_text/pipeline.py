"""Bare text made articles: the whole of repair for text that has lost its page."""

from __future__ import annotations

import re

from banmian.document.model import Content, Furniture, PageInfo, Region, Repair
from banmian.repair.bare_text.article_segments import gather_segments
from banmian.repair.bare_text.assembly import Assembly, assemble_article
from banmian.repair.bare_text.captions import place_pictures
from banmian.repair.bare_text.chunks import Chunk, split_chunks
from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.furniture import read_contents
from banmian.repair.bare_text.headline_matching import match_headlines
from banmian.repair.bare_text.lines import read_lines
from banmian.repair.bare_text.paragraphs import read_elements
from banmian.repair.bare_text.roles import assign_roles
from banmian.repair.bare_text.section_banners import assign_sections
from banmian.repair.bare_text.source import Part, Source
from banmian.repair.bare_text.stitching import stitch_segments
from banmian.repair.bare_text.titles import title_style
from banmian.repair.rules.document_evidence import DocumentEvidence
from banmian.repair.rules.merged_lines import split_merged_lines
from banmian.wording.mastheads import parse_folio, parse_publication

_SURROGATE = re.compile("[\ud800-\udfff]")
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")
_BINARY_SHARE = 0.02


class UnreadableTextError(ValueError):
    """The text is no text: binary bytes, or half of a surrogate pair."""


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
    _keep_edges(content, text)
    return content


def _check(text: str) -> None:
    if _SURROGATE.search(text):
        raise UnreadableTextError("the text holds half of a surrogate pair; it was decoded wrongly")
    if len(_BINARY.findall(text[:100_000])) > _BINARY_SHARE * min(len(text), 100_000):
        raise UnreadableTextError("the text holds control characters throughout; it is binary data")


def _add(content: Content, other: Content) -> None:
    content.articles += other.articles
    content.furniture += other.furniture


def _chunk_to_content(chunk: Chunk) -> Content:
    source = Source(chunk.text, chunk.first_line)
    lines = read_lines(source)
    if not lines:
        return _unprinted(source)
    elements = read_elements(split_merged_lines(lines, source))
    assign_roles(elements)
    evidence = DocumentEvidence(chunk.text)
    style = title_style(elements)
    contents = read_contents(elements)
    gathered = gather_segments(elements, evidence, [entry.title for entry in contents])
    left = match_headlines(gathered)
    segments, left = stitch_segments(gathered.segments, left, evidence)
    segments = place_pictures(segments)
    assign_sections(segments, left)
    shared = Assembly(source, evidence, style, contents)
    articles = [assemble_article(segment, shared) for segment in segments]
    taken = {id(element) for segment in segments for element in segment.elements()}
    furniture = [element for element in elements if id(element) not in taken]
    return Content(articles=articles, furniture=[_furniture(element, source) for element in furniture])


def _furniture(element: Element, source: Source) -> Furniture:
    kind = element.kind if element.role == "furniture" else "other"
    return Furniture(kind, source.read(element.part), [source.region(element.part)])  # type: ignore[arg-type]


def _unprinted(source: Source) -> Content:
    """The characters of a text that has white space and characters without width alone."""
    part = Part(0, len(source.text.rstrip("\n")))
    return Content(furniture=[Furniture("other", source.read(part), [source.region(part)])] if part.end else [])


def _keep_edges(content: Content, text: str) -> None:
    """Keep what follows the last line, so that all can be read back."""
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
