"""Word spaces: which gaps between glyphs are spaces, judged by the pitch of their own line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from banmian.document.changes import Change
from banmian.layout.model import Glyph
from banmian.layout.ocr.glyph_gaps import Gap
from banmian.layout.ocr.letter_spaced_words import find_letter_gaps
from banmian.layout.ocr.missed_spaces import find_missed_spaces
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.wording.unicode_script import has_word_spaces, is_han

USUAL_SHARE = 0.4
"""Share of the gaps that are narrower than the usual one."""

RULE = "ocr-spacing"


def insert_spaces(
    glyphs: Sequence[Glyph], gaps: Sequence[Gap], body_em: float, thresholds: ScanThresholds = SCAN
) -> str:
    """The text of a line with the spaces that the page intends (`measure_gaps` gives the gaps).

    Between Latin glyphs the recogniser is trusted, and in a line of a script with word spaces between all its
    glyphs, punctuation too, but for letter-spaced words, which are one each. Between Han characters a space is a
    gap that stands out: far wider than the line's pitch, free of ink, with gaps of the usual width on both sides. So
    letter-spaced stretches get none, and the parts of a headline stay apart; display type needs less than body type,
    whose lines are justified. Elsewhere a gap must be wider still.
    """
    display = max(glyph.size for glyph in glyphs) > thresholds.display_ratio * body_em
    least = thresholds.display_space_pitch if display else thresholds.body_space_pitch
    worded = has_word_spaces("".join(glyph.text for glyph in glyphs))
    parts = [glyphs[0].text]
    spaced = find_letter_gaps(gaps) if worded else {}
    missed = find_missed_spaces(gaps, spaced, thresholds) if worded else frozenset[int]()
    for index, gap in enumerate(gaps):
        if index in spaced:
            space = spaced[index]
        elif gap.between_latin or index in missed or gap.with_hangul or (worded and gap.between_words and gap.seen):
            space = gap.seen or index in missed
        elif gap.between_han:
            space = _stands_out(gaps, index, least, thresholds)
        elif gap.with_point:
            space = gap.clear > thresholds.point_space_clear
        else:
            space = gap.clear > (thresholds.display_mixed_clear if display else thresholds.body_mixed_clear)
        parts.append((" " if space else "") + gap.after.text)
    return "".join(parts)


def measure_gaps(glyphs: Sequence[Glyph], seen: Sequence[bool], places: Sequence[tuple[float, float]]) -> list[Gap]:
    """The gaps of a line; `places` are the first and last coordinate of each glyph along the line."""
    raw = [
        ((after[0] + after[1]) / 2 - (before[0] + before[1]) / 2, after[0] - before[1])
        for before, after in pairwise(places)
    ]
    pairs = list(pairwise(glyphs))
    between = [index for index, (before, after) in enumerate(pairs) if is_han(before.text) and is_han(after.text)]
    pitch = _usual([raw[index][0] for index in between])
    clear = _usual([raw[index][1] for index in between])
    usual = pitch if pitch > 0 else max(glyph.size for glyph in glyphs)
    return [
        Gap(before, after, distance / usual, (space - clear) / usual, seen[index])
        for index, ((before, after), (distance, space)) in enumerate(zip(pairs, raw, strict=True))
    ]


def _usual(values: Sequence[float]) -> float:
    """The percentile `USUAL_SHARE` of the values, interpolated; 0 for none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    place = USUAL_SHARE * (len(ordered) - 1)
    before = int(place)
    after = min(before + 1, len(ordered) - 1)
    return ordered[before] + (place - before) * (ordered[after] - ordered[before])


def _stands_out(gaps: Sequence[Gap], index: int, least: float, thresholds: ScanThresholds) -> bool:
    gap = gaps[index]
    if gap.distance < least or gap.clear < thresholds.space_clear:
        return False
    if not 0 < index < len(gaps) - 1:
        return False
    beside = (gaps[index - 1], gaps[index + 1])
    return all(other.between_han and other.distance < thresholds.usual_pitch for other in beside)


def changes_between(read: str, text: str) -> tuple[Change, ...]:
    """The changes of spaces that lead from `read` to `text`; both have the same glyphs."""
    changes: list[Change] = []
    there, wanted = 0, 0
    offset = 0
    while there < len(read) or wanted < len(text):
        has = there < len(read) and read[there].isspace()
        wants = wanted < len(text) and text[wanted].isspace()
        if has and wants:
            there, wanted, offset = there + 1, wanted + 1, offset + 1
        elif has:
            changes.append(Change(RULE, offset, read[there], ""))
            there += 1
        elif wants:
            changes.append(Change(RULE, offset, "", text[wanted]))
            wanted, offset = wanted + 1, offset + 1
        else:
            there, wanted, offset = there + 1, wanted + 1, offset + 1
    return tuple(changes)
