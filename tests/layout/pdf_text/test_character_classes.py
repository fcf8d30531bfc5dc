import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.layout.pdf_text.character_classes import bullets_of, is_unmapped, is_wide, rule_name, to_ordinary_all
from banmian.wording.compatibility_characters import RADICALS, to_ordinary


def test_no_radical_is_left():
    for code in range(0x2E80, 0x2FD6):
        sign = chr(code)
        if unicodedata.category(sign) != "Cn":
            assert not 0x2E80 <= ord(to_ordinary(sign)[0]) <= 0x2FDF, hex(code)


def test_every_radical_of_the_supplement_has_an_ideograph():
    assert all(unicodedata.name(after).startswith("CJK UNIFIED") for after in RADICALS.values())


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("⼭", "山", "radical"),
        ("⻓", "长", "radical"),
        ("\uf9d2", "戮", "compatibility-ideograph"),
        ("ﬁ", "fi", "ligature"),
        ("︵", "（", "vertical-form"),
        ("﹃", "『", "vertical-form"),
    ],
)
def test_producers_characters_become_ordinary(before: str, after: str, rule: str):
    assert (to_ordinary(before), rule_name(before)) == (after, rule)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_ordinary_characters_stay(text: str):
    assert to_ordinary(text) == text


def test_the_door_radical_follows_the_script_of_the_page():
    assert to_ordinary_all(["⼾", "国", "们"])[0] == "户"
    assert to_ordinary_all(["⼾", "國", "們"])[0] == "戶"


@pytest.mark.parametrize("text", ["(cid:12)", "\ue003", "\ufffd", "\x03", ""])
def test_glyphs_without_a_value_are_told(text: str):
    assert is_unmapped(text)


def test_ordinary_signs_are_mapped():
    assert not any(is_unmapped(sign) for sign in "中A1，▲“")


def test_full_width_signs_are_wide():
    assert all(is_wide(sign) for sign in "中，。“…")
    assert not any(is_wide(sign) for sign in "A1,.")


def test_fonts_of_symbols_print_bullets():
    assert to_ordinary_all(["\uf0b7", "\uf06c", "山"]) == ["•", "●", "山"]
    assert bullets_of(["l", "n", "山", "l"], ["AB+Wingdings", "Wingdings-Regular", "Wingdings", "Song"]) == {
        0: "●",
        1: "◼",
    }
