from graph_cases import EM, node

from banmian.layout.page_facts import Typography
from banmian.layout.separation.head_grouping import group_heads

TYPE = Typography(EM, "", 1.0)
UPPER, LOWER, BESIDE = (
    node("head", 0, 0, 200, 30, 30.0),
    node("head", 0, 40, 150, 60, 20.0),
    node("head", 300, 0, 500, 30, 30.0),
)


def test_lines_close_below_each_other_are_one_head():
    assert [len(group) for group in group_heads([UPPER, LOWER, BESIDE], TYPE)] == [2, 1]
