"""The models as graphs for a device give what they give on a processor, from bytes and without their whole tables."""

import numpy as np
import pytest

from banmian.layout.ocr.ctc_decoder import CHOICES, best_choices
from banmian.layout.ocr.device_graphs import picture_graph, recognition_graph
from banmian.layout.ocr.networks import onnxruntime_network
from banmian.layout.ocr.recognition_batches import make_batches
from banmian.layout.ocr.text_detector import network_input
from banmian.layout.ocr.weights import MODEL_FILE, RECOGNITION, prepare_profile

onnxruntime = pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")


def run(graph: bytes, wanted, given):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"]).run(wanted, given)


@pytest.fixture(scope="module")
def folders():
    return prepare_profile("default")


def random_picture(height, width):
    return np.random.default_rng(width).integers(0, 256, (height, width, 3)).astype(np.uint8)


@pytest.mark.parametrize(("task", "sides"), [("detection", (64, 96)), ("orientation", (224, 224))])
def test_pictures_go_in_as_bytes(folders, task, sides):
    model, picture = folders[task] / MODEL_FILE, random_picture(*sides)
    (result,) = run(picture_graph(model), ["result"], {"picture": picture[None]})
    assert np.allclose(result, onnxruntime_network(model, 1)(network_input(picture)), atol=1e-6)


@pytest.mark.parametrize("task", RECOGNITION)
def test_only_the_best_choices_come_out(folders, task):
    model, crops = folders[task] / MODEL_FILE, [random_picture(48, 300), random_picture(48, 320)]
    table, inside = np.zeros((2, 48, 320, 3), np.uint8), np.zeros((2, 320), np.bool_)
    for row, held, crop in zip(table, inside, crops, strict=True):
        row[:, : crop.shape[1]], held[: crop.shape[1]] = crop, True
    table[0, :, 300:] = 99  # what lies beyond a line's end is of no matter
    labels, shares = run(recognition_graph(model), ["labels", "shares"], {"lines": table, "inside": inside})
    assert labels.shape == (2, 40, CHOICES)
    (batch,) = make_batches(crops)
    known = best_choices(onnxruntime_network(model, 1)(batch.tensor))
    assert (labels[:, :, 0] == known.labels[:, :, 0]).all()
    assert np.allclose(shares[:, :, 0], known.shares[:, :, 0], atol=1e-4)
    unsure = known.shares[:, :, 1] > 0.01
    assert np.allclose(shares[unsure], known.shares[unsure], atol=1e-4)
