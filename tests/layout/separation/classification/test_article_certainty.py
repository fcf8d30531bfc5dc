import json
from importlib import resources
from math import log

import pytest
from graph_cases import EM, node

from banmian.layout.geometry import Box
from banmian.layout.page_facts import Typography
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.classification.article_certainty import (
    CERTAINTY_EVIDENCE,
    CandidateAmongOthers,
    Certainty,
    default_certainty,
    evidence_of_certainty,
    log_chances,
    score_certainty,
)

TYPE = Typography(EM, "", 1.0)
HEAD = node("head", 0, 0, 200, 30, 30.0, text="渡口新桥通车")
TEXT = node("text", 0, 40, 100, 200, text="渡口的老船工守了四十年。")
CHAIN = ArticleCandidate(heads=(HEAD,), texts=(TEXT,), chained=True, margins=(4.0, 2.0), rival_margin=1.0)
BARE = ArticleCandidate(texts=(TEXT,), margins=(0.0,), chained=True)
NAMES = list(CERTAINTY_EVIDENCE)


def told(candidate: ArticleCandidate, *page: ArticleCandidate) -> dict[str, float]:
    among = CandidateAmongOthers(candidate, [candidate, *page], TYPE)
    return dict(zip(NAMES, evidence_of_certainty(among), strict=True))


def test_choices_are_told_by_their_chances() -> None:
    sure, least = log_chances([4.0, 2.0])
    found = told(CHAIN)
    assert found["least_sure"] == pytest.approx(least)
    assert found["all_sure"] == pytest.approx(sure + least)
    assert found["choices"] == pytest.approx(log(3))
    assert found["unclaimed"] == pytest.approx(log_chances([1.0])[0])


def test_what_nothing_could_have_followed_is_unclaimed() -> None:
    assert told(BARE)["unclaimed"] == pytest.approx(0, abs=1e-4)


def test_heads_beginning_and_end_are_told() -> None:
    assert (told(CHAIN)["headless"], told(BARE)["headless"]) == (0, 1)
    weak = ArticleCandidate(heads=(node("head", 0, 0, 200, 13, 13.0, text="渡口新桥通车"),), texts=(TEXT,))
    assert (told(CHAIN)["weak_title"], told(weak)["weak_title"]) == (0, 1)
    broken = ArticleCandidate(texts=(node("text", 0, 40, 100, 200, text="，而且渡口的老船工守了"),))
    assert (told(BARE)["cut_opening"], told(broken)["cut_opening"]) == (0, 1)
    assert (told(BARE)["cut_ending"], told(broken)["cut_ending"]) == (0, 1)
    assert told(CHAIN)["more_titles"] == 0
    assert told(ArticleCandidate(heads=(HEAD, HEAD), texts=(TEXT,)))["more_titles"] == pytest.approx(log(2))


def test_the_rest_of_the_page_counts() -> None:
    assert told(CHAIN)["page_headless"] == 0
    assert told(CHAIN, BARE)["page_headless"] == pytest.approx(0.5)
    assert told(CHAIN, BARE)["page_sure"] < told(CHAIN)["page_sure"] < 0


def test_frames_length_and_advertisements_are_told() -> None:
    boxed = ArticleCandidate(texts=(TEXT,), frame=Box(0, 0, 9, 9), advertisement_chance=0.4)
    assert (told(boxed)["framed"], told(boxed)["advertises"], told(CHAIN)["framed"]) == (1, 0.4, 0)
    assert told(boxed)["length"] == pytest.approx(log(1 + TEXT.block.characters))  # type: ignore[union-attr]


def test_chains_and_cuts_have_weights_of_their_own() -> None:
    none = [0.0] * len(NAMES)
    certainty = Certainty((2.0, *none), (-2.0, *none))
    cut = ArticleCandidate(heads=(HEAD,), texts=(TEXT,))
    picture = ArticleCandidate(heads=(HEAD,))
    found = [one.confidence for one in score_certainty([CHAIN, cut, picture], TYPE, certainty)]
    assert found == pytest.approx([0.8808, 0.1192, 1.0], abs=1e-4)


def test_a_surer_chain_is_surer() -> None:
    def confidence(*margins: float) -> float:
        chain = ArticleCandidate(heads=(HEAD,), texts=(TEXT,), chained=True, margins=margins)
        return score_certainty([chain], TYPE)[0].confidence

    assert confidence(0.1, 0.2) < confidence(2.0, 2.0) < confidence(8.0, 9.0)


def test_the_weights_are_those_of_the_evidence() -> None:
    folder = resources.files("banmian.layout.separation.learned_weights")
    file = json.loads(folder.joinpath("certainty.json").read_text("utf-8"))
    assert file["evidence"] == NAMES
    assert len(default_certainty().chained) == len(default_certainty().cut) == len(NAMES) + 1
