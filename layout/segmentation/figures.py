"""Figures: pictures and the lines that are their captions."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line, Picture
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.paragraphs import join_texts
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import TextBlock
from banmian.wording.bylines import byline_score
from banmian.wording.credits import credit_score, parse_caption

SURE_CREDIT = 0.5
"""Score from which a text ends with a photo credit."""
CAPTION_LINES = 6
"""A caption has at most this many lines."""
SILENT_LINES = 3
"""A caption without a credit has at most this many."""
CREDIT_GAP = 2.5
"""A separate credit is at most this far (em) from its picture or the caption."""
CAPTION_GAP = 1.6
"""A caption is at most this far (em) from its picture."""
MOST_TEXT = 90
"""An area with more characters is text that looked like a picture."""
LEAST_SIDE = 3.0
"""Pictures narrower or lower than this (em) are ornaments."""


def is_credit(lines: Sequence[Line]) -> bool:
    """Whether the lines, joined, end with a photo credit."""
    joined = "".join(line.text for line in lines)
    return credit_score(joined) >= SURE_CREDIT and parse_caption(joined)[1] is not None


def split_caption(lines: Sequence[Line], under_picture: bool) -> int:
    """How many lines at the top of a stack are a caption with its credit: 0 where there is none.

    Away from a picture the credit must end the stack: running text may mention a photographer.
    """
    for count in range(1, min(CAPTION_LINES, len(lines)) + 1):
        whole = count == len(lines)
        if (whole or under_picture) and is_credit(lines[:count]):
            return count
    return 0


def touches(picture: Box, block: Box, em: float) -> bool:
    """Whether a block is at the bottom or side of a picture, or inside it."""
    gap = CAPTION_GAP * em
    below = -0.5 * em <= block.y0 - picture.y1 <= gap and picture.x_overlap(block) >= 0.5 * block.width
    inside = picture.grown(em).covers(block, 0.8)
    level = picture.y_overlap(block) >= 0.5 * block.height
    beside = level and -0.5 * em <= max(block.x0 - picture.x1, picture.x0 - block.x1) <= gap
    return below or inside or beside


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
    frames = [picture.box for picture in pictures if _is_picture(picture.box, blocks, type_)]
    blocks = _attach_credits(frames, blocks, type_)
    captions: dict[int, list[TextBlock]] = {}
    rest: list[TextBlock] = []
    loose_texts: list[Item] = []
    for block in blocks:
        told = any(zone.covers(block.box, 0.6) for zone in zones)
        home = _nearest(frames, block) if told and frames else _home(frames, block, type_)
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
        captions[number] = [block]
        rest = [other for other in rest if other is not block]
    items = [_picture_item(frame, captions.get(number, [])) for number, frame in enumerate(frames)]
    return items + loose_texts, rest


def _attach_credits(frames: Sequence[Box], blocks: Sequence[TextBlock], type_: Typography) -> list[TextBlock]:
    """The blocks; a credit in the last line, set off by a gap, is attached to the picture above."""
    joined: list[TextBlock] = []
    credits = [block for block in blocks if _is_bare_credit(block)]
    taken: set[int] = set()
    for block in blocks:
        last = block.lines[-1].box
        beside = [
            credit
            for credit in credits
            if credit is not block
            and credit.box.y_overlap(last) > 0.5 * credit.box.height
            and credit.box.x0 >= last.x1
            and any(_at_foot(frame, block.box, type_.em) and credit.box.x1 <= frame.x1 + type_.em for frame in frames)
        ]
        if beside:
            credit = min(beside, key=lambda credit: credit.box.x0)
            taken.add(id(credit))
            joined.append(TextBlock((*block.lines, *credit.lines), block.left, max(block.right, credit.right)))
        else:
            joined.append(block)
    return [block for block in joined if id(block) not in taken]


def _is_bare_credit(block: TextBlock) -> bool:
    return is_credit(block.lines) and not parse_caption(join_texts(block.lines)[0])[0].strip("■▲◆●▼ ")


def _find_credited(
    loose_text: Item, frames: Sequence[Box], captions: dict[int, list[TextBlock]], type_: Typography
) -> int | None:
    """The picture next to a credit without a caption: the bottom of the picture or of its caption is near."""
    if loose_text.block is None or not _is_bare_credit(loose_text.block):
        return None
    reach = CREDIT_GAP * type_.em
    for number, frame in enumerate(frames):
        whole = union([frame, *(block.box for block in captions.get(number, []))])
        if whole.grown(reach).covers(loose_text.box, 0.8):
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
            if number not in captions
            and len(block.lines) <= SILENT_LINES
            and _at_foot(frame, block.box, em)
            and not _goes_on(block, blocks, em)
        ]
        found += [(number, block) for block in under[:1]]
    return found


def _at_foot(frame: Box, block: Box, em: float) -> bool:
    """Whether a block is right below a picture and no wider."""
    below = -0.5 * em <= block.y0 - frame.y1 <= CAPTION_GAP * em
    return below and frame.x0 - em <= block.x0 and block.x1 <= frame.x1 + em


def _goes_on(block: TextBlock, blocks: Sequence[TextBlock], em: float) -> bool:
    return any(
        other is not block
        and 0 <= other.box.y0 - block.box.y1 <= 2 * em
        and other.box.x_overlap(block.box) > 0.5 * min(other.box.width, block.box.width)
        for other in blocks
    )


def _is_picture(frame: Box, blocks: Sequence[TextBlock], type_: Typography) -> bool:
    """Whether an area is large enough for a picture and not full of running text."""
    if min(frame.width, frame.height) < LEAST_SIDE * type_.em:
        return False
    return sum(block.characters for block in blocks if frame.covers(block.box, 0.7)) <= MOST_TEXT


def _nearest(frames: Sequence[Box], block: TextBlock) -> int:
    def distance(frame: Box) -> float:
        return max(0.0, -frame.x_overlap(block.box)) + max(0.0, -frame.y_overlap(block.box))

    return min(range(len(frames)), key=lambda number: distance(frames[number]))


def _home(frames: Sequence[Box], block: TextBlock, type_: Typography) -> int | None:
    if len(block.lines) > CAPTION_LINES or _names_reporters(block):
        return None
    near = [number for number, frame in enumerate(frames) if touches(frame, block.box, type_.em)]
    fits = [number for number in near if _captions(frames[number], block, type_)]
    if not fits:
        return None
    return min(fits, key=lambda number: -frames[number].intersection(block.box.grown(CAPTION_GAP * type_.em)))


def _names_reporters(block: TextBlock) -> bool:
    """Whether a block is an article's byline and not a photo credit."""
    return byline_score("".join(line.text for line in block.lines)) >= SURE_CREDIT and not is_credit(block.lines)


def _captions(frame: Box, block: TextBlock, type_: Typography) -> bool:
    if is_credit(block.lines) or frame.covers(block.box, 0.8):
        return True
    if all(line.vertical for line in block.lines):
        return block.size < 1.3 * type_.em
    if block.text.lstrip()[:1] in "■▲◆●▼↑↓←→△":
        return True
    other_font = any(line.font and type_.font and line.font != type_.font for line in block.lines)
    return (other_font and block.size < 1.2 * type_.em) or block.size < 0.92 * type_.em


def _picture_item(frame: Box, captions: Sequence[TextBlock]) -> Item:
    lines = [line for block in captions for line in block.lines]
    if not all(line.vertical for line in lines):
        lines = _in_rows(lines)
    return Item("picture", union([frame, *(line.box for line in lines)]), caption=tuple(lines))


def _in_rows(lines: Sequence[Line]) -> list[Line]:
    """Lines from top to bottom, those of one row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box.cy):
        if rows and line.box.y_overlap(rows[-1][0].box) > 0.5 * min(line.box.height, rows[-1][0].box.height):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.box.x0)]
