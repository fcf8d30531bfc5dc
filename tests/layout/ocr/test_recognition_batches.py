"""Crops as the recogniser takes them."""

import numpy as np
import pytest

from banmian.layout.ocr.recognition_batches import (
    BATCH_LINES,
    BATCH_WIDTH,
    LEAST_WIDTH,
    LINE_HEIGHT,
    MOST_WIDTH,
    make_batches,
    scaled_width,
)


def crop(height, width, tone=255):
    return np.full((height, width, 3), tone, np.uint8)


@pytest.mark.parametrize(
    ("height", "width", "expected"), [(48, 700, 700), (24, 100, 200), (96, 1, 1), (10, 9000, MOST_WIDTH)]
)
def test_a_line_keeps_its_shape_up_to_the_most_width(height, width, expected):
    assert scaled_width(crop(height, width)) == expected


def test_every_crop_is_in_one_batch_and_none_is_wider_than_a_batch_holds():
    draw = np.random.default_rng(5)
    crops = [crop(int(draw.integers(20, 60)), int(draw.integers(10, 900))) for _ in range(60)]
    seen = []
    for batch in make_batches(crops):
        lines, channels, height, width = batch.tensor.shape
        assert (channels, height) == (3, LINE_HEIGHT)
        assert lines == len(batch.places) <= BATCH_LINES
        assert lines == 1 or max(batch.widths) * lines <= BATCH_WIDTH
        assert width == max(LEAST_WIDTH, *batch.widths)
        assert batch.widths == tuple(scaled_width(crops[place]) for place in batch.places)
        seen += batch.places
    assert sorted(seen) == list(range(60))


def test_a_line_fills_its_own_width_and_the_rest_is_even():
    (batch,) = make_batches([crop(48, 100, 255), crop(48, 160, 0)])
    for line, place, width in zip(batch.tensor, batch.places, batch.widths, strict=True):
        assert line[:, :, :width] == pytest.approx(-1 if place else 1)
        assert (line[:, :, width:] == 0).all()


def test_colours_go_in_as_blue_green_red():
    red = crop(48, 320)
    red[:] = (255, 0, 0)
    (batch,) = make_batches([red])
    assert batch.tensor[0, :, 20, 20] == pytest.approx([-1, -1, 1])


def test_widths_can_be_kept_to_few():
    crops = [crop(48, width) for width in range(330, 700, 7)]
    assert {batch.tensor.shape[3] % 64 for batch in make_batches(crops, 64)} == {0}
    assert list(make_batches([])) == []
