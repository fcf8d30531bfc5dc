import pytest

from banmian.wording.search_normalization import characters, find_term, fold, fts_query, pairs, terms


def test_texts_are_compared_without_case_width_script_and_punctuation() -> None:
    assert fold("漁港，Ｎｅｗｓ １２") == fold("渔港news12")
    assert pairs("渔港重开") == "渔港 港重 重开 开"
    assert pairs("。") == ""
    assert characters("漁港，渔船") == "渔 港 船"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("渔港 重开", ["渔港", "重开"]),
        ('"new harbour" 渔港', ["newharbour", "渔港"]),
        ("“漁港 重開”", ["渔港重开"]),
        ("「渔港」『重开』", ["渔港", "重开"]),
        ('渔港 "', ["渔港"]),
        ("渔港 渔港", ["渔港"]),
        ("%", []),
    ],
)
def test_questions_are_words_and_phrases(question: str, found: list[str]) -> None:
    assert terms(question) == found


def test_a_term_is_a_phrase_of_pairs() -> None:
    assert fts_query(["渔港重", "船"]) == '"渔港 港重" AND "船"'


def test_a_term_is_found_in_the_text_as_printed() -> None:
    text = "今晨，漁 港重開。"
    assert find_term("渔港", text) == (3, 6)
    assert find_term("没有", text) is None
