"""Cost of laying out a page against its number of lines.

    python benchmarks/layout_cost.py [--profile LINES | --stages LINES]

Prints processor seconds a page (least of a few runs) and the growth exponent between neighbouring sizes: 1 is
linear, n log n is a little above 1 over this range. Pages are made up by the builder of the tests.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
from math import log
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from layout_pages import newspaper  # noqa: E402

from banmian.layout.model import Page  # noqa: E402
from banmian.layout.pipeline import arrange  # noqa: E402
from banmian.stages import watch_stages  # noqa: E402

SIZES = (500, 700, 1000, 2000, 5000, 10_000, 20_000)
ENOUGH = 2.0
"""Seconds of runs after which the least is taken."""


def seconds(page: Page) -> float:
    """The least processor time that arranging the page took, in seconds, over up to five runs."""
    times: list[float] = []
    while len(times) < 5 and sum(times) < ENOUGH:
        start = process_time()
        arrange([page])
        times.append(process_time() - start)
    return min(times)


def table(sizes: tuple[int, ...]) -> None:
    """Print lines, articles found, seconds, and growth from the size before."""
    print(f"{'lines':>7} {'articles':>9} {'seconds':>9} {'growth':>7} {'n log n':>8}")
    arrange([newspaper(100)])
    before: tuple[int, float] | None = None
    for size in sizes:
        page = newspaper(size)
        count, cost = len(page.lines), seconds(page)
        articles = len(arrange([page]).articles)
        growth = fair = ""
        if before:
            span = log(count / before[0])
            growth = f"{log(cost / before[1]) / span:.2f}"
            fair = f"{log(count * log(count) / (before[0] * log(before[0]))) / span:.2f}"
        print(f"{count:>7} {articles:>9} {cost:>9.3f} {growth:>7} {fair:>8}", flush=True)
        before = (count, cost)


def profile(size: int) -> None:
    """Print where the time of one page goes."""
    page = newspaper(size)
    runner = cProfile.Profile()
    runner.runcall(arrange, [page])
    pstats.Stats(runner).sort_stats("tottime").print_stats(25)


def show_stages(size: int) -> None:
    """Print the seconds that each stage of arranging one page took."""
    arrange([newspaper(100)])
    with watch_stages(lambda report: print(f"{report.stage:<14} {report.seconds:>9.4f}")):
        arrange([newspaper(size)])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--profile", type=int, metavar="LINES", help="profile one page of so many lines")
    options.add_argument("--stages", type=int, metavar="LINES", help="time the stages of one page of so many lines")
    options.add_argument("--most", type=int, default=SIZES[-1], help="largest page, in lines")
    chosen = options.parse_args()
    if chosen.profile:
        profile(chosen.profile)
    elif chosen.stages:
        show_stages(chosen.stages)
    else:
        table(tuple(size for size in SIZES if size <= chosen.most))


if __name__ == "__main__":
    main()
