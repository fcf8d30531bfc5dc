"""Contents lists of a bare text: their headings, entries and sections, and titles listed without a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from banmian.repair.bare_text.element import Element
from banmian.repair.thresholds import TITLE
from banmian.wording.bylines import byline_score
from banmian.wording.jump_lines import is_jump
from banmian.wording.shared_wording import title_grams
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import HAN, han_count

CONTENTS_HEAD = re.compile(
    r"(?:今日|本期|本报|新闻)?(?:导读|要目|目录|目次|索引|看点|内容提要)|(?i:contents)(?:\s*目\s*录)?|目\s*录\s*(?i:contents)?"
)
"""The heading of a contents list."""
_INDEX_ENTRY = re.compile(
    rf"(?:[-*•]\s*)?\d{{1,3}}\s*[ \t\u3000/|·.…]+\s*(?=[{HAN}“《A-Z])(?!年|月|日)|.+[.…·]{{3,}}\s*\d{{1,3}}$"
)
_AROUND_ENTRY = re.compile(r"^\d{1,3}[.、．:：]|[.…·]*(?:第?[A-Z]?\d{1,3}[版页]?)?$")
_FEWEST_TITLES = 3
"""So few lines in a row that recur below are a contents list."""
NAMED = 0.4
"""From this score a line may name an author."""
_INDEX_REACH = 80


@dataclass(frozen=True)
class ContentsEntry:
    """A title in a contents list, without page number and author, and the section that it is listed under."""

    title: str
    section: str | None

    @cached_property
    def grams(self) -> set[str]:
        """The wording of the title."""
        return title_grams(self.title)


def mark_contents_lists(elements: list[Element]) -> None:
    """Mark titles that recur below, and contents lists from their headings to the last entries."""
    _mark_repeated_titles(elements)
    place = 0
    while place < len(elements):
        element = elements[place]
        if element.role == "furniture" and element.kind == "index" and _is_index_head(element.text):
            place = _mark_index(elements, place)
        place += 1


def read_contents(elements: Sequence[Element]) -> list[ContentsEntry]:
    """The entries of the contents lists, in order."""
    entries: list[ContentsEntry] = []
    section: str | None = None
    for element in elements:
        if element.role != "furniture" or element.kind != "index" or _is_index_head(element.text):
            section = None if element.role != "furniture" else section
            continue
        found = _entry(element)
        if found:
            title = re.split("[/／]", element.lines[0].shown[found.end() :])[0].strip()
            entries.append(ContentsEntry(title, section))
        elif 2 <= han_count(element.text) <= TITLE.section_length and element.text[:1] not in "/／":
            section = element.text.strip()
    return entries


def _mark_repeated_titles(elements: list[Element]) -> None:
    """Lines that all recur below, each as a line of its own, are a contents list without a heading."""
    last = {_listed(element.text): place for place, element in enumerate(elements) if len(element.lines) == 1}
    place = 0
    while place < len(elements):
        end, found = place, list[int]()
        while end < len(elements) and (below := _recurrences(elements[end], last, end)):
            found += below
            end += 1
        if len(found) >= _FEWEST_TITLES and min(found) >= end:
            for at in range(place, end):
                elements[at] = replace(elements[at], role="furniture", kind="index")
        place = max(end, place + 1)


def _recurrences(element: Element, last: dict[str, int], place: int) -> list[int]:
    """Where each line of a short element recurs below; empty where one does not."""
    if element.role not in ("prose", "verse") or element.ends:
        return []
    if is_jump(element.text) or byline_score(element.text) >= NAMED:
        return []
    found = [last.get(_listed(line.text), -1) for line in element.lines]
    return found if min(found) > place and all(han_count(line.text) for line in element.lines) else []


def _listed(text: str) -> str:
    """A title as a contents list may give it, without numbers and leaders around it."""
    return _AROUND_ENTRY.sub("", re.sub(r"\s", "", text))


def _mark_index(elements: list[Element], head: int) -> int:
    """Mark the entries after the heading of an index; returns the position of the last."""
    last = head
    numbered = 0
    for place in range(head + 1, min(len(elements), head + _INDEX_REACH)):
        element = elements[place]
        if element.role not in ("prose", "furniture") or (element.ends and len(element.text) > 40):
            break
        if len(element.text) > 90:
            break
        if _entry(element):
            numbered += 1
            last = place
        elif (element.kind == "index" and element.role == "furniture") or (
            last == place - 1 and element.text[:1] in "/／"
        ):
            last = place
        elif place - last > (4 if numbered < 2 else 3):
            break
    for place in range(head + 1, last + 1):
        elements[place] = replace(elements[place], role="furniture", kind="index")
    return last


def _is_index_head(text: str) -> bool:
    """Whether a line is the heading of a contents list (导读, 目录)."""
    return bool(CONTENTS_HEAD.fullmatch(simplify(text.strip())))


def _entry(element: Element) -> re.Match[str] | None:
    """The number at the beginning of an entry, as printed: closing the gap after it would make 22 百里 one number."""
    return _INDEX_ENTRY.match(element.lines[0].shown)
