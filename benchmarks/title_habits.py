"""What a title's corrected pages teach: invented titles with odd habits, learned from some pages, read on others.

    python benchmarks/title_habits.py [--pages 20] [--unseen 20] [HABIT …]

For each title article F1 on pages that were not learned from, as shipped and with its own model; and what that model
does to the pages of a title without odd habits.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from banmian.layout.separation.title_model import read_title_model  # noqa: E402
from banmian.learning.examples import Example, examples_of  # noqa: E402
from banmian.learning.labels import LabelledPage  # noqa: E402
from banmian.learning.title_model import f1, learn  # noqa: E402
from samples.odd_titles import HABITS, odd_page  # noqa: E402

FIRST_UNSEEN = 500


def examples(habit: str, seeds: Sequence[int]) -> list[Example]:
    """The labelled pages of a title."""
    found = []
    for seed in seeds:
        drawn = odd_page(habit, seed)
        page = LabelledPage(drawn.page, (), f"{habit}-{seed}", habit, tuple(drawn.areas))
        found += list(examples_of(page))
    return found


def main() -> None:
    """Read the arguments, learn and judge each title."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("habits", nargs="*", default=[habit for habit in HABITS if habit != "plain"])
    options.add_argument("--pages", type=int, default=20, help="pages to learn from")
    options.add_argument("--unseen", type=int, default=20, help="pages to judge on")
    chosen = options.parse_args()
    seeds = range(FIRST_UNSEEN, FIRST_UNSEEN + chosen.unseen)
    plain = examples("plain", seeds)
    shipped = f1(plain, [None] * len(plain))
    for habit in chosen.habits:
        begun = time.perf_counter()
        found = learn(examples(habit, range(chosen.pages)), lambda words: print(f"    {words}", flush=True))
        unseen = examples(habit, seeds)
        before = f1(unseen, [None] * len(unseen))
        seconds = time.perf_counter() - begun
        if found.values is None:
            print(f"{habit}: {before:.3f} on unseen pages, nothing learned ({seconds:.0f} s)", flush=True)
            continue
        model = read_title_model(found.values)
        after = f1(unseen, [model] * len(unseen))
        elsewhere = f1(plain, [model] * len(plain))
        print(f"{habit}: {before:.3f} -> {after:.3f} on unseen pages ({seconds:.0f} s)")
        print(f"    a title without odd habits: {shipped:.3f} as shipped, {elsewhere:.3f} with this model", flush=True)


if __name__ == "__main__":
    main()
