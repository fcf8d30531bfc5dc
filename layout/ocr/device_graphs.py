"""The OCR models as graphs for a device: pictures go in as bytes, and no more comes out than is needed.

What a processor would do before and after a network, the device does: tones are normalized there, and of a
recogniser's table, some 40 times as large as its input, only the best choices come back.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from banmian.errors import MissingRequirementError
from banmian.layout.ocr.ctc_decoder import CHOICES
from banmian.layout.ocr.recognition_batches import LINE_HEIGHT, MIDDLE
from banmian.layout.ocr.text_detector import DEVIATIONS, MEANS

OPERATORS = 17
"""The set of ONNX operators that models are raised to where theirs is lower."""


def recognition_graph(model: Path) -> bytes:
    """A recogniser as ONNX. Inputs: ``lines`` (lines, LINE_HEIGHT, width, 3) RGB uint8, ``inside`` (lines, width),
    where they are filled. Outputs: ``labels`` and ``shares``, (lines, time steps, `CHOICES`), best first.
    """
    graph = _Graph(model)
    tones = graph.add("Cast", graph.input("lines", "UINT8", ["lines", LINE_HEIGHT, "width", 3]), to="FLOAT")
    moved = graph.add("Sub", tones, graph.constant(np.float32(MIDDLE)))
    scaled = graph.add("Mul", moved, graph.constant(np.float32(1 / MIDDLE)))
    channels = graph.add("Transpose", scaled, perm=[0, 3, 1, 2])
    reversed_ = graph.add("Gather", channels, graph.constant(np.array([2, 1, 0])), axis=1)
    inside = graph.input("inside", "BOOL", ["lines", "width"])
    shown = graph.add("Unsqueeze", inside, graph.constant(np.array([1, 2])))
    graph.feed(graph.add("Where", shown, reversed_, graph.constant(np.float32(0))))
    graph.add("TopK", graph.result, graph.constant(np.array([CHOICES])), axis=-1, outputs=("shares", "wide"))
    graph.add("Cast", "wide", to="INT32", outputs=("labels",))
    graph.finish({"labels": "INT32", "shares": "FLOAT"})
    return graph.content()


def picture_graph(model: Path) -> bytes:
    """A detector or classifier as ONNX. Input: ``picture`` (1, height, width, 3) uint8, channels in the model's
    order. Output: ``result``, the model's own.
    """
    graph = _Graph(model)
    tones = graph.add("Cast", graph.input("picture", "UINT8", [1, "height", "width", 3]), to="FLOAT")
    factors = [np.float32(1 / 255 / deviation) for deviation in DEVIATIONS]
    offsets = [np.float32(-mean / deviation) for mean, deviation in zip(MEANS, DEVIATIONS, strict=True)]
    scaled = graph.add("Mul", tones, graph.constant(np.array(factors, np.float32)))
    moved = graph.add("Add", scaled, graph.constant(np.array(offsets, np.float32)))
    graph.feed(graph.add("Transpose", moved, perm=[0, 3, 1, 2]))
    graph.add("Identity", graph.result, outputs=("result",))
    graph.finish({"result": "FLOAT"})
    return graph.content()


class _Graph:
    """A model with nodes before and after its own."""

    def __init__(self, model: Path) -> None:
        self._onnx = _onnx()
        read = self._onnx.load(str(model))
        if read.opset_import[0].version < OPERATORS:
            read = self._onnx.version_converter.convert_version(read, OPERATORS)
        self._model = read
        self._given = read.graph.input[0].name
        self.result = str(read.graph.output[0].name)
        self._before: list[Any] = []
        self._after: list[Any] = []
        self._inputs: list[Any] = []
        self._count = 0

    def input(self, name: str, kind: str, shape: list[int | str]) -> str:
        """A new input."""
        types = self._onnx.TensorProto
        self._inputs.append(self._onnx.helper.make_tensor_value_info(name, getattr(types, kind), shape))
        return name

    def constant(self, value: Any) -> str:
        """A new constant's name."""
        self._count += 1
        name = f"banmian_constant_{self._count}"
        self._model.graph.initializer.append(self._onnx.numpy_helper.from_array(np.asarray(value), name))
        return name

    def add(self, operator: str, *inputs: str, outputs: tuple[str, ...] = (), **attributes: Any) -> str:
        """A new node, before the network until it is fed and after it from then on; its first output's name."""
        self._count += 1
        named = outputs or (f"banmian_{self._count}",)
        if "to" in attributes:
            attributes["to"] = getattr(self._onnx.TensorProto, attributes["to"])
        self._before.append(self._onnx.helper.make_node(operator, list(inputs), list(named), **attributes))
        return named[0]

    def feed(self, name: str) -> None:
        """Let the network take its input from there."""
        for node in self._model.graph.node:
            for place, taken in enumerate(node.input):
                if taken == self._given:
                    node.input[place] = name
        self._before, self._after = [], self._before

    def finish(self, outputs: dict[str, str]) -> None:
        """Set the order of all nodes, and what goes in and comes out."""
        graph, types = self._model.graph, self._onnx.TensorProto
        nodes = [*self._after, *graph.node, *self._before]
        del graph.node[:], graph.input[:], graph.output[:]
        graph.node.extend(nodes)
        graph.input.extend(self._inputs)
        for name, kind in outputs.items():
            graph.output.append(self._onnx.helper.make_tensor_value_info(name, getattr(types, kind), None))

    def content(self) -> bytes:
        """The model's bytes."""
        return bytes(self._model.SerializeToString())


def _onnx() -> Any:
    try:
        import onnx
        import onnx.version_converter
    except ImportError as error:
        raise MissingRequirementError(
            f"onnx can't be imported: {error}", "Install it: pip install 'banmian[cuda]'"
        ) from error
    return onnx
