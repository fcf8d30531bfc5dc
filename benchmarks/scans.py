"""Cost and error of reading page images, as ratios to stock PaddleOCR with the same weights in the same run.

    python benchmarks/scans.py PAGE.jpg ... [--truth TRUTH.json] [--threads N] [--repeat N]

Every way of reading runs in a process of its own over the same pages; the first page warms it up and is not
counted. Prints clock and processor seconds a page, the peak and the growth of resident memory, and with a
truth (a JSON file of any shape whose strings are the pages' text) the share of its characters not found.
On a machine that does other things meanwhile, trust the processor seconds and one thread.
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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

STOCK = "stock PaddleOCR"
WAYS: dict[str, dict[str, str]] = {
    "banmian": {"engine": "paddle"},
    "banmian, openvino": {"engine": "openvino"},
    "banmian, fast": {"engine": "paddle", "profile": "fast"},
    "all but the engine": {"engine": "null"},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=2, help="times that the pages are read and counted")
    parser.add_argument("--way", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        print(json.dumps(run(options.way, options.pages, options.threads, options.repeat)))
        return
    truth = signs_of(json.loads(options.truth.read_text("utf-8"))) if options.truth else None
    rows = {way: started(way, options) for way in (STOCK, *WAYS)}
    show(rows, truth)
    show_scaling(options)


def started(way: str, options: argparse.Namespace) -> dict[str, Any]:
    """One way of reading in a process of its own."""
    command = [sys.executable, __file__, *map(str, options.pages), "--way", way]
    command += ["--threads", str(options.threads), "--repeat", str(options.repeat)]
    environment = {**os.environ, "OMP_NUM_THREADS": str(options.threads)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1:]}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def run(way: str, pages: list[Path], threads: int, repeat: int) -> dict[str, Any]:
    """Read the pages; seconds a page, memory in MB after the first page and at the end, and the text."""
    import psutil

    read = stock_reader(threads) if way == STOCK else own_reader(way, threads)
    read(pages[0])
    process = psutil.Process()
    first = process.memory_info().rss
    text = ""
    clock, used = time.perf_counter(), time.process_time()
    for turn in range(repeat):
        for page in pages:
            found = read(page)
            text += found if turn == 0 else ""
    count = repeat * len(pages)
    return {
        "seconds": (time.perf_counter() - clock) / count,
        "processor": (time.process_time() - used) / count,
        "first": first / 1e6,
        "last": process.memory_info().rss / 1e6,
        "peak": peak_megabytes(),
        "text": text,
    }


def peak_megabytes() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e3 if sys.platform == "linux" else 1e6)


def own_reader(way: str, threads: int) -> Any:
    import cv2

    from layout.readers.images import open_image
    from layout.readers.options import ReadOptions

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

    from layout.scan.weights import prepare_profile

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


def signs_of(content: Any) -> Counter[str]:
    """All signs of all strings of a JSON value, without spaces, width folded."""
    if isinstance(content, str):
        return Counter("".join(unicodedata.normalize("NFKC", content).split()))
    parts = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    return sum((signs_of(part) for part in parts), Counter())


def show(rows: dict[str, dict[str, Any]], truth: Counter[str] | None) -> None:
    stock = rows[STOCK]
    heads = ("clock s", "ratio", "cpu s", "ratio", "peak MB", "growth MB", "lost %")
    print(" " * 20 + "".join(f"{head:>10}" for head in heads))
    for way, row in rows.items():
        if "failed" in row:
            print(f"{way:20} failed: {row['failed']}")
            continue
        clock, used = row["seconds"], row["processor"]
        ratios = (clock / stock["seconds"], used / stock["processor"]) if "seconds" in stock else (0.0, 0.0)
        cells = [clock, ratios[0], used, ratios[1], row["peak"], row["last"] - row["first"]]
        if truth:
            missing = sum((truth - signs_of(row["text"])).values())
            cells.append(100 * missing / max(1, sum(truth.values())))
        print(f"{way:20}" + "".join(f"{cell:10.2f}" for cell in cells))


def show_scaling(options: argparse.Namespace) -> None:
    """Pages an hour of two processes of one thread against one process of one thread."""
    options.threads = 1
    one = started("banmian", options)
    with ThreadPoolExecutor(2) as pool:
        two = list(pool.map(lambda _: started("banmian", options), range(2)))
    if "failed" not in one and not any("failed" in row for row in two):
        gain = sum(one["seconds"] / row["seconds"] for row in two)
        print(f"two processes of one thread: {gain:.2f} times one")


if __name__ == "__main__":
    main()
