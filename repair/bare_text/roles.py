"""What each element of a bare text is: title, byline, jump, picture, prose."""

from __future__ import annotations

import re

from banmian.repair.bare_text.element import Element, Role
from banmian.repair.bare_text.furniture import mark_furniture
from banmian.repair.thresholds import TITLE
from banmian.wording.bylines import byline_score, parse_bylines
from banmian.wording.continuity import continues
from banmian.wording.credits import parse_caption
from banmian.wording.datelines import has_dateline
from banmian.wording.jump_lines import find_jumps, is_jump
from banmian.wording.simplified import simplified
from banmian.wording.unicode_script import DIVIDING

_NOTE = re.compile(r"[（(](?:作者|本文作者|执笔|整理|来源|文字|本版).{1,40}[）)]$")
DATE_LINE = re.compile(
    r"(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
"""The date under a notice."""
_ISSUER = re.compile(
    r"[\u4e00-\u9fff（）()]{2,24}(?:局|厅|委|会|室|处|队|站|所|院|馆|部|社|行|厂|府|校|学|中心|公司|集团|政府|支部)"
)
"""The body that issues a notice."""
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,2}[是要][\u4e00-\u9fff].{5,}[，,]|\d{1,2}[.．、].{12,}[，,]")
_NOTE_LENGTH = 50
_BYLINE_SURE = 0.55
_BYLINE_AFTER_TITLE = 0.3
_BYLINE_BEFORE_TITLE = 0.4
_CAPTION = 160
_MARKED = 3
_CLAUSES = re.compile("[，,；;]|.{12}、|“[^”]*$|（[^）]*$|《[^》]*$")


def assign_roles(elements: list[Element]) -> None:
    """Give every element of prose its role, in place. Tables, verse and vertical text have theirs."""
    mark_furniture(elements)
    for element in elements:
        if element.role == "prose":
            element.role = _own_role(element)
    _unmarked(elements)
    _broken_prose(elements)
    _stanzas(elements)
    _bare_names(elements)
    _captions(elements)
    _issuers(elements)
    elements[:] = [element for element in elements if element.lines]


def is_note(text: str) -> bool:
    """Whether a text ends with an author's note (作者系…), as articles do."""
    return bool(_NOTE.search(simplified(text[-_NOTE_LENGTH:])))


def _own_role(element: Element) -> Role:
    text = element.text
    if is_jump(text):
        return "jump_to" if find_jumps(text)[0].kind == "to" else "jump_from"
    if len(text) <= _CAPTION:
        caption, credit = parse_caption(text)
        if credit is not None and not parse_bylines(caption):
            return "picture" if caption else "credit"
    if len(text) <= 90 and not has_dateline(text) and not element.level and byline_score(text) >= _BYLINE_SURE:
        return "byline"
    return "title" if is_title(element) else "prose"


def is_title(element: Element) -> bool:
    """Whether an element has the form of a title: short, one thought, no sentence ended or left open."""
    text = element.text
    if element.level and element.han <= TITLE.length + 20:
        return True
    if _ORDINAL.match(text) or is_note(text):
        return False
    if element.han == 0:
        return _is_latin_title(element)
    if element.han > TITLE.length or len(element.lines) > 3:
        return False
    if element.ends or text[-1] in DIVIDING + "“‘（(《—" or "。" in text[:-1]:
        return False
    commas = len(re.findall("[，,；;]", text))
    if commas > 1 or (commas and element.han > TITLE.with_comma):
        return False
    if simplified(text[-1]) in "和与及的在对把将从被让由":
        return False
    return text[0] not in "，。、；：！？”’）》" and not has_dateline(text)


def _is_latin_title(element: Element) -> bool:
    """Whether a line without Han is set as English titles are: in capitals, or most words with one."""
    text = element.text
    words = re.findall(r"[^\W\d_]{4,}", text)
    if not words or len(text) > TITLE.latin_length or element.ends or text[-1] in ",;:-(" or len(element.lines) > 2:
        return False
    return text.isupper() or sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _unmarked(elements: list[Element]) -> None:
    """Where headings are marked as such, a line without a mark that has a comma or an open quote is none."""
    if sum(element.level > 0 for element in elements) < _MARKED:
        return
    for element in elements:
        if element.role == "title" and not element.level and not element.vertical and _CLAUSES.search(element.text):
            element.role = "prose"


def _broken_prose(elements: list[Element]) -> None:
    """A short piece that runs on in the next, within a word or a quotation or over a page's end, is no title."""
    for place in range(len(elements) - 2, -1, -1):
        element, below = elements[place], elements[place + 1]
        if element.role != "title" or below.role != "prose" or element.level or element.vertical:
            continue
        if continues(element.text, below.text) >= TITLE.sure:
            element.role = "prose"
    for element, between, below in zip(elements, elements[1:], elements[2:], strict=False):
        page_ends = between.role == "furniture" and between.kind == "folio" and below.role == "prose"
        if element.role == "title" and page_ends and not element.level and "，" in element.text:
            element.role = "prose" if continues(element.text, below.text) >= TITLE.likely else "title"


def _stanzas(elements: list[Element]) -> None:
    """Lines that stand together next to verse are a stanza of it."""
    for place, element in enumerate(elements):
        if element.role != "verse":
            continue
        first = place
        while (
            first > 0
            and elements[first - 1].role in ("title", "prose")
            and elements[first - 1].width <= element.width + 6
        ):
            first -= 1
        stanza = elements[first:place]
        if len(stanza) > 1 and all(one.gap == 0 for one in stanza[1:]):
            for one in stanza[1:]:
                stanza[0].lines = stanza[0].lines + one.lines
                stanza[0].text += "\n" + one.text
                one.lines, one.role = [], "furniture"
            stanza[0].role = "verse"


def _bare_names(elements: list[Element]) -> None:
    """A lone name between a headline and its body is the author's."""
    for place in range(1, len(elements)):
        element = elements[place]
        if element.role != "title" or element.level or element.han > 24 or not parse_bylines(element.text):
            continue
        if elements[place - 1].role == "title" and byline_score(element.text) >= _least_score(elements, place):
            element.role = "byline"


def _least_score(elements: list[Element], place: int) -> float:
    """How sure a bare name under a title must be: less when a body or nothing stands below it."""
    below = elements[place + 1] if place + 1 < len(elements) else None
    return _BYLINE_AFTER_TITLE if below is None or below.role == "prose" else _BYLINE_BEFORE_TITLE


def _issuers(elements: list[Element]) -> None:
    """The body that issues a notice, and the date under it, are the notice's last lines."""
    for above, element, below in zip(elements, elements[1:], elements[2:], strict=False):
        if above.role == "prose" and _ISSUER.fullmatch(simplified(element.text)) and DATE_LINE.fullmatch(below.text):
            element.role = below.role = "prose"


def _captions(elements: list[Element]) -> None:
    """A line of credit takes the short text above it along as its caption when that tells of a picture."""
    for place in range(1, len(elements)):
        element, above = elements[place], elements[place - 1]
        if element.role != "credit" or above.role != "prose" or above.han > _CAPTION:
            continue
        before = elements[place - 2] if place > 1 else None
        if (before is None or before.ends or before.role in ("furniture", "picture")) and (
            before is None or before.role != "title"
        ):
            above.role = "picture"
            above.lines = above.lines + element.lines
            above.text = above.text + "\n" + element.text
            element.role = "furniture"
            element.lines = []
