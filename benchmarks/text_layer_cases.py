"""How many random pages the text-layer reader gives back exactly.

    python benchmarks/text_layer_cases.py [--cases 2000] [--first 0]

Prints every case that fails, with its seed and what was done to it. Exit status 1 below 99.9 %.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from text_layer_cases import make_case, missed  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(arguments.first, arguments.first + arguments.cases):
            case = make_case(seed)
            lost, more = missed(case, Path(folder))
            if lost or more:
                failed += 1
                print(f"seed {seed}: lost {lost}, gave {more}; {case.notes}")
    share = 1 - failed / arguments.cases
    print(f"{arguments.cases - failed} of {arguments.cases} cases exact: {share:.4%}")
    return 0 if share >= 0.999 else 1


if __name__ == "__main__":
    sys.exit(main())
