"""Regions that are not articles: advertisements, indexes and staff boxes, recognised by frame and wording."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from banmian.document.model import FurnitureKind
from banmian.layout.model import Line
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.wording.ads_and_indexes import advert_score, index_score
from banmian.wording.bylines import byline_score
from banmian.wording.score_threshold import SURE
from banmian.wording.staff_lines import staff_score
from banmian.wording.unicode_script import holds_sentence

SURE_UNFRAMED = 0.8
"""Score from which wording makes a region with a head and no frame an advertisement."""
LEARNED = 0.6
"""Chance from which a region that looks like an advertisement is one."""
MOST_CHARACTERS = 400
"""A notice is shorter than this."""
BILL_LINES = 4
"""A frame with this many lines of display type, and less text than they have, is a display advertisement;"""
BILL_HEADS, BILL_TEXT = 8, 60.0
"""a whole frame with so many, and fewer em of text to each, is one however long it is;"""
CENTRED_LINES, CENTRED_SHARE = 4, 0.9
"""so is one with so many lines, this share of them in the middle,"""
EVEN, MOST_EVEN, UNLIKE = 0.3, 0.25, 1.25
"""neighbours of which begin and end within so much of their size of each other in no more of them than this share, as
lines of text do, and the largest of which is so many times the smallest;"""
RUNNING_LINES, NOTICE = 3, 60
"""so is one with a headline and text that is nowhere so many lines high and no longer than so many characters."""


def classify_non_article(candidate: ArticleCandidate) -> FurnitureKind | None:
    """The furniture kind of a region that is not an article; None for an article.

    An advertisement is in a frame or has no heading of its own, or is short and worded unmistakably; text with a
    reporter's name is never one.
    """
    text = candidate.text
    learned = bool(text) and candidate.advertisement_chance > LEARNED
    if learned or (candidate.framed and is_bill(candidate.items)):
        return "advertisement"
    if not text or len(text) > MOST_CHARACTERS or candidate.tables:
        return None
    lines = text.splitlines()
    staff = sum(len(line) for line in lines if staff_score(line) > SURE)
    if staff >= 0.5 * len(text):
        return "staff"
    if any(byline_score(line) >= SURE for line in lines):
        return None
    if index_score(text) >= SURE:
        return "index"
    if candidate.framed and _is_display(candidate):
        return "advertisement"
    bare = candidate.framed or not candidate.heads
    if advert_score(text) >= (SURE if bare else SURE_UNFRAMED) or _says_only_where(candidate):
        return "advertisement"
    return None


def _says_only_where(candidate: ArticleCandidate) -> bool:
    """Whether a head stands over an address or a number to call, and no sentence."""
    said = "\n".join(line.text for line in candidate.text_lines)
    return advert_score(said) >= SURE and not holds_sentence(said)


def is_bill(items: Sequence[Item]) -> bool:
    """Whether things in a frame are a bill: much display type and little text to each line of it, or all centred.

    What a reporter signs is none.
    """
    lines = [line for item in items for line in item.lines]
    if any(byline_score(line.text) >= SURE for line in lines):
        return False
    if is_set_centred(lines):
        return True
    shown = sum(len(item.lines) for item in items if item.kind == "head" and not item.role)
    running = sum(line.box.width / line.size for item in items if item.kind == "text" for line in item.lines)
    return shown >= BILL_HEADS and running < BILL_TEXT * shown


def is_set_centred(lines: Sequence[Line]) -> bool:
    """Whether lines are set as bills are: one below the other in the middle, of unlike length and size."""
    ordered = sorted(lines, key=lambda line: line.box.cy)
    if len(ordered) < CENTRED_LINES or any(line.vertical for line in ordered):
        return False
    middle, size = median(line.box.cx for line in ordered), min(line.size for line in ordered)
    centred = sum(abs(line.box.cx - middle) <= size for line in ordered)
    even = sum(
        max(abs(upper.box.x0 - lower.box.x0), abs(upper.box.x1 - lower.box.x1)) <= EVEN * size
        for upper, lower in pairwise(ordered)
    )
    sizes = max(line.size for line in ordered) >= UNLIKE * size
    return sizes and centred >= CENTRED_SHARE * len(ordered) and even <= MOST_EVEN * len(ordered)


def _is_display(candidate: ArticleCandidate) -> bool:
    """Whether a region is a display advertisement: many lines of display type and less running text than that."""
    shown = [line.text for item in candidate.heads for line in item.lines]
    running = sum(len(line.text) for line in candidate.text_lines)
    bill = len(shown) >= BILL_LINES and running < sum(map(len, shown))
    columns = any(len(item.lines) >= RUNNING_LINES for item in candidate.texts)
    return bill or (bool(shown) and not columns and 0 < running <= NOTICE)


def is_staff(item: Item) -> bool:
    """Whether most of a text item is a list of the page's staff."""
    lines = item.lines if item.kind == "text" else ()
    return bool(lines) and 2 * sum(staff_score(line.text) > SURE for line in lines) >= len(lines)
