import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.document.changes import undo
from banmian.repair.rules.title_ornaments import drop_ornaments


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("◆渡口换新船", "渡口换新船"),
        ("■ 渡口换新船 ■", "渡口换新船"),
        ("●●渡口换新船", "渡口换新船"),
        ("渡口换新船", "渡口换新船"),
        ("指数再涨▲", "指数再涨▲"),
        ("新船●旧船", "新船●旧船"),
        ("○五年的船", "○五年的船"),
        ("◆◆◆", "◆◆◆"),
        ("★", "★"),
        ("", ""),
    ],
)
def test_only_ornaments_that_a_title_begins_with_and_their_answer_go(before: str, after: str) -> None:
    assert drop_ornaments(before)[0] == after


@given(st.text(alphabet="◆■▲ 渡口船a1，", max_size=12))
def test_words_stay_and_changes_lead_back(text: str) -> None:
    after, changes = drop_ornaments(text)
    assert [sign for sign in after if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
    assert undo(after, changes) == text
