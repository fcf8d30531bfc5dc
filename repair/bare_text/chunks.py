"""Chunks: a long text is cut where nothing continues, so that time and memory stay proportional."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_LENGTH = 120_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a text and the number of its first line."""

    text: str
    first_line: int


def split_chunks(text: str, length: int = _LENGTH) -> Iterator[Chunk]:
    """The text in stretches of about `length` characters, cut at line breaks, best after a blank line."""
    start = line = 0
    while start < len(text):
        end = _cut(text, start, length)
        piece = text[start:end]
        shown = piece[:-1] if end < len(text) and piece.endswith("\n") else piece
        yield Chunk(shown, line)
        line += piece.count("\n")
        start = end


def _cut(text: str, start: int, length: int) -> int:
    if len(text) - start <= length + length // 4:
        return len(text)
    blank = text.rfind("\n\n", start + length // 2, start + length)
    if blank >= 0:
        return blank + 2
    line = text.rfind("\n", start + length // 2, start + length)
    if line >= 0:
        return line + 1
    ahead = text.find("\n", start + length)
    return ahead + 1 if ahead >= 0 else len(text)
