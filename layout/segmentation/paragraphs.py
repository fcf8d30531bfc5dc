"""From lines in reading order to paragraphs: where each begins, its kind, its text.

A paragraph begins at an indented line, or after a line that ends short with a finished sentence. What was read is
the lines as they were, a newline between them; every step from there to the text is in the paragraph's changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from banmian.document.changes import Change
from banmian.document.model import BlockType
from banmian.layout.geometry import Box, union
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.text_blocks import TextBlock
from banmian.layout.separation.candidates.block_continuity import is_stanza, is_verse, join_score
from banmian.layout.thresholds import ARRANGEMENT, ArrangementThresholds
from banmian.wording.jump_lines import Jump, find_jumps, strip_jumps
from banmian.wording.line_joins import join_lines
from banmian.wording.unicode_script import HAN, may_end_paragraph

SAME_INSET = 0.6
"""Lines that begin at most this many em apart are set in alike."""
SMALL_INDENT = 0.7
"""Pages in words indent by so little, in the em of their lines, which is less than that of their type."""

BULLETS = frozenset("•●◆◼▪‣∙")
"""Characters that begin an item of a list."""
NAME_INSET = 0.4
"""A name over a text begins at least this share of its column's width inside it."""
_NAME = re.compile(rf"[（(·]?[{HAN}]{{2,6}}[）)·]?")
NO_JOIN = -0.5
"""A column whose join to the previous one scores no more than this begins a paragraph."""
SUBHEADING_LENGTH = 28
"""A subheading has at most this many characters."""


@dataclass
class Paragraph:
    """A paragraph of one page: its lines, and the columns that they are in."""

    page: int
    kind: BlockType = "paragraph"
    lines: list[Line] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    text: str = ""
    changes: list[Change] = field(default_factory=list)
    jumps: list[Jump] = field(default_factory=list)

    @property
    def regions(self) -> list[tuple[int, Box]]:
        """One box for each column of the paragraph, with its page number."""
        groups: dict[int, list[Box]] = {}
        for line, block in zip(self.lines, self.blocks, strict=True):
            groups.setdefault(block, []).append(line.box)
        return [(self.page, union(boxes)) for boxes in groups.values()]

    @property
    def confidence(self) -> float:
        """Mean confidence of the lines, each weighted by its length."""
        weight = sum(len(line.text) for line in self.lines)
        return sum(line.confidence * len(line.text) for line in self.lines) / max(1, weight)


def find_paragraphs(blocks: Sequence[TextBlock], page: int, type_: Typography) -> list[Paragraph]:
    """The paragraphs of an article's text blocks, which are in reading order."""
    found: list[Paragraph] = []
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        after_verse = bool(found) and found[-1].kind == "verse"
        verse = is_verse(block, type_.em) or (after_verse and is_stanza(block))
        for index, line in enumerate(block.lines):
            kind: BlockType = "verse" if verse else _kind(block, index, type_)
            if not found or _breaks(found[-1], kind, block, index, before, type_):
                found.append(Paragraph(page, kind))
            found[-1].lines.append(line)
            found[-1].blocks.append(number)
    for paragraph in found:
        if paragraph.kind == "paragraph" and paragraph.lines[0].text.lstrip()[:1] in BULLETS:
            paragraph.kind = "list_item"
        fill_text(paragraph)
    return [paragraph for paragraph in found if paragraph.text or paragraph.jumps]


def fill_text(paragraph: Paragraph) -> None:
    """Fill in the paragraph's text, and the changes that lead to it from what was read."""
    verse = paragraph.kind == "verse"
    text, changes = join_texts(paragraph.lines) if not verse else stack_texts(paragraph.lines)
    text, jumps, cut = strip_jumps(text)
    trimmed = text.strip("\n ")
    if trimmed != text:
        cut = [*cut, *_trim(text)]
    paragraph.text, paragraph.changes, paragraph.jumps = trimmed, [*changes, *cut], jumps


def stack_texts(lines: Sequence[Line]) -> tuple[str, list[Change]]:
    """The lines' texts with a newline between them, and the changes of the single lines."""
    changes: list[Change] = []
    at = 0
    for line in lines:
        changes += [change.shifted(at) for change in line.changes]
        at += len(line.text) + 1
    return "\n".join(line.text for line in lines), changes


def join_texts(lines: Sequence[Line]) -> tuple[str, list[Change]]:
    """The lines' texts as one running text, and all changes since they were read."""
    _, changes = stack_texts(lines)
    text, joined = join_lines([line.text for line in lines])
    return text, [*changes, *joined]


def _trim(text: str) -> list[Change]:
    end = len(text.rstrip("\n "))
    start = len(text) - len(text.lstrip("\n "))
    changes = [Change("jump", end, text[end:], "")] if end < len(text) else []
    return [*changes, Change("jump", 0, text[:start], "")] if start else changes


def _only_jump(line: Line, kind: str) -> bool:
    jumps = find_jumps(line.text)
    return bool(jumps) and jumps[0].kind == kind and not strip_jumps(line.text)[0].strip(" \n▲▶►▼")


def _kind(block: TextBlock, index: int, type_: Typography) -> BlockType:
    line = block.lines[index]
    text = line.text.strip()
    if not text or len(text) > SUBHEADING_LENGTH or text[-1] in "。，、；：:,;." or find_jumps(text):
        return "paragraph"
    alone_or_larger = len(block.lines) <= 2 or line.size >= ARRANGEMENT.display_ratio * block.size
    bigger = line.size >= ARRANGEMENT.display_ratio * type_.em and alone_or_larger
    other = bool(line.font and type_.font and line.font != type_.font) and line.bold
    inset = min(line.box.x0 - block.left, block.right - line.box.x1)
    centred = abs(line.box.cx - (block.left + block.right) / 2) <= type_.em and inset > type_.em
    alone = len(block.lines) == 1 and block.right > line.box.x1 + type_.em
    return "subheading" if bigger or (other and (centred or alone)) or (alone and centred) else "paragraph"


def _breaks(
    open_: Paragraph,
    kind: BlockType,
    block: TextBlock,
    index: int,
    before: TextBlock | None,
    type_: Typography,
    thresholds: ArrangementThresholds = ARRANGEMENT,
) -> bool:
    line, last = block.lines[index], open_.lines[-1]
    if line.text.lstrip()[:1] in BULLETS:
        return True
    if _only_jump(line, "to"):
        return False
    if all(_only_jump(each, "from") for each in open_.lines):
        return False
    if kind != open_.kind:
        return True
    if kind != "paragraph":
        return index == 0
    if len(open_.lines) == 1 and index <= 1 and _is_name_over(last, block, index, type_):
        return True
    if index == 0 and before is not None:
        return join_score(before, block, type_.em) <= NO_JOIN or _indented_or_after_stop(block, before, type_)
    upper = block.lines[index - 1] if index else last
    if _is_indented(line, block, upper if index else None, type_) and not _wraps(block, index, type_):
        return True
    return _local_right(block, index) - upper.box.x1 > thresholds.short * type_.em and may_end_paragraph(upper.text)


def _is_name_over(name: Line, block: TextBlock, index: int, type_: Typography) -> bool:
    """Whether a line is a few characters far inside a block, whose text begins with its line ``index`` below it."""
    begins = block.lines[index]
    far = NAME_INSET * (block.right - block.left) <= name.box.x0 - block.left < block.right - block.left
    below = name.box.x0 - begins.box.x0 > type_.em and begins.box.y0 >= name.box.cy
    return far and below and _NAME.fullmatch(name.text.strip()) is not None


def _indented_or_after_stop(block: TextBlock, before: TextBlock, type_: Typography) -> bool:
    indented = block.lines[0].box.x0 - block.left > ARRANGEMENT.indent * type_.em
    short = before.right - before.lines[-1].box.x1 > ARRANGEMENT.short * type_.em
    return indented or (short and may_end_paragraph(before.text))


def _is_indented(
    line: Line,
    block: TextBlock,
    upper: Line | None,
    type_: Typography,
    thresholds: ArrangementThresholds = ARRANGEMENT,
) -> bool:
    """Whether a line is indented: relative to its column, or to a line above that is also set around something."""
    inset = line.box.x0 - block.left
    if upper is not None and not may_end_paragraph(upper.text):
        full = block.right - upper.box.x1 <= thresholds.short * type_.em
        above = upper.box.x0 - block.left
        if full and above > thresholds.indent * type_.em:
            return inset - above > thresholds.indent * type_.em
    return inset > thresholds.indent * type_.em or _has_small_indent(inset, upper, block, type_)


def _has_small_indent(inset: float, upper: Line | None, block: TextBlock, type_: Typography) -> bool:
    """Whether a line of a page in words is set in as little as these indent, after a sentence that ends on the edge."""
    if upper is None or type_.mostly_han or inset <= SMALL_INDENT * type_.em:
        return False
    return upper.box.x0 - block.left <= SMALL_INDENT / 2 * type_.em and may_end_paragraph(upper.text)


def _local_right(block: TextBlock, index: int) -> float:
    """Where lines end around line `index`: less than the column's edge where they run around a picture."""
    near = block.lines[max(0, index - 3) : index - 1] + block.lines[index : index + 2]
    return max((line.box.x1 for line in near), default=block.right) if index > 0 else block.right


def _wraps(block: TextBlock, index: int, type_: Typography) -> bool:
    """Whether the text runs around something to its left: the next lines keep the same inset."""
    inset = block.lines[index].box.x0
    after = block.lines[index + 1 : index + 3]
    before = block.lines[max(0, index - 1) : index]
    near = [line for line in (*before, *after) if abs(line.box.x0 - inset) < SAME_INSET * type_.em]
    return len(after) == 2 and len(near) >= 2
