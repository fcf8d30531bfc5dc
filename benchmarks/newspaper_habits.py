"""What a newspaper's corrected pages teach: invented ones with odd habits, learned from some pages, read on others.

    python benchmarks/newspaper_habits.py [--pages 20] [--unseen 20] [--seed 0] [HABIT …]

For each newspaper article F1 on pages that were not learned from, as shipped and with its own model; and what that
model does to the pages of others: of a newspaper without odd habits, and of one document of each design of the samples.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from banmian.layout.separation.learned_weights.newspaper_habit_model import read_habits  # noqa: E402
from banmian.learning.habit_learning import f1, learn  # noqa: E402
from banmian.learning.labelled_graphs import Example, examples_of  # noqa: E402
from banmian.learning.labelled_pages import LabelledPage  # noqa: E402
from samples.odd_newspapers import HABITS, odd_page  # noqa: E402
from training.separation.generated_pages import pages_of  # noqa: E402

FIRST_UNSEEN = 500
DESIGNS = ("page", "vertical", "mainland", "tabloid", "republican", "magazine", "western")
DESIGN_SEED = 40_000


def examples(habit: str, seeds: Sequence[int]) -> list[Example]:
    """The labelled pages of a newspaper."""
    found = []
    for seed in seeds:
        drawn = odd_page(habit, seed)
        page = LabelledPage(drawn.page, (), f"{habit}-{seed}", habit, tuple(drawn.areas))
        found += list(examples_of(page))
    return found


def other_designs(seed: int) -> list[Example]:
    """The labelled pages of a document of each design."""
    pages = (page for design in DESIGNS for page in pages_of(design, DESIGN_SEED + seed))
    return [example for page in pages for example in examples_of(page)]


def main() -> None:
    """Read the arguments, learn and judge each newspaper."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("habits", nargs="*", default=[habit for habit in HABITS if habit != "plain"])
    options.add_argument("--pages", type=int, default=20, help="pages to learn from")
    options.add_argument("--unseen", type=int, default=20, help="pages to judge on")
    options.add_argument("--seed", type=int, default=0, help="of the first page that is learned from")
    chosen = options.parse_args()
    seeds = range(chosen.seed + FIRST_UNSEEN, chosen.seed + FIRST_UNSEEN + chosen.unseen)
    others = {"a newspaper without odd habits": examples("plain", seeds), "other designs": other_designs(chosen.seed)}
    for habit in chosen.habits:
        begun = time.perf_counter()
        own = examples(habit, range(chosen.seed, chosen.seed + chosen.pages))
        found = learn(own, lambda words: print(f"    {words}", flush=True))
        unseen = examples(habit, seeds)
        before = f1(unseen, [None] * len(unseen))
        seconds = time.perf_counter() - begun
        if found.values is None:
            print(f"{habit}: {before:.3f} on unseen pages, nothing learned ({seconds:.0f} s)", flush=True)
            continue
        model = read_habits(found.values)
        after = f1(unseen, [model] * len(unseen))
        print(f"{habit}: {before:.3f} -> {after:.3f} on unseen pages ({seconds:.0f} s)")
        for name, pages in others.items():
            shipped, elsewhere = f1(pages, [None] * len(pages)), f1(pages, [model] * len(pages))
            print(f"    {name}: {shipped:.4f} as shipped, {elsewhere:.4f} with this model", flush=True)


if __name__ == "__main__":
    main()
