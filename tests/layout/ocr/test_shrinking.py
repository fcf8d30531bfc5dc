"""Pictures made smaller by halves are those that one step would give, but for a level or two."""

from __future__ import annotations

import numpy as np
import pytest

from banmian.layout.ocr.shrinking import shrink
from banmian.opencv import cv2


@pytest.mark.parametrize("by", [0.9, 0.5, 0.47, 0.23, 0.1])
@pytest.mark.parametrize("shape", [(301, 402), (300, 401, 3)])
def test_halves_give_the_tones_of_one_step(by, shape):
    tones = np.random.default_rng(3).integers(0, 256, shape).astype(np.uint8)
    soft = np.asarray(cv2.GaussianBlur(tones, (0, 0), 4), np.uint8)
    small, once = shrink(soft, by), cv2.resize(soft, None, fx=by, fy=by, interpolation=cv2.INTER_AREA)
    assert small.ndim == len(shape)
    assert max(abs(one - other) for one, other in zip(small.shape[:2], once.shape[:2], strict=True)) <= 1
    height, width = (min(sides) for sides in zip(small.shape[:2], once.shape[:2], strict=True))
    apart = np.abs(small[:height, :width].astype(int) - once[:height, :width])
    assert apart.max() <= 255 * 0.03


def test_above_a_half_it_is_one_step():
    tones = np.random.default_rng(4).integers(0, 256, (90, 70)).astype(np.uint8)
    once = cv2.resize(tones, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    assert np.array_equal(shrink(tones, 0.7), once)
