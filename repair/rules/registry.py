"""The rules applied in their order to what was read for one paragraph, title or verse."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from banmian.document.changes import Change
from banmian.repair.bare_text.markup import visible_text
from banmian.repair.bare_text.titles import between_titles, same_title
from banmian.repair.rules.doubling import repair_doubling
from banmian.repair.rules.ocr_confusions import ECHO_RULE, repair_ocr_confusions, repeated_at_break
from banmian.repair.rules.punctuation import repair_punctuation
from banmian.repair.rules.spacing import repair_spacing
from banmian.wording.line_joins import line_join, setting_of
from banmian.wording.unicode_script import han_count

MARGIN_RULE = "margin"
COLUMN_RULE = "column"
STACK_RULE = "vertical"
_CONTEXT = 60
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*")
_BOLD_MARK = re.compile(r"\*\*(?=\S[^*\n]*\*\*)|(?<=\S)\*\*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")

Between = Callable[[str, str], tuple[int, str, str, int]]
"""Of two pieces that meet: (characters to drop from the first, what stands between, rule, to drop from the second)."""


def repair_prose(parts: Sequence[str]) -> tuple[str, list[Change]]:
    """One paragraph from the pieces that were read for it, each of them one or more lines.

    Changes are against ``"\\n".join(parts)``.
    """
    raw = "\n".join(parts)
    setting = setting_of(raw)
    breaks = _breaks(parts)

    def between(head: str, tail: str) -> tuple[int, str, str, int]:
        cut, middle, rule = line_join(head, tail, setting)
        return cut, middle, rule, 0

    def across(head: str, tail: str) -> tuple[int, str, str, int]:
        again = repeated_at_break(head, tail)
        cut, middle, _ = line_join(head, tail[again:], setting)
        return cut, middle, ECHO_RULE if again else COLUMN_RULE, again

    text, changes = _unfold(raw, breaks, between, across)
    return _through(
        text, changes, (_drop_controls, _drop_marks, repair_ocr_confusions, repair_spacing, repair_punctuation)
    )


def repair_title(parts: Sequence[str]) -> tuple[str, list[Change]]:
    """One headline from the lines that were read for it."""
    raw = "\n".join(parts)

    def between(head: str, tail: str) -> tuple[int, str, str, int]:
        if same_title(head[-2 * len(tail) :], tail) or same_title(head[-len(tail) :], tail):
            return 0, "", "doubling", len(tail)
        return 0, between_titles(head, tail), "line", 0

    text, changes = _unfold(raw, _breaks(parts), between, between)
    return _through(text, changes, (_drop_controls, _drop_marks, repair_doubling, repair_spacing, repair_punctuation))


def repair_vertical_headline(parts: Sequence[str]) -> tuple[str, list[Change]]:
    """A vertical headline, one character a line."""

    def between(head: str, tail: str) -> tuple[int, str, str, int]:
        return 0, "", STACK_RULE, 0

    return _unfold("\n".join(parts), set(), between, between)


def repair_verse(parts: Sequence[str]) -> tuple[str, list[Change]]:
    """Verse: its lines stay, the space round them goes."""

    def between(head: str, tail: str) -> tuple[int, str, str, int]:
        return 0, "\n", MARGIN_RULE, 0

    text, changes = _unfold("\n".join(parts), set(), between, between)
    return _through(text, changes, (_drop_controls, repair_spacing, repair_punctuation))


def _through(
    text: str, changes: list[Change], rules: Sequence[Callable[[str], tuple[str, list[Change]]]]
) -> tuple[str, list[Change]]:
    for rule in rules:
        text, made = rule(text)
        changes += made
    return text, changes


def _breaks(parts: Sequence[str]) -> set[int]:
    """Where, in the joined text, the line breaks between parts stand."""
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
        return ("", [Change(MARGIN_RULE, 0, raw, "")]) if raw else ("", [])
    spans = [(low, max(low, high)) for low, high in spans]
    if spans[0][0]:
        changes.append(Change(MARGIN_RULE, 0, raw[: spans[0][0]], ""))
    pieces: list[str] = []
    length = 0
    context = ""
    low, high = spans[0]
    for next_low, next_high in spans[1:]:
        is_break = any(high <= place < next_low for place in breaks) if breaks else False
        head, tail = raw[low:high], raw[next_low:next_high]
        head = (context + head)[-_CONTEXT:] if context else head
        context = head[-_CONTEXT:]
        cut, middle, rule, skip = (across if is_break else between)(head, tail)
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
        changes.append(Change(MARGIN_RULE, length, raw[high:], ""))
    return "".join(pieces), changes


def _drop_controls(text: str) -> tuple[str, list[Change]]:
    return _without(text, _CONTROL, "control")


def _drop_marks(text: str) -> tuple[str, list[Change]]:
    """Bold marks of Markdown inside a line."""
    marked = "**" in text and any(han_count(match[1]) for match in _BOLD.finditer(text))
    return _without(text, _BOLD_MARK, "markup") if marked else (text, [])


def _without(text: str, pattern: re.Pattern[str], rule: str) -> tuple[str, list[Change]]:
    changes: list[Change] = []
    pieces: list[str] = []
    end = length = 0
    for match in pattern.finditer(text):
        pieces.append(text[end : match.start()])
        length += match.start() - end
        changes.append(Change(rule, length, match[0], ""))
        end = match.end()
    return ("".join(pieces) + text[end:], changes) if changes else (text, [])
