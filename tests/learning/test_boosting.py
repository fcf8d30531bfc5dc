import numpy as np

from banmian.learning.boosting import DEPTH, boost


def values(trees: list[dict[str, list[float]]], evidence: np.ndarray) -> np.ndarray:
    """What the trees add up to, row by row."""
    found = np.zeros(len(evidence))
    for tree in trees:
        for row, told in enumerate(evidence):
            at = 0
            for _ in range(DEPTH):
                side = "left" if told[int(tree["feature"][at])] <= tree["threshold"][at] else "right"
                at = int(tree[side][at])
            found[row] += tree["value"][at]
    return found


def test_trees_correct_the_odds_of_before() -> None:
    rng = np.random.default_rng(5)
    evidence = rng.normal(size=(800, 6))
    truth = (evidence[:, 2] > 0.3) & (evidence[:, 4] < 0.5)
    odds = np.where(evidence[:, 2] > 0.3, 2.0, -2.0)
    trees = boost(evidence, truth, odds, np.ones(800), 20)
    again = rng.normal(size=(400, 6))
    wanted = (again[:, 2] > 0.3) & (again[:, 4] < 0.5)
    before = np.where(again[:, 2] > 0.3, 2.0, -2.0)
    after = before + values(trees, again)
    assert ((after > 0) == wanted).mean() > 0.97
    assert ((before > 0) == wanted).mean() < 0.92


def test_where_nothing_is_wrong_nothing_changes() -> None:
    evidence = np.random.default_rng(5).normal(size=(300, 3))
    truth = evidence[:, 0] > 0
    odds = np.where(truth, 20.0, -20.0)
    assert np.abs(values(boost(evidence, truth, odds, np.ones(300), 10), evidence)).max(initial=0) < 0.05


def test_without_rows_there_are_no_trees() -> None:
    assert boost(np.zeros((0, 3)), np.zeros(0, dtype=bool), np.zeros(0), np.zeros(0), 5) == []
