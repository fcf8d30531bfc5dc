"""Articles one after the other through the tiers of a zone, past other heads and blocks, as old papers ran them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from random import Random

from samples.families.canvas import ArticleDraft, DrawingContext, PageCanvas
from samples.families.ornaments import frame, rule
from samples.families.vertical_grid import (
    Cell,
    Column,
    Grid,
    Poured,
    Type,
    column_line,
    make_grid,
    pour,
    side_points,
    without_points,
)
from samples.families.vertical_heads import HeadHabits, HeadPlan, fitting, leftward, plan_head, set_plan
from samples.text.grammar import Teller
from samples.typeset.sheet import Box, PaintedLine

LEAST_RUN = 4
"""Columns that are left to the next article at least; fewer are filled up by the one before."""
NEWS = ("town", "court", "relief", "trade", "school", "stage")
SLOW = ("notes", "letters", "fiction", "stage")


@dataclass(frozen=True)
class FlowHabits:
    """How a page runs its articles. Shares are probabilities; `length` is the range of columns of a text."""

    heads: HeadHabits
    topics: tuple[str, ...]
    length: tuple[int, int]
    deep_heads: float = 0.4
    block_share: float = 0.2
    framed_share: float = 0.5
    brief_share: float = 0.15
    cut_in_share: float = 0.2
    indent: float = 1.0
    paragraph_length: int = 150
    rule_between: str = "thin"
    rule_share: float = 0.5
    tier_rule: str = "differ"
    tier_style: str = "thin"
    first_is_large: bool = True
    across_share: float = 0.2


@dataclass
class Run:
    """A zone under way."""

    studio: DrawingContext
    canvas: PageCanvas
    grid: Grid
    habits: FlowHabits
    idiom: str = "republican"
    ends: list[tuple[int, int, int, int]] = field(default_factory=list)

    @property
    def rng(self) -> Random:
        """The document's own."""
        return self.studio.rng


def fill_zone(run: Run) -> None:
    """Articles until no cell is left, then the rules between them."""
    weight = 1.0 if run.habits.first_is_large else 0.5
    guard = 0
    while guard < 200:
        guard += 1
        cells = run.grid.free_cells()
        if not cells:
            break
        if len(cells) < 3:
            _leave(run, cells)
            break
        place_next(run, cells, weight)
        weight = run.rng.choice((0.05, 0.15, 0.3, 0.5, 0.8))
    draw_rules(run)


def _leave(run: Run, cells: list[Cell]) -> None:
    """The last columns of a zone: a filler where one fits, else nothing."""
    run.grid.take("#", cells[0].tier, cells[0].column)
    for cell in cells:
        run.grid.take("#", cell.tier, cell.column)
    room = cells[0].bottom - cells[0].top
    text = Teller(run.idiom, "common", run.rng).phrase("filler")
    type_ = run.grid.type
    if len(text) * type_.size * 1.1 < room and len(cells) <= 3:
        middle = cells[0].right - len(cells) * type_.pitch / 2 - type_.size / 2
        step = room / len(text)
        line = PaintedLine(
            text, middle, cells[0].top, type_.size * 1.1, run.habits.heads.small_face,
            tuple(step * k for k in range(len(text))), vertical=True, role="filler",
        )  # fmt: skip
        run.canvas.furnish("other", [line])


def place_next(run: Run, cells: list[Cell], weight: float) -> None:
    """The next article, from the first free cell on: a block of its own or a text that runs on."""
    rng, grid, habits = run.rng, run.grid, run.habits
    start = cells[0]
    across = grid.run(start.tier, start.column)
    down = next((n for n in range(grid.tiers - start.tier, 0, -1) if grid.is_free(start.tier, start.column, n)), 1)
    if rng.random() < habits.block_share and across >= 9 and len(cells) > 30:
        columns = min(across, rng.randint(9, 22))
        tiers = 1 if down == 1 else rng.randint(1, min(3, down))
        if across - columns < LEAST_RUN:
            columns = across
        if grid.is_free(start.tier, start.column, tiers, columns):
            place_block(run, start, tiers, columns, weight)
            return
    place_running(run, cells, weight)


def choose_teller(run: Run) -> Teller:
    """Who tells the next article: news, slow matter or brief items, as the page has the habit."""
    if run.rng.random() < run.habits.brief_share:
        return Teller(run.idiom, "brief", run.rng, memory=run.studio.memory)
    slow = run.rng.choice(run.habits.topics) in SLOW
    topics = [name for name in run.habits.topics if (name in SLOW) == slow]
    return run.studio.teller(run.idiom, topics)


def place_running(run: Run, cells: list[Cell], weight: float) -> None:
    """A head over one or more tiers, and its text through the free cells after it."""
    rng, grid, habits = run.rng, run.grid, run.habits
    teller, draft = choose_teller(run), run.canvas.new_article()
    start = cells[0]
    across = grid.run(start.tier, start.column)
    tiers = 1
    if weight >= 0.3 and rng.random() < habits.deep_heads:
        tiers = rng.choice((2, 2, 3))
    if _lies_open(grid, start):
        tiers = 1
    while tiers > 1 and not grid.is_free(start.tier, start.column, tiers, min(across, 4)):
        tiers -= 1
    byline = choose_byline(run, teller)
    in_head = bool(byline) and habits.heads.byline_place in ("head", "both")
    height = grid.area(start.tier, start.column, tiers, 1).height
    plan = plan_head(rng, teller, habits.heads, grid.type, height, weight, byline if in_head else "")
    columns = max(1, round(plan.width / grid.type.pitch + 0.3))
    while not grid.is_free(start.tier, start.column, tiers, columns):
        if tiers > 1:
            tiers -= 1
            plan.lines = fitting(plan.lines, grid.area(start.tier, start.column, tiers, 1).height)
        elif len(plan.lines) > 1:
            smallest = min((line for line in plan.lines if line.role != "headline"), key=lambda line: line.size)
            plan.lines.remove(smallest)
            in_head = in_head and any(line.role == "byline" for line in plan.lines)
        else:
            columns = across
            break
        columns = min(max(1, round(plan.width / grid.type.pitch + 0.3)), max(columns, 1))
    area = grid.area(start.tier, start.column, tiers, columns)
    grid.take(draft.name, start.tier, start.column, tiers, columns)
    write_head(run, draft, plan, area)
    at_end = bool(byline) and (not in_head or habits.heads.byline_place == "both")
    _run_text(run, draft, teller, byline if at_end else "", start.tier + tiers - 1)


def _lies_open(grid: Grid, start: Cell) -> bool:
    """Whether nobody has what is below and at the right of a place.

    A deep head there would stand between its own text and that text's end: papers have heads reach over further tiers
    only where what is at their right in these is another's.
    """
    return start.column > 0 and grid.is_free(start.tier + 1, start.column - 1)


def choose_byline(run: Run, teller: Teller) -> str:
    """A pen name where the page names writers, else nothing."""
    chance = 0.85 if teller.topic in SLOW else 0.25
    return teller.phrase("pen") if run.habits.heads.byline_place != "none" and run.rng.random() < chance else ""


def write_head(run: Run, draft: ArticleDraft, plan: HeadPlan, area: Box) -> None:
    """Paints a planned head in its place and notes its lines in the article."""
    placed, drawn = set_plan(plan, area.inset(0.5, 0.0))
    run.canvas.add(*drawn)
    for line, role in placed:
        text = line.text.lstrip("■◆●□")
        run.canvas.write_article(draft, [line], role)
        if role == "byline":
            draft.byline = text
        else:
            held = getattr(draft, role)
            setattr(draft, role, f"{held} {text}" if held else text)


def _run_text(run: Run, draft: ArticleDraft, teller: Teller, signature: str, head_foot: int) -> None:
    """A text through free cells, past the last tier of its head; it takes what would be too little for the next."""
    rng, habits, grid = run.rng, run.habits, run.grid
    cells = grid.free_cells()
    wanted = rng.randint(*habits.length) if teller.topic != "brief" else rng.randint(6, 16)
    beside_head = sum(cell.tier < head_foot for cell in cells)
    wanted = min(max(wanted, beside_head + LEAST_RUN if beside_head else 0), len(cells))
    left = grid.run(cells[wanted - 1].tier, cells[wanted - 1].column) - 1 if wanted else 0
    if 0 < left < LEAST_RUN + 1 or len(cells) - wanted < LEAST_RUN + 2:
        wanted = min(len(cells), wanted + left) if len(cells) - wanted - left >= LEAST_RUN + 2 else len(cells)
    cells = cells[:wanted]
    used = compose_text(run, draft, teller, cells, signature) if cells else 0
    rest = cells[used:]
    if len(rest) > LEAST_RUN and len({cell.tier for cell in rest[: LEAST_RUN + 1]}) == 1:
        cells = cells[:used]
    for cell in cells:
        grid.take(draft.name, cell.tier, cell.column)


def compose_text(run: Run, draft: ArticleDraft, teller: Teller, cells: list[Cell], signature: str) -> int:
    """Writes paragraphs, subheads and a signature into the cells; tells how many of them it used."""
    room = sum((cell.bottom - cell.top) / run.grid.type.step for cell in cells)
    paragraphs, kinds = _paragraphs(run, teller, room)
    return set_paragraphs(run, draft, paragraphs, kinds, cells, signature)


def set_paragraphs(
    run: Run, draft: ArticleDraft, paragraphs: list[str], kinds: list[str], cells: list[Cell], signature: str
) -> int:
    """Sets paragraphs (`kinds` are body or subheading) into cells, cut until they fit; tells how many cells it used."""
    type_ = run.grid.type
    closing = run.habits.heads.byline_form.format(signature) if signature else ""
    poured = _fit(run, paragraphs, kinds, cells, type_, len(closing))
    if not poured.columns:
        return 0
    _write_columns(run, draft, poured, paragraphs, kinds, type_)
    used = cells.index(poured.columns[-1].cell) + 1
    return max(used, _sign(run, draft, poured, cells, closing)) if closing else used


def _paragraphs(run: Run, teller: Teller, room: float) -> tuple[list[str], list[str]]:
    """Paragraphs for about `room` characters, with what each of them is."""
    rng = run.rng
    longest = run.habits.paragraph_length
    if teller.topic == "brief":
        texts: list[str] = []
        total = 0
        while total < room:
            texts.append(teller.phrase("body" if texts else "lead"))
            total += len(texts[-1]) + 4
        return texts, ["body"] * len(texts)
    texts = teller.paragraphs(int(room * 1.05), longest)
    if texts and rng.random() < 0.35 and teller.topic in NEWS and not texts[0].startswith("（"):
        texts[0] = teller.phrase("wire") + texts[0]
    if texts and teller.topic in NEWS and rng.random() < 0.3:
        texts[-1] = re.sub("。$", "", texts[-1]) + teller.phrase("close")
    kinds = ["body"] * len(texts)
    if len(texts) > 3 and run.habits.cut_in_share > rng.random():
        for place in range(len(texts) - 1, 0, -1):
            subhead = teller.phrase("subhead")
            if rng.random() < 0.5 and subhead:
                texts.insert(place, subhead)
                kinds.insert(place, "subheading")
    return texts, kinds


def _fit(run: Run, texts: list[str], kinds: list[str], cells: list[Cell], type_: Type, closing: int) -> Poured:
    """Pours the texts, a sentence less at a time until they fit; changes `texts` and `kinds` in place."""
    habits = run.habits
    while texts:
        shown = [without_points(text)[0] if type_.points == "beside" else text for text in texts]
        indents = [0.0 if text[0] == "▲" else habits.indent for text in texts]
        poured = pour(shown, cells, type_, indents)
        if poured.fits:
            spare = len(cells) - len(poured.columns)
            end = poured.columns[-1]
            free = (end.cell.bottom - poured.end) / type_.step
            if not closing or spare > 0 or free > closing + 1:
                return poured
        texts[-1] = _shorter(texts[-1])
        if not texts[-1] or kinds[-1] == "subheading":
            texts.pop()
            kinds.pop()
        while kinds and kinds[-1] == "subheading":
            texts.pop()
            kinds.pop()
    return Poured([], 0.0, False)


def _shorter(text: str) -> str:
    """The text without its last sentence (or clause, where it is one sentence alone)."""
    ends = [match.end() for match in re.finditer("[。！？」]+", text)]
    if len(ends) > 1:
        return text[: ends[-2]]
    commas = [match.start() for match in re.finditer("，", text)]
    return text[: commas[-1]] + "。" if commas and commas[-1] > 8 else ""


def _write_columns(
    run: Run, draft: ArticleDraft, poured: Poured, texts: list[str], kinds: list[str], type_: Type
) -> None:
    """Paints the columns, one piece for every unbroken row of them, and notes the paragraphs."""
    group: list[Column] = []
    for column in [*poured.columns, None]:
        last = group[-1] if group else None
        breaks = column is None or (
            last is not None
            and (column.cell.tier != last.cell.tier or column.cell.column != last.cell.column + 1
                 or kinds[column.paragraph] != kinds[last.paragraph] or column.paragraph != last.paragraph)
        )  # fmt: skip
        if group and breaks:
            _write_group(run, draft, group, texts, kinds, type_)
            group = []
        if column is not None:
            group.append(column)
    draft.paragraphs = [without_points(text)[0] if type_.points == "beside" else text for text in texts]
    draft.subheadings = [number for number, kind in enumerate(kinds) if kind == "subheading"]


def _write_group(
    run: Run, draft: ArticleDraft, group: list[Column], texts: list[str], kinds: list[str], type_: Type
) -> None:
    number = group[0].paragraph
    kind = kinds[number]
    look = replace(type_, face=run.habits.heads.small_face) if kind == "subheading" else type_
    lines = [column_line(column, look, kind) for column in group]
    run.canvas.write_article(draft, lines, kind, number)
    if type_.points == "beside":
        counts = [count for count, _ in without_points(texts[number])[1]]
        whole = without_points(texts[number])[0]
        at = whole.find(group[0].text)
        for line in lines:
            marks = [count - at - 1 for count in counts if 0 < count - at <= len(line.text)]
            run.canvas.add(*side_points(line, marks))
            at += len(line.text)


def _sign(run: Run, draft: ArticleDraft, poured: Poured, cells: list[Cell], closing: str) -> int:
    """The signature at the foot of the last column, or of the next; tells how many cells are used then."""
    type_ = run.grid.type
    last = poured.columns[-1].cell
    free = (last.bottom - poured.end) / type_.step
    if free < len(closing) + 0.5:
        place = cells.index(last) + 1
        if place >= len(cells):
            return place
        last = cells[place]
    top = last.bottom - len(closing) * type_.step
    x = last.right - type_.pitch / 2 - type_.size / 2
    offsets = tuple(type_.step * k for k in range(len(closing)))
    line = PaintedLine(closing, x, top, type_.size, run.habits.heads.small_face, offsets, vertical=True, role="byline")
    run.canvas.write_article(draft, [line], "byline")
    draft.byline = draft.byline or closing
    return cells.index(last) + 1


def place_block(run: Run, start: Cell, tiers: int, columns: int, weight: float) -> None:
    """An article in a block of cells: framed or not, its head at the right or across the top."""
    rng, grid, habits = run.rng, run.grid, run.habits
    box = grid.area(start.tier, start.column, tiers, columns)
    framed = rng.random() < habits.framed_share
    draft = run.canvas.new_article()
    grid.take(draft.name, start.tier, start.column, tiers, columns)
    if framed:
        box = Box(box.x0 + 1.5, box.y0 + 1.0, box.x1 - 1.5, box.y1 - 1.0)
        run.canvas.add(*frame(rng.choice(("thin", "double", "wavy", "dotted", "thick")), box, rng.uniform(0.5, 1.0)))
        box = box.inset(grid.type.size * 0.8, grid.type.size * 0.7)
    teller = choose_teller(run)
    byline = choose_byline(run, teller)
    if rng.random() < habits.across_share and box.height > 14 * grid.type.step:
        box = _head_across(run, draft, teller, box, weight)
    else:
        plan = plan_head(rng, teller, habits.heads, grid.type, box.height, weight, byline)
        width = min(plan.width, box.width * 0.5)
        while plan.width > box.width * 0.5 and len(plan.lines) > 1:
            plan.lines.pop(0 if plan.lines[0].role != "headline" else -1)
        width = min(plan.width, box.width * 0.5)
        write_head(run, draft, plan, Box(box.x1 - width, box.y0, box.x1, box.y1))
        box = Box(box.x0, box.y0, box.x1 - width, box.y1)
    characters = box.height / grid.type.step
    parts = max(1, min(tiers + rng.choice((0, 0, -1, 1)), int(characters // 7)))
    inner = make_grid(box, grid.type, [10] * parts, grid.type.size * 0.9)
    inside = replace(run, grid=inner)
    compose_text(inside, draft, teller, inner.free_cells(), byline if not draft.byline else "")


def _head_across(run: Run, draft: ArticleDraft, teller: Teller, box: Box, weight: float) -> Box:
    """A headline from right to left over the whole block; gives what is left below."""
    headline = teller.phrase("head")
    size = min(run.grid.type.size * (1.3 + 1.6 * weight), box.width * 0.9 / len(headline))
    line = leftward(
        headline, Box(box.x0, box.y0, box.x1, box.y0 + size * 1.3), size, run.habits.heads.main_faces[0], "headline"
    )
    run.canvas.write_article(draft, [line], "headline")
    draft.headline = headline
    top = box.y0 + size * 1.5
    if run.rng.random() < 0.5:
        run.canvas.add(*rule("thin", box.x0, top, box.x1, top))
        top += 4
    return Box(box.x0, top, box.x1, box.y1)


def draw_rules(run: Run) -> None:
    """Rules between tiers and between articles, as the page has the habit."""
    grid, habits, rng = run.grid, run.habits, run.rng
    for tier in range(grid.tiers - 1):
        y = (grid.bottoms[tier] + grid.tops[tier + 1]) / 2
        for first, last in _stretches(grid, tier, habits.tier_rule):
            x0, x1 = grid.right(last), grid.right(first)
            run.canvas.add(*rule(habits.tier_style, x0, y, x1, y, 0.6))
    if not habits.rule_share:
        return
    for tier in range(grid.tiers):
        row = grid.owner[tier]
        for column in range(1, grid.columns):
            if row[column] != row[column - 1] and rng.random() < habits.rule_share:
                x = grid.right(column)
                run.canvas.add(*rule(habits.rule_between, x, grid.tops[tier], x, grid.bottoms[tier], 0.6))


def _stretches(grid: Grid, tier: int, habit: str) -> list[tuple[int, int]]:
    """Columns (first, end) where a rule is below a tier: all but where one thing goes through, or less."""
    if habit == "none":
        return []
    upper, lower = grid.owner[tier], grid.owner[tier + 1]
    flags = []
    for column in range(grid.columns):
        same = upper[column] == lower[column] and upper[column] != ""
        flags.append(not same if habit == "differ" else True)
    if habit == "all":
        flags = [(tier, column) not in grid.joined for column in range(grid.columns)]
    found, start = [], None
    for column, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = column
        elif not flag and start is not None:
            found.append((start, column))
            start = None
    return [(first, last) for first, last in found if last - first >= 2]
