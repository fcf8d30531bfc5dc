"""Moved marks: figures and points that a text layer gives in a line of their own, below the gaps they left."""

from __future__ import annotations

import re

from banmian.document.changes import Change
from banmian.wording.unicode_script import han_count

NAME = "moved_marks"
CONFIDENCE = 0.8
_TOKENS = re.compile(
    r"\s*(?:\d[\d.,:]*[%％]?|[，。、；：！？,;:!?])(?:\s+(?:\d[\d.,:]*[%％]?|[，。、；：！？,;:!?]))+\s*"
)
_GAP = re.compile("(?<=\\S)[ \u3000]+(?=\\S)")
_COUNTED = re.compile(
    "[点點时時分秒米里公年月日号號元角人个個名位次万萬亿億千百度岁歲届屆吨噸亩畝户戶家座条條层層楼樓路版倍成起件]"
)
_FULL = str.maketrans(",;:!?", "，；：！？")
_STOPS = "。！？"
LEAST_HAN = 8
"""A line with gaps has at least so many Han characters."""


def has_lost_marks(line: str) -> bool:
    """Whether a line may have lost its figures and points: Chinese text with gaps and without a mark."""
    return han_count(line) >= LEAST_HAN and bool(_GAP.search(line)) and not re.search(r"[，。、；：！？,;:!?\d]", line)


def restore_line(line: str, marks: str) -> list[tuple[int, str, str]] | None:
    """What goes where in a line: (place, gap, sign), the last at the line's end. None where `marks` is no line of
    figures and points that fill the gaps.

    A figure fills a gap before a word that counts, in order; a stop goes to the end; what divides fills the others.
    """
    if not _TOKENS.fullmatch(marks) or not has_lost_marks(line):
        return None
    tokens = [token.translate(_FULL) if not token[0].isdigit() else token for token in marks.split()]
    figures = [token for token in tokens if token[0].isdigit()]
    stop = tokens[-1] if tokens[-1] in _STOPS else ""
    dividing = [token for token in tokens[: len(tokens) - bool(stop)] if not token[0].isdigit()]
    gaps = list(_GAP.finditer(line))
    counted = [gap for gap in gaps if _COUNTED.match(line[gap.end()])]
    if len(counted) < len(figures) or (not figures and not dividing):
        return None
    filled = dict(zip((gap.start() for gap in counted), figures, strict=False))
    rest = [gap for gap in gaps if gap.start() not in filled]
    if len(set(dividing)) == 1:
        dividing = dividing[:1] * len(rest)
    if len(dividing) != len(rest):
        return None
    signs = iter(dividing)
    found = [(gap.start(), gap[0], filled.get(gap.start()) or next(signs)) for gap in gaps]
    return [*found, (len(line), "", stop)]


def restore_moved_marks(text: str) -> tuple[str, list[Change]]:
    """`text` with the figures and points of each such line put into the gaps of the line above it."""
    changes: list[Change] = []
    lines = text.split("\n")
    done, start = "", 0
    while start < len(lines):
        line, below = lines[start], lines[start + 1] if start + 1 < len(lines) else ""
        filling = restore_line(line.rstrip(), below) if below else None
        lead = "\n" if start else ""
        if filling is None:
            done += lead + line
            start += 1
            continue
        base, shift = len(done) + len(lead), 0
        said = line
        for place, gap, sign in filling[:-1]:
            changes.append(Change(NAME, base + place + shift, gap, sign, CONFIDENCE))
            said = said[: place + shift] + sign + said[place + shift + len(gap) :]
            shift += len(sign) - len(gap)
        end = filling[-1][0] + shift
        changes.append(Change(NAME, base + end, said[end:] + "\n" + below, filling[-1][2], CONFIDENCE))
        done += lead + said[:end] + filling[-1][2]
        start += 2
    return done, changes
