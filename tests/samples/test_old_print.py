from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from samples.generator.old_print import OldPrint, draw_old_print, join_fold, wear_print

NEW = OldPrint(broken=0.0, swollen=0.0, uneven=0.0, scratches=0, stains=0)


@pytest.fixture
def page() -> Image.Image:
    image = Image.new("L", (400, 500), 255)
    pen = ImageDraw.Draw(image)
    for x in range(40, 360, 12):
        pen.line((x, 40, x, 460), fill=0, width=3)
    return image


def darkness(image: Image.Image) -> float:
    return float(255 - np.asarray(image, dtype=np.float32).mean())


def test_print_that_is_not_worn_stays(page: Image.Image) -> None:
    assert np.array_equal(np.asarray(wear_print(page, NEW, Random(1))), np.asarray(page))


def test_broken_strokes_lose_ink_and_swollen_ones_gain_it(page: Image.Image) -> None:
    broken = wear_print(page, OldPrint(0.3, 0.0, 0.0, 0, 0), Random(1))
    swollen = wear_print(page, OldPrint(0.0, 1.0, 0.0, 0, 0), Random(1))
    assert darkness(broken) < 0.95 * darkness(page) < darkness(swollen)


def test_a_film_of_black_and_white_has_two_tones(page: Image.Image) -> None:
    tones = np.unique(np.asarray(wear_print(page, OldPrint(bitonal=True), Random(1))))
    assert len(tones) == 2


def test_the_edge_of_a_film_is_dark(page: Image.Image) -> None:
    worn = np.asarray(wear_print(page, OldPrint(0.0, 0.0, 0.0, 0, 0, edge=0.03), Random(1)))
    assert worn[0].mean() < 40 < 200 < worn[250, 14:30].mean()


def test_a_seed_gives_the_same_wear(page: Image.Image) -> None:
    one, two = (wear_print(page, draw_old_print(Random(5)), Random(6)) for _ in range(2))
    assert np.array_equal(np.asarray(one), np.asarray(two))


def test_a_fold_holds_both_pages_the_first_at_the_right(page: Image.Image) -> None:
    blank = Image.new("L", page.size, 255)
    fold = np.asarray(join_fold(page, blank, Random(2)))
    assert fold.shape[1] > 800
    assert fold[:, -400:].mean() < fold[:, :380].mean()
