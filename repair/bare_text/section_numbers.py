"""Numbers of sections (01, 02) in lines of their own: joined with the titles below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from banmian.repair.bare_text.element import Element
from banmian.repair.thresholds import TITLE
from banmian.wording.unicode_script import han_count

_SECTION_NUMBER = re.compile(r"0\d")
_FEWEST_SECTIONS = 2
"""So many numbers in lines of their own over titles count sections."""


def join_section_numbers(elements: Sequence[Element]) -> list[Element]:
    """Numbers of sections that stand in lines of their own (01, 02), each as one line with the title below it."""
    places = [place for place, one in enumerate(elements[:-1]) if _SECTION_NUMBER.fullmatch(one.text)]
    titled = [place for place in places if _may_be_section_title(elements[place + 1])]
    numbers = [int(elements[place].text) for place in titled]
    if len(titled) < _FEWEST_SECTIONS or numbers != list(range(1, len(numbers) + 1)) or titled != places:
        return list(elements)
    found: list[Element] = []
    for place, element in enumerate(elements):
        if place - 1 in titled:
            number = found.pop()
            joined = replace(element, lines=number.lines + element.lines, text=f"{number.text} {element.text}")
            found.append(joined)
        else:
            found.append(element)
    return found


def _may_be_section_title(element: Element) -> bool:
    short = len(element.lines) == 1 and 0 < han_count(element.text) <= TITLE.section_length
    return element.role == "prose" and short and not element.ends
