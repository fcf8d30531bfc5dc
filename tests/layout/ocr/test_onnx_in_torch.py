"""ONNX graphs in torch give what ONNX Runtime gives; a convolution as a product gives what torch's own gives."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from banmian.layout.ocr.model_files import MODEL_FILE, prepare_profile  # noqa: E402
from banmian.layout.ocr.networks import onnxruntime_network  # noqa: E402
from banmian.layout.ocr.onnx_in_torch import TorchGraph, convolve, convolve_by_product  # noqa: E402

SHAPES = {
    "detection": (1, 3, 64, 96),
    "orientation": (1, 3, 224, 224),
    "recognition": (2, 3, 48, 320),
    "vertical_recognition": (2, 3, 48, 352),
    "fraktur_recognition": (1, 3, 48, 320),
}


@pytest.mark.parametrize("task", SHAPES)
def test_a_graph_gives_the_same_as_on_the_processors(task):
    model = prepare_profile("default")[task] / MODEL_FILE
    given = np.random.default_rng(5).uniform(-1, 1, SHAPES[task]).astype(np.float32)
    with torch.inference_mode():
        found = TorchGraph(model, "cpu")(torch.from_numpy(given)).numpy()
    assert np.allclose(found, onnxruntime_network(model, 1)(given), atol=1e-4)


@pytest.mark.parametrize(
    ("kernel", "attributes"),
    [
        ((1, 1), {}),
        ((1, 1), {"strides": [2, 1]}),
        ((3, 3), {"pads": [1, 1, 1, 1], "strides": [2, 2]}),
        ((3, 2), {"pads": [0, 1, 2, 0], "dilations": [2, 1]}),
        ((4, 5), {"auto_pad": b"SAME_UPPER", "strides": [2, 3]}),
        ((3, 3), {"pads": [1, 1, 1, 1], "group": 2}),
    ],
)
@pytest.mark.parametrize("biased", [True, False])
def test_a_convolution_as_a_product(kernel, attributes, biased):
    torch.manual_seed(3)
    values, weights = torch.randn(2, 4, 17, 23), torch.randn(6, 4 // attributes.get("group", 1), *kernel)
    given = [values, weights, *([torch.randn(6)] if biased else [])]
    known = convolve(given, attributes)
    found = convolve_by_product(given, attributes)
    assert found.shape == known.shape
    assert torch.allclose(found, known, atol=1e-4)
