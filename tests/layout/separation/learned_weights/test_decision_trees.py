import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from banmian.layout.separation.learned_weights.decision_trees import Tree, pack_trees, read_trees


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """A random tree of at most three questions in a row, as boosting gives it."""
    rows: list[tuple[int, float, int, int, float]] = []

    def grow(depth: int) -> None:
        at = len(rows)
        rows.append((0, 0.0, at, at, draw(st.integers(-8, 8)) / 4))
        if depth == 0 or draw(st.booleans()):
            return
        grow(depth - 1)
        right = len(rows)
        grow(depth - 1)
        rows[at] = (draw(st.integers(0, 2)), draw(st.integers(-4, 4)) / 2, at + 1, right, 0.0)

    grow(3)
    feature, threshold, left, right, value = (list(column) for column in zip(*rows, strict=True))
    return {"feature": feature, "threshold": threshold, "left": left, "right": right, "value": value}


def asked(tree: Tree, row: list[float]) -> float:
    at = 0
    while tree["right"][at] != at:
        at = (tree["left"] if row[tree["feature"][at]] <= tree["threshold"][at] else tree["right"])[at]
    return tree["value"][at]


@given(
    st.lists(trees(), min_size=1, max_size=4),
    st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=1),
)
def test_packed_trees_give_what_each_tree_says(found: list[Tree], rows: list[list[int]]) -> None:
    evidence = np.array(rows, dtype=float)
    told = [sum(asked(tree, list(row)) for tree in found) for row in evidence]
    packed = read_trees(pack_trees(["a", "b", "c"], 3, found))
    assert packed.log_odds(evidence).tolist() == told
    listed = read_trees({"names": ["a", "b", "c"], "depth": 3, "trees": found})
    assert listed.log_odds(evidence).tolist() == told
