"""Word spaces: which gaps of a line are spaces, judged by the pitch of their own line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from banmian.layout.pdf_text.character_classes import MOST_KNOWN, is_mark, is_wide
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds
from banmian.wording.unicode_script import is_hangul, takes_word_space

EXCESS = 0.3
"""A gap holds a space where at least this share of it is beyond the usual gap."""
WIDER = 1.6
"""In letter-spaced words a gap is a word space where it is wider than the usual one by this ratio …"""
WIDER_BY = 0.1
"""… and this many em."""

_SHARED = "“”‘’…—"
"""Marks that scripts with letters have too."""

Kind = Literal["body", "display"]
"""How a line is set: in the face of most of the page, or in any other."""


@dataclass(frozen=True, slots=True)
class GapSides:
    """What stands on both sides of a gap.

    ``latin``: both are narrow glyphs, Latin letters, digits, ASCII marks. ``between_words``: both are of scripts that
    put spaces between words, narrow characters and Hangul. ``boundary``: a wide glyph is next to a narrow one.
    ``beside_mark``: there is punctuation on either side.
    """

    latin: bool
    between_words: bool
    boundary: bool
    beside_mark: bool


@lru_cache(maxsize=MOST_KNOWN)
def _sides(before: str, after: str) -> GapSides:
    wide = is_wide(before), is_wide(after)
    latin = not any(wide)
    hangul = any(is_hangul(char[:1]) for char in (before, after))
    words = latin or (hangul and all(takes_word_space(char) for char in (before, after)))
    return GapSides(latin, words, wide[0] != wide[1], not (before.isalnum() and after.isalnum()))


@dataclass(frozen=True, slots=True)
class LineGap:
    """The gap between two neighbours of a line, in em; ``explicit`` where a space glyph was painted in it."""

    width: float
    explicit: bool
    before: str
    after: str

    @property
    def sides(self) -> GapSides:
        """What stands on both sides."""
        return _sides(self.before, self.after)


def find_spaces(gaps: Sequence[LineGap], kind: Kind, thresholds: TextLayerThresholds = TEXT_LAYER) -> list[bool]:
    """For each gap whether it is a space. ``kind`` says whether the line is set in the page's body face."""
    if not gaps:
        return []
    gaps = _as_set(gaps)
    sides = [gap.sides for gap in gaps]
    usual = _usual_latin(gaps, sides)
    found = [_is_space(gaps, sides[at], at, kind, usual, thresholds) for at in range(len(gaps))]
    if True in found:
        _close_spelled_out(gaps, sides, found)
    widest = thresholds.space_body if kind == "body" else thresholds.space_after_mark
    if any(gap.width >= widest for gap in gaps):
        _open_lists(gaps, sides, found, widest)
    return found


def _as_set(gaps: Sequence[LineGap]) -> Sequence[LineGap]:
    """The gaps of a line; in one of letters alone quotation marks, dashes and dots are as narrow as these."""
    signs = [gaps[0].before, *(gap.after for gap in gaps)]
    if any(is_wide(sign) and not is_mark(sign) for sign in signs) or not any(map(str.isalpha, signs)):
        return gaps
    if not any(map(is_mark, signs)):
        return gaps
    if any(is_mark(sign) and sign not in _SHARED for sign in signs):
        return gaps
    return [replace(gap, before=_narrow(gap.before), after=_narrow(gap.after)) for gap in gaps]


def _narrow(sign: str) -> str:
    return "-" if is_mark(sign) else sign


def _usual_latin(gaps: Sequence[LineGap], sides: Sequence[GapSides]) -> float:
    widths = sorted(
        gap.width for gap, beside in zip(gaps, sides, strict=True) if beside.between_words and not gap.explicit
    )
    return max(0.0, widths[(len(widths) - 1) // 2]) if widths else 0.0


def _is_space(
    gaps: Sequence[LineGap], sides: GapSides, at: int, kind: Kind, usual: float, thresholds: TextLayerThresholds
) -> bool:
    gap = gaps[at]
    if sides.between_words:
        return gap.explicit or gap.width - usual >= thresholds.space_latin
    if not sides.boundary and (len(gaps) == 1 or gap.width < thresholds.space_explicit):
        return False
    beside = [other.width for other in (*gaps[max(0, at - 1) : at], *gaps[at + 1 : at + 2])]
    excess = gap.width - max(beside, default=0.0)
    if sides.boundary:
        return excess >= thresholds.space_boundary
    at_edge = at == 0 or at == len(gaps) - 1
    if kind == "body" and at_edge and not gap.explicit:
        return False
    if gap.explicit:
        margin = thresholds.space_explicit
    elif kind == "body":
        margin = thresholds.space_body
    else:
        margin = thresholds.space_after_mark if sides.beside_mark else thresholds.space_display
    return excess >= max(margin, EXCESS * gap.width)


def _close_spelled_out(gaps: Sequence[LineGap], sides: Sequence[GapSides], found: list[bool]) -> None:
    """A letter-spaced word (four letters and more) has no spaces inside; wider gaps separate its words."""
    at = 0
    while at < len(gaps):
        end = at
        while end < len(gaps) and sides[end].latin and found[end] and gaps[end].before.isalpha():
            end += 1
        if end - at >= 3 and gaps[end - 1].after.isalpha():
            usual = sorted(gap.width for gap in gaps[at:end])[(end - at) // 2]
            for place in range(at, end):
                found[place] = gaps[place].width > WIDER * usual + WIDER_BY
        at = max(end, at + 1)


def _open_lists(gaps: Sequence[LineGap], sides: Sequence[GapSides], found: list[bool], widest: float) -> None:
    """Lists of names: pieces of two to four glyphs, and names of two glyphs padded to the width of three."""
    if any(beside.latin or beside.boundary or beside.beside_mark for beside in sides):
        return
    wide = [gap.width >= widest for gap in gaps]
    lengths, length = [], 1
    for is_wide_gap in wide:
        if is_wide_gap:
            lengths.append(length)
            length = 1
        else:
            length += 1
    lengths.append(length)
    if max(lengths) > 4 or max(lengths) == 1 or 1 not in lengths:
        return
    runs = "".join("s" if n == 1 else "|" for n in lengths).split("|")
    if any(len(run) not in (0, 2) for run in runs):
        return
    piece, second = 0, False
    for at, is_wide_gap in enumerate(wide):
        if not is_wide_gap:
            continue
        padded = lengths[piece] == 1 and lengths[piece + 1] == 1 and not second
        found[at] = not padded
        second = padded
        piece += 1
