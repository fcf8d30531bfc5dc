"""Columns of briefs: items that open with one mark or are counted (▲ 1. 一、), each an article of its own.

Items of a list inside an article look the same. What tells them apart is weighed for each column as a whole: a name
over it (简讯), reports that begin as reports do, heads that only their own item goes on with, against a sentence that
leads to the list, and items that speak of the same matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from banmian.document.changes import Change
from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.element_grouping import make_element
from banmian.repair.bare_text.evidence_weights import BRIEFS, BriefsWeights
from banmian.repair.bare_text.printed_lines import cut_line
from banmian.repair.bare_text.source_text import Source
from banmian.repair.bare_text.topic_shift import touching_points
from banmian.repair.thresholds import TITLE
from banmian.wording.brief_marks import BriefMark, find_brief_mark, names_briefs
from banmian.wording.datelines import has_dateline
from banmian.wording.shared_wording import Rarity, grams
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import han_count

_REACH = 12
"""So many elements at most stand between the marks of two briefs."""
_FEWEST = 2
"""So many briefs at least are a column."""
_CONTEXT = 400
"""So many characters of an item tell its matter."""
_INLINE = (
    re.compile(
        r"(?P<head>[^。，；：:！？\u3000]{4,26}(?:，[^。，；：:！？\u3000]{2,16})?)(?:[：:]|——)\s*(?P<body>\S.{12,})"
    ),
    re.compile(r"(?P<head>[^。；！？\s\u3000][^。；！？\u3000]{3,27}?)(?:\u3000+| {1,4})(?P<body>\S.{12,})"),
)
"""How a head may stand in the line of its text: with a colon behind it, or a gap."""
_USUAL = 0.6
"""So many items of a column have it so where one has."""
_REPORTS = re.compile(
    r"(?:[昨今近去明前]|[上下本首]个?)(?:日|天|晚|晨|早|年|月|周|夜|季|期)|日前|目前|即日|\d{1,2}月|\d{1,2}日|本[报市县区省]|"
    r"记者|获悉|据悉|消息|举行|召开|启动|开幕|开通|投用"
)
_OPENING = 60
_HEAD_BRACKETS = re.compile("[【〔［](?P<head>[^【】〔〕［］]+)[】〕］]")
_HEAD_ENDS = re.compile(r"\s*(?:[：:]|——)\s*$")
_LEADS_TO_LIST = re.compile(r"[：:]$|(?:如下|以下|下列|下面)[^。]{0,12}[。：:]?$")
_TELLS_WHAT_TO_DO = re.compile(r"(?:请|要|不要|不得|须|应|凡|严禁|禁止|建议|可|先|再|最后|勿|切勿|违反|对)")


MARK = "brief-mark"
"""The rule by which briefs and their heads lose the marks that they open with."""


@dataclass(frozen=True, slots=True, eq=False)
class Brief:
    """A brief: its head or None, the element that it begins with, the name of its column or None."""

    head: Element | None
    first: Element
    label: Element | None


@dataclass(frozen=True, slots=True)
class _Item:
    """An element with its mark, and the number of the element after the last that belongs to it."""

    place: int
    end: int
    mark: BriefMark


def split_briefs(elements: Sequence[Element], source: Source) -> tuple[list[Element], list[Brief]]:
    """The elements, the heads that stand in the line of their text cut off, and the briefs among them."""
    found: list[Element] = []
    briefs: list[Brief] = []
    done = 0
    elements = _with_heads(elements)
    for column in _columns(elements):
        opening = [_first_line(elements[item.place])[item.mark.end :] for item in column]
        form = next((form for form in _INLINE if _is_usual(form, elements, column, opening)), None)
        if _score(elements, column, form, opening) < BRIEFS.least:
            continue
        label = _label(elements, column[0].place)
        found += elements[done : column[0].place]
        for item, text in zip(column, opening, strict=True):
            inside = list(elements[item.place : item.end])
            cut = form.match(text) if form is not None and inside[0].role != "title" else None
            if cut is not None:
                inside[:1] = _cut_head(inside[0], item.mark.end + cut.start("body"), source)
            head = inside[0] if inside[0].role == "title" else None
            first = inside[1] if head is not None else replace(inside[0], role="prose")
            if head is None:
                inside[0] = first
            briefs.append(Brief(head, first, label))
            found += inside
        done = column[-1].end
    return [*found, *elements[done:]], briefs


def _with_heads(elements: Sequence[Element]) -> list[Element]:
    """The elements; a short marked line right above text is a title where others with its mark are."""
    marks = [_mark(element) for element in elements]
    kinds = {mark.kind for mark, element in zip(marks, elements, strict=True) if mark and element.role == "title"}
    found = list(elements)
    for place, (mark, element) in enumerate(zip(marks[:-1], elements, strict=False)):
        below = elements[place + 1]
        short = len(element.lines) == 1 and element.han <= TITLE.with_comma and not element.ends
        if mark and mark.kind in kinds and short and below.role == "prose" and marks[place + 1] is None:
            found[place] = replace(element, role="title")
    return found


def drop_brief_mark(text: str, printed: str) -> tuple[str, list[Change]]:
    """The text of a brief, or its head, without the mark or number that it opens with, and the change. ``printed`` is
    the line as read: closing the gap after a number would make 1. 45 one."""
    mark = find_brief_mark(printed)
    opening = printed[: mark.end].rstrip() if mark is not None else ""
    if not opening or not text.startswith(opening):
        return text, []
    rest = text[len(opening) :].lstrip()
    return rest, [Change(MARK, 0, text[: len(text) - len(rest)], "", 1.0)]


def drop_head_mark(text: str, printed: str) -> tuple[str, list[Change]]:
    """The head of a brief without its mark, the brackets around it and the colon or dash behind it."""
    text, changes = drop_brief_mark(text, printed)
    bracketed = _HEAD_BRACKETS.fullmatch(text)
    if bracketed is not None:
        changes += [Change(MARK, len(text) - 1, text[-1], "", 1.0), Change(MARK, 0, text[0], "", 1.0)]
        text = bracketed["head"]
    closing = _HEAD_ENDS.search(text)
    if closing is not None:
        changes.append(Change(MARK, closing.start(), closing[0], "", 1.0))
        text = text[: closing.start()]
    return text, changes


def _columns(elements: Sequence[Element]) -> list[list[_Item]]:
    """Series of marked elements, each beginning where no series before it is, with what belongs to each item."""
    columns: list[list[_Item]] = []
    place = 0
    while place < len(elements):
        column = _column(elements, place)
        if len(column) >= _FEWEST:
            columns.append(column)
            place = column[-1].end
        else:
            place += 1
    return columns


def _column(elements: Sequence[Element], place: int) -> list[_Item]:
    mark = _mark(elements[place])
    if mark is None or mark.number not in (None, 1):
        return []
    found: list[_Item] = []
    end = place + 1
    start = place
    while end < len(elements) and end - start <= _REACH:
        element = elements[end]
        other = _mark(element)
        if other is not None and other.follows(mark):
            if _has_body(elements, start, end):
                found.append(_Item(start, end, mark))
            else:
                break
            start, mark = end, other
        elif _ends_column(element, end == start + 1):
            break
        end += 1
    if found and _has_body(elements, start, end):
        found.append(_Item(start, _last_end(elements, found, start, end), mark))
    return found


def _ends_column(element: Element, first: bool) -> bool:
    """Whether an unmarked element is no part of an item; ``first``: it is right below the mark."""
    if element.role in ("title", "jump_from") or (element.role == "furniture" and element.kind == "folio"):
        return True
    return not first and (element.role == "table" or has_dateline(element.text))


def _last_end(elements: Sequence[Element], found: Sequence[_Item], start: int, end: int) -> int:
    """Where the last item ends: it has no more elements than the longest before it."""
    return min(end, len(elements), start + max(item.end - item.place for item in found))


def _mark(element: Element) -> BriefMark | None:
    return find_brief_mark(_first_line(element)) if element.role in ("prose", "title") else None


def _first_line(element: Element) -> str:
    return element.lines[0].shown


def _has_body(elements: Sequence[Element], start: int, end: int) -> bool:
    """Whether an item is text, or a head with text below it."""
    if elements[start].role == "prose":
        return True
    return any(element.role == "prose" for element in elements[start + 1 : end])


def _is_usual(
    form: re.Pattern[str], elements: Sequence[Element], column: Sequence[_Item], opening: Sequence[str]
) -> bool:
    texts = [text for item, text in zip(column, opening, strict=True) if elements[item.place].role == "prose"]
    having = sum(form.match(text) is not None for text in texts if han_count(text))
    return having >= max(_FEWEST, _USUAL * len(column))


def _cut_head(element: Element, place: int, source: Source) -> list[Element]:
    """An element of text whose first line opens with a head, as the head and the rest."""
    upper, lower = cut_line(element.lines[0], source, place)
    return [Element([upper], upper.text, "title"), replace(make_element([lower, *element.lines[1:]]), role="prose")]


def _label(elements: Sequence[Element], place: int) -> Element | None:
    """The name of the column: the short title right above it."""
    above = elements[place - 1] if place else None
    if above is None or above.role not in ("title", "prose") or len(above.lines) > 1:
        return None
    if names_briefs(above.text):
        return above
    short = above.role == "title" and han_count(above.text) <= TITLE.section_length
    return above if short and (place < 2 or elements[place - 2].role != "byline") else None


def _score(
    elements: Sequence[Element],
    column: Sequence[_Item],
    form: re.Pattern[str] | None,
    opening: Sequence[str],
    points: BriefsWeights = BRIEFS,
) -> float:
    """Points that marked items are articles of their own, not the items of a list."""
    heads: list[str] = []
    bodies: list[str] = []
    for item, text in zip(column, opening, strict=True):
        inside = elements[item.place : item.end]
        body_text = "".join(element.text for element in inside[1:] if element.role == "prose")
        cut = form.match(text) if form is not None else None
        if inside[0].role == "title":
            heads.append(text)
        else:
            if cut is not None:
                heads.append(cut["head"])
            rest = "".join(line.text for line in inside[0].lines[1:])
            body_text = (cut["body"] if cut is not None else text) + rest + body_text
        bodies.append(body_text[:_CONTEXT])
    score = _above(elements, column[0].place, points)
    plain = [simplify(body) for body in bodies]
    score += points.reports * _share(_REPORTS.search(body[:_OPENING]) or has_dateline(body) for body in plain)
    score += points.rules * _share(_TELLS_WHAT_TO_DO.match(body) for body in plain)
    if all(map(han_count, bodies)):
        seams = [touching_points([one], [other]) for one, other in pairwise(bodies)]
        score += points.apart * sum(seams) / len(seams)
    return score + (points.heads * _retold_more_than_others(heads, plain) if len(heads) == len(bodies) else 0.0)


def _retold_more_than_others(heads: Sequence[str], bodies: Sequence[str]) -> float:
    """How much more of each head its own item says than any other does, on average."""
    wordings = [grams(body) for body in bodies]
    rarity = Rarity(wordings)
    own = 0.0
    for place, head in enumerate(heads):
        wording = grams(simplify(head))
        shares = [rarity.share(wording, body) for body in wordings]
        own += shares.pop(place) - max(shares, default=0.0)
    return own / len(heads)


def _above(elements: Sequence[Element], place: int, points: BriefsWeights) -> float:
    """Points from what stands over a column."""
    above = elements[place - 1] if place else None
    if above is None:
        return points.alone
    if above.role == "byline" and place > 1:
        return points.named if names_briefs(elements[place - 2].text) else points.continued
    if names_briefs(above.text):
        return points.named
    if above.role == "prose":
        return points.led if _LEADS_TO_LIST.search(simplify(above.text)) else points.continued
    return 0.0


def _share(found: Iterable[object]) -> float:
    """How many of some answers are yes, 0 to 1."""
    values = [bool(one) for one in found]
    return sum(values) / max(1, len(values))
