import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.layout.geometry import Box, union
from banmian.layout.model import Rule

numbers = st.integers(-500, 500).map(float)
boxes = st.builds(
    lambda x, y, width, height: Box(x, y, x + width, y + height),
    numbers,
    numbers,
    st.integers(0, 300).map(float),
    st.integers(0, 300).map(float),
)


@given(st.lists(boxes, min_size=1, max_size=6))
def test_the_box_around_boxes_reaches_all_of_them_and_no_further(several: list[Box]):
    whole = union(several)
    assert all(whole.intersection(box) == box.area for box in several)
    assert whole.x0 in {box.x0 for box in several}
    assert whole.y1 in {box.y1 for box in several}


def test_nothing_has_no_box_around_it():
    with pytest.raises(ValueError, match="no box"):
        union([])


@given(boxes, boxes)
def test_overlap_is_the_same_from_both_sides(one: Box, other: Box):
    assert one.x_overlap(other) == other.x_overlap(one)
    assert one.y_overlap(other) == other.y_overlap(one)
    assert one.intersection(other) == other.intersection(one) <= min(one.area, other.area)


@given(boxes, numbers, numbers)
def test_moving_and_scaling_can_be_taken_back(box: Box, dx: float, dy: float):
    assert box.moved(dx, dy).moved(-dx, -dy) == box
    assert box.scaled(4.0).scaled(0.25) == box


def test_white_between_boxes_is_a_negative_overlap():
    assert Box(0, 0, 10, 10).x_overlap(Box(25, 0, 30, 10)) == -15


def test_shares_are_of_the_smaller_box():
    assert Box(0, 0, 10, 10).x_share(Box(5, 0, 105, 30)) == 0.5
    assert Box(0, 0, 10, 10).y_share(Box(5, 0, 105, 30)) == 1.0
    assert Box(0, 0, 10, 10).x_share(Box(15, 0, 25, 10)) == -0.5


@given(boxes, boxes)
def test_boxes_beside_each_other_share_rows_and_no_width(one: Box, other: Box):
    assert one.is_beside(other) == other.is_beside(one)
    assert not one.is_beside(other) or (one.intersection(other) == 0 and one.distance(other) == -one.x_overlap(other))


def test_boxes_beside_each_other_may_have_to_be_apart():
    assert Box(0, 0, 10, 10).is_beside(Box(15, 5, 25, 15), 4.0)
    assert not Box(0, 0, 10, 10).is_beside(Box(15, 5, 25, 15), 5.0)
    assert not Box(0, 0, 10, 10).is_beside(Box(15, 11, 25, 15))


@given(boxes, boxes)
def test_boxes_that_touch_are_those_without_distance(one: Box, other: Box):
    assert one.touches(other) == other.touches(one) == (one.distance(other) == 0)


def test_the_distance_of_boxes_that_touch_is_nothing():
    assert Box(0, 0, 10, 10).distance(Box(5, 10, 20, 30)) == 0
    assert Box(0, 0, 10, 10).distance(Box(13, 14, 20, 30)) == 7


def test_covering_is_a_share_of_the_other_box():
    assert Box(0, 0, 10, 10).covers(Box(1, 1, 9, 9))
    assert Box(0, 0, 10, 10).covers(Box(0, 0, 20, 10), 0.5)
    assert not Box(0, 0, 10, 10).covers(Box(0, 0, 20, 10))
    assert not Box(0, 0, 10, 10).covers(Box(5, 5, 5, 5))


def test_a_box_turned_inside_out_has_no_area():
    assert Box(10, 10, 0, 0).area == 0


def test_the_longer_side_of_a_rule_is_its_direction():
    assert Rule(Box(0, 0, 100, 1)).horizontal
    assert not Rule(Box(0, 0, 1, 100)).horizontal
