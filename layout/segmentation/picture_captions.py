"""Figures: pictures and the lines that are their captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import MOSTLY, Box, union
from banmian.layout.model import Line, Page, Picture
from banmian.layout.page_facts import Typography, shares_column
from banmian.layout.segmentation.body_size_headlines import is_in_own_bold
from banmian.layout.segmentation.paragraphs import join_texts
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.rows import sort_by_rows
from banmian.layout.segmentation.text_blocks import TextBlock
from banmian.wording.bylines import byline_score
from banmian.wording.captions_and_credits import credit_score, parse_caption
from banmian.wording.score_threshold import SURE

CAPTION_LINES = 6
"""A caption has at most this many lines."""
SILENT_LINES = 3
"""A caption without a credit has at most this many."""
SIDE_LINES, SIDE_WIDTH = 8, 11.0
"""One alone beside a picture has at most this many, each at most so many em long,"""
SIDE_REACH = 3.0
"""with no other text above or below it within so many em."""
SIDE_INDENT = 1.5
"""Its first line begins no further (em) inside than a mark is wide: a paragraph's is indented."""
MINOR_SIDE = 2
"""It has at least this many lines."""
LEAST_LEAD = 40
"""In bold type a block of so many characters is the opening of an article."""
SCENE_TEXT = 8
"""Fewer characters in a picture are something in the scene, and no caption."""
CREDIT_GAP = 2.5
"""A separate credit is at most this far (em) from its picture or the caption."""
CAPTION_GAP, OVER_GAP = 1.6, 5.0
"""A caption is at most this far (em) from its picture; one with a credit above a picture, whose top may be pale, at
most this far."""
MOST_TEXT = 90
"""An area with more characters is text that looked like a picture."""
LEAST_SIDE = 3.0
"""Pictures narrower or lower than this (em) are ornaments."""
MARKS = "■▲◆●▼↑↓←→△"
"""Marks that point from a caption to its picture."""
CAPTION_WORDS = re.compile(r"\s*(?:[（(]?[上下左右][图圖]|[图圖](?:[为為]|中|[:：]))")
"""With these words a caption says that it is one."""
PROFILE_GAP = 2.0
"""The parts of a profile are at most this far (em) below each other;"""
LEAST_FACTS = 3
"""so many of its lines begin with a word and a colon."""
AS_BROAD = 0.7
"""A line stands in a column of lines at least this share of its own width."""
VERTICAL_CAPTION = 1.3
"""A vertical caption is smaller than this ratio to the body;"""
OTHER_FACE = 1.2
"""one in another face than the body smaller than this,"""
SAME_FACE = 0.92
"""one in the same face smaller than this."""


def is_credit(lines: Sequence[Line]) -> bool:
    """Whether the lines, joined, end with a photo credit."""
    joined = "".join(line.text for line in lines)
    return credit_score(joined) >= SURE and parse_caption(joined)[1] is not None


def split_caption(lines: Sequence[Line], under_picture: bool) -> int:
    """How many lines at the top of a stack are a caption with its credit: 0 where there is none.

    Away from a picture the credit must end the stack: running text may mention a photographer.
    """
    for count in range(1, min(CAPTION_LINES, len(lines)) + 1):
        whole = count == len(lines)
        if (whole or under_picture) and is_credit(lines[:count]):
            return count
    return 0


def adjoins_picture(picture: Box, block: Box, em: float) -> bool:
    """Whether a block is at the bottom or side of a picture, or inside it."""
    gap = CAPTION_GAP * em
    below = -0.5 * em <= block.y0 - picture.y1 <= gap and picture.x_overlap(block) >= 0.5 * block.width
    inside = picture.grown(em).covers(block)
    level = picture.y_overlap(block) >= 0.5 * block.height
    beside = level and -0.5 * em <= max(block.x0 - picture.x1, picture.x0 - block.x1) <= gap
    return below or inside or beside


def is_above_picture(picture: Box, block: Box, em: float) -> bool:
    """Whether a block is right above a picture and no wider."""
    above = -0.5 * em <= picture.y0 - block.y1 <= OVER_GAP * em
    return above and picture.x0 - em <= block.x0 and block.x1 <= picture.x1 + em


def take_labels(page: Page) -> Page:
    """The page with the lines in its maps, charts and drawings as these pictures' labels, with those they have."""
    drawn = [picture.box for picture in page.pictures if picture.drawn]
    held = {id(line): next((box for box in drawn if box.covers(line.box, MOSTLY)), None) for line in page.lines}
    pictures = [
        replace(
            picture,
            labels=tuple(
                sort_by_rows([*picture.labels, *(line for line in page.lines if held[id(line)] == picture.box)])
            ),
        )
        for picture in page.pictures
    ]
    return replace(page, lines=[line for line in page.lines if held[id(line)] is None], pictures=pictures)


def pair_captions(
    pictures: Sequence[Picture],
    blocks: Sequence[TextBlock],
    type_: Typography,
    zones: Sequence[Box] = (),
) -> tuple[list[Item], list[TextBlock]]:
    """Picture items with their captions, and the blocks that are not captions.

    A block is a caption when it touches a picture and ends with a credit, is set apart by its font, size or
    direction, or lies in the picture; and, where no picture was found, when all of it is a sentence with a credit.
    A block in one of the caption `zones` is always one.
    """
    pictures = [picture for picture in pictures if _is_picture(picture, blocks, type_)]
    frames = [picture.box for picture in pictures]
    blocks = _attach_credits(frames, blocks, type_)
    captions: dict[int, list[TextBlock]] = {}
    rest: list[TextBlock] = []
    loose_texts: list[Item] = []
    for block in blocks:
        in_zone = any(zone.covers(block.box, MOSTLY) for zone in zones)
        home = _nearest(frames, block) if in_zone and frames else _home(frames, block, blocks, type_)
        if home is not None:
            captions.setdefault(home, []).append(block)
        elif len(block.lines) <= CAPTION_LINES and is_credit(block.lines):
            loose_texts.append(Item("picture", block.box, block, caption=block.lines))
        else:
            rest.append(block)
    for loose_text in list(loose_texts):
        home = _find_credited(loose_text, frames, captions, type_)
        if home is not None and loose_text.block is not None:
            captions.setdefault(home, []).append(loose_text.block)
            loose_texts.remove(loose_text)
    for number, block in _silent_captions(frames, captions, rest, type_):
        captions.setdefault(number, []).append(block)
        rest = [other for other in rest if other is not block]
    for number, caption in list(captions.items()):
        level = [block for block in rest if _is_level(block.box, frames[number], caption)]
        captions[number] = [*caption, *level]
        rest = [block for block in rest if all(block is not other for other in level)]
    items = [_picture_item(picture, captions.get(number, [])) for number, picture in enumerate(pictures)]
    for number, item in enumerate(items):
        profile = find_profile(frames[number], rest, type_.em)
        if profile:
            lines = [*item.caption, *(line for block in profile for line in block.lines)]
            box = union([item.box, *(line.box for line in lines)])
            items[number] = replace(item, box=box, caption=tuple(lines), drawn=True)
            rest = [block for block in rest if all(block is not other for other in profile)]
    return items + loose_texts, rest


def _is_level(block: Box, frame: Box, caption: Sequence[TextBlock]) -> bool:
    """Whether a block below a picture, no wider than it, stands in the rows of the picture's caption and ends there."""
    within = frame.x0 <= block.cx <= frame.x1 and block.width <= frame.width and block.y0 >= frame.y1
    rows = [line.box for part in caption for line in part.lines if part.box.y0 >= frame.y1]
    return within and bool(rows) and block.y_overlap(union(rows)) > 0.5 * block.height


def find_profile(frame: Box, blocks: Sequence[TextBlock], em: float) -> list[TextBlock]:
    """The blocks of a profile below a picture: a list of facts, each a word, a colon and what it is, under a title."""
    reached, found = frame.y1, []
    inside = [b for b in blocks if frame.x0 - em <= b.box.x0 and b.box.x1 <= frame.x1 + em and b.box.cy > frame.y1]
    for block in sorted(inside, key=lambda block: block.box.y0):
        if block.box.y0 - reached > PROFILE_GAP * em:
            break
        found.append(block)
        reached = max(reached, block.box.y1)
    while found and not any(states_fact(line) for line in found[-1].lines):
        found.pop()
    lines = [line for block in found for line in block.lines]
    facts = sum(states_fact(line) for line in lines)
    return found if facts >= LEAST_FACTS else []


def states_fact(line: Line) -> bool:
    """Whether a line begins with a short word and a colon."""
    return bool(re.match(r"[^\W\d_]{2,7}\s?[:：]\s?\S", line.text.strip()))


def _attach_credits(frames: Sequence[Box], blocks: Sequence[TextBlock], type_: Typography) -> list[TextBlock]:
    """The blocks; a credit in the last line, set off by a gap, is attached to the picture above."""
    joined: list[TextBlock] = []
    credits = [block for block in blocks if is_bare_credit(block.lines)]
    taken: set[int] = set()
    for block in blocks:
        last = block.lines[-1].box
        beside = [
            credit
            for credit in credits
            if credit is not block
            and credit.box.y_overlap(last) > 0.5 * credit.box.height
            and credit.box.x0 >= last.x1
            and any(_adjoins(frame, block.box, type_.em) and credit.box.x1 <= frame.x1 + type_.em for frame in frames)
        ]
        if beside:
            credit = min(beside, key=lambda credit: credit.box.x0)
            taken.add(id(credit))
            joined.append(TextBlock((*block.lines, *credit.lines), block.left, max(block.right, credit.right)))
        else:
            joined.append(block)
    return [block for block in joined if id(block) not in taken]


def _adjoins(frame: Box, block: Box, em: float) -> bool:
    return _at_foot(frame, block, em) or is_above_picture(frame, block, em)


def is_bare_credit(lines: Sequence[Line]) -> bool:
    """Whether lines are a photo credit and nothing else."""
    return is_credit(lines) and not parse_caption(join_texts(lines)[0])[0].strip("■▲◆●▼ ")


def _find_credited(
    loose_text: Item, frames: Sequence[Box], captions: dict[int, list[TextBlock]], type_: Typography
) -> int | None:
    """The picture next to a credit without a caption: the bottom of the picture or of its caption is near."""
    if loose_text.block is None or not is_bare_credit(loose_text.block.lines):
        return None
    reach = CREDIT_GAP * type_.em
    for number, frame in enumerate(frames):
        whole = union([frame, *(block.box for block in captions.get(number, []))])
        if whole.grown(reach).covers(loose_text.box):
            return number
    return None


def _silent_captions(
    frames: Sequence[Box],
    captions: dict[int, list[TextBlock]],
    blocks: Sequence[TextBlock],
    type_: Typography,
) -> list[tuple[int, TextBlock]]:
    """Captions without a credit: a few lines alone below a picture that has no other caption."""
    em = type_.em
    found: list[tuple[int, TextBlock]] = []
    for number, frame in enumerate(frames):
        under = [
            block
            for block in blocks
            if not any(_says_something(caption) for caption in captions.get(number, []))
            and len(block.lines) <= SILENT_LINES
            and _at_foot(frame, block.box, em)
            and not _goes_on(block, blocks, em)
        ]
        found += [(number, block) for block in under[:1]]
    return found


def _says_something(block: TextBlock) -> bool:
    """Whether a caption is more than a bare credit or a word in the scene."""
    return block.characters >= SCENE_TEXT and not is_bare_credit(block.lines)


def _at_foot(frame: Box, block: Box, em: float) -> bool:
    """Whether a block is right below a picture and no wider."""
    below = -0.5 * em <= block.y0 - frame.y1 <= CAPTION_GAP * em
    return below and frame.x0 - em <= block.x0 and block.x1 <= frame.x1 + em


def _goes_on(block: TextBlock, blocks: Sequence[TextBlock], em: float) -> bool:
    return any(
        other is not block and 0 <= other.box.y0 - block.box.y1 <= 2 * em and shares_column(other.box, block.box)
        for other in blocks
    )


def _is_picture(picture: Picture, blocks: Sequence[TextBlock], type_: Typography) -> bool:
    """Whether an area is large enough for a picture and not full of running text."""
    frame = picture.box
    if min(frame.width, frame.height) < LEAST_SIDE * type_.em:
        return False
    return sum(block.characters for block in blocks if frame.covers(block.box)) <= MOST_TEXT


def _nearest(frames: Sequence[Box], block: TextBlock) -> int:
    return min(range(len(frames)), key=lambda number: frames[number].distance(block.box))


def _home(frames: Sequence[Box], block: TextBlock, blocks: Sequence[TextBlock], type_: Typography) -> int | None:
    if _names_reporters(block) or _is_lead(block, type_):
        return None
    near = [number for number, frame in enumerate(frames) if adjoins_picture(frame, block.box, type_.em)]
    if _is_alone(block, blocks, type_.em):
        beside = [number for number in near if _is_beside(frames[number], block.box, type_.em)]
        if beside:
            return beside[0]
    if len(block.lines) > CAPTION_LINES:
        return None
    if is_credit(block.lines):
        near += [number for number, frame in enumerate(frames) if is_above_picture(frame, block.box, type_.em)]
    if not _is_marked(block) and _is_in_column(block, blocks, type_.em):
        near = [number for number in near if not _is_beside(frames[number], block.box, type_.em)]
    fits = [number for number in near if _captions(frames[number], block, type_)]
    if not fits:
        return None
    return min(fits, key=lambda number: -frames[number].intersection(block.box.grown(CAPTION_GAP * type_.em)))


def _is_beside(frame: Box, block: Box, em: float) -> bool:
    """Whether a block is at a picture's side, within its height."""
    level = frame.y0 - em <= block.y0 and block.y1 <= frame.y1 + em
    return level and max(block.x0 - frame.x1, frame.x0 - block.x1) >= -0.5 * em


def _is_marked(block: TextBlock) -> bool:
    """Whether a block says that it is a caption: by a credit, a mark or its first words."""
    return is_credit(block.lines) or block.text.lstrip()[:1] in MARKS or bool(CAPTION_WORDS.match(block.text))


def _is_in_column(block: TextBlock, blocks: Sequence[TextBlock], em: float) -> bool:
    """Whether a block is a piece of a column: another stands right above or below it on the same left edge."""
    return any(
        other is not block
        and abs(other.box.x0 - block.box.x0) <= em
        and other.box.width >= AS_BROAD * block.box.width
        and -0.5 * em <= -other.box.y_overlap(block.box) <= em
        for other in blocks
    )


def _is_alone(block: TextBlock, blocks: Sequence[TextBlock], em: float) -> bool:
    """Whether a narrow block is no part of a column: no text stands above or below it but a credit."""
    if len(block.lines) > SIDE_LINES or block.box.width > SIDE_WIDTH * em or len(block.lines) < MINOR_SIDE:
        return False
    if block.lines[0].box.x0 - block.box.x0 > SIDE_INDENT * em:
        return False
    return not any(
        other is not block
        and shares_column(other.box, block.box)
        and -other.box.y_overlap(block.box) <= SIDE_REACH * em
        and not is_bare_credit(other.lines)
        for other in blocks
    )


def _is_lead(block: TextBlock, type_: Typography) -> bool:
    """Whether a block in bold type is as long as an article's opening: captions are set lighter."""
    bold = all(is_in_own_bold(line, type_) for line in block.lines)
    return bold and block.characters >= LEAST_LEAD and not is_credit(block.lines)


def _names_reporters(block: TextBlock) -> bool:
    """Whether a block is an article's byline and not a photo credit."""
    return byline_score("".join(line.text for line in block.lines)) >= SURE and not is_credit(block.lines)


def _captions(frame: Box, block: TextBlock, type_: Typography) -> bool:
    if is_credit(block.lines) or frame.covers(block.box):
        return True
    if all(line.vertical for line in block.lines):
        return block.size < VERTICAL_CAPTION * type_.em
    if _is_marked(block):
        return True
    other_font = any(line.font and type_.font and line.font != type_.font for line in block.lines)
    return (other_font and block.size < OTHER_FACE * type_.em) or block.size < SAME_FACE * type_.em


def _picture_item(picture: Picture, captions: Sequence[TextBlock]) -> Item:
    lines = [line for block in captions for line in block.lines]
    if not all(line.vertical for line in lines):
        lines = sort_by_rows(lines)
    box = union([picture.box, *(line.box for line in lines)])
    return Item("picture", box, caption=tuple(lines), labels=picture.labels)
