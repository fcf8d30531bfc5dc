"""The printed lines of a bare text, with what each line alone reveals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import fmean

from banmian.repair.bare_text.markup import block_starts, visible_text
from banmian.repair.bare_text.source_text import Part, Source
from banmian.repair.rules.character_forms import repair_character_forms
from banmian.repair.rules.document_traits import STRETCHED, DocumentTraits
from banmian.repair.rules.doubled_lines import single_glyphs
from banmian.repair.rules.html_marks import resolve_html
from banmian.repair.rules.moved_marks import restore_line, restore_moved_marks
from banmian.repair.rules.spacing import repair_spacing
from banmian.repair.thresholds import PARAGRAPH, TAIL, ParagraphThresholds
from banmian.wording.bylines import parse_bylines
from banmian.wording.captions_and_credits import credit_score
from banmian.wording.jump_lines import find_jumps
from banmian.wording.unicode_script import (
    DIVIDING,
    HAN,
    LEADING_MARKS,
    TRAILING_MARKS,
    ends_sentence,
    han_count,
    is_latin,
)

_SPREAD = re.compile(rf"[{HAN}][ \u3000](?=[{HAN}])")
_CLOSED = re.compile(rf"[{HAN}](?=[{HAN}])")
_LATIN_PROSE = 24
_JUMP_END = "）)]】版頁页①②③④⑤⑥⑦⑧⑨⑩▶►▲"
_SIGNATURE = re.compile(r"(?:^|(?<=[。！？”…]))\s*[（(][^（()）]{2,50}[）)]$")


@dataclass(frozen=True, slots=True, eq=False)
class PrintedLine:
    """One non-blank line.

    ``shown`` is the line without Markdown marks and surrounding space, ``text`` the same with gaps closed,
    ``width`` its length in em (Latin letters and digits count half), ``loose`` whether it was letter-spaced to fill
    its column, ``gap`` the number of blank lines before it, ``level`` the Markdown heading level or 0, ``inset``
    whether it begins with white space. ``signed``: it closes an article with its reporters in brackets, or a
    caption with its credit; ``ends``: a sentence ends with it.
    """

    number: int
    part: Part
    shown: str
    text: str
    width: float
    loose: bool
    gap: int
    level: int
    inset: bool

    signed: bool = field(init=False)
    ends: bool = field(init=False)

    def __post_init__(self) -> None:
        signed = closing_signature(self.text) is not None
        object.__setattr__(self, "signed", signed)
        object.__setattr__(self, "ends", signed or ends_sentence(self.text) or leaves_page(self.text))

    @property
    def pauses(self) -> bool:
        """Whether the line ends with a comma or the like."""
        return self.text[-1:] in DIVIDING


def read_lines(source: Source) -> list[PrintedLine]:
    """All non-blank lines of `source`. Lines of white space or zero width belong to the line before."""
    lines: list[PrintedLine] = []
    gap = 0
    for number in range(len(source.starts)):
        first, last = source.line_bounds(number)
        places = [first + place for place in block_starts(source.text[first:last])]
        for start, end in pairwise([*places, last]):
            gap = _read_piece(lines, number, Part(start, end), gap, source)
    if lines and lines[0].part.start and source.text[: lines[0].part.start].strip("\n"):
        lines[0] = replace(lines[0], part=Part(0, lines[0].part.end))
    return lines


def _read_piece(lines: list[PrintedLine], number: int, part: Part, gap: int, source: Source) -> int:
    """Add a line of this part of the source, or none where it shows nothing; returns the blank lines below it."""
    raw = source.text[part.start : part.end]
    if not raw.strip():
        if raw:
            _stretch(lines, part.end)
        return gap + 1
    marks = visible_text(raw)
    seen = raw[marks.start : marks.end]
    if lines and not gap and source.traits.lines_doubled and seen == lines[-1].shown:
        _stretch(lines, part.end)
        return gap
    text = _read(seen, source.traits)
    if not text and not marks.level:
        _stretch(lines, part.end)
        return gap + 1
    loose = _is_loose(seen, source.traits)
    lines.append(PrintedLine(number, part, seen, text, em_width(text), loose, gap, marks.level, raw[0].isspace()))
    if len(lines) > 1 and not gap and _has_marks_of(lines[-2], seen):
        lines[-2:] = [_with_marks(lines[-2], lines[-1], source)]
    return 0


def _has_marks_of(line: PrintedLine, below: str) -> bool:
    return restore_line(line.shown, below) is not None


def _with_marks(line: PrintedLine, marks: PrintedLine, source: Source) -> PrintedLine:
    """A line with the figures and points that the line below it holds."""
    text = _read(restore_moved_marks(f"{line.shown}\n{marks.shown}")[0], source.traits)
    return replace(line, part=Part(line.part.start, marks.part.end), text=text, width=em_width(text))


def _read(shown: str, document: DocumentTraits) -> str:
    """What a printed line says: its gaps closed, in ordinary characters, each painted once."""
    text = repair_character_forms(resolve_html(shown)[0])[0]
    if document.doubled:
        text = single_glyphs(text.strip()) or text
    return repair_spacing(text, document.spacing)[0]


def cut_line(line: PrintedLine, source: Source, place: int) -> tuple[PrintedLine, PrintedLine]:
    """A line cut in two at a gap before `place` in ``shown``; the second part counts as indented."""
    seam = source.text.index(line.shown, line.part.start) + place
    pieces = line.shown[:place], line.shown[place:].strip()
    (upper, lower) = (_read(piece, source.traits) for piece in pieces)
    return (
        replace(line, part=Part(line.part.start, seam), shown=pieces[0], text=upper, width=em_width(upper)),
        replace(
            line, part=Part(seam, line.part.end), shown=pieces[1], text=lower, width=em_width(lower), gap=0, inset=True
        ),
    )


def closing_signature(text: str) -> re.Match[str] | None:
    """The reporters in brackets, or the credit, that end a text, as a match from the first character."""
    if credit_score(text) > 0:
        return re.search(r"\S+\s*\S*$", text)
    if text[-1:] in "）)":
        found = _SIGNATURE.search(text[-TAIL:])
        if found and parse_bylines(found[0]):
            return found
    return None


def leaves_page(text: str) -> bool:
    """Whether a line ends with a jump to another page."""
    if text[-1:] not in _JUMP_END:
        return False
    jumps = find_jumps(text[-TAIL:])
    return bool(jumps) and jumps[-1].kind == "to" and jumps[-1].end >= min(len(text), TAIL)


def _is_loose(shown: str, document: DocumentTraits) -> bool:
    """Whether a line is letter-spaced; where a recogniser put gaps between words, only one with hardly a closed gap."""
    opened = len(_SPREAD.findall(shown))
    closed = len(_CLOSED.findall(shown)) if document.spacing.irregular else 0
    return opened >= 4 and opened >= STRETCHED * (opened + closed)


def _stretch(lines: list[PrintedLine], end: int) -> None:
    if lines:
        lines[-1] = replace(lines[-1], part=Part(lines[-1].part.start, end))


def em_width(text: str) -> float:
    """The length of `text` in em as a page sets it: adjacent marks share one em."""
    width = 0.0
    previous = ""
    for character in text:
        if character < "\u2000":
            width += 0.5
        else:
            meets = previous and (
                (character in TRAILING_MARKS and previous in TRAILING_MARKS)
                or (character in LEADING_MARKS and previous in TRAILING_MARKS + LEADING_MARKS)
            )
            width += 0.5 if meets else 1.0
        previous = character
    return width


def _is_prose(line: PrintedLine) -> bool:
    if line.level or not line.text:
        return False
    return han_count(line.text) >= 8 or sum(is_latin(character) for character in line.text) >= _LATIN_PROSE


def _is_hyphenated(line: PrintedLine, below: PrintedLine) -> bool:
    """Whether a word of a script with spaces is broken at a line's end."""
    return line.text[-1:] == "-" and is_latin(line.text[-2:-1]) and below.text[:1].islower()


def are_wrapped(lines: list[PrintedLine], thresholds: ParagraphThresholds = PARAGRAPH) -> bool:
    """Whether the lines are those of the page (wrapped at a column's width) and not whole paragraphs."""
    prose = [line for line in lines if _is_prose(line)]
    if len(prose) < 4:
        return sum(map(_is_hyphenated, lines, lines[1:])) > 1
    unfinished, finished = ([line.width for line in prose if line.ends is ends] for ends in (False, True))
    total = sum(line.width for line in prose)
    wide = sum(line.width for line in prose if line.width > thresholds.widest_column)
    if len(unfinished) <= 0.5 * len(prose) or wide >= thresholds.wide_share * total:
        return False
    return not finished or fmean(unfinished) >= thresholds.broken_width * fmean(finished)
