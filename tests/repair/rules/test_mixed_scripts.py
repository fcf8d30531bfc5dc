"""The script of a page, told by characters that one script alone uses, and single characters of the other."""

from banmian.repair.rules.mixed_scripts import PageScript, repair_script

TRADITIONAL = "這個國家的學生們說過許多話，時間過得很快，電燈開著。" * 3


def test_a_few_characters_tell_no_script():
    assert PageScript.of("他們說").script is None
    assert PageScript.of(TRADITIONAL).script == "traditional"


def test_a_text_of_both_scripts_has_none():
    assert PageScript.of("這個們說國學这个们说国学" * 3).script is None


def test_japanese_is_in_neither():
    assert (
        PageScript.of("国の学会に来た学生の会は、小さな国の会で体の点を数える。来年の国会も学生の会が来る。").script
        is None
    )


def test_single_characters_of_the_other_script_are_those_of_the_page():
    page = PageScript.of(TRADITIONAL)
    text, changes = repair_script("學生們說過许多話，时間過得很快", page)
    assert text == "學生們說過許多話，時間過得很快"
    assert all(0.5 < change.confidence < 1 for change in changes)
    assert repair_script("学生们说过许多话，时间过得很快", page)[1] == []


def test_a_character_within_a_word_is_surer_than_one_alone():
    page = PageScript.of(TRADITIONAL)
    (within,) = repair_script("他們在時間裡說話，时間過得很快", page)[1]
    (alone,) = repair_script("他們說得很快，門开，電燈亮著", page)[1]
    assert 0.5 < alone.confidence < within.confidence < 1
