import numpy as np
import pytest
from graph_cases import EM, graph, node

from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.separation.evidence.node_evidence import NODE_EVIDENCE
from banmian.layout.separation.evidence.page_style_evidence import PAGE_STYLE, style_of
from banmian.layout.separation.evidence.succession_evidence import EDGE_EVIDENCE
from banmian.layout.separation.graph.measurements import Edges

COLUMN, NEXT = node("text", 0, 0, 100, 90), node("text", 120, 0, 240, 90)
WIDE, NARROW = node("head", 0, -60, 220, -30, 30.0), node("head", 0, -90, 80, -65, 15.0)
RULES = [Rule(Box(0, 100, 240, 101)), Rule(Box(110, 0, 111, 60)), Rule(Box(0, -95, 240, -94))]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("column_width", 11.0),
        ("texts", np.log(3)),
        ("heads", 0.5),
        ("wide_heads", 0.5),
        ("level_rules", 0.5),
        ("upright_rules", 0.25),
    ],
)
def test_what_a_page_is_like(name, value):
    page = graph(COLUMN, NEXT, WIDE, NARROW, rules=RULES)
    assert style_of(page, name) == pytest.approx(value)


def test_tightness_is_the_middle_of_all_that_stands_on_a_page():
    page = graph(COLUMN, NEXT, WIDE)
    room = [node.lines[0].box.width / len(node.lines[0].text) / EM for node in page.nodes]
    assert style_of(page, "tightness") == pytest.approx(np.median(room))


def test_every_edge_and_node_of_a_page_has_the_same_style():
    page = graph(COLUMN, NEXT, WIDE, NARROW, rules=RULES)
    edges = Edges(page, *page.edges)
    for name in PAGE_STYLE:
        assert (EDGE_EVIDENCE[f"page_{name}"](edges) == style_of(page, name)).all()
        assert (NODE_EVIDENCE[f"page_{name}"](page) == style_of(page, name)).all()


def test_an_empty_page_has_a_style():
    assert all(np.isfinite(style_of(graph(), name)) for name in PAGE_STYLE)
