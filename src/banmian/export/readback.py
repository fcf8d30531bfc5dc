"""The content of a written file, read back from its bytes: the basis of all checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from banmian.export.placed_document import Bounds, Joint

Unit = str


@dataclass(frozen=True, slots=True)
class ReadBackLine:
    """A line: its text, its joint to the next one, its box in the file's unit."""

    text: str
    joint: Joint
    bbox: Bounds | None
    parts: tuple[Bounds, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBackBlock:
    """A block: ``owner`` is its article's id; ``continues``: it continues the text before it."""

    id: str
    role: str
    owner: str | None
    continues: bool
    bbox: Bounds | None
    lines: tuple[ReadBackLine, ...] = ()

    @property
    def text(self) -> str:
        """The lines joined; the last one's joint at the end."""
        return "".join(line.text + line.joint for line in self.lines)


@dataclass(slots=True)
class ReadBackPage:
    """A page: size and unit as in the file, blocks in their order there; ids in reading order, and of figures."""

    number: int
    width: float | None
    height: float | None
    unit: Unit
    blocks: list[ReadBackBlock] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)


def texts(pages: Iterable[ReadBackPage]) -> list[tuple[str, str | None, str]]:
    """Role, article and words of every text, its pieces joined, in reading order, page by page."""
    found: list[tuple[str, str | None, str]] = []
    for page in pages:
        blocks = {block.id: block for block in page.blocks}
        for name in page.order:
            block = blocks[name]
            last = _last(found, block) if block.continues else None
            if last is None:
                found.append((block.role, block.owner, block.text))
            else:
                found[last] = (block.role, block.owner, found[last][2] + block.text)
    return found


def _last(found: Sequence[tuple[str, str | None, str]], block: ReadBackBlock) -> int | None:
    """The text that a block continues: the last of its role and article."""
    for index in range(len(found) - 1, -1, -1):
        if found[index][:2] == (block.role, block.owner):
            return index
    return None


def article_texts(pages: Iterable[ReadBackPage], body: Sequence[str]) -> dict[str, str]:
    """The text of each article, as the article document has it: texts of the roles in `body`, line by line."""
    found: dict[str, list[str]] = {}
    for role, owner, words in texts(pages):
        if owner is not None and role in body:
            found.setdefault(owner, []).append(words)
    return {owner: "\n".join(words) for owner, words in found.items()}
