"""Whether OpenVINO's results are those of ONNX Runtime on this processor, and how much faster they come.

    python -m banmian.layout.ocr.openvino_trial [WEIGHTS_DIR]

prints one line of JSON: ``agrees`` and ``ratio`` (of processor time). It runs in a process of its own, since a library
that is wrong for a processor may end the process.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.model_files import MODEL_FILE, Task, prepare_profile
from banmian.layout.ocr.networks import Network, onnxruntime_network, openvino_detector, openvino_network
from banmian.layout.ocr.recognition_batches import make_batches
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2

ROUNDS = 3
SURE_STEP = 0.9
"""Time steps whose label ONNX Runtime gives this share must have the same label."""
TEXT_FROM = 0.2
LEAST_COMMON = 0.95
"""Pixels that the detector gives the first share are text; the texts of both have the second share in common."""
TEXTS = ("Banmian 1234567890", "The quick brown fox", "A page, read twice.")

Table = NDArray[np.float32]
MEAN, DEVIATION = 0.45, 0.225
"""What the tones of a picture are scaled by for the trial, near those of the models."""
LEAST_SPENT = 1e-9
"""Seconds that a trial takes at least."""


def main() -> None:
    """Compare the two, and print the result."""
    print(json.dumps(compare(Path(sys.argv[1]) if len(sys.argv) > 1 else None)))


def compare(weights_dir: Path | None = None) -> dict[str, object]:
    """Both libraries on the same few lines, one thread each."""
    folders = prepare_profile("default", weights_dir)
    lines = [_line(text) for text in TEXTS]
    page = np.vstack([cv2.copyMakeBorder(line, 8, 8, 80, 80, cv2.BORDER_REPLICATE) for line in lines * 5])
    shown = ((cv2.resize(page, None, fx=0.5, fy=0.5).astype(np.float32) / 255 - MEAN) / DEVIATION).transpose(2, 0, 1)[
        None
    ]
    batch = next(make_batches(lines, 32)).tensor
    agrees, spent = True, [0.0, 0.0]
    tried: tuple[tuple[Task, Table, Callable[[Table, Table], bool]], ...] = (
        ("detection", np.ascontiguousarray(shown), _same_map),
        ("recognition", batch, _same_labels),
        ("vertical_recognition", batch, _same_labels),
    )
    for task, table, same in tried:
        model = folders[task] / MODEL_FILE
        one, first = _timed(onnxruntime_network(model, 1), table)
        opened = openvino_detector if task == "detection" else openvino_network
        other, second = _timed(opened(model, 1), table)
        spent = [spent[0] + first, spent[1] + second]
        agrees = agrees and same(one, other)
    return {"agrees": agrees, "ratio": round(spent[1] / max(LEAST_SPENT, spent[0]), 3)}


def _line(text: str) -> Raster:
    picture = np.full((48, 480, 3), 255, np.uint8)
    cv2.putText(picture, text, (8, 34), cv2.FONT_HERSHEY_COMPLEX, 1.0, (0, 0, 0), 2, cv2.LINE_AA)
    return picture


def _timed(network: Network, table: Table) -> tuple[Table, float]:
    """A network's result, and the processor seconds of its fastest round."""
    result = network(table)
    seconds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        network(table)
        seconds.append(time.process_time() - begun)
    return result, min(seconds)


def _same_labels(one: Table, other: Table) -> bool:
    sure = one.max(axis=-1) >= SURE_STEP
    return bool(sure.any()) and bool((one.argmax(axis=-1) == other.argmax(axis=-1))[sure].all())


def _same_map(one: Table, other: Table) -> bool:
    text, also = one > TEXT_FROM, other > TEXT_FROM
    return bool(text.any()) and float((text & also).sum()) >= LEAST_COMMON * float((text | also).sum())


if __name__ == "__main__":
    main()
