"""Kill a batch again and again, then compare with a batch that was left alone.

    python benchmarks/killing_batches.py run --documents 60 --kills 20
    python benchmarks/killing_batches.py dask --documents 60 --kills 10

The whole process group gets SIGKILL at random moments; with ``dask`` one of two Dask workers does, each time
another is started, and the run goes on. In the end every document must be there exactly once, every file
byte-identical to the undisturbed run's, and no other file.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1] / "tests")

from batches import contents, pdf, picture, tiff  # noqa: E402
from dask_processes import DaskProcesses  # noqa: E402
from killing import command, kill_after, start  # noqa: E402

from banmian.flows.local_server import free_port, running_server  # noqa: E402

ENVIRONMENT = {"BANMIAN_ENGINE": "null"}


def make_inputs(folder: Path, documents: int) -> None:
    """Pictures, multi-page TIFFs, PDFs, and a broken file in every ten."""
    for number in range(documents):
        kind = number % 10
        if kind in (2, 5):
            tiff(folder / f"{number}.tif", 2 + number % 5)
        elif kind in (3, 7):
            pdf(folder / f"{number}.pdf", 1 + number % 3, f"Words of document {number}")
        elif kind == 9:
            folder.joinpath(f"{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(number))
        else:
            picture(folder / f"{number}.png", number)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("run", "read", "dask"))
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        if asked.command == "dask":
            return hunt_workers(Path(place), asked.documents, asked.kills, random.Random(asked.seed))
        return hunt(Path(place), asked.command, asked.documents, asked.kills, random.Random(asked.seed))


def hunt(place: Path, name: str, documents: int, kills: int, chance: random.Random) -> int:
    inputs, calm, hunted, log = place / "in", place / "calm", place / "hunted", place / "log"
    make_inputs(inputs, documents)
    began = time.monotonic()
    status = start(command(name, inputs, "-o", calm), ENVIRONMENT, log).wait()
    whole = time.monotonic() - began
    print(f"undisturbed: {whole:.1f} s, status {status}", flush=True)
    for number in range(kills):
        seconds = chance.uniform(0.2, 1.0) * whole
        alive = kill_after(start(command(name, inputs, "-o", hunted), ENVIRONMENT, log), seconds)
        done = len(list(hunted.glob("documents/*/articles.json")))
        print(f"kill {number + 1}: after {seconds:.1f} s, {'alive' if alive else 'ended'}, {done} there", flush=True)
    again = start(command(name, inputs, "-o", hunted), ENVIRONMENT, log).wait()
    return judge(calm, hunted, documents, again == status)


def hunt_workers(place: Path, documents: int, kills: int, chance: random.Random) -> int:
    inputs, calm, hunted, log = place / "in", place / "calm", place / "hunted", place / "log"
    make_inputs(inputs, documents)
    port = free_port()
    os.environ.update(
        ENVIRONMENT,
        PREFECT_SERVER_ANALYTICS_ENABLED="false",
        PREFECT_API_URL=f"http://127.0.0.1:{port}/api",
        PREFECT_HOME=str(place / "prefect"),
    )
    status = start(command("read", inputs, "-o", calm), {}, log).wait()
    with running_server(port), DaskProcesses(log, dict(os.environ)) as cluster:
        for _ in range(2):
            cluster.start_worker()
        cluster.wait_for_workers(2)
        options = ("--runner", "dask", "--dask-address", cluster.address, "--workers", 2)
        process = start(command("run", inputs, "-o", hunted, *options), {}, log)
        killed = 0
        while killed < kills and process.poll() is None:
            due = 1 + killed * (documents - 10) // kills
            while process.poll() is None and len(list(hunted.glob("documents/*/articles.json"))) < due:
                time.sleep(0.02)
            time.sleep(chance.uniform(0.0, 0.2))
            if process.poll() is None:
                cluster.kill_worker(chance)
                cluster.start_worker()
                cluster.wait_for_workers(2)
                killed += 1
        again = process.wait()
    print(f"{killed} workers killed")
    return judge(calm, hunted, documents, again == status and killed == kills)


def judge(calm: Path, hunted: Path, documents: int, ended_alike: bool) -> int:
    rows = json.loads((hunted / "manifest.json").read_bytes())["documents"]
    same = contents(calm) == contents(hunted)
    once = len({row["id"] for row in rows}) == len(rows) == documents
    print(f"identical: {same}; every document once: {once}; ended as it should: {ended_alike}")
    return 0 if same and once and ended_alike else 1


if __name__ == "__main__":
    sys.exit(main())
