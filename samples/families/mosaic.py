"""Chinese papers of the 1920s and 1930s whose articles are fitted into each other on common tiers, like a mosaic.

Where `republican` runs its articles through the whole width of wide zones, here a page is cut again and again into
rectangles, hooks and wheels, some tiers of which are set as one, and boxes, drawings and advertisements stand
anywhere among them, so that texts go on past deep heads, under their own head or beside another's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from samples.families.canvas import Composed, DrawingContext, PageCanvas
from samples.families.mosaic_articles import MosaicHabits, RegionFiller, place_pictured
from samples.families.mosaic_regions import Extent, Region, cut, free_extent
from samples.families.old_ads import draw_advertisement, draw_folio, draw_masthead, numeral
from samples.families.ornaments import frame, rule
from samples.families.vertical_flow import NEWS, SLOW, FlowHabits, Run, draw_rules, place_block
from samples.families.vertical_grid import Grid, Type, make_grid
from samples.families.vertical_heads import draw_habits
from samples.text.grammar import Teller, idiom_collection
from samples.typeset.fonts import TRADITIONAL
from samples.typeset.sheet import Box

IDIOM = "republican"
MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


@dataclass(frozen=True)
class MosaicPaper:
    """How a paper looks on all of its pages. Lengths in points, `tier_characters` in characters.

    `cuts` is how often a page is cut at most, `boxes` and `drawings` how many stand among its texts,
    `advertisements` which share of it they take, `border` how often the border between two pieces is ruled.
    """

    width: float
    height: float
    margin: float
    type: Type
    gap: float
    tier_characters: int
    habits: MosaicHabits
    cuts: int
    boxes: int
    drawings: int
    advertisements: float
    border: float
    page_frame: str
    title: str
    year: int


def draw_paper(rng: Random) -> MosaicPaper:
    """A paper's look, from pages of one flow with boxes in it to pages that are cut five times over."""
    size = rng.uniform(7.5, 9.5)
    points = rng.choices(("cell", "half", "beside"), (6, 1, 1))[0]
    type_ = Type(
        "serif", size, size * rng.uniform(1.0, 1.06), size * rng.uniform(1.3, 1.75), points, rng.random() < 0.4
    )
    width, height = rng.choice(((690, 960), (730, 1000), (620, 900), (800, 1080)))
    return MosaicPaper(
        width=width,
        height=height,
        margin=rng.uniform(24, 44),
        type=type_,
        gap=size * rng.uniform(0.8, 1.7),
        tier_characters=rng.choice((9, 10, 11, 12, 12, 14, 17)),
        habits=_draw_mosaic_habits(rng, type_.pitch > 1.45 * size),
        cuts=rng.choice((0, 1, 1, 2, 2, 3, 4, 5)),
        boxes=rng.choice((0, 0, 1, 2, 3, 5)),
        drawings=rng.choice((0, 0, 0, 1, 1)),
        advertisements=rng.choice((0.0, 0.1, 0.2, 0.35)),
        border=rng.choice((0.0, 0.4, 0.8, 1.0)),
        page_frame=rng.choice(("wavy", "double", "thick", "none")),
        title=Teller(IDIOM, "ads", rng).phrase("paper"),
        year=rng.randint(8, 29),
    )


def _draw_mosaic_habits(rng: Random, airy: bool) -> MosaicHabits:
    """How it fills its pieces; waves stand between columns only where these have air."""
    literary = rng.random() < 0.3
    flow = FlowHabits(
        heads=draw_habits(rng),
        topics=(*SLOW, "court") if literary else (*NEWS, *NEWS, *SLOW),
        length=rng.choice(((8, 24), (10, 36), (12, 60), (20, 90))),
        deep_heads=rng.choice((0.2, 0.6, 1.0, 1.0)),
        framed_share=rng.choice((0.5, 0.9)),
        brief_share=0.04,
        cut_in_share=rng.choice((0.0, 0.2, 0.4)),
        indent=rng.choice((0.0, 1.0, 1.0, 2.0)),
        paragraph_length=rng.choice((90, 160, 260)),
        rule_between=rng.choice(("thin", "wavy", "wavy", "dotted", "double") if airy else ("thin", "thin", "dotted")),
        rule_share=rng.choice((0.0, 0.3, 0.7, 1.0)),
        tier_rule=rng.choice(("differ", "differ", "differ", "all", "none")),
        tier_style=rng.choice(("thin", "thin", "wavy", "dotted")),
        across_share=rng.choice((0.0, 0.3, 0.6)),
    )
    return MosaicHabits(
        flow,
        across=rng.choice((0.0, 0.08, 0.16)),
        hung=rng.choice((0.0, 0.1, 0.3)),
        squared=rng.choice((0.5, 0.9, 1.0, 1.0)),
        items=rng.choice((0.0, 0.1, 0.25)),
        headless=rng.choice((0.0, 0.4, 0.8)),
        verse=rng.choice((0.0, 0.05)),
        prices=rng.choice((0.0, 0.05)),
        serial=rng.choice((0.0, 0.05, 0.1)),
        tall=rng.choice((0.0, 0.0, 0.2, 0.5)),
    )


def make_mosaic(seed: int) -> Composed:
    """A document of the family: one page, or the two pages of a fold (the right one first)."""
    rng = Random(f"mosaic/{seed}")
    collection = idiom_collection(IDIOM)
    studio = DrawingContext(rng, TRADITIONAL, collection)
    paper = draw_paper(rng)
    fold = rng.random() < 0.25
    month, day = rng.choice(MONTHS), rng.randint(1, 28)
    date = f"中華民國{numeral(paper.year)}年{month}月{numeral(day).removeprefix('初')}日"
    dates = (date, f"星期{rng.choice('一二三四五六日')}")
    first = 2 if fold else rng.choice((1, 2, 3))
    pages = [_make_page(studio, paper, number, label, dates) for number, label in ((1, first), (2, 3))[: 1 + fold]]
    facts: dict[str, object] = {"title": paper.title, "date": None}
    facts |= {"issue_number": None, "serial": None, "page_count": None}
    return Composed("mosaic", seed, pages, collection, facts, vertical=True, fold=fold)


def _make_page(
    studio: DrawingContext, paper: MosaicPaper, number: int, label: int, dates: tuple[str, str]
) -> PageCanvas:
    rng = studio.rng
    canvas = PageCanvas(paper.width, paper.height, TRADITIONAL, number, f"第{'〇一二三四五六七八九'[label]}版")
    body = Box(paper.margin, paper.margin, paper.width - paper.margin, paper.height - paper.margin)
    words = [dates[0], paper.title, dates[1], canvas.label]
    draw_folio(studio, canvas, Box(body.x0, body.y0 - 6, body.x1, body.y0 + 12), words)
    body = Box(body.x0, body.y0 + 20, body.x1, body.y1)
    if paper.page_frame != "none":
        canvas.add(*frame(paper.page_frame, body.inset(-3, -3), 0.9))
        body = body.inset(5, 5)
    height = paper.tier_characters * paper.type.step + paper.gap
    tiers = max(2, round(body.height / height))
    unlike = rng.choice((0, 0, 1, 3))
    heights = [max(8, paper.tier_characters + rng.randint(-unlike, unlike)) for _ in range(tiers)]
    grid = make_grid(body, paper.type, heights, paper.gap)
    run = Run(studio, canvas, grid, replace(paper.habits.flow, rule_share=0.0), IDIOM)
    if label == 1:
        _masthead(run, paper, dates)
    _place_advertisements(run, paper)
    _place_boxes(run, paper)
    extent = Extent(0, grid.tiers, 0, grid.columns)
    regions = [Region(grid, bands) for bands in cut(extent, paper.cuts, paper.habits.tall, rng)]
    for region in regions:
        RegionFiller(run, region, paper.habits).fill()
    draw_rules(run)
    _rule_borders(run, regions, paper)
    canvas.articles = [draft for draft in canvas.articles if draft.pieces]
    canvas.articles.sort(key=lambda draft: (round(draft.pieces[0].box.y0 / height), -draft.pieces[0].box.x1))
    return canvas


def _masthead(run: Run, paper: MosaicPaper, dates: tuple[str, str]) -> None:
    """The title of the paper in the upper right corner, over two or three tiers."""
    tiers, columns = min(run.grid.tiers, run.rng.choice((2, 3))), run.rng.randint(6, 9)
    box = run.grid.area(0, 0, tiers, columns).inset(2.0, 1.0)
    draw_masthead(run.studio, run.canvas, box, paper.title, [*dates, f"第{numeral(paper.year)}百號"])
    run.grid.take("#masthead", 0, 0, tiers, columns)


def _place_advertisements(run: Run, paper: MosaicPaper) -> None:
    """Advertisements in frames of all sizes along the foot, at a side, and among the texts."""
    grid, rng = run.grid, run.rng
    wanted = paper.advertisements * grid.tiers * grid.columns
    where = rng.choice(("foot", "foot", "side", "anywhere"))
    column, tier = 0, 0
    for _ in range(40):
        if wanted <= 0:
            break
        tiers, columns = rng.choice((1, 1, 2, 2, 3)), rng.randint(5, 18)
        if where == "foot":
            tiers = min(grid.tiers - 1, 2)
            columns = grid.columns - column if grid.columns - column - columns < 5 else columns
            place = (grid.tiers - tiers, column)
            column += columns
        elif where == "side":
            columns = 10
            place = (tier, grid.columns - columns)
            tier += tiers
        else:
            place = free_extent(grid, tiers, columns, rng) or (grid.tiers, 0)
        if columns <= 0 or not grid.is_free(*place, tiers, columns):
            where = "anywhere"
            continue
        draw_advertisement(run.studio, run.canvas, grid.area(*place, tiers, columns).inset(1.5, 0.5), IDIOM)
        grid.take(f"#advertisement {place}", *place, tiers, columns)
        wanted -= tiers * columns


def _place_boxes(run: Run, paper: MosaicPaper) -> None:
    """Short articles in frames of their own, and drawings with a text under them, anywhere on the page."""
    grid, rng = run.grid, run.rng
    for _ in range(paper.drawings):
        tiers, columns = rng.randint(2, 4), rng.randint(11, 20)
        place = free_extent(grid, tiers, columns, rng)
        if place is not None:
            place_pictured(run, paper.habits, *place, tiers, columns)
    for _ in range(paper.boxes):
        tiers, columns = rng.choice((1, 1, 1, 2)), rng.randint(8, 16)
        place = free_extent(grid, tiers, columns, rng)
        if place is not None:
            place_block(run, grid.cell(*place), tiers, columns, rng.uniform(0.0, 0.4))


def _rule_borders(run: Run, regions: list[Region], paper: MosaicPaper) -> None:
    """Upright rules between pieces that stand side by side, for some of the pairs."""
    grid, rng, flow = run.grid, run.rng, paper.habits.flow
    piece = {
        (band.first + down, column): number
        for number, region in enumerate(regions)
        for band in region.bands
        for column in range(band.start, band.end)
        for down in range(band.tiers)
    }
    ruled: dict[tuple[int, int], bool] = {}
    for column in range(1, grid.columns):
        tier = 0
        while tier < grid.tiers:
            first, pair = tier, (piece[tier, column], piece[tier, column - 1])
            while (
                tier < grid.tiers
                and (piece[tier, column], piece[tier, column - 1]) == pair
                and _parts(grid, tier, column)
            ):
                tier += 1
            if tier == first:
                tier += 1
            elif pair[0] != pair[1] and ruled.setdefault(pair, rng.random() < paper.border):
                x, reach = grid.right(column), 0.4 * paper.gap
                top, foot = grid.tops[first] - reach, grid.bottoms[tier - 1] + reach
                run.canvas.add(*rule(flow.rule_between, x, max(grid.box.y0, top), x, min(grid.box.y1, foot), 0.6))


def _parts(grid: Grid, tier: int, column: int) -> bool:
    """Whether a column of a tier and the one at its right belong to different owners."""
    return grid.owner[tier][column] != grid.owner[tier][column - 1]
