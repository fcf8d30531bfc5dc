"""PaddleOCR's modules and the same weights, run by OpenVINO: an optional extra."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from banmian.errors import MissingRequirementError
from banmian.layout.ocr.paddle_engine import RECOGNISERS, PaddleEngine
from banmian.layout.ocr.weights import MODEL_FILE, Task, prepare_profile
from banmian.layout.readers.processors import processors


class OpenVinoEngine(PaddleEngine):
    """PaddleOCR with its detection and recognition networks run by OpenVINO.

    Raises MissingRequirementError when openvino, paddleocr or a weight is missing.
    """

    name = "openvino"
    width_step = 32

    def __init__(self, profile: str = "default", weights_dir: Path | None = None, threads: int = 0) -> None:
        core = _core(threads or processors())
        super().__init__(profile, weights_dir, threads)
        folders = prepare_profile(profile, weights_dir)
        tasks: tuple[Task, ...] = ("detection", *RECOGNISERS)
        for task in tasks:
            self._parts[task].paddlex_predictor.runner = _Runner(core, folders[task] / MODEL_FILE)


class _Runner:
    """Replaces PaddleOCR's ONNX Runtime runner: same call, same result."""

    def __init__(self, core: Any, model: Path) -> None:
        self._model = core.compile_model(str(model), "CPU")

    def __call__(self, x: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        inputs = x[0] if isinstance(x, (list, tuple)) else x
        return [np.asarray(self._model([np.ascontiguousarray(inputs)])[0])]

    def close(self) -> None:
        """Release the model."""


def _core(threads: int) -> Any:
    try:
        import openvino  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingRequirementError(
            f"openvino can't be imported: {error}", "Install it: pip install 'banmian[openvino]'"
        ) from error
    core = openvino.Core()
    core.set_property("CPU", {"INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY"})
    return core
