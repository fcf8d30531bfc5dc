"""Articles in the pieces of a page: heads over tiers, across columns and under other texts, items, verse, prices."""

from __future__ import annotations

from dataclasses import dataclass, replace

from samples.families.canvas import ArticleDraft
from samples.families.mosaic_regions import Place, Region
from samples.families.ornaments import frame, rule
from samples.families.photos import photo
from samples.families.vertical_flow import (
    LEAST_RUN,
    FlowHabits,
    Run,
    choose_byline,
    choose_teller,
    compose_text,
    set_paragraphs,
    write_head,
)
from samples.families.vertical_grid import Cell
from samples.families.vertical_heads import HeadPlan, fitting, leftward, plan_head
from samples.text.grammar import Teller
from samples.typeset.sheet import BLACK, WHITE, Box, PaintedPanel

LEAST_LEFT = 8
"""Columns that are left to a further article of a piece at least."""
SHORTEST = 6
"""Characters of a column under a head across, or over a head in the lower half of a tier, at least."""


@dataclass(frozen=True)
class MosaicHabits:
    """How a page fills its pieces. Shares are probabilities of an article to be of a kind, or of a head to be so set.

    `hung`: the head stands in the lower half of a tier, under the end of the text before it. `squared`: what is at
    the right of a deep head is the text's before it in all tiers that the head reaches over, and what is at its left
    its own. `tall`: tiers are set as one.
    """

    flow: FlowHabits
    across: float = 0.15
    hung: float = 0.2
    squared: float = 0.9
    items: float = 0.1
    headless: float = 0.3
    verse: float = 0.04
    prices: float = 0.04
    serial: float = 0.05
    tall: float = 0.2


@dataclass(frozen=True)
class HungHead:
    """A head that has its place already, under the end of the text before."""

    plan: HeadPlan
    box: Box
    teller: Teller


class RegionFiller:
    """Fills one piece with articles, one after the other."""

    def __init__(self, run: Run, region: Region, habits: MosaicHabits) -> None:
        self._run, self._region, self._habits = run, region, habits
        self._rng = run.studio.rng
        self._hung: HungHead | None = None
        self._planned: dict[Place, int] = {}
        self._foot = 0

    def fill(self) -> None:
        """Articles until no column is left."""
        first = True
        while len(self._region.free) >= 5:
            self._place_next(first)
            first = False
        self._region.take("#", list(self._region.free))

    def _place_next(self, first: bool) -> None:
        habits, rng = self._habits, self._rng
        draft = self._run.canvas.new_article()
        wanted = self._wanted()
        if self._hung is not None:
            self._go_on_from_hung(draft, wanted)
            return
        place = next(iter(self._region.free))
        roll = rng.random() if place not in self._planned else 1.0
        for kind, share in (
            (self._items, habits.items), (self._verse, habits.verse), (self._prices, habits.prices),
            (self._serial, habits.serial), (self._under_head_across, habits.across),
        ):  # fmt: skip
            if roll < share:
                kind(draft, place, wanted)
                return
            roll -= share
        weight = min(1.0, wanted / 50) * rng.uniform(0.5, 1.1) + (0.3 if first and rng.random() < 0.3 else 0.0)
        self._running(draft, place, wanted, min(1.0, weight))

    def _wanted(self) -> int:
        """Columns of the next article with its head; all up to the next planned head where few would be left."""
        free = len(self._stretch())
        wanted = min(free, self._rng.randint(*self._habits.flow.length))
        return free if free - wanted < LEAST_LEFT else wanted

    def _stretch(self) -> list[Place]:
        """The free columns up to the next head that is planned."""
        places = list(self._region.free)
        stops = (at for at, place in enumerate(places) if at and place in self._planned)
        return places[: next(stops, len(places))]

    def _running(self, draft: ArticleDraft, place: Place, wanted: int, weight: float) -> None:
        teller = choose_teller(self._run)
        byline, at_end = self._bylines(teller)
        self._head_at_the_side(draft, place, teller, weight, byline)
        self._text(draft, teller, wanted, at_end)

    def _bylines(self, teller: Teller) -> tuple[str, str]:
        """The pen name in the head, and the one at the end."""
        byline, where = choose_byline(self._run, teller), self._habits.flow.heads.byline_place
        return (byline if where in ("head", "both") else "", byline if where != "head" else "")

    def _go_on_from_hung(self, draft: ArticleDraft, wanted: int) -> None:
        hung, self._hung = self._hung, None
        if hung is not None:
            write_head(self._run, draft, hung.plan, hung.box)
            self._text(draft, hung.teller, wanted, self._bylines(hung.teller)[1])

    def _head_at_the_side(
        self, draft: ArticleDraft, place: Place, teller: Teller, weight: float, byline: str = ""
    ) -> None:
        """A head at the right of the text over one tier or more."""
        rng, region, type_ = self._rng, self._region, self._run.grid.type
        across, room = region.across(place), len(self._stretch()) - 3
        bands = self._depth(place, min(across, 3), weight)
        plan = plan_head(
            rng, teller, self._habits.flow.heads, type_, region.area(place, 1, bands).height, weight, byline
        )
        columns = self._columns(plan)
        while columns > across or region.depth(place, columns) < bands or columns * bands > room:
            if bands > 1:
                bands -= 1
                plan.lines = fitting(plan.lines, region.area(place, 1, bands).height)
            elif len(plan.lines) > 1:
                plan.lines.remove(min((one for one in plan.lines if one.role != "headline"), key=lambda one: one.size))
            else:
                columns = max(1, min(across, room))
                break
            columns = self._columns(plan)
        area = region.area(place, columns, bands)
        self._rule_before(place, area)
        region.take_area(draft.name, place, columns, bands)
        self._foot = place[0] + bands - 1
        write_head(self._run, draft, plan, area.inset(0.5, 0.0))

    def _depth(self, place: Place, columns: int, weight: float) -> int:
        """Over how many bands a head reaches: as planned, else only where nothing is free at its right below."""
        region, rng = self._region, self._rng
        planned = self._planned.pop(place, 0)
        deep = region.depth(place, columns)
        if planned:
            return max(1, min(deep, planned))
        if rng.random() < self._habits.squared:
            beside = 1
            while beside < deep and (place[0] + beside, place[1] - 1) not in region.free:
                beside += 1
            deep = min(deep, beside)
        return min(deep, rng.choice((2, 2, 3))) if rng.random() < self._habits.flow.deep_heads * (0.4 + weight) else 1

    def _columns(self, plan: HeadPlan) -> int:
        return max(1, round(plan.width / self._run.grid.type.pitch + 0.3))

    def _rule_before(self, place: Place, area: Box) -> None:
        """A rule between this article and the one at its right in the same piece."""
        flow = self._habits.flow
        if place[1] > self._region.bands[place[0]].start and self._rng.random() < flow.rule_share:
            self._run.canvas.add(*rule(flow.rule_between, area.x1, area.y0, area.x1, area.y1, 0.6))

    def _places(self, wanted: int) -> list[Place]:
        """The next columns, so many or a few more where the rest of a tier would be too little for a head."""
        stretch = self._stretch()
        places = stretch[: max(1, wanted)]
        left = min(self._region.across(places[-1]) - 1, len(stretch) - len(places))
        rest = len(stretch) - len(places) - left
        if 0 < left <= LEAST_RUN:
            places = stretch[: len(places) + left]
        return places if rest >= LEAST_LEFT or left > LEAST_RUN else stretch

    def _text(self, draft: ArticleDraft, teller: Teller, wanted: int, signature: str) -> None:
        """Running text in the next columns."""
        heads = len(self._planned)
        places = self._square_off(self._places(wanted))
        cells = [self._region.cell(place) for place in places]
        if len(self._planned) == heads:
            cells = self._hang_next(places, cells)
        used = compose_text(self._run, draft, teller, cells, signature)
        self._give(draft, places, used)

    def _square_off(self, places: list[Place]) -> list[Place]:
        """The columns of a text, with some below them in tiers over which its own head or a deep one after it reaches.

        Of a deep head that comes next, what is at its right in those tiers is filled before it.
        """
        region, rng = self._region, self._rng
        foot, self._foot = self._foot, 0
        free = self._stretch()[len(places) :]
        (band, column), following = places[-1], (places[-1][0], places[-1][1] + 1)
        if len(free) < LEAST_LEFT or rng.random() >= self._habits.squared:
            return places
        bands = max(foot - band + 1, rng.choice((2, 2, 3)) if rng.random() < self._habits.flow.deep_heads * 0.9 else 1)
        bands = min(bands, region.depth(following, 3)) if following in free else 1
        below = [place for place in free if band < place[0] < band + bands and place[1] <= column]
        if bands > 1 and band + bands > foot and len(free) - len(below) >= LEAST_LEFT:
            self._planned[following] = bands
            region.put_first(places + below)
            own = len(below) if rng.random() < 0.5 else rng.randint(min(3, len(below)), len(below))
            return places + (below if len(below) - own < LEAST_LEFT else below[:own])
        if band >= foot:
            return places
        last = [place for place in free if place[0] == foot]
        places = places + [place for place in free if place[0] < foot] + last[: rng.randint(3, 12)]
        stretch = self._stretch()
        return stretch if len(stretch) - len(places) < LEAST_LEFT else places

    def _give(self, draft: ArticleDraft, places: list[Place], used: int) -> None:
        """Gives an article its columns; a row of those that it does not need is left to the next."""
        rest = places[used:]
        if self._hung is None and len(rest) > LEAST_RUN and len({place[0] for place in rest[: LEAST_RUN + 1]}) == 1:
            places = places[:used]
        self._region.take(draft.name, places)

    def _hang_next(self, places: list[Place], cells: list[Cell]) -> list[Cell]:
        """Perhaps makes room for the next head under the end of this text: the last columns end half way down."""
        run, region, rng = self._run, self._region, self._rng
        band, column = places[-1]
        row = sum(place[0] == band and column - place[1] == len(places) - 1 - at for at, place in enumerate(places))
        size, bottom = run.grid.type.size, cells[-1].bottom
        free = (band, column + 1) in region.free and (band, column + 1) not in places
        if rng.random() >= self._habits.hung or not free or len(self._stretch()) - len(places) < LEAST_LEFT:
            return cells
        height = bottom - cells[-1].top
        y = cells[-1].top + height * rng.uniform(0.4, 0.58)
        teller = choose_teller(run)
        plan = plan_head(rng, teller, self._habits.flow.heads, run.grid.type, bottom - y - size, 0.1, "")
        columns = self._columns(plan)
        headline = max(plan.lines, key=lambda line: line.role == "headline")
        if columns >= row or headline.size < size or y - cells[-1].top < SHORTEST * run.grid.type.step:
            return cells
        box = Box(run.grid.right(column + 1), y + 0.8 * size, run.grid.right(column + 1 - columns), bottom)
        if rng.random() < 0.7:
            run.canvas.add(*rule(self._habits.flow.rule_between, box.x0, y + 0.3 * size, box.x1, y + 0.3 * size, 0.6))
        self._hung = HungHead(plan, box, teller)
        return [replace(cell, bottom=y) if len(cells) - at <= columns else cell for at, cell in enumerate(cells)]

    def _under_head_across(self, draft: ArticleDraft, place: Place, wanted: int) -> None:
        """A headline from right to left over some columns, the text below it and on in whole columns."""
        run, rng, type_ = self._run, self._rng, self._run.grid.type
        teller = choose_teller(run)
        columns = min(self._region.across(place), rng.randint(5, 14))
        area = self._region.area(place, columns, 1)
        headline = teller.phrase("head")
        size = min(type_.size * rng.uniform(1.25, 2.3), area.width * 0.92 / len(headline))
        depth = size * 1.6
        if size < 1.15 * type_.size or area.height - depth < SHORTEST * type_.step:
            self._running(draft, place, wanted, 0.3)
            return
        self._rule_before(place, area)
        strip = Box(area.x0 + 1, area.y0, area.x1 - 1, area.y0 + size * 1.25)
        style = rng.choice(("dark", "frame", "rule", "plain", "plain"))
        line = leftward(headline, strip, size, rng.choice(self._habits.flow.heads.main_faces), "headline")
        if style == "dark":
            run.canvas.add(PaintedPanel(strip, (0.08, 0.08, 0.08)))
        elif style == "frame":
            run.canvas.add(*frame("thin", strip, 0.7))
        elif style == "rule":
            run.canvas.add(*rule("thin", strip.x0, strip.y1, strip.x1, strip.y1))
        line = replace(line, colour=WHITE if style == "dark" else BLACK)
        run.canvas.write_article(draft, [line], "headline")
        draft.headline = headline
        places = self._places(max(wanted, columns))
        cells = [self._region.cell(one) for one in places]
        cells = [replace(one, top=one.top + depth) if at < columns else one for at, one in enumerate(cells)]
        used = compose_text(run, draft, teller, cells, self._bylines(teller)[1])
        self._give(draft, places, max(used, columns))

    def _items(self, draft: ArticleDraft, place: Place, wanted: int) -> None:
        """Brief items, each with its mark, under a small head or ruled off without any."""
        teller = Teller(self._run.idiom, "brief", self._rng, memory=self._run.studio.memory)
        inside = place[1] > self._region.bands[place[0]].start
        if inside and self._rng.random() < self._habits.headless:
            area, flow = self._region.area(place, 1, 1), self._habits.flow
            self._run.canvas.add(*rule(flow.rule_between, area.x1, area.y0, area.x1, area.y1, 0.6))
        else:
            self._head_at_the_side(draft, place, teller, self._rng.uniform(0.0, 0.3))
        self._text(draft, teller, min(wanted, self._rng.randint(4, 20)), "")

    def _verse(self, draft: ArticleDraft, place: Place, wanted: int) -> None:
        """A poem, a line or half a line in each column."""
        rng, run = self._rng, self._run
        teller = Teller(run.idiom, "verse", rng, memory=run.studio.memory)
        self._head_at_the_side(draft, place, teller, rng.uniform(0.0, 0.4), teller.phrase("pen"))
        places = self._places(min(wanted, rng.choice((4, 4, 8, 8, 12))))
        cells = [self._region.cell(one) for one in places]
        room = min(one.bottom - one.top for one in cells) / run.grid.type.step
        lines = [teller.phrase("body") for _ in cells]
        indent = rng.choice((0.0, 1.0, 2.0))
        if room < len(lines[0]) + indent:
            lines = [half for line in lines for half in (line[:8], line[8:])]
        self._lines(draft, places, cells, lines[: len(cells)], indent if room > 10 else 0.0)

    def _prices(self, draft: ArticleDraft, place: Place, wanted: int) -> None:
        """What goods cost, one in each column, the figures perhaps at its foot."""
        rng, run = self._rng, self._run
        teller = Teller(run.idiom, "prices", rng, memory=run.studio.memory)
        self._head_at_the_side(draft, place, teller, rng.uniform(0.0, 0.3))
        places = self._places(min(wanted, rng.randint(5, 16)))
        cells = [self._region.cell(one) for one in places]
        room = int(min(one.bottom - one.top for one in cells) / run.grid.type.step)
        dotted = rng.random() < 0.5
        lines = []
        for _ in cells:
            good = teller.phrase("good")
            leaders = good + "…" * max(1, room - len(good) - 4) + teller.fill("<d>元<d>角")
            lines.append((leaders if dotted else teller.phrase("body"))[:room])
        self._lines(draft, places, cells, lines, 0.0)

    def _lines(
        self, draft: ArticleDraft, places: list[Place], cells: list[Cell], lines: list[str], indent: float
    ) -> None:
        run = replace(self._run, habits=replace(self._habits.flow, indent=indent))
        used = set_paragraphs(run, draft, lines, ["body"] * len(lines), cells, "")
        self._give(draft, places, used)

    def _serial(self, draft: ArticleDraft, place: Place, wanted: int) -> None:
        """A part of a novel under a drawn head: a picture over the title, its number and its writer."""
        region, run, rng = self._region, self._run, self._rng
        teller = run.studio.teller(run.idiom, ("fiction",))
        columns, bands = rng.randint(4, 6), min(region.depth(place, 4), rng.choice((1, 1, 2)))
        columns = min(columns, region.across(place))
        if region.depth(place, columns) < bands or columns < 4 or columns * bands > len(self._stretch()) - LEAST_LEFT:
            self._running(draft, place, wanted, 0.4)
            return
        area = region.area(place, columns, bands).inset(2.0, 1.0)
        self._rule_before(place, area)
        region.take_area(draft.name, place, columns, bands)
        middle = area.y0 + area.height * rng.uniform(0.3, 0.5)
        drawing = photo(Box(area.x0, area.y0, area.x1, middle), rng, grey=True)
        run.canvas.add(drawing)
        draft.pictures.append(drawing.box)
        below = Box(area.x0, middle + 3, area.x1, area.y1)
        byline = teller.phrase("pen")
        plan = plan_head(rng, teller, self._habits.flow.heads, run.grid.type, below.height, 0.5, byline)
        number = replace(plan.lines[-1], text=teller.fill("（<n>）"), role="subheadline")
        plan.lines = fitting([*(one for one in plan.lines if one.role in ("headline", "byline")), number], below.height)
        write_head(run, draft, replace(plan, decoration=""), below)
        self._text(draft, teller, wanted, "")


def place_pictured(run: Run, habits: MosaicHabits, tier: int, column: int, tiers: int, columns: int) -> None:
    """A drawing over tiers with its title across above it and its text in the last tier."""
    grid, rng = run.grid, run.rng
    draft = run.canvas.new_article()
    teller = run.studio.teller(run.idiom, ("notes", "relief"))
    area = grid.area(tier, column, tiers - 1, columns).inset(3.0, 1.0)
    draft.headline = teller.phrase("head")
    size = min(grid.type.size * 1.6, area.width * 0.9 / len(draft.headline))
    line = leftward(
        draft.headline, Box(area.x0, area.y0, area.x1, area.y0 + size * 1.2), size, habits.flow.heads.main_faces[0],
        "headline",
    )  # fmt: skip
    run.canvas.write_article(draft, [line], "headline")
    drawing = photo(Box(area.x0, area.y0 + size * 1.5, area.x1, area.y1), rng, grey=True)
    run.canvas.add(drawing, *frame("thin", drawing.box, 0.7))
    draft.pictures.append(drawing.box)
    cells = [grid.cell(tier + tiers - 1, column + k) for k in range(columns)]
    compose_text(run, draft, teller, cells, "")
    grid.take(draft.name, tier, column, tiers, columns)
