"""A repair rule: a value that says what it repairs, in which texts, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from banmian.document.changes import Change

if TYPE_CHECKING:
    from banmian.repair.rules.document_traits import DocumentTraits

TextKind = Literal["paragraph", "title", "verse"]
"""A paragraph or list item; a headline, kicker, subheadline, section or subheading; verse."""
TextSource = Literal["page", "bare text"]


Function = Callable[[str, "DocumentTraits"], tuple[str, list[Change]]]


def for_any_document(function: Callable[[str], tuple[str, list[Change]]]) -> Function:
    """The function of a rule that asks for nothing but the text."""
    return lambda text, document: function(text)


@dataclass(frozen=True, slots=True)
class RepairRule:
    """A rule over one text. Its module has it as ``RULE``; `banmian.repair.rules.registry` puts rules in order.

    ``names`` are those that its changes carry in ``repairs[].rule``; ``mends`` says what of, with an example;
    ``confidence`` what the confidence of its changes means. ``function`` takes a text and the traits of its document,
    and gives the text mended and the changes against the text before, in the order in which they were made.
    """

    names: tuple[str, ...]
    mends: str
    confidence: str
    function: Function
    texts: tuple[TextKind, ...] = ("paragraph", "title", "verse")
    sources: tuple[TextSource, ...] = ("page", "bare text")

    def applies_to(self, kind: TextKind, source: TextSource) -> bool:
        """Whether the rule applies to this kind of text."""
        return kind in self.texts and source in self.sources
