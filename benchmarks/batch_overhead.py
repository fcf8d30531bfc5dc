"""What scheduling costs: the same tiny documents read without Prefect and with it, then once more.

    python benchmarks/batch_overhead.py --documents 2000

Prints, for reading without Prefect and with it, the seconds inside the run by the clock on the wall and those of
processors of all its processes, without what starting costs (a run of one document: processes, models, server);
their ratios; the time of a second run over finished documents; and the memory of the scheduling process at a tenth,
at half and at the end of its run.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from PIL import Image, ImageDraw

ENVIRONMENT = {**os.environ, "BANMIAN_ENGINE": "null"}
SHARES = (0.1, 0.5, 0.95)


@dataclass
class Cost:
    """Seconds inside a run, seconds of processors of all processes, megabytes of the scheduling one at `SHARES`."""

    wall: float
    processors: float
    megabytes: list[int]


def make_inputs(folder: Path, documents: int) -> None:
    """Pages of 240 x 320 px, all different."""
    folder.mkdir()
    for number in range(documents):
        page = Image.new("L", (240, 320), 255)
        pen = ImageDraw.Draw(page)
        for bit in range(16):
            pen.rectangle((20, 20 + 16 * bit, 30 + 60 * (number >> bit & 1), 30 + 16 * bit), fill=0)
        page.save(folder / f"{number:05d}.png")


def timed(name: str, inputs: Path, output: Path, documents: int) -> Cost:
    arguments = [sys.executable, "-m", "banmian", name, str(inputs), "-o", str(output)]
    before = of_ended_processes()
    process = subprocess.Popen(arguments, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    megabytes: list[int] = []
    while process.poll() is None:
        folder = output / "documents"
        done = len(os.listdir(folder)) if folder.exists() else 0
        if len(megabytes) < len(SHARES) and done >= max(2, SHARES[len(megabytes)] * documents):
            megabytes.append(round(psutil.Process(process.pid).memory_info().rss / 2**20))
        time.sleep(0.25)
    processors = of_ended_processes() - before
    run = json.loads((output / "manifest.json").read_bytes())["run"]
    assert run["exit_status"] == 0, run
    return Cost(run["seconds"], processors, megabytes)


def of_ended_processes() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    documents = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        make_inputs(place / "in", documents)
        make_inputs(place / "one", 1)
        costs = {}
        for command in ("read", "run"):
            start = timed(command, place / "one", place / f"{command}-one", 1)
            cost = timed(command, place / "in", place / command, documents)
            costs[command] = Cost(cost.wall - start.wall, cost.processors - start.processors, cost.megabytes)
            print(f"{command}: start {start.processors:.1f} s of processors; {documents} documents {cost}", flush=True)
        again = timed("run", place / "in", place / "run", documents)
    wall, processors = (getattr(costs["run"], name) / getattr(costs["read"], name) for name in ("wall", "processors"))
    print(f"with Prefect against without: wall {wall:.2f}, processors {processors:.2f}")
    print(f"a second run: {again.wall:.1f} s; memory of the scheduling process: {costs['run'].megabytes} MB")


if __name__ == "__main__":
    main()
