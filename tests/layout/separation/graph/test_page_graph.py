from graph_cases import edges_of, graph, node

from banmian.layout.geometry import Box
from banmian.layout.model import Rule


def test_a_head_governs_what_stands_right_below_it_and_no_further():
    found = graph(
        node("head", 0, 0, 200, 30, 30.0), node("text", 0, 40, 100, 100), node("text", 0, 110, 100, 160),
        node("text", 110, 40, 200, 160),
    )  # fmt: skip
    assert list(found.head_directly_above) == [-1, 0, -1, 0]


def test_text_may_go_on_below_and_in_the_next_column():
    found = graph(node("text", 0, 0, 100, 90), node("text", 0, 100, 100, 200), node("text", 110, 0, 210, 200))
    assert {(0, 1), (1, 2), (0, 2)} <= edges_of(found)
    assert (2, 0) not in edges_of(found)


def test_a_byline_leads_to_the_first_column_though_it_stands_over_another():
    found = graph(node("text", 300, 0, 360, 10), node("text", 0, 30, 100, 200), node("text", 250, 30, 400, 200))
    assert (0, 1) in edges_of(found)


def test_the_nearest_rule_is_found_in_either_direction():
    found = graph(node("text", 0, 40, 100, 100), rules=[Rule(Box(0, 20, 100, 21)), Rule(Box(0, 10, 100, 11))])
    boxes = found.boxes
    above = found.level.distance(boxes[:, 1], boxes[:, 0], boxes[:, 2], -1)
    below = found.level.distance(boxes[:, 3], boxes[:, 0], boxes[:, 2], 1)
    assert above[0] == 19.5
    assert below[0] == float("inf")


def test_edges_grow_with_the_page_and_not_with_its_square():
    column = [node("text", 0, 20 * at, 100, 20 * at + 15) for at in range(200)]
    assert len(edges_of(graph(*column))) < 30 * 200
