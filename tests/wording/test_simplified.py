"""Traditional text: words looked up in simplified form, wording of Taiwan and Hong Kong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_articles import bodies, lines, names, read

from banmian.wording.bylines import parse_bylines
from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.continuity import continues
from banmian.wording.personal_names import name_score
from banmian.wording.shared_wording import shared_rare_wording
from banmian.wording.simplified import simplify

HARBOUR = [
    "青石口的舊渡輪昨日拖上岸邊，駕駛室裏的銅鐘照樣每個整點敲一次，渡輪成了茶館，船票成了茶牌。",
    "老船長每天來擦銅鐘，茶客們聽着鐘聲續水。渡輪退休那天，港內的船隻一齊拉響了汽笛，聲音傳得很遠。",
]
CLINIC = [
    "白鷺洲衛生所的洗腎室今天開門，七張病床全部坐滿。過去病人洗一次腎要坐三個小時的車，如今在家門口就能做。",
    "洗腎室的護士在縣立醫院學了半年，機器是新的。病人說，最遠的路省下來了，往後還能下田看看莊稼。",
]


@given(st.text())
def test_a_simplified_text_keeps_its_length_and_stays(text: str) -> None:
    plain = simplify(text)
    assert len(plain) == len(text)
    assert simplify(plain) == plain


def test_simplified_text_is_not_touched() -> None:
    text = "乾隆年间的石桥著名一时，干净的河水从桥下流过。"
    assert simplify(text) is text


def test_words_are_known_in_both_forms() -> None:
    assert "護士" in lexicon()
    assert lexicon().cut_cost("衛", "生") == lexicon().cut_cost("卫", "生") > 0
    assert "".join(lexicon().segment("縣立醫院的護士")) == "縣立醫院的護士"
    assert continues("白鷺洲的洗腎病人坐着輪", "椅來看鐘") == continues("白鹭洲的洗肾病人坐着轮", "椅来看钟")
    assert shared_rare_wording("渡輪上的銅鐘", "渡輪上的銅鐘") == pytest.approx(1)
    assert name_score("賈鶴雲") > 0.8


def test_offices_in_traditional_text() -> None:
    (person,) = parse_bylines("青石縣委副書記、縣長 陸鶴雲")
    assert (person.name, person.role) == ("陸鶴雲", "青石縣委副書記、縣長")
    assert [one.name for one in parse_bylines("記者陸鶴雲／南溪報導")] == ["陸鶴雲"]
    assert [one.name for one in parse_bylines("文/陸鶴雲 圖/顧遠山")] == ["陸鶴雲", "顧遠山"]


def test_a_traditional_text_layer() -> None:
    harbour = [f"〔記者陸鶴雲／南溪報導〕{HARBOUR[0]}", HARBOUR[1]]
    clinic = [f"【本報訊】{CLINIC[0]}", CLINIC[1]]
    text = "\n\n".join(
        [
            lines(harbour, 16, 4),
            "（下轉A2版）",
            "渡輪退休 茶館開張",
            "衛生所添置設備時強調",
            "洗腎室開到家門口",
            lines(clinic, 20, 5),
        ]
    )
    content = read(text + "\n")
    assert bodies(content) == [harbour, clinic]
    assert [article.headline for article in content.articles] == ["渡輪退休 茶館開張", "洗腎室開到家門口"]
    assert content.articles[1].kicker == "衛生所添置設備時強調"
    assert names(content.articles[0]) == ["陸鶴雲"]
    assert content.articles[0].continued_to is not None
    assert content.articles[0].continued_to.page == "A2版"
