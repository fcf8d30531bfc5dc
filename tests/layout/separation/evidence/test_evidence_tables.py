import numpy as np
import pytest
from graph_cases import EM, edges_of, graph, node

from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.separation.evidence import succession_evidence as places
from banmian.layout.separation.evidence import text_continuity_evidence as evidence
from banmian.layout.separation.evidence.node_evidence import NODE_EVIDENCE
from banmian.layout.separation.evidence.succession_evidence import EDGE_EVIDENCE
from banmian.layout.separation.graph.measurements import Edges


def pair(one, other, *rest, rules=()):
    return Edges(graph(one, other, *rest, rules=rules), np.array([0]), np.array([1]))


UPPER, LOWER = node("text", 0, 0, 100, 90), node("text", 10, 110, 100, 200)
RIGHT = node("text", 120, 0, 220, 60)
HEAD = node("head", 0, -60, 220, -30, 30.0)
KICKER = node("head", 0, -80, 100, -65, 15.0)


@pytest.mark.parametrize(
    ("name", "edges", "value"),
    [
        ("gap_down", pair(UPPER, LOWER), 2.0),
        ("gap_right", pair(UPPER, RIGHT), 2.0),
        ("shared_width", pair(UPPER, LOWER), 1.0),
        ("shared_height", pair(UPPER, RIGHT), 1.0),
        ("left_edges", pair(UPPER, LOWER), 1.0),
        ("right_edges", pair(UPPER, RIGHT), 12.0),
        ("tops", pair(UPPER, LOWER), 11.0),
        ("feet", pair(UPPER, RIGHT), -3.0),
        ("width_ratio", pair(UPPER, RIGHT), 0.0),
        ("rank_above", pair(UPPER, LOWER), 0.0),
        ("rank_above", pair(UPPER, RIGHT), -1.0),
        ("texts_between", pair(UPPER, node("text", 0, 300, 100, 390), LOWER), 1.0),
        ("heads_between", pair(UPPER, node("text", 0, 300, 100, 390), node("head", 0, 200, 90, 230, 30.0)), 1.0),
        ("columns_between", pair(UPPER, node("text", 240, 0, 340, 60), RIGHT), 1.0),
        ("left_rank", pair(UPPER, node("text", 240, 0, 340, 60), RIGHT), 1.0),
        ("text_under_first", pair(UPPER, RIGHT, LOWER), 2.0),
        ("head_over_next", pair(UPPER, RIGHT, HEAD), 3.0),
        ("is_nearest_above", pair(UPPER, LOWER), 1.0),
        ("is_nearest_below", pair(UPPER, node("text", 0, 300, 100, 390), LOWER), 0.0),
        ("head_directly_above_next", pair(UPPER, RIGHT, HEAD), 3.0),
        ("same_head_directly_above", pair(UPPER, RIGHT, HEAD), 1.0),
        ("first_is_head_directly_above", pair(HEAD, UPPER), 1.0),
        ("inset_under_head_above", pair(HEAD, RIGHT), 12.0),
        ("below_first_head", pair(UPPER, RIGHT, HEAD), 3.0),
        ("past_first_head", pair(UPPER, RIGHT, HEAD), -10.0),
        ("depth_next", pair(UPPER, LOWER), 0.55),
        ("rule_between", pair(UPPER, LOWER, rules=[Rule(Box(0, 100, 100, 101))]), 1.0),
        ("rule_between", pair(UPPER, LOWER), 0.0),
        ("rule_beside", pair(UPPER, RIGHT, rules=[Rule(Box(110, 0, 111, 60))]), 1.0),
        ("rule_under_first", pair(UPPER, LOWER, rules=[Rule(Box(0, 100, 100, 100))]), 1.5),
        ("size_first", pair(HEAD, UPPER), 3.0),
        ("size_ratio", pair(UPPER, HEAD), np.log(3.0)),
        ("head_left", pair(UPPER, RIGHT, HEAD), 12.0),
        ("head_top", pair(UPPER, RIGHT, HEAD), 6.0),
        ("head_peers_first", pair(HEAD, UPPER, node("head", 0, 300, 220, 330, 30.0)), 2.0),
        ("head_peers_next", pair(HEAD, UPPER), -1.0),
        ("size_share_next", pair(HEAD, UPPER), 1 / 3),
        ("texts_below_first", pair(UPPER, RIGHT, LOWER), 1.0),
        ("heads_below_first", pair(UPPER, RIGHT, node("head", 0, 100, 90, 130, 30.0)), 1.0),
        ("texts_above_next", pair(UPPER, LOWER), 1.0),
        ("texts_above_next", pair(UPPER, LOWER, rules=[Rule(Box(0, 100, 300, 101))]), 0.0),
        ("heads_above_next", pair(UPPER, RIGHT, HEAD), 1.0),
        ("overhang_next", pair(UPPER, RIGHT, HEAD), 120 / 220),
        ("steps_right", pair(UPPER, RIGHT), 1.2),
        ("level_rule_crossed", pair(UPPER, LOWER, rules=[Rule(Box(0, 100, 110, 101))]), 1.1),
        ("level_rule_crossed", pair(UPPER, LOWER, rules=[Rule(Box(80, 100, 110, 101))]), 0.0),
        ("upright_rule_crossed", pair(UPPER, RIGHT, rules=[Rule(Box(110, 0, 111, 60))]), 60 / 90),
        ("tightness_ratio", pair(UPPER, LOWER), np.log(0.9)),
        ("next_is_first_text", pair(HEAD, UPPER, RIGHT), 1.0),
        ("next_is_first_text", pair(HEAD, RIGHT, UPPER), -1.0),
        ("next_is_first_text", pair(UPPER, RIGHT, HEAD), 0.0),
        ("same_stack", pair(KICKER, HEAD, UPPER), 1.0),
        ("same_stack", pair(HEAD, node("head", 0, 300, 220, 330, 30.0)), -1.0),
        ("head_over_first_text", pair(RIGHT, UPPER, HEAD), 3.0),
        ("head_over_first_text", pair(UPPER, RIGHT, HEAD), 0.0),
        ("next_under_head_of_other", pair(UPPER, RIGHT, HEAD), 3.0),
        ("stack_left", pair(HEAD, RIGHT, UPPER), 12.0),
        ("stack_foot", pair(KICKER, UPPER, HEAD), 3.0),
        ("stack_right", pair(HEAD, UPPER), -22.0),
        ("stack_size", pair(KICKER, UPPER, HEAD), 3.0),
        ("first_inset", pair(node("text", 0, 0, 100, 90, indent=2.0), LOWER), 2.0),
    ],
)
def test_what_is_measured_between_two_things(name, edges, value):
    assert EDGE_EVIDENCE[name](edges)[0] == pytest.approx(value, abs=0.01)


def test_wording_that_runs_on_counts_more_than_a_new_beginning():
    broken = node("text", 0, 0, 100, 15, text="市政府昨日召开会议研究部署全市防")
    follows = node("text", 0, 30, 100, 45, text="汛工作，要求各地加强值守")
    opens = node("text", 0, 30, 100, 45, text="本报讯近日，渡口新桥通车")
    assert evidence.wording(pair(broken, follows))[0] > evidence.wording(pair(broken, opens))[0]
    assert evidence.next_opens(pair(broken, opens))[0] == 1.0


def test_texts_that_share_rare_words_speak_of_one_thing():
    bridge, again = (
        node("text", 0, at, 100, at + 15, text=text) for at, text in ((0, "青榆渡口新桥"), (30, "渡口新桥通车"))
    )
    other = node("text", 0, 60, 100, 75, text="陶窑匠人点火")
    assert evidence.same_words(pair(bridge, again, other))[0] > 0
    assert evidence.same_words(pair(bridge, other, again))[0] == 0


def test_texts_without_points_are_unlike_those_with_many():
    bare, full = (
        node("text", 0, at, 100, at + 15, text=text) for at, text in ((0, "渡口新桥通车"), (30, "渡、口、新、"))
    )
    assert evidence.same_points(pair(bare, full))[0] == 0.5


def test_a_closed_sentence_a_pause_and_an_open_end_are_told_apart():
    ends = [
        node("text", 0, 40 * at, 100, 40 * at + 15, text=text) for at, text in enumerate(("通车。", "通车，", "通车"))
    ]
    found = evidence.first_closed(Edges(graph(*ends), np.array([0, 1, 2]), np.array([1, 2, 0])))
    assert list(found) == [1.0, -0.5, -1.0]


def test_a_name_alone_signs_and_a_text_does_not():
    name, text = node("text", 60, 0, 100, 15, text="（本報記者王明）"), node("text", 0, 30, 100, 45)
    assert EDGE_EVIDENCE["first_is_byline"](pair(name, text))[0] > 0.5
    assert EDGE_EVIDENCE["next_is_byline"](pair(name, text))[0] < 0.2
    found = graph(name, text)
    assert list(NODE_EVIDENCE["is_byline"](found) > 0.5) == [True, False]
    assert list(NODE_EVIDENCE["byline_above"](found) > 0.5) == [False, True]


def test_what_stands_under_a_head_is_its_first_text_or_came_another_way():
    found = graph(UPPER, RIGHT, HEAD)
    assert list(NODE_EVIDENCE["own_head"](found)) == [3.0, 0.0, 0.0]
    assert list(NODE_EVIDENCE["head_of_others"](found)) == [0.0, 3.0, 0.0]


def test_all_evidence_is_finite_and_one_number_an_edge():
    found = graph(UPPER, LOWER, RIGHT, HEAD)
    before, after = found.edges
    assert edges_of(found)
    for work in EDGE_EVIDENCE.values():
        assert work(Edges(found, before, after)).shape == before.shape
        assert np.isfinite(work(Edges(found, before, after))).all()
    for work in NODE_EVIDENCE.values():
        assert np.isfinite(work(found)).all()
        assert work(found).shape == (4,)


def test_every_piece_of_evidence_says_what_it_is():
    assert all(work.__doc__ for work in [*EDGE_EVIDENCE.values(), *NODE_EVIDENCE.values()])


def test_lengths_are_counted_in_em():
    assert places.gap_down(pair(UPPER, LOWER))[0] * EM == 20


def test_an_opening_bracket_that_stands_off_at_the_end_of_a_text_does_not_ask_for_more():
    def to_next(end: str) -> float:
        return float(evidence.wording(pair(node("text", 0, 0, 100, 10, text=f"浓雾至午始散，{end}"), LOWER))[0])

    assert to_next(" （") == to_next(" 「") == to_next("")
    assert to_next("「") > to_next("")
