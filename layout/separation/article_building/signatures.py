"""Signatures: names alone above the first paragraph or after the last one, recognised by their place.

A name that no list knows differs from a last word by its place: at the right end of its column, far from where
lines begin, without a stop (陈风 after 。). Lines that say who wrote (本报记者 …) need no place, only their wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from banmian.document.changes import Change
from banmian.document.model import Byline
from banmian.layout.segmentation.paragraphs import Paragraph
from banmian.layout.segmentation.regions import Item
from banmian.wording.bylines import NO_NAMES, byline_score, parse_bylines
from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.personal_names import is_name
from banmian.wording.score_threshold import SURE
from banmian.wording.unicode_script import HAN, SPACE

INSET, FAR = 0.4, 0.6
"""A signature begins at least this share of its column's width inside it; over the text, where subheadings stand too,
a name that may be none the second share."""
LONGEST = 24
"""An author's line has at most this many characters."""
_MARKS = "（()）■□◆◎●·—- \u3000"
_NAMES = re.compile(rf"[{HAN}]{{2,4}}(?:[{SPACE}、]+[{HAN}]{{2,4}}){{0,2}}")
_AFTER_STOP = re.compile(rf"(?<=[。！？”」…])[{SPACE}]+(?P<names>[{HAN}]{{2,4}}(?:[{SPACE}][{HAN}]{{2,4}}){{0,2}})$")
_ROLE = re.compile(rf"[{HAN}]{{1,3}}[:：／/][{SPACE}]?(?P<name>[{HAN}]{{2,4}})")
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+$", re.ASCII)


def find_opening_names(paragraphs: Sequence[Paragraph], texts: Sequence[Item]) -> list[Byline]:
    """The people that the first of several paragraphs names, if it is nothing but an author's line."""
    first = paragraphs[0]
    text = _ADDRESS.sub("", first.text).strip()
    if len(first.lines) > 2 or len(text) > LONGEST:
        return []
    if byline_score(text) >= SURE:
        return parse_bylines(text)
    role = _ROLE.fullmatch(text)
    if role and is_name(role["name"]):
        return [Byline(role["name"])]
    if _is_inset(first, texts, FAR):
        return _pen_names(text)
    return _names(text) if _is_inset(first, texts) and _are_names(text) else []


def split_off_name(texts: Sequence[Item]) -> tuple[Sequence[Item], list[Byline]]:
    """The texts without a first line apart that is but a Latin name, and that person."""
    block = texts[0].block if len(texts) > 1 else None
    if block is None or len(block.lines) > 1 or not _LATIN_NAME.fullmatch(block.text.strip()):
        return texts, []
    return texts[1:], [Byline(block.text.strip())]


def find_closing_names(paragraph: Paragraph, texts: Sequence[Item]) -> list[Byline]:
    """The people that the last paragraph names, if it is nothing but a signature."""
    if len(paragraph.lines) <= 2 and byline_score(paragraph.text) >= SURE:
        return parse_bylines(paragraph.text)
    if _is_inset(paragraph, texts, FAR):
        return _pen_names(paragraph.text)
    return _names(paragraph.text) if _is_inset(paragraph, texts) else []


def split_off_signature(paragraph: Paragraph) -> tuple[Paragraph, list[Byline]]:
    """A paragraph without the names that follow its last stop after a space, and these people."""
    found = _AFTER_STOP.search(paragraph.text)
    if found is None or not _are_names(found["names"]):
        return paragraph, []
    cut = Change("signature", found.start(), found[0], "")
    rest = replace(paragraph, text=paragraph.text[: found.start()], changes=[*paragraph.changes, cut])
    return rest, _names(found["names"])


def find_address(paragraph: Paragraph) -> Paragraph | None:
    """An author's e-mail address with which a paragraph ends."""
    found = _ADDRESS.search(paragraph.text.strip())
    return None if found is None else replace(paragraph, text=found[0], changes=[])


def _is_inset(paragraph: Paragraph, texts: Sequence[Item], least: float = INSET) -> bool:
    """Whether a paragraph is one line that begins at least a share of the column's width inside it."""
    if len(paragraph.lines) != 1 or paragraph.kind not in ("paragraph", "subheading", "verse"):
        return False
    line = paragraph.lines[0]
    blocks = [item.block for item in texts if item.block is not None and item.box.x_overlap(line.box) > 0]
    left = min((block.left for block in blocks), default=line.box.x0)
    right = max((block.right for block in blocks), default=line.box.x1)
    return line.box.x0 - left >= least * (right - left)


def _names(text: str) -> list[Byline]:
    return [] if text.strip(_MARKS) in lexicon() else _pen_names(text)


def _pen_names(text: str) -> list[Byline]:
    """The people of a line that its place says to be theirs: also 行者, 老農."""
    body = text.strip(_MARKS)
    if not _NAMES.fullmatch(body) or body in NO_NAMES:
        return []
    return [Byline(name) for name in re.split(rf"[{SPACE}、]+", body)]


def _are_names(text: str) -> bool:
    parts = re.split(rf"[{SPACE}、]+", text.strip(_MARKS))
    return all(is_name(part) and part not in lexicon() for part in parts)
