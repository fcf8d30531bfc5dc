"""Characters that look alike to the recogniser."""

import numpy as np

from training.lookalikes import lookalikes


def test_those_whose_weights_point_the_same_way_look_alike():
    signs = ["", "己", "已", "山", "無"]
    weights = np.array([[9, 1, 1, 0, 0], [9, 0, 0.2, 1, 0], [9, 0.1, 0, 0, -1]], np.float32)
    assert lookalikes(weights, signs, ["己", "已", "山", "無", "鬱"]) == {"己": ["已"], "已": ["己"]}
