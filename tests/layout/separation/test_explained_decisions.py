import numpy as np
import pytest
from graph_cases import EM, node

from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.separation.chain_separation import ChainedArea, chain_area
from banmian.layout.separation.explained_decisions import (
    BEGINS,
    RIVAL_MEANINGS,
    chance_of,
    cuts_to,
    decision_of,
    is_doubtful,
)
from banmian.layout.separation.graph.chain_solver import chain_with
from banmian.layout.separation.learned_weights.graph_scorer import RIVAL_EDGES, RIVAL_NODES
from banmian.layout.separation.straight_cuts import divide

TYPE = Typography(EM, "", 1.0)


def two_articles() -> list[Item]:
    return [
        node("head", 0, 0, 210, 30, 30.0), node("text", 0, 40, 100, 200, indent=2), node("text", 110, 40, 210, 200),
        node("head", 240, 0, 450, 30, 30.0), node("text", 240, 40, 340, 200, indent=2), node("text", 350, 40, 450, 200),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def area() -> ChainedArea:
    found = chain_area(two_articles(), [], TYPE)
    assert found is not None
    return found


def test_the_evidence_adds_up_to_the_log_odds_that_the_solver_had(area: ChainedArea) -> None:
    for number in range(len(area.scored.graph.nodes)):
        decision = decision_of(area, number)
        assert decision.among.log_odds == pytest.approx(decision.taken.log_odds)
        assert decision.habits == pytest.approx(0)


def test_what_the_evidence_says_alone_is_what_the_second_stage_was_told(area: ChainedArea) -> None:
    name = {True: "begins_alone", False: "odds_alone"}
    for number in range(len(area.scored.graph.nodes)):
        decision = decision_of(area, number)
        told = {part.name: part.value for part in decision.among.contributions}
        alone = told.get(name[decision.taken.before == BEGINS])
        assert alone is None or alone == pytest.approx(decision.alone.log_odds)


def test_the_choice_taken_is_that_of_the_solution_and_the_margin_too(area: ChainedArea) -> None:
    for number, before in enumerate(area.solution.predecessor):
        decision = decision_of(area, number)
        assert decision.taken.before == (before if before >= 0 else BEGINS)
        assert decision.margin == pytest.approx(area.solution.margin[number])
        odds = [option.log_odds for option in decision.others]
        assert odds == sorted(odds, reverse=True)


def test_an_option_says_what_was_put_there_instead(area: ChainedArea) -> None:
    options = [option for n in range(6) for option in decision_of(area, n).others if option.before != BEGINS]
    assert options
    for option in options:
        followers = np.flatnonzero(area.solution.predecessor == option.before)
        assert option.taken_by == (int(followers[0]) if len(followers) else None)


def test_contributions_come_with_value_unit_and_meaning(area: ChainedArea) -> None:
    text = next(n for n, one in enumerate(area.scored.graph.nodes) if one.box.x0 == 0 and one.kind == "text")
    decision = decision_of(area, text)
    found = {part.name: part for part in decision.alone.contributions}
    assert found["gap_down"].unit == "em"
    assert found["gap_down"].value == pytest.approx(1.0)
    assert found["gap_down"].meaning.startswith("White from the foot")
    weights = [abs(part.log_odds) for part in decision.alone.contributions]
    assert weights == sorted(weights, reverse=True)


def test_all_evidence_of_rivals_has_a_meaning() -> None:
    assert set(RIVAL_MEANINGS) == {*RIVAL_EDGES, *RIVAL_NODES}


def test_a_chain_is_told_from_any_of_its_nodes(area: ChainedArea) -> None:
    chain = chain_with(area.solution, 0)
    assert len(chain) == 3
    assert all(chain_with(area.solution, number) == chain for number in chain)


@pytest.mark.parametrize(("chance", "margin", "doubtful"), [(0.5, 9.0, True), (0.9, 0.3, True), (0.9, 3.0, False)])
def test_a_choice_is_doubtful_by_its_chance_or_its_margin(chance: float, margin: float, doubtful: bool) -> None:
    assert is_doubtful(chance, margin) is doubtful


def test_chances_of_extreme_log_odds_are_numbers() -> None:
    assert 0 <= chance_of(-1e6) < 1e-9
    assert 1 - 1e-9 < chance_of(1e6) <= 1


def test_cuts_lead_to_the_part_that_holds_a_place() -> None:
    items = two_articles()
    rules = [Rule(Box(225, 0, 225, 200))]
    cuts, part = cuts_to(divide(items, rules, TYPE), Box(350, 40, 450, 200), rules, TYPE)
    assert [(cut.axis, cut.at, cut.gap, cut.ruled) for cut in cuts] == [("columns", 225, 3.0, True)]
    assert cuts[0].gain is not None
    assert cuts[0].gain > 0
    assert part.candidate is not None
    assert {item.box.x0 for item in part.candidate.items} == {240, 350}


def test_a_cut_along_white_alone_is_not_along_a_rule() -> None:
    cuts, _ = cuts_to(divide(two_articles(), [], TYPE), Box(0, 40, 100, 200), [], TYPE)
    assert not cuts[0].ruled
