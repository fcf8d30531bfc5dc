"""The recogniser's ONNX graph run in torch with trainable weights, and written back as ONNX."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
import torch.nn.functional as functional
from onnx import numpy_helper
from torch import Tensor, nn

Attributes = Mapping[str, Any]
Inputs = list[Any]

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


def _divide(given: Inputs, _attributes: Attributes) -> Any:
    left, right = given
    return left / right if left.is_floating_point() else torch.div(left, right, rounding_mode="floor")


def _reshape(given: Inputs, _attributes: Attributes) -> Any:
    sizes = [int(size) or given[0].shape[place] for place, size in enumerate(given[1].tolist())]
    return given[0].reshape(sizes)


def _axes(given: Inputs, attributes: Attributes) -> list[int]:
    return list(attributes.get("axes") or given[1].tolist())


def _squeeze(given: Inputs, attributes: Attributes) -> Any:
    result = given[0]
    for axis in sorted(_axes(given, attributes), reverse=True):
        result = result.squeeze(axis)
    return result


def _unsqueeze(given: Inputs, attributes: Attributes) -> Any:
    result = given[0]
    for axis in sorted(_axes(given, attributes)):
        result = result.unsqueeze(axis)
    return result


def _slice(given: Inputs, _attributes: Attributes) -> Any:
    result = given[0]
    axes = given[3].tolist() if len(given) > 3 and given[3] is not None else range(len(given[1]))
    for start, end, axis in zip(given[1].tolist(), given[2].tolist(), axes, strict=False):
        size = result.shape[axis]
        first = start + size if start < 0 else start
        last = min(end if end >= 0 else end + size, size)
        result = result.narrow(axis, first, last - first)
    return result


def _normalize(given: Inputs, attributes: Attributes) -> Any:
    values, scale, shift, mean, variance = given
    return functional.batch_norm(values, mean, variance, scale, shift, False, 0.0, attributes.get("epsilon", 1e-5))


def _padding(values: Tensor, kernel: list[int], attributes: Attributes) -> list[tuple[int, int]]:
    """What is added before and after each of the last two axes."""
    mode = attributes.get("auto_pad", b"NOTSET").decode()
    if not mode.startswith("SAME"):
        pads = attributes.get("pads", [0, 0, 0, 0])
        return [(pads[0], pads[2]), (pads[1], pads[3])]
    strides, dilations = attributes.get("strides", [1, 1]), attributes.get("dilations", [1, 1])
    result = []
    for axis in (0, 1):
        size = values.shape[2 + axis]
        spread = (kernel[axis] - 1) * dilations[axis] + 1
        total = max((-(-size // strides[axis]) - 1) * strides[axis] + spread - size, 0)
        sides = (total // 2, total - total // 2)
        result.append(sides if mode != "SAME_LOWER" else sides[::-1])
    return result


def _padded(values: Tensor, kernel: list[int], attributes: Attributes, fill: float) -> Tensor:
    (top, foot), (left, right) = _padding(values, kernel, attributes)
    return functional.pad(values, (left, right, top, foot), value=fill) if top + foot + left + right else values


def _convolve(given: Inputs, attributes: Attributes) -> Any:
    kernel = list(attributes.get("kernel_shape") or given[1].shape[2:])
    bias = given[2] if len(given) > 2 else None
    strides, dilations = tuple(attributes.get("strides", [1, 1])), tuple(attributes.get("dilations", [1, 1]))
    values = _padded(given[0], kernel, attributes, 0.0)
    return functional.conv2d(values, given[1], bias, strides, 0, dilations, attributes.get("group", 1))


def _max_pool(given: Inputs, attributes: Attributes) -> Any:
    kernel = list(attributes["kernel_shape"])
    values = _padded(given[0], kernel, attributes, float("-inf"))
    strides = tuple(attributes.get("strides", [1, 1]))
    return functional.max_pool2d(values, kernel, strides, ceil_mode=bool(attributes.get("ceil_mode", 0)))


def _average_pool(given: Inputs, attributes: Attributes) -> Any:
    kernel = list(attributes["kernel_shape"])
    if any(sum(sides) for sides in _padding(given[0], kernel, attributes)):
        raise NotImplementedError("average pooling with padding")
    strides = tuple(attributes.get("strides", [1, 1]))
    return functional.avg_pool2d(given[0], kernel, strides, ceil_mode=bool(attributes.get("ceil_mode", 0)))


def _mean(given: Inputs, attributes: Attributes) -> Any:
    return given[0].mean(dim=_axes(given, attributes), keepdim=bool(attributes.get("keepdims", 1)))


def _joined(given: Inputs, attributes: Attributes) -> Any:
    return torch.cat([value if value.dim() else value.reshape(1) for value in given], dim=attributes["axis"])


def _hard_sigmoid(given: Inputs, attributes: Attributes) -> Any:
    return torch.clamp(attributes.get("alpha", 0.2) * given[0] + attributes.get("beta", 0.5), 0, 1)


OPERATORS: dict[str, Callable[[Inputs, Attributes], Any]] = {
    "Identity": lambda given, _attributes: given[0],
    "Cast": lambda given, _attributes: given[0],
    "Add": lambda given, _attributes: given[0] + given[1],
    "Sub": lambda given, _attributes: given[0] - given[1],
    "Mul": lambda given, _attributes: given[0] * given[1],
    "Div": _divide,
    "Pow": lambda given, _attributes: given[0] ** given[1],
    "Sqrt": lambda given, _attributes: given[0].sqrt(),
    "Erf": lambda given, _attributes: torch.erf(given[0]),
    "Relu": lambda given, _attributes: functional.relu(given[0]),
    "Sigmoid": lambda given, _attributes: torch.sigmoid(given[0]),
    "HardSigmoid": _hard_sigmoid,
    "MatMul": lambda given, _attributes: given[0] @ given[1],
    "Softmax": lambda given, attributes: functional.softmax(given[0], dim=attributes.get("axis", 1)),
    "ReduceMean": _mean,
    "Transpose": lambda given, attributes: given[0].permute(attributes["perm"]),
    "Reshape": _reshape,
    "Shape": lambda given, _attributes: torch.tensor(given[0].shape),
    "Concat": _joined,
    "Squeeze": _squeeze,
    "Unsqueeze": _unsqueeze,
    "Slice": _slice,
    "BatchNormalization": _normalize,
    "Conv": _convolve,
    "MaxPool": _max_pool,
    "AveragePool": _average_pool,
}
