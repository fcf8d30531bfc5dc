"""A change made to a text that was read: the unit of the record that lets every repair be undone.

A change says that at ``offset`` (in characters, in the text as it stood when the change was made) the
string ``before`` was replaced by ``after``. A list of changes is applied in order and undone in reverse.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


class ChangeMismatchError(ValueError):
    """The text does not hold what a change says it replaced: record and text do not belong together."""


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement. ``confidence`` is 0 to 1: how sure the rule was that the page means ``after``."""

    rule: str
    offset: int
    before: str
    after: str
    confidence: float = 1.0

    def shifted(self, by: int) -> Change:
        """The same change, `by` characters further on."""
        return replace(self, offset=self.offset + by)


def apply(text: str, changes: Iterable[Change]) -> str:
    """Make ``changes`` in order. Raises ChangeMismatchError where the text does not hold ``before``."""
    for change in changes:
        end = change.offset + len(change.before)
        if text[change.offset : end] != change.before:
            raise ChangeMismatchError(f"{change.rule} at {change.offset}: found {text[change.offset : end]!r}")
        text = text[: change.offset] + change.after + text[end:]
    return text


def undo(text: str, changes: Iterable[Change]) -> str:
    """Take ``changes`` back in reverse: gives what was read. Raises ChangeMismatchError as `apply` does."""
    for change in reversed(list(changes)):
        end = change.offset + len(change.after)
        if text[change.offset : end] != change.after:
            raise ChangeMismatchError(f"{change.rule} at {change.offset}: found {text[change.offset : end]!r}")
        text = text[: change.offset] + change.before + text[end:]
    return text
