"""Weights stored in half precision: half the size, read the same; sums are done in single precision as before.

python -m training.half_precision SINGLE.onnx HALF.onnx
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LEAST_VALUES = 1024
"""Smaller tensors stay as they are."""


def halve(single: Path, half: Path) -> None:
    """Write the model at `single` with its large tensors as halves that the graph itself widens."""
    model = onnx.load(str(single))
    widening = []
    for initializer in model.graph.initializer:
        values = numpy_helper.to_array(initializer)
        if values.dtype != np.float32 or values.size < LEAST_VALUES:
            continue
        stored = f"{initializer.name}_half"
        widening.append(helper.make_node("Cast", [stored], [initializer.name], to=TensorProto.FLOAT))
        initializer.CopyFrom(numpy_helper.from_array(values.astype(np.float16), stored))
    nodes = [*widening, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, str(half))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("single", type=Path)
    parser.add_argument("half", type=Path)
    options = parser.parse_args()
    halve(options.single, options.half)


if __name__ == "__main__":
    main()
