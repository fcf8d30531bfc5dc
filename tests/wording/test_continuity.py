"""Whether words run on over a break, in scripts with spaces; Han is tried in the tests of separation and repair."""

import pytest

from banmian.wording.continuity import CONTINUITY, continues


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("the launch was taken in by the har-", "bormaster on the quay"),
        ("nothing but a single lamp bet-", "ween the two piers"),
        ("dachte wohl dasselbe. Nie-", "mand sagte ein Wort"),
        ("als sie am Abend in den Schlaf-", "saal zurück kam und das Licht"),
        ("was sie schon am Morgen be-", "reits gesagt hatte, war"),
    ],
)
def test_a_word_that_is_broken_at_a_hyphen_goes_on(upper: str, lower: str) -> None:
    assert continues(upper, lower) > 0.9
    assert continues(upper, "The mill was sold") < CONTINUITY.goes_on


def test_the_parts_of_a_compound_are_no_broken_word() -> None:
    assert continues("a well-", "known ferry") < 0.9
    assert continues("-", "known ferry") <= CONTINUITY.goes_on


@pytest.mark.parametrize("lower", ["und Talbahn fährt wieder", "oder Talbahn nicht mehr fährt"])
def test_a_german_hyphen_before_and_stands_for_a_word(lower: str) -> None:
    assert continues("heute wurde gemeldet, daß die Berg-", lower) < 0.9
