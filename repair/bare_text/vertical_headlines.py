"""Vertical headlines that were extracted one character per line."""

from __future__ import annotations

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.printed_lines import PrintedLine
from banmian.repair.thresholds import VERTICAL, VerticalThresholds
from banmian.wording.bylines import parse_bylines
from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.personal_names import name_score
from banmian.wording.unicode_script import is_han

_NAME = 0.2
"""From this score a stack of characters may be a name."""

_STROKES = "—︱|︙…-–―丨"


def is_stacked(line: PrintedLine) -> bool:
    """Whether a line is a single character of vertical text."""
    text = line.text.strip()
    return len(text) == 1 and (is_han(text) or text.isdigit() or text in _STROKES or text in "“”‘’《》（）·，、")


def opens_stack(line: PrintedLine) -> bool:
    """Whether vertical text may begin with a line: a single closing mark is the end of the paragraph above."""
    text = line.text.strip()
    return text not in "”’》），、" and not text.isdigit()


def read_vertical(lines: list[PrintedLine], thresholds: VerticalThresholds = VERTICAL) -> list[Element]:
    """The elements in a run of one-character lines: headline, subheadline, names.

    A larger gap than usual separates two of them; single characters in a row are padded names. What is too short
    for any of these is ``lost``: a headline of which a few characters are left.
    """
    stacks = _stacks(lines)
    elements: list[Element] = []
    names: list[list[PrintedLine]] = []
    for stack in stacks:
        text = _text(stack)
        if text.strip(_STROKES) == "":
            names = _flush(names, elements)
            elements.append(Element(stack, "——" if len(text) > 1 else text, "title", vertical=True))
        elif len(text) <= thresholds.name_length:
            names.append(stack)
        else:
            names = _flush(names, elements)
            elements.append(Element(stack, split_halves(text), "title", vertical=True))
    _flush(names, elements)
    return _with_dashes(elements)


def _text(stack: list[PrintedLine]) -> str:
    return "".join(line.text.strip() for line in stack)


def _stacks(lines: list[PrintedLine]) -> list[list[PrintedLine]]:
    usual = min((line.gap for line in lines[1:]), default=0)
    stacks = [[lines[0]]]
    for line in lines[1:]:
        if line.gap > usual:
            stacks.append([])
        stacks[-1].append(line)
    return stacks


def _flush(names: list[list[PrintedLine]], elements: list[Element]) -> list[list[PrintedLine]]:
    if not names:
        return []
    people: list[str] = []
    lonely = False
    for stack in names:
        text = _text(stack)
        if len(text) == 1 and lonely:
            people[-1] += text
            lonely = False
        else:
            people.append(text)
            lonely = len(text) == 1
    line = " ".join(people)
    lines = [line for stack in names for line in stack]
    known = len(lines) >= 2 and all(name_score(name) >= _NAME for name in people) and bool(parse_bylines(line))
    after_title = bool(elements) and elements[-1].role == "title"
    role = "byline" if known and (after_title or len(people) > 1) else "lost"
    elements.append(Element(lines, line if role == "byline" else "".join(people), role, vertical=True))  # type: ignore[arg-type]
    return []


def _with_dashes(elements: list[Element]) -> list[Element]:
    merged: list[Element] = []
    for element in elements:
        if merged and merged[-1].text == "——" and element.role == "title":
            dashes = merged.pop()
            element = Element(dashes.lines + element.lines, "——" + element.text, "title", vertical=True)
        merged.append(element)
    return merged


def split_halves(text: str) -> str:
    """A two-part headline set in two columns: a space between two halves of equal length and rhythm."""
    half, odd = divmod(len(text), 2)
    if odd or half < 4 or not all(is_han(c) for c in text):
        return text
    left, right = text[:half], text[half:]
    words = lexicon()
    if words.cut_cost(left, right) > 0.5:
        return text
    return left + " " + right if _rhythm(left) == _rhythm(right) or half in (6, 7, 8, 9) else text


def _rhythm(text: str) -> list[int]:
    return [len(word) for word in lexicon().segment(text)]
