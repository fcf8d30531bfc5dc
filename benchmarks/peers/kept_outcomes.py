"""Outcomes kept between runs, so that one tool can be measured anew without all others."""

from __future__ import annotations

import json
import re
from pathlib import Path

from banmian.evaluation.pooled_ratios import Ratio
from benchmarks.peers.measured_run import Outcome
from benchmarks.process_cost import Cost


def keep(outcome: Outcome, set_name: str, version: str, folder: Path) -> None:
    """Write an outcome; ``version`` is that of the tool which it was measured with."""
    folder.mkdir(parents=True, exist_ok=True)
    values = {
        "version": version,
        "figures": {name: [ratio.part, ratio.whole] for name, ratio in outcome.figures.items()},
        "costs": [[cost.seconds, cost.processor_seconds, cost.peak_bytes] for cost in outcome.costs],
        "pages": outcome.pages,
        "failures": outcome.failures,
    }
    _path(outcome.tool, set_name, folder).write_text(json.dumps(values, indent=1), "utf-8")


def kept(tool: str, set_name: str, version: str, folder: Path) -> Outcome | None:
    """What `keep` wrote for this version of the tool; None where there is nothing."""
    path = _path(tool, set_name, folder)
    if not path.exists():
        return None
    values = json.loads(path.read_text("utf-8"))
    if values["version"] != version:
        return None
    return Outcome(
        tool=tool,
        figures={name: Ratio(*counts) for name, counts in values["figures"].items()},
        costs=[Cost(*numbers) for numbers in values["costs"]],
        pages=values["pages"],
        failures=values["failures"],
    )


def _path(tool: str, set_name: str, folder: Path) -> Path:
    return folder / f"{re.sub(r'[^0-9A-Za-z]+', '-', f'{set_name} {tool}')}.json"
