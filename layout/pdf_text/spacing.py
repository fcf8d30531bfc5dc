"""Word spaces: which gaps of a line are spaces, judged by the pitch of their own line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from banmian.layout.pdf_text.characters import is_mark, is_wide
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds
from banmian.wording.unicode_script import takes_word_space

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
class Gap:
    """The gap between two neighbours of a line, in em; ``explicit`` where a space glyph was painted in it."""

    width: float
    explicit: bool
    before: str
    after: str

    @property
    def latin(self) -> bool:
        """Whether both neighbours are narrow glyphs: Latin letters, digits, ASCII marks."""
        return not is_wide(self.before) and not is_wide(self.after)

    @property
    def between_words(self) -> bool:
        """Whether both neighbours are of scripts that put spaces between words: narrow characters, and Hangul."""
        if self.latin:
            return True
        hangul = any(_is_hangul(char) for char in (self.before, self.after))
        return hangul and all(takes_word_space(char) for char in (self.before, self.after))

    @property
    def boundary(self) -> bool:
        """Whether a wide glyph is next to a narrow one."""
        return is_wide(self.before) != is_wide(self.after)

    @property
    def beside_mark(self) -> bool:
        """Whether there is punctuation on either side."""
        return not (self.before.isalnum() and self.after.isalnum())


def find_spaces(gaps: Sequence[Gap], kind: Kind, thresholds: TextLayerThresholds = TEXT_LAYER) -> list[bool]:
    """For each gap whether it is a space. ``kind`` says whether the line is set in the page's body face."""
    if not gaps:
        return []
    gaps = _as_set(gaps)
    usual = _usual_latin(gaps)
    found = [_is_space(gaps, at, kind, usual, thresholds) for at in range(len(gaps))]
    _close_spelled_out(gaps, found)
    _open_lists(gaps, found, thresholds.space_body if kind == "body" else thresholds.space_after_mark)
    return found


def _as_set(gaps: Sequence[Gap]) -> Sequence[Gap]:
    """The gaps of a line; in one of letters alone quotation marks, dashes and dots are as narrow as these."""
    signs = [gaps[0].before, *(gap.after for gap in gaps)]
    if any(is_wide(sign) and not is_mark(sign) for sign in signs) or not any(map(str.isalpha, signs)):
        return gaps
    if any(is_mark(sign) and sign not in _SHARED for sign in signs):
        return gaps
    return [replace(gap, before=_narrow(gap.before), after=_narrow(gap.after)) for gap in gaps]


def _narrow(sign: str) -> str:
    return "-" if is_mark(sign) else sign


def _is_hangul(char: str) -> bool:
    return "\uac00" <= char[:1] <= "\ud7a3" or "\u3130" <= char[:1] <= "\u318f"


def _usual_latin(gaps: Sequence[Gap]) -> float:
    widths = sorted(gap.width for gap in gaps if gap.between_words and not gap.explicit)
    return max(0.0, widths[(len(widths) - 1) // 2]) if widths else 0.0


def _is_space(gaps: Sequence[Gap], at: int, kind: Kind, usual: float, thresholds: TextLayerThresholds) -> bool:
    gap = gaps[at]
    if gap.between_words:
        return gap.explicit or gap.width - usual >= thresholds.space_latin
    if len(gaps) == 1 and not gap.boundary:
        return False
    beside = [other.width for other in (*gaps[max(0, at - 1) : at], *gaps[at + 1 : at + 2])]
    excess = gap.width - max(beside, default=0.0)
    if gap.boundary:
        return excess >= thresholds.space_boundary
    at_edge = at == 0 or at == len(gaps) - 1
    if kind == "body" and at_edge and not gap.explicit:
        return False
    if gap.explicit:
        margin = thresholds.space_explicit
    elif kind == "body":
        margin = thresholds.space_body
    else:
        margin = thresholds.space_after_mark if gap.beside_mark else thresholds.space_display
    return gap.width >= thresholds.space_explicit and excess >= max(margin, EXCESS * gap.width)


def _close_spelled_out(gaps: Sequence[Gap], found: list[bool]) -> None:
    """A letter-spaced word (four letters and more) has no spaces inside; wider gaps separate its words."""
    at = 0
    while at < len(gaps):
        end = at
        while end < len(gaps) and gaps[end].latin and found[end] and gaps[end].before.isalpha():
            end += 1
        if end - at >= 3 and gaps[end - 1].after.isalpha():
            usual = sorted(gap.width for gap in gaps[at:end])[(end - at) // 2]
            for place in range(at, end):
                found[place] = gaps[place].width > WIDER * usual + WIDER_BY
        at = max(end, at + 1)


def _open_lists(gaps: Sequence[Gap], found: list[bool], widest: float) -> None:
    """Lists of names: pieces of two to four glyphs, and names of two glyphs padded to the width of three."""
    if any(gap.latin or gap.boundary or gap.beside_mark for gap in gaps):
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
