"""The mean of two networks."""

import numpy as np
import pytest

onnx = pytest.importorskip("onnx")

from training.interpolation import interpolate  # noqa: E402


def write(path, operation, value):
    """A network of one operation with one weight of two halves."""
    weight = onnx.numpy_helper.from_array(np.full(2, value, np.float16), "weight")
    shape = [onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT16, [2]) for name in ("in", "out")]
    node = onnx.helper.make_node(operation, ["in", "weight"], ["out"])
    onnx.save(onnx.helper.make_model(onnx.helper.make_graph([node], "one", shape[:1], shape[1:], [weight])), str(path))
    return path


def test_a_share_of_the_way_from_one_to_the_other(tmp_path):
    first, second = write(tmp_path / "a.onnx", "Mul", 1), write(tmp_path / "b.onnx", "Mul", 3)
    interpolate(first, second, 0.25, tmp_path / "c.onnx")
    (weight,) = onnx.load(str(tmp_path / "c.onnx")).graph.initializer
    assert onnx.numpy_helper.to_array(weight).tolist() == [1.5, 1.5]
    assert weight.data_type == onnx.TensorProto.FLOAT16


def test_different_networks_have_no_mean(tmp_path):
    first, second = write(tmp_path / "a.onnx", "Mul", 1), write(tmp_path / "b.onnx", "Add", 3)
    with pytest.raises(ValueError, match="different"):
        interpolate(first, second, 0.5, tmp_path / "c.onnx")
