"""ONNX graphs run by torch: the operators that the OCR models use, no others.

Pages and lines come in ever new shapes. On a graphics processor ONNX Runtime prepares every convolution anew for each
shape of its input, two seconds for a recogniser; what is done here takes any shape at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
import torch.nn.functional as functional
from onnx import numpy_helper
from torch import Tensor

Attributes = Mapping[str, Any]
Inputs = list[Any]
Pair = tuple[int, ...]
EPSILON, ALPHA, BETA = 1e-5, 0.2, 0.5
"""What ONNX takes for attributes of batch normalization and hard sigmoid that a graph leaves out."""


class TorchGraph:
    """An ONNX model with one input and one output on a device of torch; weights in single precision.

    Shapes and other whole numbers stay in the memory of the processor, so nothing waits for the device.
    """

    def __init__(self, model: Path, device: str) -> None:
        graph = onnx.load(str(model)).graph
        sizes = {name for node in graph.node if node.op_type == "Resize" for name in node.input[1:]}
        self._values: dict[str, Any] = {
            entry.name: _constant(numpy_helper.to_array(entry), "cpu" if entry.name in sizes else device)
            for entry in graph.initializer
        }
        self._nodes: list[tuple[str, list[str], str, dict[str, Any]]] = []
        for node in graph.node:
            if node.op_type == "Constant":
                value = numpy_helper.to_array(_attributes(node)["value"])
                self._values[node.output[0]] = _constant(value, device)
            else:
                self._nodes.append((node.op_type, list(node.input), node.output[0], _attributes(node)))
        self._given = next(entry.name for entry in graph.input if entry.name not in self._values)
        self._result = graph.output[0].name
        self._last_use = {name: place for place, node in enumerate(self._nodes) for name in node[1]}

    def __call__(self, given: Tensor) -> Tensor:
        """The model's output for its input."""
        values: dict[str, Any] = {self._given: given}
        for place, (operator, inputs, output, attributes) in enumerate(self._nodes):
            taken = [values.get(name, self._values.get(name)) if name else None for name in inputs]
            values[output] = OPERATORS[operator](taken, attributes)
            for name in inputs:
                if self._last_use[name] == place:
                    values.pop(name, None)
        return torch.as_tensor(values[self._result])


def _constant(array: np.ndarray[Any, Any], device: str) -> Tensor:
    if array.dtype in (np.float16, np.float32):
        return torch.from_numpy(array.astype(np.float32)).to(device)
    return torch.from_numpy(np.array(array))


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
    return functional.batch_norm(values, mean, variance, scale, shift, False, 0.0, attributes.get("epsilon", EPSILON))


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


def convolve(given: Inputs, attributes: Attributes) -> Tensor:
    """A convolution by torch's own way: the input, the weights, perhaps a bias."""
    weights, bias = given[1], given[2] if len(given) > 2 else None
    values, sides, strides, dilations = _prepared(given, attributes)
    return functional.conv2d(values, weights, bias, strides, sides, dilations, attributes.get("group", 1))


def convolve_by_product(given: Inputs, attributes: Attributes) -> Tensor:
    """A dense convolution as a product of matrices, others by torch's own way.

    cuDNN, torch's own way for dense ones, looks for a plan for every shape of its input, tens of milliseconds for each
    of a network's convolutions; a product takes any shape at once.
    """
    if attributes.get("group", 1) != 1:
        return convolve(given, attributes)
    values, sides, strides, dilations = _prepared(given, attributes)
    weights = given[1]
    spans = [(size - 1) * dilation + 1 for size, dilation in zip(weights.shape[2:], dilations, strict=True)]
    height, width = (
        (size + 2 * side - span) // stride + 1
        for size, side, span, stride in zip(values.shape[2:], sides, spans, strides, strict=True)
    )
    if spans == [1, 1] and strides == (1, 1) and sides == (0, 0):
        patches = values.flatten(2)
    else:
        patches = functional.unfold(values, weights.shape[2:], dilations, sides, strides)
    result = weights.flatten(1) @ patches
    if len(given) > 2:
        result = result + given[2][:, None]
    return result.reshape(len(values), len(weights), height, width)


def _prepared(given: Inputs, attributes: Attributes) -> tuple[Tensor, Pair, Pair, Pair]:
    """What a convolution takes: values, padded where both sides do not get as much, padding, strides, dilations."""
    strides, dilations = tuple(attributes.get("strides", [1, 1])), tuple(attributes.get("dilations", [1, 1]))
    (top, foot), (left, right) = _padding(given[0], list(given[1].shape[2:]), attributes)
    if (top, left) == (foot, right):
        return given[0], (top, left), strides, dilations
    return functional.pad(given[0], (left, right, top, foot)), (0, 0), strides, dilations


def _convolve_back(given: Inputs, attributes: Attributes) -> Any:
    if any(attributes.get("pads", [])) or attributes.get("auto_pad", b"NOTSET") != b"NOTSET":
        raise NotImplementedError("transposed convolution with padding")
    bias = given[2] if len(given) > 2 else None
    strides, group = tuple(attributes.get("strides", [1, 1])), attributes.get("group", 1)
    return functional.conv_transpose2d(given[0], given[1], bias, strides, groups=group)


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


def _resize(given: Inputs, attributes: Attributes) -> Any:
    """Each value repeated as often as the scales say, which are whole numbers here."""
    scales = [float(scale) for scale in given[2].tolist()] if len(given) > 2 and given[2] is not None else []
    ways = (attributes.get("mode"), attributes.get("nearest_mode"), attributes.get("coordinate_transformation_mode"))
    if len(scales) != 4 or any(scale != int(scale) for scale in scales) or ways[0] != b"nearest":
        raise NotImplementedError(f"resizing by {scales} in the way {ways}")
    return functional.interpolate(given[0], scale_factor=(scales[2], scales[3]), mode="nearest")


def _mean(given: Inputs, attributes: Attributes) -> Any:
    return given[0].mean(dim=_axes(given, attributes), keepdim=bool(attributes.get("keepdims", 1)))


def _joined(given: Inputs, attributes: Attributes) -> Any:
    return torch.cat([value if value.dim() else value.reshape(1) for value in given], dim=attributes["axis"])


def _hard_sigmoid(given: Inputs, attributes: Attributes) -> Any:
    return torch.clamp(attributes.get("alpha", ALPHA) * given[0] + attributes.get("beta", BETA), 0, 1)


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
    "HardSwish": lambda given, _attributes: functional.hardswish(given[0]),
    "MatMul": lambda given, _attributes: given[0] @ given[1],
    "Softmax": lambda given, attributes: functional.softmax(given[0], dim=attributes.get("axis", 1)),
    "ReduceMean": _mean,
    "GlobalAveragePool": lambda given, _attributes: given[0].mean(dim=(2, 3), keepdim=True),
    "Transpose": lambda given, attributes: given[0].permute(attributes["perm"]),
    "Reshape": _reshape,
    "Shape": lambda given, _attributes: torch.tensor(given[0].shape),
    "Concat": _joined,
    "Squeeze": _squeeze,
    "Unsqueeze": _unsqueeze,
    "Slice": _slice,
    "BatchNormalization": _normalize,
    "Conv": convolve_by_product,
    "ConvTranspose": _convolve_back,
    "Resize": _resize,
    "MaxPool": _max_pool,
    "AveragePool": _average_pool,
}
