"""The elements of a bare text: the text between two paragraph ends, before it is assigned to an article."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from banmian.repair.bare_text.printed_lines import PrintedLine
from banmian.repair.bare_text.source_text import Part
from banmian.wording.unicode_script import ends_sentence, han_count

Role = Literal[
    "prose",
    "title",
    "byline",
    "jump_from",
    "jump_to",
    "picture",
    "credit",
    "furniture",
    "table",
    "verse",
    "lost",
]


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """``lines`` in reading order; ``text`` is their joined text with gaps closed.

    ``level`` is the Markdown heading level or 0; ``kind`` the kind of furniture, if it is furniture; ``rows`` the
    rows of a table; ``caption`` a table's title line.
    """

    lines: list[PrintedLine]
    text: str
    role: Role = "prose"
    kind: str = "other"
    rows: list[list[str]] = field(default_factory=list)
    caption: str | None = None
    vertical: bool = False
    pieces: list[list[PrintedLine]] = field(default_factory=list)

    def joined(self, other: Element) -> Element:
        """This element with the lines and text of the next one added."""
        return replace(self, lines=self.lines + other.lines, text=f"{self.text}\n{other.text}")

    @property
    def level(self) -> int:
        """Markdown heading level, 0 for none."""
        return self.lines[0].level if self.lines else 0

    @property
    def gap(self) -> int:
        """Blank lines before it."""
        return self.lines[0].gap if self.lines else 0

    @property
    def width(self) -> float:
        """Width in em of its widest line."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def ends(self) -> bool:
        """Whether it ends a sentence."""
        return ends_sentence(self.text)

    @property
    def han(self) -> int:
        """How many Han characters it has."""
        return han_count(self.text)

    @property
    def part(self) -> Part:
        """The range of source from its first to its last character."""
        return Part(self.lines[0].part.start, self.lines[-1].part.end)
