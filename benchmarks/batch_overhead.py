"""What scheduling costs: the same tiny documents read without Prefect and with it, then once more.

    python benchmarks/batch_overhead.py --documents 2000

Prints the seconds inside each run (a server's start not counted), their ratio, the time of a second run over
finished documents, and the largest memory of the scheduling process at a quarter and at the end of its run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from PIL import Image, ImageDraw

ENVIRONMENT = {**os.environ, "BANMIAN_ENGINE": "null"}


def make_inputs(folder: Path, documents: int) -> None:
    """Pages of 240 x 320 px, all different."""
    folder.mkdir()
    for number in range(documents):
        page = Image.new("L", (240, 320), 255)
        pen = ImageDraw.Draw(page)
        for bit in range(16):
            pen.rectangle((20, 20 + 16 * bit, 30 + 60 * (number >> bit & 1), 30 + 16 * bit), fill=0)
        page.save(folder / f"{number:05d}.png")


def timed(name: str, inputs: Path, output: Path, documents: int) -> tuple[float, list[float]]:
    """Seconds inside the run, and megabytes of the process at a quarter of it and at its end."""
    arguments = [sys.executable, "-m", "banmian", name, str(inputs), "-o", str(output)]
    process = subprocess.Popen(arguments, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    megabytes = {}
    while process.poll() is None:
        done = len(list(output.glob("documents/*")))
        mark = 1 if done >= documents // 4 else 0
        if done > 10:
            megabytes[mark] = psutil.Process(process.pid).memory_info().rss / 2**20
        time.sleep(0.5)
    manifest = json.loads((output / "manifest.json").read_bytes())
    assert manifest["run"]["exit_status"] == 0, manifest["run"]
    return manifest["run"]["seconds"], list(megabytes.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    documents = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as place:
        inputs = Path(place, "in")
        make_inputs(inputs, documents)
        plain, _ = timed("read", inputs, Path(place, "plain"), documents)
        flowed, megabytes = timed("run", inputs, Path(place, "flowed"), documents)
        again, _ = timed("run", inputs, Path(place, "flowed"), documents)
    print(f"{documents} documents: without Prefect {plain:.1f} s, with it {flowed:.1f} s, ratio {flowed / plain:.2f}")
    print(f"a second run: {again:.1f} s; memory of the scheduling process: {[round(m) for m in megabytes]} MB")


if __name__ == "__main__":
    main()
