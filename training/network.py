"""The recogniser's ONNX graph run in torch with trainable weights, and written back as ONNX."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from banmian.layout.ocr.onnx_in_torch import OPERATORS as FIXED_OPERATORS
from banmian.layout.ocr.onnx_in_torch import convolve

FLOATS = (np.float16, np.float32)


class TrainableNetwork(nn.Module):  # type: ignore[misc]
    """The operators that PP-OCRv6 recognition uses, no others. Statistics of batch normalisation stay as they are.

    Weights stored in half precision are trained in single precision, and stored as they came.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.model = onnx.load(str(path))
        graph = self.model.graph
        self._parameter_of: dict[str, str] = {}
        self._buffer_of: dict[str, str] = {}
        self._constants: dict[str, Any] = {}
        for initializer in graph.initializer:
            self._keep(initializer.name, numpy_helper.to_array(initializer))
        self._nodes = [
            (node.op_type, list(node.input), list(node.output), _attributes(node))
            for node in graph.node
            if node.op_type != "Constant"
        ]
        self._input = next(entry.name for entry in graph.input if not self._known(entry.name))
        self._output = graph.output[0].name
        for operator, inputs, _outputs, _attributes_of in self._nodes:
            if operator == "BatchNormalization":
                for name in inputs[3:5]:
                    getattr(self, self._parameter_of[name]).requires_grad_(False)

    @property
    def characters(self) -> list[str]:
        """The signs of the outputs in their order, the blank first and the space last."""
        return characters_of(self.model)

    def output_weights(self) -> np.ndarray[Any, np.dtype[np.float32]]:
        """The weights of the output layer (features, signs)."""
        last = [inputs for operator, inputs, _outputs, _attributes in self._nodes if operator == "MatMul"][-1]
        widened = {
            outputs[0]: inputs[0] for operator, inputs, outputs, _attributes in self._nodes if operator == "Cast"
        }
        weights: np.ndarray[Any, np.dtype[np.float32]] = self._value(widened.get(last[1], last[1]), {}).detach().numpy()
        return weights

    def forward(self, crops: Tensor) -> Tensor:
        """Logits (lines, time steps, signs) of crops (lines, 3, 48, width), from -1 to 1."""
        values: dict[str, Any] = {self._input: crops}
        for operator, inputs, outputs, attributes in self._nodes:
            given = [self._value(name, values) for name in inputs]
            if operator == "Softmax" and outputs[0] == self._output:
                values[outputs[0]] = given[0]
            else:
                values[outputs[0]] = OPERATORS[operator](given, attributes)
        return torch.as_tensor(values[self._output])

    def write(self, path: Path) -> None:
        """The graph as ONNX, with the weights as they are now."""
        for initializer in self.model.graph.initializer:
            name = self._parameter_of.get(initializer.name)
            if name is not None:
                stored = numpy_helper.to_array(initializer).dtype
                weights = getattr(self, name).detach().cpu().numpy().astype(stored)
                initializer.CopyFrom(numpy_helper.from_array(weights, initializer.name))
        onnx.save(self.model, str(path))

    def _keep(self, name: str, array: np.ndarray[Any, Any]) -> None:
        if array.dtype in FLOATS and array.size > 1:
            key = f"weight_{len(self._parameter_of)}"
            self._parameter_of[name] = key
            self.register_parameter(key, nn.Parameter(torch.from_numpy(array.astype(np.float32))))
        elif array.dtype in FLOATS:
            key = f"constant_{len(self._buffer_of)}"
            self._buffer_of[name] = key
            self.register_buffer(key, torch.from_numpy(np.array(array)))
        else:
            self._constants[name] = torch.from_numpy(np.array(array))

    def _known(self, name: str) -> bool:
        return name in self._parameter_of or name in self._buffer_of or name in self._constants

    def _value(self, name: str, values: Mapping[str, Any]) -> Any:
        if not name:
            return None
        if name in values:
            return values[name]
        if name in self._parameter_of:
            return getattr(self, self._parameter_of[name])
        if name in self._buffer_of:
            return getattr(self, self._buffer_of[name])
        return self._constants[name]


def characters_of(model: onnx.ModelProto) -> list[str]:
    """The signs of a recogniser's outputs in their order, the blank first and the space last."""
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    return ["", *metadata["character"].split("\n"), " "]


def _attributes(node: onnx.NodeProto) -> dict[str, Any]:
    return {attribute.name: onnx.helper.get_attribute_value(attribute) for attribute in node.attribute}


OPERATORS = {**FIXED_OPERATORS, "Conv": convolve}
