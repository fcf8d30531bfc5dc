"""Measures every series, writes its plot into ``docs/scaling/`` and the table into ``docs/scaling.md``."""

from __future__ import annotations

import argparse
import math
import os
import re
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.measured_run import environment
from benchmarks.peers.table import machine, put
from benchmarks.process_cost import Cost, RunFailedError, confine, measure
from benchmarks.scaling.plots import plot
from benchmarks.scaling.series import ROOT, SERIES, Series

LIMIT_SECONDS = 900

Measured = Sequence[tuple[float, Cost]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scaling", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "scaling.md")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "scaling", help="inputs and outputs")
    parser.add_argument("--series", default="", help="regular expression: the series to measure")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="cores, and threads a process")
    options = parser.parse_args()
    confine(options.threads)
    pictures: Path = options.output.with_suffix("")
    pictures.mkdir(parents=True, exist_ok=True)
    start, here = time.monotonic(), machine(options.threads)
    parts = []
    for series in (item for item in SERIES if re.search(options.series, item.name)):
        points, failures = _measured(series, options.work, options.threads)
        parts += [f"Failed: {failure}" for failure in failures]
        if not points:
            continue
        name = re.sub(r"\W+", "-", series.name.partition("(")[0].strip())
        seconds = [(size, _time(series, cost)) for size, cost in points]
        megabytes = [(size, cost.peak_bytes / 2**20) for size, cost in points]
        (pictures / f"{name}.svg").write_text(
            plot(f"seconds ({series.time})", series.unit, seconds, megabytes), "utf-8"
        )
        parts += [
            f"## {series.name[0].upper()}{series.name[1:]}",
            f"![{series.name}]({pictures.name}/{name}.svg)",
            _table(series, points),
        ]
    parts.insert(0, f"{here} One run of {(time.monotonic() - start) / 60:.0f} minutes.")
    page = options.output.read_text("utf-8") if options.output.exists() else ""
    options.output.write_text(put(page, "\n\n".join(parts), "make scaling"), "utf-8")


def _measured(series: Series, work: Path, threads: int) -> tuple[Measured, list[str]]:
    """The steps of a series with their costs, and what could not be done."""
    folder = work / re.sub(r"\W+", "-", series.name)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    points: list[tuple[float, Cost]] = []
    failures: list[str] = []
    for point in series.points(folder):
        what = f"{series.name}: {point.size:g} {series.unit}"
        try:
            cost = measure(point.command, folder / f"{point.size:g}.log", LIMIT_SECONDS, environment(threads))
        except RunFailedError as error:
            failures.append(f"{what}: {error}")
            print(failures[-1], file=sys.stderr, flush=True)
            continue
        points.append((point.size, cost))
        print(
            f"{what}: {cost.seconds:.1f} s ({cost.processor_seconds:.1f} CPU), {cost.peak_bytes / 2**20:.0f} MB",
            file=sys.stderr,
            flush=True,
        )
    return points, failures


def _time(series: Series, cost: Cost) -> float:
    return cost.seconds if series.time == "clock" else cost.processor_seconds


def _table(series: Series, points: Measured) -> str:
    """Growth is the exponent between two steps: 1 is linear."""
    lines = [f"| {series.unit} | seconds | CPU seconds | growth | peak MB |", "|---:|---:|---:|---:|---:|"]
    before: tuple[float, Cost] | None = None
    for size, cost in points:
        growth = "–"
        if before is not None:
            times = _time(series, cost) / _time(series, before[1])
            growth = f"{math.log(times) / math.log(size / before[0]):.2f}"
        cells = [f"{size:g}", f"{cost.seconds:.1f}", f"{cost.processor_seconds:.1f}", growth]
        lines.append("| " + " | ".join([*cells, f"{cost.peak_bytes / 2**20:.0f}"]) + " |")
        before = (size, cost)
    return "\n".join(lines)


if __name__ == "__main__":
    main()
