"""Areas of masks, sought without what is blank all across."""

import numpy as np
import pytest

from banmian.layout.ocr.mask_components import find_mask_components
from banmian.opencv import cv2


def blots(seed, shape):
    draw = np.random.default_rng(seed)
    mask = np.zeros(shape, np.uint8)
    for _ in range(12):
        y, x = draw.integers(0, shape[0]), draw.integers(0, shape[1])
        mask[y : y + draw.integers(1, 9), x : x + draw.integers(1, 9)] |= draw.random((1, 1)) < 0.9
    return mask


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("shape", [(90, 61), (17, 240), (301, 8)])
def test_they_are_those_of_the_whole_mask_in_the_same_order(seed, shape):
    mask = blots(seed, shape)
    areas = find_mask_components(mask)
    _count, labels, stats, _centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    assert areas.boxes.tolist() == stats[1:, :4].tolist()
    assert areas.sizes.tolist() == stats[1:, 4].tolist()
    for number, (x, y, width, height) in enumerate(areas.boxes.tolist()):
        assert (areas.shape_of(number) == (labels[y : y + height, x : x + width] == number + 1)).all()


def test_a_blank_mask_has_none():
    assert len(find_mask_components(np.zeros((9, 30), np.uint8)).boxes) == 0
