"""Newspaper scans a second with a graphics processor and without, on the same machine and the same pages.

    python benchmarks/gpu.py PAGE... [--pages 200] [--warm 60] [--workers 24] [--devices cuda,cpu] [--json FILE]

Each page is read many times, cropped a little differently each time, so that nothing is kept from one to the next.
For each device a pool of worker processes is started and warmed up; then the scans that were not read yet are read,
without Prefect. Prints a table: scans a second from the first to the last moment at which all workers are busy, what
share of the cores and of the device was used meanwhile, processor seconds a scan of the workers and of the device's
owner, and how much of the text differs from that of the last device in the list.

BANMIAN_CUDA_PROVIDER=torch-cpu rehearses it on a machine without a device.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

import psutil
from PIL import Image
from rapidfuzz.distance import Levenshtein

from banmian.batch.batch_run import BatchRun, run_files
from banmian.batch.document_reading import read_task
from banmian.batch.inputs import find_files
from banmian.batch.run_watchers import LogWatcher
from banmian.batch.worker_pool import WorkerPool
from banmian.document.lines_as_read import LINES_FILE
from banmian.layout.readers.cpu_count import processors
from banmian.settings import Settings, read_settings

SAMPLE_SECONDS = 0.5
CROPPED = 3
"""Px that each copy of a page loses on the right and at the foot, more than the one before."""
OWNER = "banmian.layout.ocr.device_owner"
UTILIZATION = ["nvidia-smi", "--query-gpu=utilization.gpu,memory.used", "--format=csv,noheader,nounits"]


@dataclass
class Result:
    """One device: scans a second while all workers were busy, shares (0 to 1) of cores and device, megabytes of the
    device, seconds of processors a scan, texts by scan."""

    device: str
    workers: int
    scans: int = 0
    failed: int = 0
    seconds: float = 0.0
    scans_a_second: float = 0.0
    cores: float = 0.0
    share_of_device: float | None = None
    device_megabytes: float | None = None
    worker_seconds: float = 0.0
    owner_seconds: float = 0.0
    start_seconds: float = 0.0
    texts: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Moments:
    """What was seen while scans were read."""

    ended: list[float] = field(default_factory=list)
    cores: list[tuple[float, float]] = field(default_factory=list)
    device: list[tuple[float, float, float]] = field(default_factory=list)


def make_copies(pages: Sequence[Path], folder: Path, count: int, first: int) -> None:
    """Write `count` scans, each like none before."""
    folder.mkdir(parents=True)
    with ProcessPoolExecutor(processors()) as makers:
        jobs = [(pages[n % len(pages)], folder / f"{n:05d}.jpg", n // len(pages)) for n in range(first, first + count)]
        for job in [makers.submit(make_copy, *job) for job in jobs]:
            job.result()


def make_copy(page: Path, target: Path, number: int) -> None:
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(page) as opened:
        picture = opened if opened.mode in ("L", "RGB") else opened.convert("RGB")
        width, height = picture.size
        lost = CROPPED * (number + 1)
        picture.crop((0, 0, width - lost, height - lost)).save(target, quality=92)


@contextmanager
def watched(moments: Moments) -> Iterator[None]:
    """Sample cores and device until the block ends."""
    ended = threading.Event()
    psutil.cpu_percent()

    def look() -> None:
        while not ended.wait(SAMPLE_SECONDS):
            moments.cores.append((time.monotonic(), psutil.cpu_percent() / 100))
            try:
                told = subprocess.run(UTILIZATION, capture_output=True, text=True, timeout=5, check=True).stdout
                share, used = (float(part) for part in told.splitlines()[0].split(","))
                moments.device.append((time.monotonic(), share / 100, used))
            except (OSError, subprocess.SubprocessError, ValueError, IndexError):
                continue  # there is no device, or it is not NVIDIA's

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield
    finally:
        ended.set()
        looking.join()


def read_all(folder: Path, output: Path, settings: Settings, pool: WorkerPool, moments: Moments) -> int:
    """Read a folder with all workers of a pool; gives the number of scans that failed."""

    def read(batch: BatchRun) -> None:
        with ThreadPoolExecutor(settings.workers) as readers:
            tasks = list(batch.tasks("redo"))
            jobs = [readers.submit(read_task, task, batch.folder, pool, lambda *_: None) for task in tasks]
            for job in as_completed(jobs):
                moments.ended.append(time.monotonic())
                batch.record(job.result())

    return run_files(find_files([folder]), output, settings, LogWatcher(), read).failed


def processor_seconds(pool: WorkerPool) -> tuple[float, float]:
    """Of the workers, and of the owner of the device where they have one."""
    used = [0.0, 0.0]
    for process in psutil.process_iter(["cmdline"]):
        owner = pool.settings.device != "cpu" and OWNER in (process.info["cmdline"] or [])
        if owner or process.pid in pool.pids:
            times = process.cpu_times()
            used[owner] += times.user + times.system
    return used[0], used[1]


def texts_of(output: Path) -> dict[str, list[str]]:
    """The lines of each scan, in the order in which they were read."""
    found = {}
    for path in sorted((output / "documents").rglob(LINES_FILE)):
        pages = json.loads(path.read_bytes())["pages"]
        name = json.loads((path.parent / "articles.json").read_bytes())["source"]["path"]
        found[Path(name).name] = [line["text"] for page in pages for line in page["lines"]]
    return found


def measure(device: str, workers: int, warm: Path, scans: Path, output: Path) -> Result:
    """Read the scans on a device after warming up."""
    settings = read_settings(device=device, workers=workers)
    pool, moments, result = WorkerPool(settings), Moments(), Result(device, workers)
    try:
        begun = time.monotonic()
        read_all(warm, output / f"{device}-warm", settings, pool, Moments())
        result.start_seconds = round(time.monotonic() - begun, 1)
        before, begun = processor_seconds(pool), time.monotonic()
        with watched(moments):
            result.failed = read_all(scans, output / device, settings, pool, moments)
        after, result.seconds = processor_seconds(pool), round(time.monotonic() - begun, 1)
    finally:
        pool.close()
    ended = sorted(moments.ended)
    result.scans = len(ended)
    busy = ended[: max(2, len(ended) - workers)]
    span = (busy[0], busy[-1])
    result.scans_a_second = round((len(busy) - 1) / max(1e-9, span[1] - span[0]), 3)
    result.cores = _mean([share for at, share in moments.cores if span[0] <= at <= span[1]]) or 0.0
    result.share_of_device = _mean([share for at, share, _ in moments.device if span[0] <= at <= span[1]])
    result.device_megabytes = max((used for *_, used in moments.device), default=None)
    used = [round((then - now) / max(1, result.scans), 2) for then, now in zip(after, before, strict=True)]
    result.worker_seconds, result.owner_seconds = used
    result.texts = texts_of(output / device)
    return result


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None


def differences(one: Result, other: Result) -> dict[str, int]:
    """How much of the text of two devices differs: lines wherever they stand, and characters of the nearest lines."""
    counts = Counter[str]()
    for name in sorted(one.texts.keys() & other.texts.keys()):
        ours, theirs = one.texts[name], other.texts[name]
        missing = list((Counter(theirs) - Counter(ours)).elements())
        added = list((Counter(ours) - Counter(theirs)).elements())
        counts["scans"] += 1
        counts["scans differing"] += bool(missing or added)
        counts["lines"] += len(theirs)
        counts["lines differing"] += max(len(missing), len(added))
        counts["characters"] += sum(map(len, theirs))
        for line in missing:
            nearest = min(added, key=partial(Levenshtein.distance, line), default="")
            counts["characters differing"] += Levenshtein.distance(line, nearest)
            if nearest:
                added.remove(nearest)
        counts["characters differing"] += sum(map(len, added))
    return dict(counts)


def table(results: Sequence[Result]) -> str:
    rows = [
        "| device | workers | scans | scans a second | cores busy | device busy | device MB "
        "| processor s a scan: workers | owner | start s |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in results:
        values = [one.device, one.workers, one.scans, one.scans_a_second, one.cores, one.share_of_device]
        values += [one.device_megabytes, one.worker_seconds, one.owner_seconds, one.start_seconds]
        rows.append("| " + " | ".join("–" if value is None else str(value) for value in values) + " |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=Path, nargs="+")
    parser.add_argument("--pages", type=int, default=200, help="scans to measure")
    parser.add_argument("--cpu-pages", type=int, help="the same for cpu, fewer")
    parser.add_argument("--warm", type=int, default=60, help="scans to warm up with")
    parser.add_argument("--workers", type=int, help="by default one a core, with cuda half as many more")
    parser.add_argument("--devices", default="cuda,cpu")
    parser.add_argument("--json", type=Path, help="file for the results, with all texts")
    parser.add_argument("--against", type=Path, nargs="*", default=[], help="such files, to compare the texts with")
    asked = parser.parse_args()
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for device in asked.devices.split(","):
            count = asked.cpu_pages or asked.pages if device == "cpu" else asked.pages
            make_copies(asked.page, folder / f"{device}-warm-in", asked.warm, asked.pages)
            make_copies(asked.page, folder / f"{device}-in", count, 0)
            workers = asked.workers or processors() * 3 // (3 if device == "cpu" else 2)
            ins = (folder / f"{device}-warm-in", folder / f"{device}-in")
            results.append(measure(device, workers, *ins, folder / "out"))
            print(table(results), flush=True)
    known = [*map(read_result, asked.against), *results]
    for one in known[:-1]:
        counts = differences(one, known[-1])
        told = ", ".join(f"{count} {what}" for what, count in counts.items())
        print(f"{one.device} against {known[-1].device}: {told}")
    if asked.json:
        asked.json.write_text(json.dumps([asdict(one) for one in results], indent=1, ensure_ascii=False), "utf-8")


def read_result(file: Path) -> Result:
    """The last result in a file that this program wrote."""
    return Result(**json.loads(file.read_text("utf-8"))[-1])


if __name__ == "__main__":
    main()
