from graph_cases import graph, node

from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.separation.graph.head_stacks import find_stacks, short_lines

KICKER, HEADLINE = node("head", 40, 0, 160, 15, 15.0), node("head", 0, 20, 220, 50, 30.0)
LEFT, RIGHT = node("text", 0, 70, 100, 200), node("text", 120, 70, 220, 200)


def test_lines_of_one_head_are_a_stack_as_large_as_the_largest():
    found = find_stacks(graph(KICKER, HEADLINE, LEFT, RIGHT))
    assert found.stack.tolist() == [0, 0, -1, -1]
    assert found.boxes.tolist() == [[0, 0, 220, 50]]
    assert found.sizes.tolist() == [3.0]


def test_the_first_column_under_a_head_is_its_home():
    found = find_stacks(graph(RIGHT, LEFT, KICKER, HEADLINE))
    assert found.first_text.tolist() == [1]
    assert found.stack_of_text.tolist() == [-1, 0, -1, -1]


def test_a_rule_parts_two_heads():
    ruled = graph(KICKER, HEADLINE, LEFT, rules=[Rule(Box(0, 17, 220, 18))])
    assert len(set(find_stacks(ruled).stack[:2].tolist())) == 2


def test_a_head_far_from_all_text_has_no_home():
    assert find_stacks(graph(HEADLINE, node("text", 0, 400, 220, 500))).first_text.tolist() == [-1]


def test_of_two_heads_over_one_text_the_larger_owns_it():
    upper, lower = node("head", 0, 0, 100, 30, 30.0), node("head", 0, 48, 100, 63, 15.0)
    found = find_stacks(graph(upper, lower, LEFT, rules=[Rule(Box(0, 38, 100, 39))]))
    assert found.first_text.tolist() == [2, 2]
    assert found.stack_of_text[2] == found.stack[0]


def test_a_name_below_a_head_is_part_of_it_and_no_text():
    name = node("text", 180, 55, 220, 65, text="青榆")
    nodes = graph(HEADLINE, name, LEFT, RIGHT)
    assert short_lines(nodes).tolist() == [False, True, False, False]
    found = find_stacks(nodes)
    assert found.stack.tolist() == [0, 0, -1, -1]
    assert found.first_text.tolist() == [2]


def test_texts_alone_have_no_stacks():
    found = find_stacks(graph(LEFT, RIGHT))
    assert found.stack.tolist() == [-1, -1]
    assert found.stack_of_text.tolist() == [-1, -1]
    assert len(found.sizes) == 0
