"""The weights of PaddleOCR run by OpenVINO: an optional extra.

What PaddleOCR's modules do beside running a network is this project's own here (`text_detector`,
`orientation_classifier`), for to import them costs as much as reading a small page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.compiled_models import load_compiled
from banmian.layout.ocr.ctc_decoder import CHOICES, Choices
from banmian.layout.ocr.engine import Detection, Recognition
from banmian.layout.ocr.engine_choice import circumstances
from banmian.layout.ocr.malloc_tuning import holds_much, large_blocks_mapped
from banmian.layout.ocr.model_files import MODEL_FILE, PROFILES, Task
from banmian.layout.ocr.networks import EXACT, as_network, onnxruntime_network, openvino_core
from banmian.layout.ocr.orientation_classifier import OrientationClassifier
from banmian.layout.ocr.paddle_engine import PaddleEngine, Recogniser
from banmian.layout.ocr.text_detector import TextDetector
from banmian.layout.readers.cpu_count import processors
from banmian.layout.readers.source_file import Raster

GROUP = 64
"""Labels whose highest probability is found together."""


class OpenVinoEngine(PaddleEngine):
    """PP-OCRv6 with its detection and recognition networks run by OpenVINO, that for orientation by ONNX Runtime.

    Raises MissingRequirementError when openvino or a weight is missing.
    """

    name = "openvino"
    width_step = 32

    def __init__(self, profile: str = "default", weights_dir: Path | None = None, threads: int = 0) -> None:
        openvino_core(threads or processors())
        super().__init__(profile, weights_dir, threads)
        self._has_detected = False

    def detect(self, picture: Raster) -> list[Detection]:
        """See `PaddleEngine`; what the network takes for a picture does not mix with the memory of the rest."""
        self._has_detected = True
        with large_blocks_mapped():
            return super().detect(picture)

    def _recognise(self, crops: Sequence[Raster], task: Task) -> list[Recognition]:
        """See `PaddleEngine`; in a process that holds much the detector gives up what it keeps for the next picture."""
        if self._has_detected and holds_much():
            self._detection.release_memory()
            self._has_detected = False
        return super()._recognise(crops, task)

    @cached_property
    def _detector(self) -> TextDetector:
        return TextDetector(as_network(self._detection))

    @cached_property
    def _detection(self) -> Any:
        model = self._folders["detection"] / MODEL_FILE
        core = openvino_core(self._threads)
        return self._kept(model, EXACT, lambda: core.compile_model(str(model), "CPU", EXACT))

    def close(self) -> None:
        """Release the models; they are loaded again where they are used again."""
        super().close()
        self.__dict__.pop("_detection", None)
        self._has_detected = False

    @cached_property
    def _classifier(self) -> OrientationClassifier:
        return OrientationClassifier(onnxruntime_network(self._folders["orientation"] / MODEL_FILE, self._threads))

    def _recogniser(self, model: Path) -> Recogniser:
        """The network ends in its best choices: its whole table would be some 40 times as large as its input."""
        from openvino import Model

        core = openvino_core(self._threads)

        def compile_network() -> Any:
            whole = core.read_model(str(model))
            labels, shares = _best_choices(whole.outputs[0].get_node().input_value(0))
            return core.compile_model(Model([labels, shares], whole.get_parameters()), "CPU")

        compiled = self._kept(model, {}, compile_network)

        def choose(tensor: NDArray[np.float32]) -> Choices:
            found = compiled([np.ascontiguousarray(tensor)])
            return Choices(np.array(found[0], np.int64), np.array(found[1], np.float32))

        return choose

    def _kept(self, model: Path, properties: dict[str, str], compile_network: Callable[[], Any]) -> Any:
        """A compiled network, taken from the cache folder where it was made there from the same things."""
        (weight,) = {known.sha256 for known in PROFILES[self._profile] if known.name == model.parent.name}
        origin = (*circumstances(), weight, f"{self._threads} threads", Path(__file__).read_text("utf-8"))
        name = f"{model.parent.name}-{self._threads}"
        return load_compiled(openvino_core(self._threads), name, origin, properties, compile_network)


def _best_choices(table: Any) -> tuple[Any, Any]:
    """The `CHOICES` best labels of a table (lines, time steps, labels) and their probabilities, as parts of a graph.

    The best are among those of the groups whose highest are best, so only these are ordered.
    """
    from openvino import opset13 as op

    count = table.get_partial_shape()[2].get_length()
    groups = math.ceil(count / GROUP)
    filled = op.pad(table, np.array([0, 0, 0]), np.array([0, 0, groups * GROUP - count]), "constant", np.float32(-1))
    grouped = op.reshape(filled, np.array([0, 0, groups, GROUP]), special_zero=True)
    highest = op.reduce_max(grouped, np.array([3]))
    places = op.topk(highest, np.int32(CHOICES), -1, "max", "index").output(1)
    held = op.reshape(op.gather(grouped, places, np.int32(2), 2), np.array([0, 0, CHOICES * GROUP]), special_zero=True)
    best = op.topk(held, np.int32(CHOICES), -1, "max", "value", stable=True)
    row = op.divide(best.output(1), np.int32(GROUP))
    within = op.subtract(best.output(1), op.multiply(row, np.int32(GROUP)))
    labels = op.add(op.multiply(op.gather_elements(places, row, 2), np.int32(GROUP)), within)
    return labels.output(0), best.output(0)
