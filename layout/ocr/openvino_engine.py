"""PaddleOCR's modules and the same weights, run by OpenVINO: an optional extra."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.ctc_decoder import CHOICES, Choices
from banmian.layout.ocr.networks import Network, openvino_core, openvino_detector
from banmian.layout.ocr.paddle_engine import PaddleEngine, Recogniser
from banmian.layout.ocr.weights import MODEL_FILE, prepare_profile
from banmian.layout.readers.processors import processors


class OpenVinoEngine(PaddleEngine):
    """PaddleOCR with its detection and recognition networks run by OpenVINO.

    Raises MissingRequirementError when openvino, paddleocr or a weight is missing.
    """

    name = "openvino"
    width_step = 32

    def __init__(self, profile: str = "default", weights_dir: Path | None = None, threads: int = 0) -> None:
        openvino_core(threads or processors())
        super().__init__(profile, weights_dir, threads)
        model = prepare_profile(profile, weights_dir)["detection"] / MODEL_FILE
        network = openvino_detector(model, threads or processors())
        self._parts["detection"].paddlex_predictor.runner = _Runner(network)

    def _recogniser(self, model: Path, threads: int) -> Recogniser:
        """The network ends in its best choices: its whole table would be some 40 times as large as its input."""
        from openvino import Model, opset13

        core = openvino_core(threads)
        whole = core.read_model(str(model))
        shares = whole.outputs[0].get_node().input_value(0)
        best = opset13.topk(shares, np.int32(CHOICES), -1, "max", "value")
        compiled = core.compile_model(Model([best.output(1), best.output(0)], whole.get_parameters()), "CPU")

        def choose(tensor: NDArray[np.float32]) -> Choices:
            found = compiled([np.ascontiguousarray(tensor)])
            return Choices(np.array(found[0], np.int64), np.array(found[1], np.float32))

        return choose


class _Runner:
    """Replaces PaddleOCR's ONNX Runtime runner: same call, same result."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def __call__(self, x: Any) -> list[NDArray[np.float32]]:
        return [self._network(x[0] if isinstance(x, (list, tuple)) else x)]

    def close(self) -> None:
        """Release the model."""
