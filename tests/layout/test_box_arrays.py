"""Questions about many boxes at once are answered as those about each pair."""

import random

from banmian.layout.box_arrays import areas, box_array, covered_by_any, intersections
from banmian.layout.geometry import Box


def boxes(seed, count):
    draw = random.Random(seed)
    corners = [(draw.uniform(-5, 100), draw.uniform(-5, 100)) for _ in range(count)]
    return [Box(x, y, x + draw.uniform(-1, 40), y + draw.uniform(0, 40)) for x, y in corners]


def test_areas_and_intersections_are_those_of_the_pairs():
    one, other = boxes(1, 40), boxes(2, 30)
    assert areas(box_array(one)).tolist() == [box.area for box in one]
    shared = intersections(box_array(one), box_array(other))
    assert shared.tolist() == [[box.intersection(each) for each in other] for box in one]


def test_marks_are_covered_as_one_of_the_boxes_covers_them():
    marks, others = [*boxes(3, 80), Box(3, 3, 3, 9)], [box.grown(6) for box in boxes(4, 20)]
    assert covered_by_any(marks, others, 0.7) == [any(box.covers(mark, 0.7) for box in others) for mark in marks]
    assert covered_by_any(marks, []) == [False] * len(marks)
    assert covered_by_any([], others) == []
