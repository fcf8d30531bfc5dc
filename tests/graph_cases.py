"""Small graphs for tests: nodes of given kinds at given places."""

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.graph.page_graph import Graph

EM = 10.0


def node(kind, x0, y0, x1, y1, size=EM, text="渡口新桥今日通车两岸往来", indent=0.0):
    """A node that fills its box with lines of one text, the first of them indented by some em."""
    lines = [Line(text, Box(x0, y, x1, y + size), size) for y in range(int(y0), int(y1), int(1.5 * size))]
    lines[0] = Line(text, Box(x0 + indent * EM, y0, x1, y0 + size), size)
    return Item(kind, Box(x0, y0, x1, y1), make_block(lines, EM))


def graph(*nodes, rules=()):
    return Graph(nodes, tuple(rules), Typography(EM, "", 1.0))


def edges_of(found):
    return set(zip(*(side.tolist() for side in found.edges), strict=True))


def two_headed_columns():
    """Two heads side by side, each over two columns of text."""
    return [
        node("head", 0, 0, 210, 30, 30.0), node("text", 0, 40, 100, 200, indent=2), node("text", 110, 40, 210, 200),
        node("head", 240, 0, 450, 30, 30.0), node("text", 240, 40, 340, 200, indent=2), node("text", 350, 40, 450, 200),
    ]  # fmt: skip
