"""Picture stories: a picture, a headline of its own beside or over the words under it, and these words are a report.

What stands under a picture is its caption, however long, unless it has a headline: then it is the text of an article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line, Picture
from banmian.layout.page_facts import SIZE_STEP, Typography
from banmian.layout.segmentation.body_size_headlines import is_in_own_bold
from banmian.layout.segmentation.picture_captions import is_bare_credit
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.rows import sort_by_rows
from banmian.layout.segmentation.text_blocks import make_block
from banmian.wording.unicode_script import may_end_paragraph

STORY = 60
"""A caption of so many characters under a headline is a report."""
LEAST_HEADLINE = 4
"""A headline has at least so many letters,"""
REACH = 2.0
"""is at most so many em over the report, which is no further from the picture and no further outside its edges,"""
SIDE_REACH = 5.0
"""or so many em left of its first row, which may be indented."""
LEADING = 1.0
"""The lines of a report are at most so many em below each other."""

Story = tuple[Item, ...]


def take_picture_stories(
    items: Sequence[Item], pictures: Sequence[Picture], type_: Typography
) -> tuple[list[Item], list[Story]]:
    """The items of a region without those of its picture stories, and these: headline and picture of each."""
    captioned = [item for item in items if item.kind == "picture" and item.caption and not item.drawn]
    lines = [line for item in captioned for line in item.caption if not line.vertical]
    heads = [item for item in items if item.kind == "head" and not item.role and not item.vertical]
    heads = [head for head in heads if head.size >= SIZE_STEP * type_.em or head.lines[0].bold]
    headlines = [line for line in lines if _is_headline(line, type_)]
    heads += [Item("head", line.box, make_block([line], type_.em)) for line in headlines]
    story_lines = [line for line in lines if all(line is not headline for headline in headlines)]
    story_lines += [line for item in items if _is_in_other_face(item, type_) for line in item.lines]
    frames = [picture.box for picture in pictures]
    stories: list[Story] = []
    for head in sorted(heads, key=lambda head: head.box.y0):
        story = _story(head, story_lines, frames, type_.em)
        if story:
            stories.append(story)
            used = {id(line) for item in story for line in (*item.lines, *item.caption)}
            story_lines = [line for line in story_lines if id(line) not in used]
            frames = [frame for frame in frames if all(not item.box.covers(frame) for item in story)]
    return _without(items, pictures, stories, type_.em), stories


def _story(head: Item, lines: Sequence[Line], frames: Sequence[Box], em: float) -> Story:
    """The story that a headline begins, nothing where no report is beside or under it or no picture is at it."""
    for frame in frames:
        edges = frame._replace(x0=frame.x0 - REACH * em, x1=frame.x1 + REACH * em)
        if not _is_between(head.box, edges):
            continue
        report = _report(head.box, [line for line in lines if _is_between(line.box, edges)], em)
        if sum(len(line.text.replace(" ", "")) for line in report) < STORY:
            continue
        whole = union([head.box, *(line.box for line in report)])
        if min(abs(whole.y0 - frame.y1), abs(frame.y0 - whole.y1)) > REACH * em:
            continue
        box = union([frame, *(line.box for line in report)])
        return head, Item("picture", box, caption=tuple(report))
    return ()


def _is_between(box: Box, edges: Box) -> bool:
    return edges.x0 <= box.x0 and box.x1 <= edges.x1


def _report(headline: Box, lines: Sequence[Line], em: float) -> list[Line]:
    """The lines under a headline or right of it, down to the first gap or a credit."""
    rows = sort_by_rows([line for line in lines if line.box.cy > headline.y0 - REACH * em])
    found: list[Line] = []
    place = headline
    for line in rows:
        box = line.box
        if not found:
            over = -0.5 * em <= box.y0 - headline.y1 <= REACH * em and headline.x_overlap(box) > 0
            level = -0.5 * em <= box.x0 - headline.x1 <= SIDE_REACH * em and abs(headline.cy - box.cy) <= REACH * em
            if not (over or level):
                continue
            place = box
        elif box.y0 - place.y1 > LEADING * em or (box.x_overlap(place) <= 0 and box.y_share(place) < 0.5):
            break
        found.append(line)
        place = union([place, box]) if len(found) > 1 else box
        if is_bare_credit([line]):
            break
    return found


def _without(items: Sequence[Item], pictures: Sequence[Picture], stories: Sequence[Story], em: float) -> list[Item]:
    """The items that are in no story, pictures with the rest of their captions."""
    used = {id(line) for story in stories for item in story for line in (*item.lines, *item.caption)}
    framed = [item.box for story in stories for item in story if item.kind == "picture"]
    kept: list[Item] = []
    for item in items:
        if item.kind == "text":
            kept += _rest(item, used, em)
            continue
        if item.kind != "picture":
            kept += [item] if all(item is not part for story in stories for part in story) else []
            continue
        frame = next((picture.box for picture in pictures if item.box.covers(picture.box)), None)
        own = frame is None or all(not box.covers(frame) for box in framed)
        caption = tuple(line for line in item.caption if id(line) not in used)
        if own and len(caption) == len(item.caption):
            kept.append(item)
        elif own and frame:
            kept.append(replace(item, box=union([frame, *(line.box for line in caption)]), caption=caption))
        elif caption:
            kept.append(replace(item, box=union(line.box for line in caption), caption=caption))
    return kept


def _rest(text: Item, used: set[int], em: float) -> list[Item]:
    """A text without the lines that a story has."""
    lines = [line for line in text.lines if id(line) not in used]
    if len(lines) == len(text.lines):
        return [text]
    block = make_block(lines, em) if lines else None
    return [replace(text, box=block.box, block=block)] if block else []


def _is_in_other_face(item: Item, type_: Typography) -> bool:
    """Whether a text is set in a face that is not the body's, as captions are, and not bold."""
    known = item.kind == "text" and bool(type_.font)
    return known and all(line.font and line.font != type_.font and not line.bold for line in item.lines)


def _is_headline(line: Line, type_: Typography) -> bool:
    letters = sum(char.isalpha() for char in line.text)
    bold = is_in_own_bold(line, type_) and line.size >= type_.em / SIZE_STEP
    return bold and letters >= LEAST_HEADLINE and not may_end_paragraph(line.text)
