"""Cost, error, memory and scaling of reading page images.

    python benchmarks/scans.py compare PAGE.jpg ... [--truth TRUTH.json] [--threads N] [--repeat N] [--rounds N]
    python benchmarks/scans.py workers PAGE.jpg ... [--repeat N]
    python benchmarks/scans.py memory PAGE.jpg ... [--pages N]

`compare` reads with stock PaddleOCR and RapidOCR, the same weights, and in ways of our own: clock and processor
seconds a page as ratios to stock, what of the time is not the engine's, the peak and the growth of resident
memory, and with a truth (a JSON file of any shape whose strings are the pages' text) the share of its
characters not found. `workers` reads the pages with one process of one thread, then with two at once.
`memory` reads many cuts of the pages, each of another size and place, and says how memory went.

Every way runs in a process of its own over the same pages; the first page warms it up and is not counted.
All ways take turns for so many rounds, and of each way the round that took least counts: what else the machine
does only ever adds. On a busy machine trust the processor seconds and one thread.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

STOCK, RAPID = "stock PaddleOCR", "RapidOCR"
WAYS: dict[str, dict[str, str]] = {
    "banmian": {"engine": "auto"},
    "banmian, paddle": {"engine": "paddle"},
    "banmian, fast": {"engine": "auto", "profile": "fast"},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("compare", "workers", "memory", "run"):
        command = commands.add_parser(name)
        command.add_argument("pages", nargs="+", type=Path)
        command.add_argument("--threads", type=int, default=1)
        command.add_argument("--repeat", type=int, default=1, help="times that the pages are read and counted")
        if name == "compare":
            command.add_argument("--truth", type=Path)
            command.add_argument("--rounds", type=int, default=2, help="times that the ways take turns")
        if name == "memory":
            command.add_argument("--pages", type=int, default=300, dest="count")
        if name == "run":
            command.add_argument("--way", required=True)
    options = parser.parse_args()
    {"compare": compare, "workers": compare_workers, "memory": follow_memory, "run": run_once}[options.command](options)


def run_once(options: argparse.Namespace) -> None:
    print(json.dumps(run(options.way, options.pages, options.threads, options.repeat)))


def compare(options: argparse.Namespace) -> None:
    truth = signs_of(json.loads(options.truth.read_text("utf-8"))) if options.truth else None
    rounds = [{way: started(way, options) for way in (STOCK, RAPID, *WAYS)} for _ in range(options.rounds)]
    show({way: min((row[way] for row in rounds), key=cost) for way in (STOCK, RAPID, *WAYS)}, truth)


def cost(row: dict[str, Any]) -> float:
    """Processor seconds of a way's round; failed ones come last."""
    return float(row.get("processor", float("inf")))


def started(way: str, options: argparse.Namespace) -> dict[str, Any]:
    """One way of reading in a process of its own."""
    command = [sys.executable, __file__, "run", *map(str, options.pages), "--way", way]
    command += ["--threads", str(options.threads), "--repeat", str(options.repeat)]
    environment = {**os.environ, "OMP_NUM_THREADS": str(options.threads)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1:]}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def run(way: str, pages: list[Path], threads: int, repeat: int) -> dict[str, Any]:
    """Read the pages; seconds a page, memory in MB after the first page and at the end, and the text."""
    import psutil

    others = {STOCK: stock_reader, RAPID: rapid_reader}
    engine_seconds = engine_clock(WAYS[way], threads) if way in WAYS else lambda: 0.0
    read = own_reader(way, threads) if way in WAYS else others[way](threads)
    read(pages[0])
    warm = engine_seconds()
    process = psutil.Process()
    first = process.memory_info().rss
    text = ""
    clock, used = time.perf_counter(), time.process_time()
    for turn in range(repeat):
        for page in pages:
            found = read(page)
            text += found if turn == 0 else ""
    count = repeat * len(pages)
    processor = time.process_time() - used
    return {
        "seconds": (time.perf_counter() - clock) / count,
        "processor": processor / count,
        "own share": 1 - (engine_seconds() - warm) / processor,
        "first": first / 1e6,
        "last": process.memory_info().rss / 1e6,
        "peak": peak_megabytes(),
        "text": text,
    }


def engine_clock(way: dict[str, str], threads: int) -> Callable[[], float]:
    """Processor seconds spent in the engine's three methods by this process so far."""
    from banmian.layout.ocr.engine_loading import get_engine

    engine = get_engine(way["engine"], way.get("profile", "default"), None, threads)
    spent = [0.0]

    def timed(method: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def call(argument: Any) -> Any:
            begun = time.process_time()
            try:
                return method(argument)
            finally:
                spent[0] += time.process_time() - begun

        return call

    for name in ("detect", "recognise", "recognise_columns", "recognise_fraktur", "orientation"):
        setattr(engine, name, timed(getattr(engine, name)))
    return lambda: spent[0]


def peak_megabytes() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e3 if sys.platform == "linux" else 1e6)


def own_reader(way: str, threads: int) -> Any:
    import cv2

    from banmian.layout.readers.images import open_image
    from banmian.read_options import ReadOptions

    cv2.setNumThreads(threads)
    options = ReadOptions(threads=threads, **WAYS[way])  # type: ignore[arg-type]

    def read(path: Path) -> str:
        with open_image(path, options) as source:
            return "".join(line.text for page in source.read(1) for line in page.lines)

    return read


def stock_reader(threads: int) -> Any:
    """PaddleOCR as it comes but for the models, which are the same, and the number of threads."""
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    from paddleocr import PaddleOCR  # type: ignore[import-untyped]

    from banmian.layout.ocr.model_files import prepare_profile

    folders = prepare_profile("default")
    engine = PaddleOCR(
        text_detection_model_name=folders["detection"].name,
        text_detection_model_dir=str(folders["detection"]),
        text_recognition_model_name=folders["recognition"].name,
        text_recognition_model_dir=str(folders["recognition"]),
        use_doc_orientation_classify=False,
        use_doc_unwarping=False,
        use_textline_orientation=False,
        engine="onnxruntime",
        engine_config={"intra_op_num_threads": threads, "inter_op_num_threads": 1},
    )
    return lambda path: "".join(engine.predict(str(path))[0]["rec_texts"])


def rapid_reader(threads: int) -> Any:
    """RapidOCR as it comes (the same weights), but for the number of threads."""
    from rapidocr import RapidOCR  # type: ignore[import-untyped]

    limits = {"intra_op_num_threads": threads, "inter_op_num_threads": 1}
    engine = RapidOCR(params={f"EngineConfig.onnxruntime.{name}": value for name, value in limits.items()})
    return lambda path: "".join(engine(str(path)).txts or ())


def signs_of(content: Any) -> Counter[str]:
    """All signs of all strings of a JSON value, without spaces, width folded."""
    if isinstance(content, str):
        return Counter("".join(unicodedata.normalize("NFKC", content).split()))
    parts = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    return sum((signs_of(part) for part in parts), Counter())


def show(rows: dict[str, dict[str, Any]], truth: Counter[str] | None) -> None:
    stock = rows[STOCK]
    heads = ("clock s", "ratio", "cpu s", "ratio", "own %", "peak MB", "growth MB", "lost %")
    print(" " * 20 + "".join(f"{head:>10}" for head in heads))
    for way, row in rows.items():
        if "failed" in row:
            print(f"{way:20} failed: {row['failed']}")
            continue
        clock, used = row["seconds"], row["processor"]
        ratios = (clock / stock["seconds"], used / stock["processor"]) if "seconds" in stock else (0.0, 0.0)
        own = 100 * row["own share"] if way in WAYS else 0.0
        cells = [clock, ratios[0], used, ratios[1], own, row["peak"], row["last"] - row["first"]]
        if truth:
            missing = sum((truth - signs_of(row["text"])).values())
            cells.append(100 * missing / max(1, sum(truth.values())))
        print(f"{way:20}" + "".join(f"{cell:10.2f}" for cell in cells))


def compare_workers(options: argparse.Namespace) -> None:
    """Pages an hour of two processes of one thread against one process of one thread."""
    options.threads = 1
    one = started("banmian", options)
    with ThreadPoolExecutor(2) as pool:
        two = list(pool.map(lambda _: started("banmian", options), range(2)))
    if "failed" in one or any("failed" in row for row in two):
        print(f"failed: {one.get('failed')} {[row.get('failed') for row in two]}")
        return
    gain = sum(one["seconds"] / row["seconds"] for row in two)
    print(f"two processes of one thread: {gain:.2f} times one")


def follow_memory(options: argparse.Namespace) -> None:
    """Resident memory while so many cuts of the pages are read in this process; whole pages first and last."""
    import cv2
    import numpy as np
    import psutil

    from banmian.layout.ocr.image_reading import read_raster
    from banmian.read_options import ReadOptions

    cv2.setNumThreads(options.threads)
    reading = ReadOptions(threads=options.threads)
    pages = [cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB) for path in options.pages]
    for page in pages:
        read_raster(page, reading)
    draw = np.random.default_rng(1)
    process, held = psutil.Process(), []
    for number in range(options.count):
        page = pages[number % len(pages)]
        height, width = (int(side * draw.uniform(0.2, 0.4)) for side in page.shape[:2])
        top, left = int(draw.integers(page.shape[0] - height)), int(draw.integers(page.shape[1] - width))
        read_raster(np.ascontiguousarray(page[top : top + height, left : left + width]), reading)
        held.append(process.memory_info().rss / 1e6)
        if (number + 1) % 50 == 0:
            print(f"after {number + 1} pages: {held[-1]:.0f} MB, highest of these {max(held[-50:]):.0f} MB", flush=True)
    for page in pages:
        read_raster(page, reading)
    growth = np.polyfit(np.arange(len(held)), held, 1)[0] * 100
    print(f"growth a hundred pages: {growth:.1f} MB; peak {peak_megabytes():.0f} MB")


if __name__ == "__main__":
    main()
