"""Region classification: the lines of an area become headings, running text, pictures with captions, frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from banmian.layout.geometry import MOSTLY, Box, union
from banmian.layout.model import Line, Panel, Picture, Zone, ZoneKind
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.body_size_headlines import (
    find_column_heads,
    find_decks,
    find_isolated_heads,
    find_signed_heads,
)
from banmian.layout.segmentation.headline_part_joining import join_level_headlines
from banmian.layout.segmentation.picture_captions import adjoins_picture, pair_captions, split_caption
from banmian.layout.segmentation.regions import Grid, Item
from banmian.layout.segmentation.small_head_detection import find_names, find_section_labels
from banmian.layout.segmentation.table_captions import make_table_items
from banmian.layout.segmentation.text_blocks import TextBlock, column_edges, make_block, stack_lines
from banmian.layout.thresholds import ARRANGEMENT, ArrangementThresholds
from banmian.wording.bylines import byline_score, parse_bylines
from banmian.wording.jump_lines import find_jumps
from banmian.wording.score_threshold import SURE
from banmian.wording.unicode_script import may_end_paragraph

HEAD_REACH = 1.6
"""Type a little larger than the body belongs to a heading at most this far away, in its em."""
MINOR_LINES = 2
"""Parts of a heading that are not display type (a byline, a label) have at most this many lines."""
MINOR_GAP = 1.6
"""and are at most this far (em) from it."""
SURE_GAP = 3.0
"""A certain byline may be this far (em) from its headline."""
CENTRED = 2.0
"""Centres this near (em) count as equal."""
BAND_HEIGHT = 1.6
"""A coloured band is at most so many times as high as the headline on it."""
BESIDE = 0.8
"""Upright lines of a heading are at most this far (em) apart,"""
LEVEL = 0.6
"""and share at least this much of their height."""
LABEL_PANEL = 3.2
"""A label's panel is less than this many times the label's size at its short side."""
SAME_EDGES = 0.6
"""Blocks of one column keep within this (em) of its edges."""
DISPLAY_CAPTION = 1.1
"""A caption in another face than the body that is this large (em) needs no place of its own."""


def classify_lines(
    lines: Sequence[Line],
    separators: Separators,
    panels: Sequence[Panel],
    pictures: Sequence[Picture],
    grids: Sequence[Grid],
    type_: Typography,
    zones: Sequence[Zone] = (),
    thresholds: ArrangementThresholds = ARRANGEMENT,
) -> list[Item]:
    """The items of one region (a page, or the inside of a frame). ``zones`` take precedence over size."""
    labels = [line for line in lines if _is_label(line, panels, type_)]
    sections = find_section_labels(lines, panels, type_)
    names = [line for line in find_names(lines, type_) if not _among(line, sections)]
    labels = [line for line in labels if not _among(line, [*sections, *names])]
    labelled = set(map(id, [*labels, *sections, *names]))
    across = [line for line in lines if line.vertical and id(line) not in labelled]
    along = [line for line in lines if not line.vertical and id(line) not in labelled]
    named, body = _lines_in_zones(along, zones, "headline"), _lines_in_zones(along, zones, "text")
    display = [
        line
        for line in along
        if _among(line, named) or (line.size >= thresholds.sure_display_ratio * type_.em and not _among(line, body))
    ]
    displayed = set(map(id, display))
    running = [line for line in along if id(line) not in displayed]
    small = _find_small_heads(running, [*display, *across], separators, type_)
    in_column = [line for head in small for line in head]
    running = [line for line in running if not _among(line, in_column)]
    decks = find_decks([*display, *in_column], running, separators, type_)
    running = [line for line in running if not _among(line, decks)]
    under = [line.box for line in running] + [picture.box for picture in pictures]
    display = join_level_headlines(display, under, separators, type_.em)
    blocks = [
        make_block(part, type_.em, thresholds)
        for lines_ in stack_lines(running, separators, type_, thresholds)
        for part in _split_stack(lines_, pictures, display, type_)
    ]
    raised = [
        b for b in blocks if b.size >= thresholds.display_ratio * type_.em and len(b.lines) < thresholds.running_lines
    ]
    larger = _beside_heads(raised, [*display, *across]) if display or across else _topmost(blocks, type_)
    texts = _share_edges([b for b in blocks if all(b is not other for other in larger)], type_)
    across_blocks = [make_block(lines_, type_.em, thresholds) for lines_ in _side_by_side(across, type_)]
    captions = [zone.box for zone in zones if zone.kind == "caption"]
    found, rest = pair_captions(pictures, [*texts, *across_blocks], type_, captions)
    bands = _find_bands(panels, display, lines)
    heads = [_over_band(_head_item(line, type_, thresholds), bands) for line in display]
    heads += [_head_item(line, type_, thresholds) for line in [*in_column, *decks]]
    heads += [Item("head", block.box, block) for block in larger]
    heads += [replace(_head_item(line, type_, thresholds), dark=True) for line in labels]
    heads += [replace(_head_item(line, type_, thresholds), role="section") for line in sections]
    heads += [replace(_head_item(line, type_, thresholds), role="byline") for line in names]
    heads += [Item("head", b.box, b) for b in rest if all(line.vertical for line in b.lines)]
    plain = [block for block in rest if not all(line.vertical for line in block.lines)]
    tables, plain = make_table_items(grids, plain, type_.em)
    minors = _minor_blocks(plain, heads, type_)
    items = heads + [Item("head", block.box, block) for block in minors]
    items += [Item("text", b.box, b) for b in plain if all(b is not other for other in minors)]
    return items + found + tables


def _find_small_heads(
    running: Sequence[Line], display: Sequence[Line], separators: Separators, type_: Typography
) -> list[list[Line]]:
    """The lines of each headline that is no larger than the text."""
    small = [*find_column_heads(running, separators, type_), *find_signed_heads(running, type_)]
    left = [line for line in running if not any(_among(line, head) for head in small)]
    return [*small, *find_isolated_heads(left, display, type_)]


def _head_item(line: Line, type_: Typography, thresholds: ArrangementThresholds) -> Item:
    """A line of its own as a heading."""
    return Item("head", line.box, make_block([line], type_.em, thresholds))


def _find_bands(panels: Sequence[Panel], display: Sequence[Line], lines: Sequence[Line]) -> list[Box]:
    """The coloured bands behind headlines: panels that hold display type and nothing else, little higher than it."""
    found: list[Box] = []
    for panel in panels:
        held = [line for line in lines if panel.box.covers(line.box, MOSTLY)]
        tight = held and panel.box.height <= BAND_HEIGHT * union(line.box for line in held).height
        if (panel.dark or panel.filled) and tight and all(_among(line, display) for line in held):
            found.append(panel.box)
    return found


def _over_band(head: Item, bands: Sequence[Box]) -> Item:
    """A headline on a coloured band reaches as far along it as the band does."""
    band = next((band for band in bands if band.covers(head.box, MOSTLY)), None)
    return head if band is None else replace(head, box=head.box._replace(x0=band.x0, x1=band.x1))


def _beside_heads(larger: Sequence[TextBlock], display: Sequence[Line]) -> list[TextBlock]:
    """Of the blocks a little larger than the body, those next to a heading; the others are subheadings."""
    boxes = [(line.box, line.size) for line in display]
    found: list[TextBlock] = []
    again = True
    while again:
        again = False
        for block in larger:
            known = any(block is other for other in found)
            if not known and any(_adjoins(block, box, size) for box, size in boxes):
                found.append(block)
                boxes.append((block.box, block.size))
                again = True
    return found


def _topmost(blocks: Sequence[TextBlock], type_: Typography) -> list[TextBlock]:
    """In a region without display type, the block above all its text is the heading, if it is set off."""
    short = [block for block in blocks if len(blocks) > 1 and len(block.lines) <= MINOR_LINES]
    over = [block for block in short if all(other is block or other.box.y0 >= block.box.cy for other in blocks)]
    return [block for block in over if _is_set_off(block, [other for other in blocks if other is not block], type_)]


def _is_set_off(block: TextBlock, others: Sequence[TextBlock], type_: Typography) -> bool:
    """Whether a block is larger than the rest, light on dark, or in another font without ending a sentence."""
    body = min(type_.em, median(other.size for other in others))
    if block.size >= ARRANGEMENT.display_ratio * body or all(line.reversed_out for line in block.lines):
        return True
    other_font = bool(type_.font) and all(line.font and line.font != type_.font for line in block.lines)
    return other_font and not may_end_paragraph(block.text)


def _adjoins(block: TextBlock, box: Box, size: float) -> bool:
    if block.box.x_overlap(box) <= 0:
        return False
    return -block.box.y_overlap(box) <= HEAD_REACH * min(block.size, size)


def _side_by_side(lines: Sequence[Line], type_: Typography) -> list[list[Line]]:
    """Lines across the page's direction: small ones close together are one block, right to left."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.box.x0):
        small = line.size < ARRANGEMENT.sure_display_ratio * type_.em
        home = next((g for g in groups if small and _next_across(g[-1], line, type_)), None)
        if home is None:
            groups.append([line])
        else:
            home.append(line)
    return groups


def _next_across(right: Line, left: Line, type_: Typography) -> bool:
    if right.size >= ARRANGEMENT.sure_display_ratio * type_.em:
        return False
    return right.box.x0 - left.box.x1 <= BESIDE * type_.em and right.box.y_share(left.box) > LEVEL


def _lines_in_zones(lines: Sequence[Line], zones: Sequence[Zone], kind: ZoneKind) -> list[Line]:
    """The lines whose middle lies in a zone of this kind."""
    boxes = [zone.box for zone in zones if zone.kind == kind]
    return [line for line in lines if any(box.contains_point(line.box.cx, line.box.cy) for box in boxes)]


def _among(line: Line, others: Sequence[Line]) -> bool:
    return any(line is other for other in others)


def _is_label(line: Line, panels: Sequence[Panel], type_: Typography) -> bool:
    """Whether a short line is alone on a small dark or framed panel."""
    if len(line.text) > 12 or line.size > ARRANGEMENT.label_ratio * type_.em:
        return False
    return any(
        (panel.dark or panel.filled)
        and panel.box.covers(line.box)
        and min(panel.box.width, panel.box.height) < LABEL_PANEL * max(line.size, type_.em)
        for panel in panels
    )


def _split_stack(
    lines: Sequence[Line], pictures: Sequence[Picture], display: Sequence[Line], type_: Typography
) -> list[list[Line]]:
    """A stack split where the wording shows that something else begins: a jump, a byline, the end of a caption."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        if parts[-1] and any(jump.kind == "from" for jump in find_jumps(line.text)):
            parts.append([])
        parts[-1].append(line)
        if any(jump.kind == "to" and jump.end >= len(line.text.rstrip()) - 1 for jump in find_jumps(line.text)):
            parts.append([])
    broken = [piece for part in parts if part for piece in _split_off_byline(part, display, type_)]
    return [piece for part in broken for piece in _split_off_caption(part, pictures, type_)]


def _split_off_byline(lines: list[Line], display: Sequence[Line], type_: Typography) -> list[list[Line]]:
    first = lines[0]
    if len(lines) < 2 or not parse_bylines(first.text):
        return [lines]
    left, right = column_edges(lines[1:], type_.em)
    inset = min(first.box.x0 - left, right - first.box.x1) > 3 * type_.em
    centred = inset and abs(first.box.cx - (left + right) / 2) < CENTRED * type_.em
    over = [line.box for line in display if -type_.em <= first.box.y0 - line.box.y1 < SURE_GAP * type_.em]
    headed = any(box.x_overlap(first.box) > 0 for box in over)
    under = any(abs(first.box.cx - box.cx) < type_.em for box in over)
    if under and first.box.x0 - left > CENTRED * type_.em:
        return [[first], lines[1:]]
    if byline_score(first.text + lines[1].text) >= SURE:
        return [lines[:2], lines[2:]] if lines[2:] else [lines]
    sure = byline_score(first.text) >= SURE
    return [[first], lines[1:]] if sure or (headed and (inset or centred)) else [lines]


def _split_off_caption(lines: list[Line], pictures: Sequence[Picture], type_: Typography) -> list[list[Line]]:
    under = any(adjoins_picture(picture.box, lines[0].box, type_.em) for picture in pictures)
    count = split_caption(lines, under)
    return [lines[:count], lines[count:]] if 0 < count < len(lines) else [lines]


def share_edges(items: Sequence[Item], type_: Typography) -> list[Item]:
    """Text items whose short blocks have taken the edges of a longer one in the same column; others as they are."""
    blocks = [item.block for item in items if item.block is not None]
    edged = iter(_share_edges(blocks, type_))
    return [replace(item, block=next(edged)) if item.block is not None else item for item in items]


def _share_edges(blocks: Sequence[TextBlock], type_: Typography) -> list[TextBlock]:
    """Short blocks take the edges of a longer one that is in the same column."""
    longer = [block for block in blocks if len(block.lines) > 1]
    return [block if len(block.lines) > MINOR_LINES else _shared(block, longer, type_) for block in blocks]


def _shared(block: TextBlock, longer: Sequence[TextBlock], type_: Typography) -> TextBlock:
    em = type_.em
    mates = [
        other
        for other in longer
        if other.left - SAME_EDGES * em <= block.box.x0 and block.box.x1 <= other.right + SAME_EDGES * em
    ]
    mates = [other for other in mates if len(other.lines) > MINOR_LINES] or mates
    if not mates:
        return block
    mate = min(mates, key=lambda other: max(-other.box.y_overlap(block.box), 0.0))
    if max(-mate.box.y_overlap(block.box), 0.0) > 30 * em:
        return block
    return TextBlock(block.lines, mate.left, mate.right, shared=True)


def _minor_blocks(blocks: Sequence[TextBlock], heads: Sequence[Item], type_: Typography) -> list[TextBlock]:
    """Blocks in body size that belong to a heading: bylines below it, labels and small lines above it."""
    minors: list[TextBlock] = []
    open_ = [block for block in blocks if len(block.lines) <= MINOR_LINES]
    frames: list[Box] = [head.box for head in heads]
    again = True
    while again:
        again = False
        for block in open_:
            if all(block is not other for other in minors) and _goes_with(block, frames, type_):
                minors.append(block)
                frames.append(block.box)
                again = True
    return minors


def _goes_with(block: TextBlock, frames: Sequence[Box], type_: Typography) -> bool:
    box, em = block.box, type_.em
    for frame in frames:
        gap = -frame.y_overlap(box)
        if frame.x_overlap(box) < 0.5 * box.width:
            continue
        if -em <= gap <= SURE_GAP * em and byline_score(block.text) >= SURE:
            return True
        named = len(block.lines) == 1 and bool(parse_bylines(block.text))
        if (
            named
            and -ARRANGEMENT.overlap * em <= gap <= SURE_GAP * em
            and abs(box.cx - frame.cx) < em
            and box.width < frame.width
        ):
            return True
        if not -ARRANGEMENT.overlap * em <= gap <= MINOR_GAP * em:
            continue
        level = min(abs(box.cx - frame.cx) / CENTRED, abs(box.x0 - frame.x0)) < em
        centred = level and box.width < frame.width
        other_font = bool(block.lines[0].font and type_.font and block.lines[0].font != type_.font)
        if centred and (other_font or named):
            return True
        if other_font and block.size >= DISPLAY_CAPTION * em:
            return True
    return False
