"""Roles of the elements of a bare text: title, byline, jump, picture, prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from banmian.repair.bare_text.element import Element, Role
from banmian.repair.rules.doubled_lines import repair_doubling
from banmian.repair.thresholds import POSSIBLY, SURELY, TAIL, TITLE
from banmian.wording.bylines import byline_score, parse_bylines
from banmian.wording.captions_and_credits import parse_caption
from banmian.wording.continuity import continues
from banmian.wording.datelines import has_dateline
from banmian.wording.jump_lines import find_jumps, is_jump
from banmian.wording.letter_and_turn_openings import opens_letter
from banmian.wording.personal_names import is_name
from banmian.wording.score_threshold import SURE
from banmian.wording.shared_wording import grams
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import DIVIDING, has_word_spaces, may_begin_text

_CAPITALISED = 0.7
"""A Latin line of which this share of words begins with a capital is set like a title."""

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
_BYLINE_UNDER_TITLE = 0.3
"""Score from which a line under a title is a byline."""
_OPENED = 4
"""A list of heads has at most so many lines for each body."""
_AMONG = 3
"""Among other titles it is one only beside so many bodies."""
_VERSE = 4
"""So many lines under a title with its author are verse."""
_SIGNER = 16
"""Han characters of the line that signs a letter."""
_OF_TABLE = 0.4
"""So much of its wording the title of a table shares with the text that it belongs to."""
_TABLE_TITLE = re.compile(r"^(?:附表|附[：:]|表[一二三四五\d])|(?:一览|时刻|统计|明细|排行|积分|价目|日程|情况)表?$")
_MARKS = re.compile("[，。；：！？,;!?]")
_CAPTION = 160
_MARKED = 3
_CLAUSES = re.compile("[，,；;]|.{12}、|“[^”]*$|（[^）]*$|《[^》]*$")


def assign_own_roles(elements: Sequence[Element]) -> list[Element]:
    """Assign roles to prose by its own wording and form. Tables, verse and vertical text have theirs."""
    return [replace(one, role=_own_role(one)) if one.role == "prose" else one for one in elements]


def is_note(text: str) -> bool:
    """Whether a text ends with an author's note (作者系…), as articles may."""
    return bool(_NOTE.search(simplify(text[-TAIL:])))


def _own_role(element: Element) -> Role:
    text = element.text
    if is_jump(text):
        return "jump_to" if find_jumps(text)[0].kind == "to" else "jump_from"
    if len(text) <= _CAPTION:
        caption, credit = parse_caption(text)
        if credit is not None and not parse_bylines(caption):
            return "picture" if caption else "credit"
    if len(text) <= 90 and not has_dateline(text) and not element.level and byline_score(text) >= SURE:
        return "byline"
    return "title" if is_title(element) else "prose"


def is_title(element: Element) -> bool:
    """Whether an element has the form of a title: short, one phrase, no sentence ended or left open."""
    text = element.text
    if element.level and element.han <= TITLE.length + 20:
        return True
    if TITLE.with_comma < element.han <= 2 * TITLE.length:
        single = repair_doubling(text)[0]
        if single != text:
            return is_title(replace(element, text=single))
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
    if simplify(text[-1]) in "和与及的在对把将从被让由":
        return False
    return may_begin_text(text) and not has_dateline(text)


def _is_latin_title(element: Element) -> bool:
    """Whether a line without Han characters is set as a title: in capitals, or with most words capitalized."""
    text = element.text
    words = re.findall(r"[^\W\d_]{4,}", text)
    if not words or len(text) > TITLE.latin_length or element.ends or text[-1] in ",;:-(" or len(element.lines) > 2:
        return False
    return text.isupper() or sum(word[0].isupper() for word in words) >= _CAPITALISED * len(words)


def find_sentence_heads(elements: Sequence[Element]) -> list[Element]:
    """A line of a script with word spaces that is set as a sentence and ends none, between what ends one and what
    begins one, is a title (Water rate will rise in October)."""
    found = list(elements)
    for place, element in enumerate(found):
        above = next((one for one in reversed(found[:place]) if one.role != "furniture"), None)
        below = next((one for one in found[place + 1 :] if one.role != "furniture"), None)
        parted = above is None or above.ends or above.role in ("title", "byline")
        begun = below is None or below.role in ("title", "byline") or _begins_sentence(below.text)
        if element.role == "prose" and parted and begun and _may_be_sentence_head(element):
            found[place] = replace(element, role="title")
    return found


def _may_be_sentence_head(element: Element) -> bool:
    text = element.text
    if element.han or not has_word_spaces(text) or len(element.lines) > 2 or len(text) > TITLE.latin_length:
        return False
    return _begins_sentence(text) and len(text.split()) > 1 and not element.ends and text[-1] not in ",;:-("


def _begins_sentence(text: str) -> bool:
    return text.lstrip("\"'“‘«„([")[:1].isupper()


def demote_unmarked_titles(elements: Sequence[Element]) -> list[Element]:
    """Where headings are marked up, an unmarked line with a comma or an open quote is not a title."""
    if sum(element.level > 0 for element in elements) < _MARKED:
        return list(elements)
    return [replace(one, role="prose") if _is_unmarked_clause(one) else one for one in elements]


def _is_unmarked_clause(element: Element) -> bool:
    unmarked = element.role == "title" and not element.level and not element.vertical
    return unmarked and bool(_CLAUSES.search(element.text))


def demote_broken_prose(elements: Sequence[Element]) -> list[Element]:
    """A short piece that continues in the next, within a word, a quotation or across a page, is not a title."""
    found = list(elements)
    for place in range(len(found) - 2, -1, -1):
        element, below = found[place], found[place + 1]
        if element.role != "title" or below.role != "prose" or element.level or element.vertical:
            continue
        if continues(element.text, below.text) >= SURELY:
            found[place] = replace(element, role="prose")
    for place, element in enumerate(found):
        long = "，" in element.text or element.han > TITLE.section_length
        rest = _over_the_page(found, place) if element.role == "title" and long and not element.level else None
        least = POSSIBLY if place and found[place - 1].role == "byline" else SURELY
        if rest is not None and continues(element.text, rest.text) >= least:
            found[place] = replace(element, role="prose")
    return found


def _over_the_page(elements: Sequence[Element], place: int) -> Element | None:
    """The prose below the folio and the masthead that follow an element, if there are any."""
    end = place + 1
    while end < len(elements) and elements[end].role == "furniture" and elements[end].kind in ("folio", "masthead"):
        end += 1
    return elements[end] if place + 1 < end < len(elements) and elements[end].role == "prose" else None


def join_stanzas(elements: Sequence[Element]) -> list[Element]:
    """Lines that precede verse and are as wide as it form a stanza of it."""
    found: list[Element] = []
    for element in elements:
        if element.role == "verse":
            first = len(found)
            while (
                first > 0
                and found[first - 1].role in ("title", "prose")
                and found[first - 1].width <= element.width + 6
            ):
                first -= 1
            stanza = found[first:]
            if len(stanza) > 1 and all(one.gap == 0 for one in stanza[1:]):
                found[first:] = [reduce(Element.joined, stanza[1:], replace(stanza[0], role="verse"))]
        found.append(element)
    return found


def split_tight_heads(elements: Sequence[Element]) -> list[Element]:
    """Heads that stand together, which look like verse or lines of a paragraph, as titles: beside them are bodies that
    begin by signs of their own, without a title among them."""
    found: list[Element] = []
    for place, element in enumerate(elements):
        if _may_be_heads(element) and element.role != "title" and _are_heads(elements, place):
            found += [Element([line], line.text, "title") for line in element.lines]
        else:
            found.append(element)
    return found


def _are_heads(elements: Sequence[Element], place: int) -> bool:
    lines = elements[place].lines
    if any(line.text[-1:] in DIVIDING or line.ends for line in lines):
        return False
    first, last = place, place + 1
    while first and _may_be_heads(elements[first - 1]):
        first -= 1
    while last < len(elements) and _may_be_heads(elements[last]):
        last += 1
    if first and elements[first - 1].role == "byline":
        return False
    rows = sum(len(element.lines) for element in elements[first:last])
    if elements[place].role == "prose" and last - first == 1:
        return False
    least = rows if last - first == 1 else max(rows, _OPENED * _AMONG)
    sides = (elements[last:], elements[:first][::-1])
    return any(_OPENED * _openings(side) >= least for side in sides)


def _may_be_heads(element: Element) -> bool:
    """Whether an element is a title, or lines that look like verse or a paragraph and may be titles."""
    if element.role in ("title", "verse"):
        return True
    return element.role == "prose" and len(element.lines) > 1 and not _MARKS.search(element.text)


def _openings(elements: Sequence[Element]) -> int:
    """How many bodies begin by signs of their own before the next title or folio; 0 for fewer than two."""
    count = 0
    for element in elements:
        if element.role in ("title", "verse") or (element.role == "furniture" and element.kind == "folio"):
            break
        count += element.role == "byline" or (element.role == "prose" and has_dateline(element.text))
    return count if count > 1 else 0


def find_bare_names(elements: Sequence[Element]) -> list[Element]:
    """A single name between a headline and its body is the author's."""
    found = list(elements)
    for place in range(1, len(found)):
        element = found[place]
        if element.role != "title" or element.level or element.han > 24 or not parse_bylines(element.text):
            continue
        if found[place - 1].role == "title" and byline_score(element.text) >= _BYLINE_UNDER_TITLE:
            found[place] = replace(element, role="byline")
    return found


def find_signed_verse(elements: Sequence[Element]) -> list[Element]:
    """A title and its author over lines of verse, which look like verse or like titles too."""
    found: list[Element] = []
    for element in elements:
        named = element.role == "verse" and len(element.lines) > 1 and is_name(element.lines[1].text)
        if named and not element.lines[0].ends:
            title, author, *rest = element.lines
            found += [Element([title], title.text, "title"), Element([author], author.text, "byline")]
            found += [replace(element, lines=rest, text="\n".join(line.text for line in rest))] if rest else []
        else:
            found.append(element)
    place = 0
    while place + 2 < len(found):
        end = _verse_end(found, place + 2) if _is_title_with_author(found, place) else 0
        if end - place - 2 >= _VERSE:
            found[place + 1] = replace(found[place + 1], role="byline")
            found[place + 2 : end] = [
                reduce(Element.joined, found[place + 3 : end], replace(found[place + 2], role="verse"))
            ]
        place += 1
    return found


def _is_title_with_author(elements: Sequence[Element], place: int) -> bool:
    title, author = elements[place : place + 2]
    return title.role == "title" and author.role in ("title", "byline") and is_name(author.text)


def _verse_end(elements: Sequence[Element], start: int) -> int:
    """Where the lines that look like titles end, before the next title that has an author."""
    end = start
    while end < len(elements) and elements[end].role == "title" and not is_name(elements[end].text):
        end += 1
    return end - 1 if end < len(elements) and end > start and _is_title_with_author(elements, end - 1) else end


def find_letter_signers(elements: Sequence[Element]) -> list[Element]:
    """Where a letter to the editor is from, and by whom (西城区　王建设), below its text."""
    found = list(elements)
    letter = False
    for place, element in enumerate(found):
        letter = opens_letter(element.text) or (letter and element.role in ("prose", "title"))
        below = letter and place > 0 and found[place - 1].role == "prose" and not opens_letter(found[place - 1].text)
        words = element.lines[0].shown.split()
        signed = len(element.lines) == 1 and element.han <= _SIGNER and len(words) > 1 and is_name(words[-1])
        if element.role == "title" and below and signed:
            found[place] = replace(element, role="byline", text=words[-1])
    return found


def caption_tables(elements: Sequence[Element]) -> list[Element]:
    """The title of a table that stands at the end of a text, whose wording it has, as the caption of the table."""
    found: list[Element] = []
    for place, element in enumerate(elements):
        above = found[-1] if found else None
        if element.role == "table" and element.caption is None and above is not None and above.role == "title":
            below = elements[place + 1] if place + 1 < len(elements) else None
            if (below is None or below.role != "prose") and _names_table(found):
                found[-1] = replace(element, lines=above.lines + element.lines, caption=above.text)
                continue
        found.append(element)
    return found


def _names_table(elements: Sequence[Element]) -> bool:
    """Whether the last of some elements is the title of a table of the text above it."""
    title = elements[-1]
    text: list[Element] = []
    for element in reversed(elements[:-1]):
        if element.role != "prose":
            break
        text.append(element)
    if not text or not text[0].ends:
        return False
    wording = grams(title.text)
    told = grams("\n".join(element.text for element in text))
    return bool(_TABLE_TITLE.search(simplify(title.text))) or len(wording & told) >= _OF_TABLE * len(wording)


def find_issuers(elements: Sequence[Element]) -> list[Element]:
    """The body that issues a notice, and the date below it, are the notice's last lines."""
    found = list(elements)
    for place in range(1, len(found) - 1):
        above, element, below = found[place - 1 : place + 2]
        if above.role == "prose" and _ISSUER.fullmatch(simplify(element.text)) and DATE_LINE.fullmatch(below.text):
            found[place : place + 2] = [replace(element, role="prose"), replace(below, role="prose")]
    return found


def join_captions(elements: Sequence[Element]) -> list[Element]:
    """A line with a credit takes the short text above it as its caption when that describes a picture."""
    found: list[Element] = []
    for element in elements:
        if element.role == "credit" and found and found[-1].role == "prose" and found[-1].han <= _CAPTION:
            before = found[-2] if len(found) > 1 else None
            told = before is None or before.ends or before.role in ("furniture", "picture")
            if told and (before is None or before.role != "title"):
                found[-1] = replace(found[-1], role="picture").joined(element)
                continue
        found.append(element)
    return found
