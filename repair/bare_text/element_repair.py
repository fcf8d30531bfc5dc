"""Joining: the pieces read for one paragraph, title or verse become one text, repaired by the rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from banmian.document.changes import Change
from banmian.repair.bare_text.headline_parts import between_titles, same_title
from banmian.repair.bare_text.markup import visible_text
from banmian.repair.rules.document_traits import PLAIN, DocumentTraits
from banmian.repair.rules.moved_marks import restore_moved_marks
from banmian.repair.rules.ocr_confusions import ECHO_NAME, repeated_at_break
from banmian.repair.rules.registry import apply_rules
from banmian.repair.rules.rule import TextKind
from banmian.repair.thresholds import TAIL
from banmian.wording.line_joins import line_join, setting_of

MARGIN = "margin"
COLUMN = "column"
STACK = "vertical"

Between = Callable[[str, str], tuple[int, str, str, int]]
"""Of two pieces that meet: (characters to drop from the first, text between them, rule, characters to drop from the
second)."""


def repair_prose(parts: Sequence[str], document: DocumentTraits = PLAIN) -> tuple[str, list[Change]]:
    """One paragraph from the pieces that were read for it, each of one or more lines.

    Changes are relative to ``"\n".join(parts)``.
    """
    parts, restored = _restore_marks(parts)
    raw = "\n".join(parts)
    setting = setting_of(raw)
    breaks = _breaks(parts)

    def between(upper: str, lower: str) -> tuple[int, str, str, int]:
        if _is_painted_again(upper, lower, document):
            return 0, "", "doubling", len(lower)
        cut, middle, rule = line_join(upper, lower, setting)
        return cut, middle, rule, 0

    def across(upper: str, lower: str) -> tuple[int, str, str, int]:
        again = repeated_at_break(upper, lower)
        cut, middle, _ = line_join(upper, lower[again:], setting)
        return cut, middle, ECHO_NAME if again else COLUMN, again

    text, changes = _unfold(raw, breaks, between, across)
    return _mended(text, restored + changes, "paragraph", document)


def _restore_marks(parts: Sequence[str]) -> tuple[list[str], list[Change]]:
    """The parts with moved marks put back; changes are relative to all parts, a line break between them."""
    found: list[str] = []
    changes: list[Change] = []
    start = 0
    for part in parts:
        text, made = restore_moved_marks(part)
        changes += [change.shifted(start) for change in made]
        found.append(text)
        start += len(text) + 1
    return found, changes


def repair_title(parts: Sequence[str], document: DocumentTraits = PLAIN) -> tuple[str, list[Change]]:
    """One headline from the lines that were read for it."""
    raw = "\n".join(parts)

    def between(upper: str, lower: str) -> tuple[int, str, str, int]:
        if same_title(upper[-2 * len(lower) :], lower) or same_title(upper[-len(lower) :], lower):
            return 0, "", "doubling", len(lower)
        return 0, between_titles(upper, lower), "line", 0

    text, changes = _unfold(raw, _breaks(parts), between, between)
    return _mended(text, changes, "title", document)


def repair_vertical_headline(parts: Sequence[str]) -> tuple[str, list[Change]]:
    """A vertical headline, one character per line."""

    def between(upper: str, lower: str) -> tuple[int, str, str, int]:
        return 0, "", STACK, 0

    return _unfold("\n".join(parts), set(), between, between)


def repair_verse(parts: Sequence[str], document: DocumentTraits = PLAIN) -> tuple[str, list[Change]]:
    """Verse: its lines stay, the space round them goes."""

    def between(upper: str, lower: str) -> tuple[int, str, str, int]:
        if _is_painted_again(upper, lower, document):
            return 0, "", "doubling", len(lower)
        return 0, "\n", MARGIN, 0

    text, changes = _unfold("\n".join(parts), set(), between, between)
    return _mended(text, changes, "verse", document)


def _is_painted_again(upper: str, lower: str, document: DocumentTraits) -> bool:
    """Whether a line is the one above, in a text in which every line is painted twice."""
    return document.lines_doubled and upper.endswith(lower[-TAIL:])


def _mended(text: str, changes: list[Change], kind: TextKind, document: DocumentTraits) -> tuple[str, list[Change]]:
    text, made = apply_rules(text, kind, "bare text", document)
    return text, changes + made


def _breaks(parts: Sequence[str]) -> set[int]:
    """The positions of the line breaks between parts in the joined text."""
    places: set[int] = set()
    length = 0
    for part in parts[:-1]:
        length += len(part)
        places.add(length)
        length += 1
    return places


def _unfold(raw: str, breaks: set[int], between: Between, across: Between) -> tuple[str, list[Change]]:
    """The lines of `raw` joined: by `across` where a part ends, by `between` elsewhere."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in raw.split("\n"):
        if line.strip():
            marks = visible_text(line)
            spans.append((start + marks.start, start + marks.end))
        start += len(line) + 1
    changes: list[Change] = []
    if not spans:
        return ("", [Change(MARGIN, 0, raw, "")]) if raw else ("", [])
    spans = [(low, max(low, high)) for low, high in spans]
    if spans[0][0]:
        changes.append(Change(MARGIN, 0, raw[: spans[0][0]], ""))
    pieces: list[str] = []
    length = 0
    context = ""
    low, high = spans[0]
    for next_low, next_high in spans[1:]:
        is_break = any(high <= place < next_low for place in breaks) if breaks else False
        upper, lower = raw[low:high], raw[next_low:next_high]
        upper = (context + upper)[-TAIL:] if context else upper
        context = upper[-TAIL:]
        cut, middle, rule, skip = (across if is_break else between)(upper, lower)
        pieces += [raw[low : high - cut], middle]
        length += high - cut - low
        before = raw[high - cut : next_low + skip]
        if before != middle:
            changes.append(Change(rule, length, before, middle))
        length += len(middle)
        low, high = next_low + skip, next_high
    pieces.append(raw[low:high])
    length += high - low
    if raw[high:]:
        changes.append(Change(MARGIN, length, raw[high:], ""))
    return "".join(pieces), changes
