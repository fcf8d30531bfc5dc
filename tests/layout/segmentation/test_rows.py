from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.segmentation.rows import group_into_rows, sort_by_rows

RIGHT, LEFT, BELOW = (
    Line("新桥", Box(100, 2, 140, 22), 20.0),
    Line("渡口", Box(0, 0, 40, 20), 20.0),
    Line("通车", Box(50, 15, 90, 35), 20.0),
)


def test_lines_that_share_most_of_their_height_are_one_row_from_left_to_right():
    assert group_into_rows([BELOW, RIGHT, LEFT]) == [[LEFT, RIGHT], [BELOW]]
    assert sort_by_rows([BELOW, RIGHT, LEFT]) == [LEFT, RIGHT, BELOW]


def test_no_lines_are_no_rows():
    assert group_into_rows([]) == []
