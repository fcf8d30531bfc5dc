"""Contents lists of texts without a layout."""

from __future__ import annotations

from banmian.repair.bare_text.contents_lists import read_contents
from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.element_roles import assign_own_roles
from banmian.repair.bare_text.furniture import mark_furniture
from banmian.repair.bare_text.printed_lines import read_lines
from banmian.repair.bare_text.source_text import Source


def element(text: str) -> Element:
    lines = read_lines(Source(text))
    return Element(lines, lines[0].text)


def test_contents_with_sections_authors_and_numbers_that_look_like_amounts() -> None:
    text = "目 录\n\n卷首语\n\n01 桥头的灯\n\n领导论坛\n\n08 让过江不再难/青石县县长 程立\n\n22 百里江面一声钟\n"
    elements = [element(line) for line in text.split("\n\n")]
    elements = assign_own_roles(mark_furniture(elements))
    assert [(entry.title, entry.section) for entry in read_contents(elements)] == [
        ("桥头的灯", "卷首语"),
        ("让过江不再难", "领导论坛"),
        ("百里江面一声钟", "领导论坛"),
    ]
