"""The canvas of a page: everything painted on it, and for every glyph its article and role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from samples.families.word_setting import joined_lines, set_words
from samples.text.grammar import Memory, Teller
from samples.typeset.fonts import char_widths
from samples.typeset.line_breaking import Measure, Slot, TextStyle, set_paragraph
from samples.typeset.sheet import Box, Op, PaintedLine, Sheet

MILLIMETRE = 72 / 25.4
FIRST_WIDE = 0x2E80
"""From this character on, characters are as wide as their em."""
HEAD_ROLES = ("section", "kicker", "headline", "subheadline", "byline")
TEXT_ROLES = ("body", "subheading", "cont", "jump")


@dataclass(frozen=True)
class Label:
    """The label of a glyph. `article` is empty for furniture and single pictures.

    `role` is one of section, kicker, headline, subheadline, byline, body, subheading, caption, credit, cont, jump,
    table, banner, or a kind of furniture. `block` numbers the pieces (columns, headings) of the article in reading
    order; `paragraph` the paragraphs of its text, -1 outside of it.
    """

    article: str
    role: str
    block: int = 0
    paragraph: int = -1


@dataclass
class Piece:
    """A block of an article or of furniture: its label, box in points, and lines in reading order."""

    label: Label
    lines: list[PaintedLine] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the lines."""
        return joined_lines([line.text for line in self.lines])

    @property
    def box(self) -> Box:
        """The box around the lines."""
        return union([line_box(line) for line in self.lines])


@dataclass
class ArticleDraft:
    """An article being drawn, with the fields of the truth file."""

    name: str
    headline: str = ""
    kicker: str = ""
    subheadline: str = ""
    byline: str = ""
    section: str = ""
    jump: str = ""
    cont: str = ""
    paragraphs: list[str] = field(default_factory=list)
    subheadings: list[int] = field(default_factory=list)
    photos: list[tuple[str, str]] = field(default_factory=list)
    table: dict[str, object] | None = None
    pieces: list[Piece] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    banner: bool = False


@dataclass
class PageCanvas:
    """A page being drawn. `labels` has a label for every painted line, by its index in `ops`."""

    width: float
    height: float
    script: int
    number: int = 1
    label: str = ""
    ops: list[Op] = field(default_factory=list)
    labels: dict[int, tuple[Label, ...]] = field(default_factory=dict)
    articles: list[ArticleDraft] = field(default_factory=list)
    furniture: list[dict[str, object]] = field(default_factory=list)
    images: list[dict[str, object]] = field(default_factory=list)
    banners: list[dict[str, object]] = field(default_factory=list)

    def add(self, *ops: Op) -> None:
        """Paint something without text."""
        self.ops.extend(ops)

    def write(self, lines: Sequence[PaintedLine], label: Label) -> Piece:
        """Paint lines with one label; returns them as a piece."""
        for line in lines:
            self.labels[len(self.ops)] = (label,) * len(line.text)
            self.ops.append(line)
        return Piece(label, list(lines))

    def write_article(self, draft: ArticleDraft, lines: Sequence[PaintedLine], role: str, paragraph: int = -1) -> None:
        """Paint lines (one at least) as the next piece of an article."""
        label = Label(draft.name, role, len(draft.pieces), paragraph)
        draft.pieces.append(self.write(lines, label))

    def furnish(self, kind: str, lines: Sequence[PaintedLine], text: str = "") -> None:
        """Paint lines that belong to no article and record their text."""
        if not lines:
            return
        self.write(lines, Label("", kind))
        said = text or "\n".join(line.text for line in lines)
        self.furniture.append({"kind": kind, "text": said, "bbox_mm": millimetres(union(map(line_box, lines)))})

    def note_banner(self, start: int, text: str, names: list[str]) -> None:
        """Label the lines painted since `start` as a banner over several articles."""
        said = text.split(" ")
        boxes = []
        for place in range(start, len(self.ops)):
            op = self.ops[place]
            if isinstance(op, PaintedLine) and place not in self.labels and op.text in said:
                self.labels[place] = (Label("", "banner"),) * len(op.text)
                boxes.append(line_box(op))
        self.banners.append({"text": text, "articles": names, "bbox_mm": millimetres(union(boxes))})

    def new_article(self) -> ArticleDraft:
        """Add an article to this page."""
        draft = ArticleDraft(f"p{self.number}a{len(self.articles) + 1}")
        self.articles.append(draft)
        return draft

    def sheet(self) -> Sheet:
        """The page as a sheet to be written."""
        return Sheet(self.width, self.height, self.script, self.ops)


@dataclass
class Composed:
    """A document of a family: its pages, the characters of its language, its publication data."""

    family: str
    seed: int
    pages: list[PageCanvas]
    collection: str
    publication: dict[str, object]
    vertical: bool = False
    fold: bool = False

    def sheets(self) -> list[Sheet]:
        """All pages as sheets."""
        return [page.sheet() for page in self.pages]

    def truth(self) -> dict[str, object]:
        """The truth file's content."""
        return {
            "publication": self.publication,
            "pages": [page_truth(page) for page in self.pages],
            "seed": self.seed,
            "family": self.family,
            "vertical": self.vertical,
        }


@dataclass
class DrawingContext:
    """What all drawing for one document shares. `words` means that words are separated by spaces."""

    rng: Random
    script: int
    collection: str
    words: bool = False
    memory: Memory = field(default_factory=Memory)

    def teller(self, idiom: str, topics: Sequence[str], count: int = 3) -> Teller:
        """A teller on a topic that the document has told least, with others to go on with."""
        drawn = self.memory.choose_topics(topics, count, self.rng)
        return Teller(idiom, drawn[0], self.rng, also=tuple(drawn[1:]), memory=self.memory)

    def paragraph(self, text: str, slots: Sequence[Slot], style: TextStyle) -> list[PaintedLine] | None:
        """A paragraph's lines in the first of the slots, or None where it does not fit."""
        if self.words:
            return set_words(text, slots, style, self.measuring)
        return set_paragraph(text, slots, style, self.measuring, self.rng)

    def measure(self, face: str, char: str) -> float:
        """Advance of a character in em."""
        return char_widths(face, self.script, self.collection).get(char, 1.0)

    @property
    def measuring(self) -> Measure:
        """`measure` as a plain function."""
        return self.measure


def union(boxes: Sequence[Box] | map[Box]) -> Box:
    """The box around some boxes."""
    all_of = list(boxes)
    return Box(
        min(box.x0 for box in all_of),
        min(box.y0 for box in all_of),
        max(box.x1 for box in all_of),
        max(box.y1 for box in all_of),
    )


def line_box(line: PaintedLine) -> Box:
    """The em boxes of a line's glyphs, taken together (Latin letters are taken for 0.6 em wide)."""
    if not line.offsets:
        return Box(line.x, line.y, line.x, line.y + line.size)
    if line.vertical:
        return Box(line.x, line.y + min(line.offsets), line.x + line.size, line.y + max(line.offsets) + line.size)
    last = max(range(len(line.offsets)), key=lambda k: line.offsets[k])
    width = line.size * (1.0 if ord(line.text[last]) >= FIRST_WIDE else 0.6)
    return Box(line.x + min(line.offsets), line.y, line.x + line.offsets[last] + width, line.y + line.size)


def millimetres(box: Box) -> list[float]:
    """A box in millimetres, as truth files have it."""
    return [round(value / MILLIMETRE, 1) for value in box]


def shifted(line: PaintedLine, dx: float, dy: float) -> PaintedLine:
    """The line moved."""
    return replace(line, x=line.x + dx, y=line.y + dy)


def _article_truth(draft: ArticleDraft) -> dict[str, object]:
    boxes = [piece.box for piece in draft.pieces] + draft.pictures
    return {
        "id": draft.name, "headline": draft.headline, "kicker": draft.kicker, "subheadline": draft.subheadline,
        "byline": draft.byline, "section": draft.section, "paragraphs": draft.paragraphs,
        "subheadings": draft.subheadings, "jump": draft.jump, "cont": draft.cont,
        "photo": list(draft.photos[0]) if draft.photos else None,
        "photos": [list(photo) for photo in draft.photos], "table": draft.table, "verse": False,
        "bbox_mm": millimetres(union(boxes)), **({"banner": True} if draft.banner else {}),
        "pieces": [
            {"role": piece.label.role, "text": piece.text, "bbox_mm": millimetres(piece.box)}
            for piece in draft.pieces
        ],
    }  # fmt: skip


def page_truth(page: PageCanvas) -> dict[str, object]:
    """A page's truth in the form of the truth file; articles in reading order."""
    return {
        "number": page.number,
        "label": page.label,
        "width_mm": round(page.width / MILLIMETRE, 1),
        "height_mm": round(page.height / MILLIMETRE, 1),
        "articles": [_article_truth(draft) for draft in page.articles if draft.pieces],
        "furniture": page.furniture,
        "images": page.images,
        "banners": page.banners,
    }
