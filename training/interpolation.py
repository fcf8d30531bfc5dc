"""The mean of two networks of one graph: what was learnt last, tempered by what was known before.

python -m training.interpolation FIRST.onnx SECOND.onnx OUT.onnx [--share 0.5]

Trained further, a network reads better what it was shown and a little worse what it was not; in between it often reads
both better (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper


def interpolate(first: Path, second: Path, share: float, out: Path) -> None:
    """Write the weights of ``first`` with ``share`` of the way to those of ``second``. Raises ValueError where the
    two are not of one graph."""
    model, other = onnx.load(str(first)), onnx.load(str(second))
    others = {tensor.name: tensor for tensor in other.graph.initializer}
    if [node.op_type for node in model.graph.node] != [node.op_type for node in other.graph.node]:
        raise ValueError(f"{first} and {second} are different networks")
    for tensor in model.graph.initializer:
        ours, theirs = numpy_helper.to_array(tensor), numpy_helper.to_array(others[tensor.name])
        if ours.shape != theirs.shape:
            raise ValueError(f"{tensor.name} has the shapes {ours.shape} and {theirs.shape}")
        if np.issubdtype(ours.dtype, np.floating):
            mean = (1 - share) * ours.astype(np.float64) + share * theirs.astype(np.float64)
            tensor.CopyFrom(numpy_helper.from_array(mean.astype(ours.dtype), tensor.name))
    onnx.save(model, str(out))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of the second in what is written, 0 to 1")
    options = parser.parse_args()
    interpolate(options.first, options.second, options.share, options.out)


if __name__ == "__main__":
    main()
