"""All hostile inputs, read one after the other: ``python tests/hostile.py [-o TABLE] [NAME ...]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import hostile_images
import hostile_pdfs
import hostile_texts
from hostile_cases import SETTINGS, Case, Outcome, read_case

from banmian.batch.worker_pool import WorkerPool

ALONE = ("a PDF that asks for too much", "a vast picture")
"""Kinds whose cases have a line of the table each."""


def all_cases() -> list[Case]:
    """Every case there is."""
    return [
        *hostile_pdfs.bombs(),
        *hostile_pdfs.odd(),
        *hostile_images.large(),
        *hostile_images.named(),
        *hostile_images.broken(),
        *hostile_texts.short(),
        *hostile_texts.long(),
    ]


def read_all(cases: Sequence[Case], show: bool = True) -> list[tuple[Case, Outcome]]:
    """What becomes of each case."""
    pool, found = WorkerPool(SETTINGS), []
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            outcome = read_case(case, Path(folder), pool)
            found.append((case, outcome))
            if show:
                faults = outcome.faults(case)
                reason = outcome.reasons[0][:150] if outcome.reasons else ""
                cost = f"{outcome.seconds:6.1f} s {outcome.processor:6.1f} s {outcome.megabytes:6.0f} MB"
                wrong = f"  FAULT {faults}" if faults else ""
                print(f"{outcome.name:34} {outcome.status:8} {cost}  {reason}{wrong}", flush=True)
    pool.close()
    return found


def table(found: Sequence[tuple[Case, Outcome]]) -> str:
    """What became of the cases in Markdown: one line for each bomb and vast picture, one for each other kind."""
    lines = [
        "| input | cases | status | most processor seconds | most memory, MB | what is said |",
        "|---|--:|---|--:|--:|---|",
    ]
    by_kind: dict[str, list[Outcome]] = {}
    for case, outcome in found:
        alone = case.kind in ALONE
        by_kind.setdefault(f"`{case.name}`" if alone else case.kind, []).append(outcome)
    for kind, outcomes in by_kind.items():
        statuses = Counter(outcome.status for outcome in outcomes)
        said = Counter(reason.partition(":")[0] for outcome in outcomes for reason in outcome.reasons[:1])
        named = [f"{name} {number}" for name, number in sorted(said.items()) if name.endswith("Error")]
        reason = "; ".join(outcomes[0].reasons[:1]) if len(outcomes) == 1 else ", ".join(named)
        cells = (
            kind,
            str(len(outcomes)),
            ", ".join(f"{status} {number}" if len(outcomes) > 1 else status for status, number in statuses.items()),
            f"{max(outcome.processor for outcome in outcomes):.1f}",
            f"{max(outcome.megabytes for outcome in outcomes):.0f}",
            reason[:120].replace("|", "\\|"),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="beginnings of the names of cases")
    parser.add_argument("-o", "--output", type=Path, help="file for the table")
    chosen = parser.parse_args()
    cases = [case for case in all_cases() if not chosen.names or case.name.startswith(tuple(chosen.names))]
    found = read_all(cases)
    if chosen.output is not None:
        chosen.output.write_text(table(found), "utf-8")
    return int(any(outcome.faults(case) for case, outcome in found))


if __name__ == "__main__":
    sys.exit(main())
