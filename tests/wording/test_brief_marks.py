"""Marks and numbers that open briefs, and the names of columns of briefs."""

from __future__ import annotations

import pytest

from banmian.wording.brief_marks import find_brief_mark, names_briefs


@pytest.mark.parametrize(
    ("text", "kind", "number", "rest"),
    [
        ("▲大桥通车", "▲", None, "大桥通车"),
        ("■ 大桥通车", "■", None, "大桥通车"),
        ("1. 大桥通车", "1.", 1, "大桥通车"),
        ("1. 45公里公路", "1.", 1, "45公里公路"),
        ("12、345公里公路", "1、", 12, "345公里公路"),
        ("（三）大桥通车", "一()", 3, "大桥通车"),
        ("十二、大桥通车", "一、", 12, "大桥通车"),
        ("③大桥通车", "circled", 3, "大桥通车"),
    ],
)
def test_a_mark_is_a_sign_or_a_number_of_a_series(text, kind, number, rest):
    mark = find_brief_mark(text)
    assert mark is not None
    assert (mark.kind, mark.number, text[mark.end :]) == (kind, number, rest)


@pytest.mark.parametrize("text", ["大桥通车", "3.5公里公路", "12:30开车", "一二三", "▲", "1."])
def test_other_openings_are_none(text):
    assert find_brief_mark(text) is None


def test_numbers_of_a_series_follow_each_other():
    one, two, three = (find_brief_mark(f"{number}、大桥") for number in (1, 2, 3))
    assert one
    assert two
    assert three
    assert two.follows(one)
    assert not three.follows(one)


@pytest.mark.parametrize(
    "text", ["简讯", "【快讯】", "本市要闻速览", "早安河湾｜3月8日新闻早餐", "News in Brief", "要訊彙誌"]
)
def test_names_of_columns_of_briefs(text):
    assert names_briefs(text)


@pytest.mark.parametrize("text", ["河湾大桥昨夜合龙", "通讯员", "", "一次短短的通讯"])
def test_other_titles_name_none(text):
    assert not names_briefs(text)
