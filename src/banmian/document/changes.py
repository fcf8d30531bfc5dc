"""Changes to a text that was read: the unit of the record by which every repair can be undone.

A change says that at ``offset`` (in characters, in the text as it was when the change was made) the string
``before`` was replaced by ``after``. A list of changes is applied in order and undone in reverse, in time
proportional to the length of the text for each run of consecutive changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace


class ChangeMismatchError(ValueError):
    """The text does not contain what a change says it replaced: record and text do not belong together."""


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement. ``confidence`` is 0 to 1: how certain it is that the page means ``after``."""

    rule: str
    offset: int
    before: str
    after: str
    confidence: float = 1.0

    def shifted(self, by: int) -> Change:
        """The same change, `by` characters further on."""
        return replace(self, offset=self.offset + by)


def apply(text: str, changes: Iterable[Change]) -> str:
    """Apply ``changes`` in order. Raises ChangeMismatchError where the text does not contain ``before``."""
    made: list[str] = []
    length = place = 0
    for change in changes:
        if change.offset < length:
            text = "".join(made) + text[place:]
            made, length, place = [], 0, 0
        start = place + change.offset - length
        end = start + len(change.before)
        if text[start:end] != change.before:
            raise ChangeMismatchError(f"{change.rule} at {change.offset}: found {text[start:end]!r}")
        made += [text[place:start], change.after]
        length = change.offset + len(change.after)
        place = end
    return "".join(made) + text[place:]


def undo(text: str, changes: Iterable[Change]) -> str:
    """Undo ``changes`` in reverse: returns what was read. Raises ChangeMismatchError like `apply`."""
    undone: list[str] = []
    place = len(text)
    for change in reversed(list(changes)):
        end = change.offset + len(change.after)
        if end > place and undone:
            text = text[:place] + "".join(reversed(undone))
            undone, place = [], len(text)
        if text[change.offset : end] != change.after:
            raise ChangeMismatchError(f"{change.rule} at {change.offset}: found {text[change.offset : end]!r}")
        undone += [text[end:place], change.before]
        place = change.offset
    return text[:place] + "".join(reversed(undone))


def substitute(
    text: str,
    pattern: re.Pattern[str],
    after: str | Callable[[str], str],
    rule: str | Callable[[str], str],
    confidence: float = 1.0,
) -> tuple[str, list[Change]]:
    """`text` with every match of a pattern replaced, and the changes.

    ``after`` and ``rule`` may be functions of what matched; what stands for itself is no change.
    """
    changes: list[Change] = []
    pieces: list[str] = []
    end = length = 0
    for match in pattern.finditer(text):
        before = match[0]
        now = after if isinstance(after, str) else after(before)
        if now == before:
            continue
        pieces += [text[end : match.start()], now]
        length += match.start() - end
        changes.append(Change(rule if isinstance(rule, str) else rule(before), length, before, now, confidence))
        length += len(now)
        end = match.end()
    return ("".join(pieces) + text[end:], changes) if changes else (text, [])
