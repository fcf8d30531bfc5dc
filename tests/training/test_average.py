import numpy as np
import pytest

from banmian.layout.separation.learned_weights.decision_trees import Tree, pack_trees
from banmian.layout.separation.learned_weights.graph_scorer import read_scorer
from training.separation.average import average

EDGES = ("text text", "head text", "text head", "head head")


def fit_of(threshold: float, value: float, name: str = "gap") -> dict[str, object]:
    tree: Tree = {
        "feature": [0, 0, 0],
        "threshold": [threshold, 0.0, 0.0],
        "left": [1, 1, 2],
        "right": [2, 1, 2],
        "value": [0.0, value, -value],
    }
    trees = pack_trees([name], 1, [tree])
    stage = {"edges": dict.fromkeys(EDGES, trees), "begins": dict.fromkeys(("text", "head"), trees)}
    return {"version": str(threshold), "alone": stage, "among": stage, "settled": stage, "notices": trees}


def test_the_mean_of_two_fits_gives_the_mean_of_their_log_odds() -> None:
    one, other = fit_of(1.0, 2.0), fit_of(3.0, 1.0)
    evidence = np.array([[0.0], [2.0], [4.0]])
    odds = [read_scorer(fit).among.edges["head text"].log_odds(evidence) for fit in (one, other)]
    mean = read_scorer(average([one, other])).among.edges["head text"]
    assert mean.log_odds(evidence) == pytest.approx((odds[0] + odds[1]) / 2)
    assert sum(mean.worth(evidence[1]).values()) == pytest.approx(mean.log_odds(evidence[1:2])[0])


def test_fits_of_different_evidence_have_no_mean() -> None:
    with pytest.raises(ValueError, match="evidence"):
        average([fit_of(1.0, 2.0), fit_of(1.0, 2.0, "size")])
