"""Running text in horizontal lines: columns round pictures and cut-outs, filled to the last line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import sqrt
from random import Random

from samples.families.canvas import ArticleDraft, DrawingContext, PageCanvas
from samples.families.horizontal_heads import is_latin
from samples.text.grammar import Teller
from samples.typeset.line_breaking import Slot, TextStyle, line_length, set_line
from samples.typeset.sheet import Box, Colour, PaintedLine

SENTENCE_END = re.compile('[。！？]+[”」’）]*|(?<!Mr\\.)(?<!Mrs\\.)(?<!Dr\\.)(?<=[a-zäöüß0-9][.!?])[”“"’]? ')


@dataclass(frozen=True)
class Hole:
    """What text goes round: a box, or the ellipse in it, with this many points of air."""

    box: Box
    round: bool = False
    air: float = 6.0

    def span(self, y0: float, y1: float) -> tuple[float, float] | None:
        """Left and right end of what it takes of a line between two heights."""
        box = self.box.inset(-self.air, -self.air)
        if y1 <= box.y0 or y0 >= box.y1:
            return None
        if not self.round:
            return box.x0, box.x1
        cx, cy = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        nearest = min(max(cy, y0), y1)
        share = 1 - ((nearest - cy) / (box.height / 2)) ** 2
        half = box.width / 2 * sqrt(max(0.0, share))
        return cx - half, cx + half


@dataclass
class TextPlan:
    """How a story's text is set and what is in it besides paragraphs."""

    style: TextStyle
    subhead_face: str = "sans-bold"
    subhead_size: float = 0.0
    subheads: int = 0
    subhead_aligned: str = "centre"
    paragraph_length: int = 160
    drop_cap: int = 0
    drop_colour: Colour = (0.2, 0.2, 0.2)
    opening: str = ""
    cont: str = ""
    jump: str = ""
    signature: str = ""
    signature_face: str = "sans-bold"
    note_face: str = "sans"
    fill: float = 1.0
    lead: list[str] = field(default_factory=list)


def column_boxes(area: Box, count: int, gutter: float) -> list[Box]:
    """An area in columns of equal width."""
    width = (area.width - gutter * (count - 1)) / count
    return [Box(area.x0 + k * (width + gutter), area.y0, area.x0 + k * (width + gutter) + width, area.y1)
            for k in range(count)]  # fmt: skip


def free_slots(columns: Sequence[Box], style: TextStyle, holes: Sequence[Hole], least: float = 5.0) -> list[Slot]:
    """Room for lines, column after column; beside holes the wider side, where it holds `least` em."""
    slots = []
    for column in columns:
        y = column.y0
        while y + style.size <= column.y1 + 0.01:
            spans = [span for hole in holes if (span := hole.span(y, y + style.size))]
            x0, x1 = _widest(column.x0, column.x1, spans)
            if x1 - x0 >= least * style.size:
                slots.append(Slot(x0, y, x1 - x0))
            y += style.leading
    return slots


def _widest(x0: float, x1: float, spans: Sequence[tuple[float, float]]) -> tuple[float, float]:
    free = [(x0, x1)]
    for left, right in spans:
        free = [
            part
            for a, b in free
            for part in ((a, min(b, left)), (max(a, right), b))
            if part[1] - part[0] > 0 and (left < b and right > a)
        ] + [(a, b) for a, b in free if not (left < b and right > a)]
    return max(free, key=lambda part: part[1] - part[0], default=(x0, x0))


@dataclass
class Setting:
    """A text under way: where it is written and what is left of its slots."""

    studio: DrawingContext
    canvas: PageCanvas
    draft: ArticleDraft
    plan: TextPlan
    slots: list[Slot]
    used: int = 0
    last: PaintedLine | None = None

    @property
    def rng(self) -> Random:
        """The document's own."""
        return self.studio.rng

    @property
    def left(self) -> int:
        """Slots that are left for paragraphs: the last one is kept for a jump line."""
        return len(self.slots) - self.used - bool(self.plan.jump)


def write_text(setting: Setting, teller: Teller) -> None:
    """Fills the slots with paragraphs, subheads, signature and jump line, and notes them in the draft."""
    plan, draft = setting.plan, setting.draft
    if plan.cont and setting.slots:
        _note(setting, plan.cont, "cont", 0.0)
        draft.cont = plan.cont
    room = sum(slot.length for slot in setting.slots[setting.used :]) / plan.style.size
    per_em = 2.2 if setting.studio.words else 1.0
    texts = plan.lead + teller.paragraphs(
        int(room * per_em * plan.fill) - sum(map(len, plan.lead)), plan.paragraph_length
    )
    if texts and plan.opening:
        texts[0] = plan.opening + texts[0]
    spaced = max(2, len(texts) // (plan.subheads + 1)) if plan.subheads else 0
    limit = int(len(setting.slots) * plan.fill)
    for number, text in enumerate(texts):
        if setting.used >= limit:
            break
        if spaced and number and number % spaced == 0 and setting.left >= 5:
            subhead = teller.phrase("subhead")
            if subhead and _subhead(setting, subhead):
                draft.subheadings.append(len(draft.paragraphs))
                draft.paragraphs.append(subhead)
        if not _paragraph(setting, text, first=not draft.paragraphs):
            break
    if plan.signature and setting.last is not None:
        _signature(setting)
    if plan.jump and setting.last is not None and setting.used < len(setting.slots):
        _note(setting, plan.jump, "jump", 1.0)
        draft.jump = plan.jump


def _write(setting: Setting, lines: Sequence[PaintedLine], role: str, paragraph: int) -> None:
    """Paints lines, a new piece where a new column begins."""
    group: list[PaintedLine] = []
    for line in lines:
        if group and line.y < group[-1].y:
            setting.canvas.write_article(setting.draft, group, role, paragraph)
            group = []
        group.append(line)
    if group:
        setting.canvas.write_article(setting.draft, group, role, paragraph)
        setting.last = group[-1]


def _paragraph(setting: Setting, text: str, first: bool) -> bool:
    """Sets a paragraph, a sentence less at a time until it fits; tells whether all of it found room."""
    whole = True
    number = len(setting.draft.paragraphs)
    while text and setting.left > 0:
        slots = setting.slots[setting.used : setting.used + setting.left]
        cap: list[PaintedLine] = []
        shown, style = text, setting.plan.style
        if first and setting.plan.drop_cap and len(slots) > setting.plan.drop_cap:
            cap, slots = _drop_cap(setting, text[0], slots)
            if cap:
                shown, style = text[1:], replace(style, indent=0.0)
        lines = setting.studio.paragraph(shown, slots, style)
        if lines is not None:
            _write(setting, [*cap, *lines], "body", number)
            setting.used += len(lines)
            setting.draft.paragraphs.append(text)
            return whole
        text = shorter(text)
        whole = False
    return False


def shorter(text: str) -> str:
    """The text without its last sentence, or without its last clause where it is one sentence alone."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    if ends and ends[-1] >= len(text.rstrip()):
        ends.pop()
    if ends:
        return text[: ends[-1]].rstrip()
    commas = [match.start() for match in re.finditer("[，；,;] ?", text)]
    if not commas or commas[-1] < 8:
        return ""
    return text[: commas[-1]] + ("." if is_latin(text) else "。")


def _drop_cap(setting: Setting, char: str, slots: list[Slot]) -> tuple[list[PaintedLine], list[Slot]]:
    """The first glyph over several lines, and the slots with the lines beside it shortened."""
    count, style = setting.plan.drop_cap, setting.plan.style
    if any(slot.y < slots[0].y for slot in slots[:count]) or slots[0].length < 8 * style.size:
        return [], slots
    size = style.leading * (count - 1) + style.size
    width = setting.studio.measure(setting.plan.subhead_face, char) * size + style.size * 0.3
    cap = PaintedLine(char, slots[0].x, slots[0].y, size, setting.plan.subhead_face, (0.0,), setting.plan.drop_colour)
    beside = [Slot(slot.x + width, slot.y, slot.length - width) for slot in slots[:count]]
    return [replace(cap, role="body")], beside + slots[count:]


def _subhead(setting: Setting, text: str) -> bool:
    plan = setting.plan
    look = TextStyle(plan.subhead_face, plan.subhead_size or plan.style.size, plan.style.leading, role="subheading")
    slots = setting.slots[setting.used : setting.used + 3]
    length = line_length(text, look, setting.studio.measuring)
    if len(slots) < 3 or length > slots[0].length or slots[2].y < slots[0].y:
        return False
    shift = {"centre": 0.5, "left": 0.0}[plan.subhead_aligned] * (slots[0].length - length)
    y = (
        slots[0].y
        + (plan.style.size - look.size) / 2
        + (plan.style.leading * 0.5 if look.size > plan.style.size else 0)
    )
    line = set_line(text, slots[0].x + shift, y, look, setting.studio.measuring)
    _write(setting, [line], "subheading", len(setting.draft.paragraphs))
    setting.used += 2 if look.size > plan.style.size * 1.05 else 1
    return True


def _note(setting: Setting, text: str, role: str, aligned: float) -> None:
    """A jump line in a slot of its own."""
    look = TextStyle(setting.plan.note_face, setting.plan.style.size * 0.95, setting.plan.style.leading, role=role)
    slot = setting.slots[setting.used]
    length = line_length(text, look, setting.studio.measuring)
    line = set_line(text, slot.x + max(0.0, slot.length - length) * aligned, slot.y, look, setting.studio.measuring)
    _write(setting, [line], role, -1)
    setting.used += 1


def _signature(setting: Setting) -> None:
    """The writer at the end: in the last line where there is room, else in the next."""
    plan, last = setting.plan, setting.last
    assert last is not None
    look = TextStyle(plan.signature_face, plan.style.size, plan.style.leading, role="byline")
    length = line_length(plan.signature, look, setting.studio.measuring)
    slot = setting.slots[setting.used - 1]
    end = last.offsets[-1] + last.size
    if end + length + 1.5 * plan.style.size > slot.length:
        if setting.left <= 0:
            return
        slot = setting.slots[setting.used]
        setting.used += 1
    line = set_line(plan.signature, slot.x + slot.length - length, slot.y, look, setting.studio.measuring)
    _write(setting, [line], "byline", -1)
    setting.draft.byline = setting.draft.byline or plan.signature
