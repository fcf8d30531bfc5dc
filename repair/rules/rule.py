"""A repair rule: a value that says what it repairs, in which texts, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from banmian.document.changes import Change

TextKind = Literal["paragraph", "title", "verse"]
"""A paragraph or list item; a headline, kicker, subheadline, section or subheading; verse."""
TextSource = Literal["page", "bare text"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over one text. Its module has it as ``RULE``; `banmian.repair.rules.registry` puts rules in order.

    ``names`` are those of its changes in ``repairs[].rule``; ``mends`` says what it repairs, with an example;
    ``confidence`` says what the confidence of its changes means. ``function`` returns the repaired text and the
    changes relative to the text before, in the order in which they were made.
    """

    names: tuple[str, ...]
    mends: str
    confidence: str
    function: Callable[[str], tuple[str, list[Change]]]
    texts: tuple[TextKind, ...] = ("paragraph", "title", "verse")
    sources: tuple[TextSource, ...] = ("page", "bare text")

    def applies_to(self, kind: TextKind, source: TextSource) -> bool:
        """Whether the rule applies to this kind of text."""
        return kind in self.texts and source in self.sources
