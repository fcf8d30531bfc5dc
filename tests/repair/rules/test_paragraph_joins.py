"""Whether one paragraph continues in another."""

import pytest

from banmian.repair.rules.document_evidence import DocumentEvidence
from banmian.repair.rules.paragraph_joins import join_in_place, join_likelihood

NOTHING = DocumentEvidence("")


def test_what_comes_next_is_joined_where_wording_leaves_it_open() -> None:
    upper, lower = "渔港今晨重新开放，岸边的老人说这些年里最难忘的是修堤那天", "众人站在雨中传递石块"
    alone = join_likelihood(upper, lower, NOTHING)
    assert alone < 0.6
    assert join_in_place(upper, lower, NOTHING) > 0.8


def test_what_comes_next_but_opens_a_text_is_not_joined() -> None:
    upper = "渔港今晨重新开放，岸边的老人说这些年里最难忘的是修堤那天"
    assert join_in_place(upper, "本报讯 县图书馆昨日开馆。", NOTHING) == 0.0


def test_what_comes_next_is_not_joined_where_the_document_denies_it() -> None:
    upper, lower = "岸边的老人都还记得当年那座白鹭湾码", "工人站在雨中传递石块"
    assert join_in_place(upper, lower, DocumentEvidence("\n".join([upper, lower]))) > 0.8
    denied = DocumentEvidence("\n".join([upper, lower, "白鹭湾码头开了。", "白鹭湾码头修好。"]))
    assert join_in_place(upper, lower, denied) == 0.0


@pytest.mark.parametrize(
    ("upper", "lower"),
    [("the boat came home with 50", "passengers on board."), ("gezählt wurden heute 40", "weitere Boote.")],
)
def test_a_number_goes_on_in_a_word_in_small_letters(upper: str, lower: str) -> None:
    assert join_in_place(upper, lower, NOTHING) > 0.8
