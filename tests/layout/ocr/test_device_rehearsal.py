"""Networks of a rehearsal without a device: they give what the engine of the processors gets."""

import numpy as np
import pytest

from banmian.layout.ocr.ctc_decoder import best_choices
from banmian.layout.ocr.device_rehearsal import OnnxRuntimeNetworks
from banmian.layout.ocr.model_files import MODEL_FILE, RECOGNITION, prepare_profile
from banmian.layout.ocr.networks import onnxruntime_network
from banmian.layout.ocr.recognition_batches import make_batches


@pytest.mark.parametrize("task", RECOGNITION)
def test_what_lies_beyond_a_line_is_of_no_matter(task):
    random = np.random.default_rng(7)
    crops = [random.integers(0, 256, (48, width, 3)).astype(np.uint8) for width in (300, 320)]
    table, inside = np.full((2, 48, 320, 3), 99, np.uint8), np.zeros((2, 320), np.bool_)
    for row, held, crop in zip(table, inside, crops, strict=True):
        row[:, : crop.shape[1]], held[: crop.shape[1]] = crop, True
    folders = prepare_profile("default")
    labels, shares = OnnxRuntimeNetworks(folders).choices(task, table, inside)
    (batch,) = make_batches(crops)
    known = best_choices(onnxruntime_network(folders[task] / MODEL_FILE, 1)(batch.tensor))
    assert (labels[..., 0] == known.labels[..., 0]).all()
    assert np.allclose(shares[..., 0], known.shares[..., 0], atol=1e-4)
