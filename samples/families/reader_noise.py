"""Reader noise: the lines of a page made as uneven as a reader of scans gives them, on a seed.

Lines are lost, cut short, split, merged across gutters, their sizes misjudged, glyphs misread; rules, panels
and pictures are missed or invented. What a line is in truth is still found by where it is
(`samples.families.page_models.line_truths`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from random import Random

from banmian.layout.geometry import Box, union
from banmian.layout.model import Glyph, Line, Page, Panel, Picture, Rule


@dataclass(frozen=True)
class ReaderNoise:
    """How badly a page was read. Shares are of lines, glyphs or shapes; lengths are in em of the line.

    `short_lost` is the share of lines of up to two glyphs that are lost. `merged` is the chance that a line runs
    into its neighbour where the gap is at most `merged_gap`. `size_bias` and `size_spread` are mean and standard
    deviation of the logarithm of a size's error. What is `_invented` is a count a page.
    """

    lost: float = 0.0
    short_lost: float = 0.0
    cut_short: float = 0.0
    split: float = 0.0
    merged: float = 0.0
    merged_gap: float = 1.2
    wrong_glyphs: float = 0.0
    lost_glyphs: float = 0.0
    size_bias: float = 0.0
    size_spread: float = 0.0
    edge_spread: float = 0.0
    rules_lost: float = 0.0
    rules_broken: float = 0.0
    rules_invented: float = 0.0
    panels_lost: float = 0.0
    panels_invented: float = 0.0
    pictures_lost: float = 0.0
    pictures_invented: float = 0.0

    def times(self, factor: float) -> ReaderNoise:
        """The same noise, weaker or stronger; no share passes 0.9."""
        changed: dict[str, float] = {}
        for item in fields(self):
            if item.name not in ("merged_gap", "size_bias"):
                value = getattr(self, item.name) * factor
                changed[item.name] = value if item.name.endswith("_invented") else min(0.9, value)
        return replace(self, **changed)


CLEAN = ReaderNoise()
MEASURED = {
    "vertical": ReaderNoise(
        lost=0.015, short_lost=0.25, cut_short=0.04, split=0.014, merged=0.003, wrong_glyphs=0.02, lost_glyphs=0.01,
        size_bias=0.015, size_spread=0.06, edge_spread=0.05, rules_lost=0.29, rules_broken=0.1, rules_invented=26.0,
        panels_lost=0.1, panels_invented=9.0, pictures_lost=0.85, pictures_invented=0.1,
    ),
    "horizontal": ReaderNoise(
        lost=0.003, short_lost=0.1, cut_short=0.002, split=0.002, merged=0.001, wrong_glyphs=0.002, lost_glyphs=0.001,
        size_bias=0.02, size_spread=0.022, edge_spread=0.03, rules_lost=0.1, rules_broken=0.05, rules_invented=8.0,
        panels_lost=0.1, panels_invented=3.0, pictures_lost=0.1, pictures_invented=0.1,
    ),
    "words": ReaderNoise(
        lost=0.001, short_lost=0.02, cut_short=0.001, wrong_glyphs=0.0005, size_bias=-0.22, size_spread=0.13,
        edge_spread=0.03, rules_lost=0.02, rules_broken=0.05, rules_invented=9.0, pictures_lost=0.1,
    ),
}  # fmt: skip
"""Noise of the package's own reader on worn 300 dpi rasters of generated pages: five of vertical lines, five of
horizontal ones, one in Latin letters."""
FACTORS = (0.0, 0.5, 1.0, 1.0, 2.0, 4.0)
"""How much of the measured noise a drawn page gets: real paper is read worse than drawn paper."""


def disturb_page(page: Page, noise: ReaderNoise, rng: Random) -> Page:
    """The page as a reader with this noise would give it."""
    lines = [line for line in page.lines if rng.random() >= (noise.short_lost if len(line.glyphs) <= 2 else noise.lost)]
    lines = _merge_neighbours(lines, noise, rng)
    pieces = [piece for line in lines for piece in _split_line(line, noise, rng)]
    letters = [glyph.text for line in page.lines for glyph in line.glyphs] or ["一"]
    read = [found for piece in pieces if (found := _misread(piece, letters, noise, rng)) is not None]
    page = replace(page, lines=sorted(read, key=lambda line: (line.box.y0, line.box.x0)))
    return _disturb_shapes(page, noise, rng)


def draw_noise(rng: Random, kind: str) -> ReaderNoise:
    """Noise between none and a few times what was measured for vertical or horizontal lines, or for words."""
    return MEASURED[kind].times(rng.choice(FACTORS))


def with_glyphs(line: Line, glyphs: Sequence[Glyph], text: str = "") -> Line:
    """The line with other glyphs; its spaces are lost unless a text is given."""
    return replace(
        line,
        text=text or "".join(glyph.text for glyph in glyphs),
        glyphs=tuple(glyphs),
        box=union(glyph.box for glyph in glyphs),
        read="",
        changes=(),
    )


def _text_between(line: Line, first: int, last: int) -> str:
    """The line's text over the glyphs first to last (exclusive), with the spaces among them."""
    count, taken = 0, ""
    for char in line.text:
        if char.isspace():
            taken += char if first < count < last else ""
            continue
        if first <= count < last:
            taken += char
        count += 1
    return taken


def _cut(line: Line, first: int, last: int) -> Line:
    single = all(len(glyph.text) == 1 for glyph in line.glyphs)
    return with_glyphs(line, line.glyphs[first:last], _text_between(line, first, last) if single else "")


def _split_line(line: Line, noise: ReaderNoise, rng: Random) -> list[Line]:
    """The line, or its two parts, or what is left of it after a lost end."""
    count = len(line.glyphs)
    if count >= 4 and rng.random() < noise.split:
        at = rng.randrange(2, count - 1)
        return [_cut(line, 0, at), _cut(line, at, count)]
    if count >= 5 and rng.random() < noise.cut_short:
        lost = rng.choice((1, 1, 2))
        return [_cut(line, 0, count - lost) if rng.random() < 0.75 else _cut(line, lost, count)]
    return [line]


def _misread(line: Line, letters: Sequence[str], noise: ReaderNoise, rng: Random) -> Line | None:
    """The line with glyphs read wrong or not at all, its size and edges misjudged; None where nothing is left."""
    if not line.glyphs:
        return line
    scale = math.exp(noise.size_bias + rng.gauss(0.0, noise.size_spread)) if noise.size_spread else 1.0
    shift = [rng.gauss(0.0, noise.edge_spread) * line.size for _ in range(2)] if noise.edge_spread else [0.0, 0.0]
    glyphs = []
    lost = wrong = False
    for glyph in line.glyphs:
        if len(line.glyphs) > 1 and rng.random() < noise.lost_glyphs:
            lost = True
            continue
        text = glyph.text
        if rng.random() < noise.wrong_glyphs:
            text, wrong = rng.choice(letters), True
        box = glyph.box.moved(*shift) if noise.edge_spread else glyph.box
        glyphs.append(replace(glyph, text=text, box=box, size=glyph.size * scale))
    if not glyphs:
        return None
    changed = with_glyphs(line, glyphs, "" if lost or wrong else line.text)
    return replace(changed, size=line.size * scale)


def _merge_neighbours(lines: Sequence[Line], noise: ReaderNoise, rng: Random) -> list[Line]:
    """Lines run into the next one along their direction where the gap is small."""
    if not noise.merged:
        return list(lines)
    merged: list[Line] = []
    gone: set[int] = set()
    for number, line in enumerate(lines):
        if number in gone:
            continue
        if line.glyphs and rng.random() < noise.merged:
            after = _neighbour(number, lines, noise.merged_gap, gone)
            if after is not None:
                gone.add(after)
                other = lines[after]
                line = with_glyphs(line, (*line.glyphs, *other.glyphs), line.text + other.text)
        merged.append(line)
    return merged


def _neighbour(number: int, lines: Sequence[Line], most: float, gone: set[int]) -> int | None:
    """The line that begins where this one ends, within this many em."""
    line = lines[number]
    for place, other in enumerate(lines):
        if place <= number or place in gone or other.vertical != line.vertical or not other.glyphs:
            continue
        if line.vertical:
            gap, beside = other.box.y0 - line.box.y1, line.box.x_overlap(other.box) / max(line.box.width, 0.1)
        else:
            gap, beside = other.box.x0 - line.box.x1, line.box.y_overlap(other.box) / max(line.box.height, 0.1)
        if 0 <= gap <= most * line.size and beside > 0.6:
            return place
    return None


def _disturb_shapes(page: Page, noise: ReaderNoise, rng: Random) -> Page:
    """Rules, panels and pictures lost, broken, invented."""
    rules: list[Rule] = []
    for rule in page.rules:
        if rng.random() < noise.rules_lost:
            continue
        rules += _broken(rule, rng) if rng.random() < noise.rules_broken else [rule]
    rules += [_invented_rule(page, rng) for _ in range(_count(noise.rules_invented, rng))]
    panels: list[Panel] = [panel for panel in page.panels if rng.random() >= noise.panels_lost]
    panels += [_invented_panel(page, rng) for _ in range(_count(noise.panels_invented, rng))]
    pictures: list[Picture] = [picture for picture in page.pictures if rng.random() >= noise.pictures_lost]
    pictures += [_invented_picture(page, rng) for _ in range(_count(noise.pictures_invented, rng))]
    return replace(page, rules=rules, panels=panels, pictures=pictures)


def _count(mean: float, rng: Random) -> int:
    """A whole number with a mean."""
    whole = int(mean)
    return whole + (rng.random() < mean - whole)


def _broken(rule: Rule, rng: Random) -> list[Rule]:
    """A rule in two pieces with a gap."""
    box, at, gap = rule.box, rng.uniform(0.2, 0.8), rng.uniform(0.02, 0.15)
    if rule.horizontal:
        x0, x1 = box.x0 + box.width * (at - gap / 2), box.x0 + box.width * (at + gap / 2)
        return [Rule(Box(box.x0, box.y0, x0, box.y1)), Rule(Box(x1, box.y0, box.x1, box.y1))]
    y0, y1 = box.y0 + box.height * (at - gap / 2), box.y0 + box.height * (at + gap / 2)
    return [Rule(Box(box.x0, box.y0, box.x1, y0)), Rule(Box(box.x0, y1, box.x1, box.y1))]


def _invented_rule(page: Page, rng: Random) -> Rule:
    """The side of a frame, a row of strokes, a fold or a scratch taken for a rule."""
    kind = rng.random()
    if page.panels and kind < 0.5:
        x0, y0, x1, y1 = rng.choice(page.panels).box
        sides = (
            Box(x0, y0, x1, y0 + 0.5),
            Box(x0, y1 - 0.5, x1, y1),
            Box(x0, y0, x0 + 0.5, y1),
            Box(x1 - 0.5, y0, x1, y1),
        )
        return Rule(rng.choice(sides))
    if page.lines and kind < 0.75:
        line = rng.choice(page.lines)
        box = line.box
        side = Box(box.x1, box.y0, box.x1 + 0.5, box.y1) if line.vertical else Box(box.x0, box.y1, box.x1, box.y1 + 0.5)
        return Rule(side)
    length = rng.uniform(0.02, 0.25)
    x, y = rng.random() * page.width * (1 - length), rng.random() * page.height * (1 - length)
    if rng.random() < 0.5:
        return Rule(Box(x, y, x + length * page.width, y + 0.5))
    return Rule(Box(x, y, x + 0.5, y + length * page.height))


def _invented_panel(page: Page, rng: Random) -> Panel:
    """A box found inside another one, or round a head or a few lines."""
    if page.panels and rng.random() < 0.6:
        box = rng.choice(page.panels).box
        grown = rng.choice((-0.04, -0.02, 0.02)) * min(box.width, box.height)
        return Panel(box.grown(grown), framed=True)
    if page.lines:
        line = rng.choice(page.lines)
        return Panel(line.box.grown(0.4 * line.size), framed=rng.random() < 0.5, filled=True)
    return Panel(Box(0.0, 0.0, page.width * 0.1, page.height * 0.1), framed=True)


def _invented_picture(page: Page, rng: Random) -> Picture:
    """A large head or a dark corner taken for a picture."""
    heads = sorted(page.lines, key=lambda line: -line.size)[:12]
    if heads and rng.random() < 0.7:
        return Picture(rng.choice(heads).box)
    width, height = page.width * rng.uniform(0.03, 0.12), page.height * rng.uniform(0.03, 0.12)
    x, y = rng.random() * (page.width - width), rng.random() * (page.height - height)
    return Picture(Box(x, y, x + width, y + height))
