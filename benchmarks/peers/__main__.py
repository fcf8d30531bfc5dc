"""Runs every tool on every set and writes the table into ``docs/benchmarks.md``."""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from pathlib import Path

from benchmarks.peers.kept_outcomes import keep, kept
from benchmarks.peers.measured_run import Outcome, environment, run
from benchmarks.peers.sets import ROOT, SETS, Sample, Set
from benchmarks.peers.table import machine, markdown, put
from benchmarks.peers.tools import TOOLS, NotInstalledError, Tool, python_of, version
from benchmarks.process_cost import confine


def main() -> None:
    options = _options()
    start, here = time.monotonic(), machine(options.threads)
    folder: Path = options.work
    pythons, missing = _installed([tool for tool in TOOLS if re.search(options.tools, tool.name)], folder / "tools")
    confine(options.threads)
    surroundings = environment(options.threads)
    results = []
    for chosen in (item for item in SETS if re.search(options.sets, item.name)):
        samples = _samples(chosen, folder / "pages")
        if not samples:
            missing[chosen.name] = "its pages are not here"
            continue
        outcomes: list[Outcome] = []
        for tool, python in pythons.items():
            readable = [sample for sample in samples if sample.kind in tool.kinds]
            if not readable:
                continue
            number, shelf = version(tool, python), folder / "outcomes"
            wanted = re.search(options.keep, tool.name) if options.keep else None
            outcome = kept(tool.name, chosen.name, number, shelf) if wanted else None
            if outcome is None:
                outcome = run(tool, python, readable, folder / "output", surroundings)
                keep(outcome, chosen.name, number, shelf)
            outcomes.append(outcome)
            _tell(chosen, outcome, time.monotonic() - start)
        results.append((chosen.name, outcomes))
    versions = {tool.name: version(tool, python) for tool, python in pythons.items()}
    minutes = None if options.keep else (time.monotonic() - start) / 60
    block = markdown(results, versions, missing, here, minutes)
    if options.output is None:
        print(block)
    else:
        page = options.output.read_text("utf-8") if options.output.exists() else ""
        options.output.write_text(put(page, block, "make bench"), "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, help="Markdown file that gets the table; else it is printed")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "bench", help="pages, environments, outputs")
    parser.add_argument("--sets", default="", help="regular expression: the sets to read")
    parser.add_argument("--tools", default="", help="regular expression: the tools to run")
    parser.add_argument("--keep", default="", help="regular expression: tools whose kept outcomes do as they are")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="cores, and threads a process")
    return parser.parse_args()


def _installed(tools: list[Tool], folder: Path) -> tuple[dict[Tool, str], dict[str, str]]:
    pythons: dict[Tool, str] = {}
    missing: dict[str, str] = {}
    for tool in tools:
        try:
            pythons[tool] = python_of(tool, folder)
        except NotInstalledError as error:
            missing[tool.name] = str(error)
    return pythons, missing


def _samples(chosen: Set, folder: Path) -> list[Sample]:
    folder.mkdir(parents=True, exist_ok=True)
    samples = chosen.samples(folder)
    return samples if all(s.path.exists() and s.truth_path.exists() for s in samples) else []


def _tell(chosen: Set, outcome: Outcome, elapsed: float) -> None:
    values = " ".join(f"{name}={ratio.value:.3f}" for name, ratio in outcome.figures.items() if ratio.value is not None)
    seconds = f"{outcome.seconds_a_page:.1f} s/page ({outcome.processor_seconds_a_page:.1f} CPU)"
    cost = f"{seconds}, {outcome.peak_bytes / 2**20:.0f} MB"
    line = f"{elapsed / 60:5.1f} min  {chosen.name}: {outcome.tool}: {values} {cost} {outcome.failures or ''}"
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
