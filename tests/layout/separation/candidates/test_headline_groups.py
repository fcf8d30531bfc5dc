from graph_cases import EM, node

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.candidates.headline_groups import group_heads

TYPE = Typography(EM, "", 1.0)
UPPER, LOWER, BESIDE = (
    node("head", 0, 0, 200, 30, 30.0),
    node("head", 0, 40, 150, 60, 20.0),
    node("head", 300, 0, 500, 30, 30.0),
)


def test_lines_close_below_each_other_are_one_head():
    assert [len(group) for group in group_heads([UPPER, LOWER, BESIDE], TYPE)] == [2, 1]


def upright(x0, y0, x1, y1):
    """A head of lines set downwards side by side, 30 px wide each."""
    lines = [Line("渡口新桥通车", Box(x, y0, x + 30, y1), 30.0, vertical=True) for x in range(x0, x1, 30)]
    return Item("head", Box(x0, y0, x1, y1), make_block(lines, EM))


def test_a_line_that_begins_at_a_head_set_downwards_is_of_that_head():
    along = node("head", 54, 0, 200, 16, 16.0)
    assert [len(group) for group in group_heads([upright(0, 0, 30, 180), along], TYPE)] == [2]


def test_columns_of_type_wider_than_high_are_a_head_of_their_own():
    along = node("head", 324, 0, 470, 16, 16.0)
    assert [len(group) for group in group_heads([upright(0, 0, 300, 180), along], TYPE)] == [1, 1]
