"""Heads of vertical pages: lines side by side from right to left, larger and smaller, in frames or beside rules."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from samples.families.ornaments import frame, wave
from samples.families.vertical_grid import Type
from samples.text.grammar import Teller
from samples.typeset.sheet import WHITE, Box, Op, PaintedLine, PaintedPanel, PaintedRule


@dataclass(frozen=True)
class HeadLine:
    """One line of a head: words, role, em and face. `place` 0 top, 0.5 middle, 1 bottom; `tracking` in em."""

    text: str
    role: str
    size: float
    face: str
    place: float = 0.0
    tracking: float = 0.0

    @property
    def length(self) -> float:
        """Length in points."""
        return self.size * (len(self.text) + self.tracking * (len(self.text) - 1))


@dataclass
class HeadPlan:
    """Lines of a head from right to left, in columns that may hold two lines, and its decoration."""

    lines: list[HeadLine]
    decoration: str = ""
    ornament: str = ""
    gap: float = 0.18
    stagger: float = 0.0
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def width(self) -> float:
        """Width in points with air at both sides."""
        sides = {"framed": 1.6, "dark": 1.3, "wave": 1.0, "bars": 1.0}.get(self.decoration, 0.5)
        largest = max(line.size for line in self.lines)
        return sum(line.size * (1 + self.gap) for line in self.lines) + sides * min(largest, 14.0)


@dataclass(frozen=True)
class HeadHabits:
    """What all heads of a page have in common: faces, how large, which forms with which weight."""

    main_faces: tuple[str, ...]
    small_face: str
    largest: float
    decorations: tuple[tuple[str, float], ...]
    ornament: str = ""
    byline_form: str = "（{}）"
    kicker_share: float = 0.4
    sub_share: float = 0.5
    stagger: float = 0.0
    byline_place: str = "head"


def draw_habits(rng: Random) -> HeadHabits:
    """The habits of one paper."""
    faces = rng.choice(
        (("sans-bold", "serif-bold"), ("serif-bold",), ("sans-bold",), ("kai", "sans-bold"), ("kai", "serif-bold"))
    )
    weights = [("", 3.0), *[(name, rng.choice((0.0, 0.3, 1.0))) for name in ("framed", "wave", "bars", "dark")]]
    return HeadHabits(
        main_faces=faces,
        small_face=rng.choice(("serif-bold", "serif", "kai", "sans-bold")),
        largest=rng.uniform(2.4, 5.0),
        decorations=tuple(weights),
        ornament=rng.choice(("", "", "", "■", "◆", "●", "□")),
        byline_form=rng.choice(("（{}）", "{}", "·{}·", "（{}）")),
        kicker_share=rng.choice((0.0, 0.3, 0.6)),
        sub_share=rng.choice((0.1, 0.5, 0.8)),
        stagger=rng.choice((0.0, 0.0, 0.06, 0.12)),
        byline_place=rng.choice(("head", "end", "end", "none", "both")),
    )


def plan_head(
    rng: Random, teller: Teller, habits: HeadHabits, body: Type, height: float, weight: float, byline: str
) -> HeadPlan:
    """A head for a place of some height; `weight` 0 is the smallest of the page, 1 its largest."""
    headline = teller.phrase("head")
    largest = body.size * (1.25 + (habits.largest - 1.25) * weight)
    main = rng.choice(habits.main_faces)
    size = max(body.size * 1.15, min(largest, height * 0.94 / len(headline)))
    lines = []
    decoration = rng.choices([name for name, _ in habits.decorations], [share for _, share in habits.decorations])[0]
    plain = decoration in ("framed", "dark")
    small = max(body.size * 1.1, min(size * rng.uniform(0.45, 0.7), body.size * 2.2))
    if weight > 0.25 and not plain and rng.random() < habits.kicker_share:
        lines.append(_line(rng, teller.phrase("kicker"), "kicker", small, habits.small_face, height, 0.0))
    tracking = min(rng.choice((0.0, 0.1, 0.3, 0.8)), max(0.0, (height * 0.96 / size - len(headline)) / len(headline)))
    place = rng.choice((0.0, 0.0, 0.5)) if not lines else 0.3
    lines.append(HeadLine(headline, "headline", size, main, place, tracking))
    if weight > 0.2 and not plain and rng.random() < habits.sub_share:
        for number in range(rng.choice((1, 1, 2)) if weight > 0.5 else 1):
            sub = teller.phrase("sub")
            scale = small * (0.95 - 0.12 * number)
            if sub and all(line.text != sub for line in lines):
                lines.append(_line(rng, sub, "subheadline", scale, habits.small_face, height, rng.choice((0.5, 1.0))))
    if byline:
        size = body.size * rng.choice((1.0, 1.1))
        lines.append(HeadLine(habits.byline_form.format(byline), "byline", size, habits.small_face, 1.0, 0.1))
    ornament = habits.ornament if not plain else ""
    return HeadPlan(fitting(lines, height), decoration, ornament, rng.uniform(0.1, 0.35), habits.stagger)


def _line(rng: Random, text: str, role: str, size: float, face: str, height: float, place: float) -> HeadLine:
    room = max(0.0, (height * 0.9 / size - len(text)) / max(1, len(text)))
    return HeadLine(text, role, size, face, place, min(room, rng.choice((0.0, 0.05, 0.2))))


def fitting(lines: list[HeadLine], height: float) -> list[HeadLine]:
    """The lines made small enough for a height, those that would be tiny left out."""
    fitted = []
    for line in lines:
        if not line.text:
            continue
        size = min(line.size, height * 0.98 / (len(line.text) * (1 + line.tracking)))
        if size >= 7.0 or line.role == "headline":
            fitted.append(HeadLine(line.text, line.role, size, line.face, line.place, line.tracking))
    return fitted


def set_plan(plan: HeadPlan, box: Box) -> tuple[list[tuple[PaintedLine, str]], list[Op]]:
    """A planned head in its box: painted lines with their roles, from right to left, and what is drawn round them."""
    wide = sum(line.size * (1 + plan.gap) for line in plan.lines)
    if wide > box.width:
        smaller = [replace(line, size=line.size * box.width / wide) for line in plan.lines]
        plan, wide = replace(plan, lines=smaller), box.width
    x = box.x1 - max(0.0, (box.width - wide) / 2)
    pad = 1.5 if plan.decoration not in ("framed", "dark") else 5.0
    dark = plan.decoration == "dark"
    placed: list[tuple[PaintedLine, str]] = []
    for number, line in enumerate(plan.lines):
        x -= line.size * (1 + plan.gap / 2)
        room = max(0.0, box.height - 2 * pad - line.length)
        colour = WHITE if dark else (0.0, 0.0, 0.0)
        text = line.text
        step = line.size * (1 + line.tracking)
        if plan.ornament and line.role == "headline" and room > step:
            text = plan.ornament + text
            room -= step
        top = box.y0 + pad + min(room, room * line.place + plan.stagger * number * box.height)
        offsets = tuple(step * k for k in range(len(text)))
        placed.append((PaintedLine(text, x, top, line.size, line.face, offsets, colour, True, line.role), line.role))
        x -= line.size * plan.gap / 2
    return placed, _decoration(plan.decoration, box)


def _decoration(name: str, box: Box) -> list[Op]:
    inner = box.inset(2.0, 1.0)
    if name == "framed":
        return frame("double" if box.width > 40 else "thin", inner)
    if name == "dark":
        return [PaintedPanel(inner, (0.08, 0.08, 0.08))]
    if name == "wave":
        return [wave(inner.x0, inner.y0, inner.x0, inner.y1), wave(inner.x1, inner.y0, inner.x1, inner.y1)]
    if name == "bars":
        return [
            PaintedRule(inner.x1, inner.y0, inner.x1, inner.y1, 1.6),
            PaintedRule(inner.x0, inner.y0, inner.x0, inner.y1, 0.6),
        ]
    return []


def leftward(text: str, box: Box, size: float, face: str, role: str, spread: float = 0.9) -> PaintedLine:
    """A line from right to left in a box, spread over a share of its width, the old way of setting across."""
    room = box.width * spread
    size = min(size, room / max(1, len(text)))
    step = max(size, min(size * 2.2, (room - size) / max(1, len(text) - 1))) if len(text) > 1 else size
    length = step * (len(text) - 1) + size
    start = box.x1 - (box.width - length) / 2 - size
    offsets = tuple(-step * k for k in range(len(text)))
    return PaintedLine(text, start, box.y0 + (box.height - size) / 2, size, face, offsets, role=role)
