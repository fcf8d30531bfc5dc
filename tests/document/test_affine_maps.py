import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.document.affine_maps import (
    IDENTITY,
    bounds_of,
    compose,
    corners,
    inverse,
    keeps_boxes,
    map_point,
    quarter_turn,
    scale_matrix,
    scale_of,
    shift_matrix,
)

numbers = st.floats(-1000, 1000)
TILT = [[0.9998, 0.0175, 3.0], [-0.0175, 0.9998, -7.0]]


@given(numbers, numbers)
def test_a_map_and_its_inverse_lead_back(x: float, y: float) -> None:
    there = compose(compose(scale_matrix(2.5), TILT), shift_matrix(10, -4))
    assert map_point(inverse(there), *map_point(there, x, y)) == pytest.approx((x, y), abs=1e-6)


@given(numbers, numbers)
def test_maps_are_composed_in_the_order_given(x: float, y: float) -> None:
    assert map_point(compose(TILT, scale_matrix(3)), x, y) == pytest.approx(
        map_point(scale_matrix(3), *map_point(TILT, x, y))
    )


@pytest.mark.parametrize(("turns", "corner"), [(0, (0, 0)), (1, (20, 0)), (2, (30, 20)), (3, (0, 30)), (-1, (0, 30))])
def test_quarter_turns_are_clockwise_and_keep_the_area_in_place(turns: int, corner: tuple[float, float]) -> None:
    turn = quarter_turn(turns, 30, 20)
    assert map_point(turn, 0, 0) == corner
    width, height = (20, 30) if turns % 2 else (30, 20)
    assert bounds_of(turn, (0, 0, 30, 20)) == (0, 0, width, height)
    assert keeps_boxes(turn)


def test_boxes_in_a_skewed_frame_are_polygons() -> None:
    assert keeps_boxes(IDENTITY)
    assert not keeps_boxes(TILT)
    first, second, *_ = corners(TILT, (0, 0, 100, 10))
    assert second[1] < first[1]
    assert scale_of(compose(TILT, scale_matrix(4))) == pytest.approx(4, rel=1e-3)
