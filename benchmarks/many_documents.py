"""A run over very many small pages, one that finds all of them done, and one that finds one new.

    python benchmarks/many_documents.py --documents 20000 --workers 2

Reads with the engine that reads nothing, through Prefect with its embedded server. Prints for each run the seconds
by the clock on the wall and of processors, by process; the largest memory; and what stands on the disk. 20,000
documents take 15 to 30 minutes on two cores.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from PIL import Image, ImageDraw

FOLDER = 1000
SAMPLE_SECONDS = 1.0


@dataclass
class Cost:
    """Of the processes of a run, by what they do: seconds of processors, largest megabytes. ``wall`` in seconds."""

    wall: float = 0.0
    processors: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    megabytes: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def __str__(self) -> str:
        parts = [
            f"{kind} {self.processors[kind]:.0f} s of processors, {self.megabytes[kind]:.0f} MB"
            for kind in sorted(self.processors)
        ]
        return f"{self.wall:.1f} s; " + "; ".join(parts)


def make_inputs(folder: Path, first: int, last: int) -> None:
    """Pages of 240 x 320 px, all different, in folders of a thousand."""
    for number in range(first, last):
        page = Image.new("L", (240, 320), 255)
        pen = ImageDraw.Draw(page)
        for bit in range(18):
            pen.rectangle((20, 20 + 16 * bit, 30 + 60 * (number >> bit & 1), 30 + 16 * bit), fill=0)
        path = folder / f"{number // FOLDER:03d}" / f"{number:06d}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.save(path)


def kind_of(process: psutil.Process) -> str:
    words = " ".join(process.cmdline())
    if "banmian.batch.worker_main" in words:
        return "workers"
    return "server" if "uvicorn" in words or "prefect.server" in words else "run"


def watched(arguments: list[str], environment: dict[str, str]) -> Cost:
    """Run a command and sample its processes until it ends."""
    began = time.monotonic()
    started = subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds: dict[int, tuple[str, float]] = {}
    cost = Cost()
    while started.poll() is None:
        at_once: dict[str, float] = defaultdict(float)
        try:
            for process in (whole := psutil.Process(started.pid)), *whole.children(recursive=True):
                kind, times = kind_of(process), process.cpu_times()
                seconds[process.pid] = (kind, times.user + times.system)
                at_once[kind] += process.memory_info().rss / 2**20
        except psutil.Error:
            pass  # a process that ended while it was looked at is left as it was last seen
        for kind, megabytes in at_once.items():
            cost.megabytes[kind] = max(cost.megabytes[kind], megabytes)
        time.sleep(SAMPLE_SECONDS)
    for kind, used in seconds.values():
        cost.processors[kind] += used
    cost.wall = time.monotonic() - began
    assert started.returncode == 0, started.returncode
    return cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        inputs, output = Path(name, "in"), Path(name, "out")
        environment = {**os.environ, "BANMIAN_ENGINE": "null", "BANMIAN_CACHE": str(Path(name, "cache"))}
        arguments = [sys.executable, "-m", "banmian", "run", str(inputs), "-o", str(output)]
        arguments += ["--workers", str(asked.workers)]
        make_inputs(inputs, 0, asked.documents)
        print(f"{asked.documents} documents: {watched(arguments, environment)}", flush=True)
        print(f"all done before: {watched(arguments, environment)}", flush=True)
        make_inputs(inputs, asked.documents, asked.documents + 1)
        print(f"one new: {watched(arguments, environment)}", flush=True)
        files = sum(len(names) for _, _, names in os.walk(output))
        sizes = {path.name: path.stat().st_size / 2**20 for path in output.iterdir() if path.is_file()}
        database = sum(path.stat().st_size for path in Path(name, "cache").rglob("*.db*")) / 2**20
    print(f"{files} files; " + ", ".join(f"{key} {size:.1f} MB" for key, size in sorted(sizes.items())))
    print(f"database of the server {database:.0f} MB")


if __name__ == "__main__":
    main()
