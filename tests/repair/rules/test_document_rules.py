"""Rules that ask what holds for the whole document: its gaps, its script, whether it is painted twice."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repair_damage import invent_several, letter_space, open_gaps, recognised, text_layer

from banmian.document.changes import undo
from banmian.repair.bare_text.pipeline import text_to_content
from banmian.repair.rules.character_forms import repair_character_forms
from banmian.repair.rules.document_traits import has_irregular_gaps, is_doubled_throughout, traits_of
from banmian.repair.rules.doubled_lines import repair_doubling
from banmian.repair.rules.doubled_passages import repair_doubled_glyphs
from banmian.repair.rules.mixed_scripts import PageScript, repair_script
from banmian.repair.rules.registry import apply_rules
from banmian.repair.undo import read_text

TRADITIONAL = (
    "市長昨天說，老橋的加固工程已經做完，兩側的護欄加高，橋下的燈全部換新，來往車輛從東門繞行。"
    "圖書館開門，讀書的學員們還沒離開，館員說這裡的熱線電話會響個不停。"
)
SIMPLIFIED = (
    "市长昨天说，老桥的加固工程已经做完，两侧的护栏加高，桥下的灯全部换新，来往车辆从东门绕行。"
    "图书馆开门，读书的学员们还没离开，馆员说这里的热线电话会响个不停。"
)


@pytest.mark.parametrize("density", [0.03, 0.1, 0.3, 0.5, 0.9])
@pytest.mark.parametrize("seed", range(50, 53))
def test_gaps_of_a_recogniser_are_closed(density: float, seed: int) -> None:
    articles = invent_several(seed, 4)
    text = recognised(articles, random.Random(seed), density)
    content = text_to_content(text)
    body = "".join(article.text for article in content.articles)
    assert not re.search(r"(?<=[\u4e00-\u9fff，。])[ \u3000](?=[\u4e00-\u9fff，。])", body)
    assert len(content.articles) == len(articles)
    assert read_text(content) == text


def test_stretched_lines_are_not_gaps_of_a_recogniser() -> None:
    articles = invent_several(7, 4)
    assert not has_irregular_gaps(text_layer(articles, random.Random(7)))
    body = "\n".join(article.paragraphs[0] for article in articles)
    assert not has_irregular_gaps(letter_space(body))
    assert has_irregular_gaps(open_gaps(body, random.Random(7), 0.05))


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("出席的有张立山 李四光 王小川，会议开到 深夜，大家都不肯走，门口的 灯一直亮着。", "张立山 李四光 王小川"),
        ("老桥加固 今晚通车", "老桥加固 今晚通车"),
        ("夜 间 书房 开门", "夜间书房开门"),
    ],
)
def test_names_and_halves_of_headlines_stay_apart(line: str, mended: str) -> None:
    noise = "市图书 馆的夜间 书房上周开 门，从晚上 八点开到凌 晨两点，来的人 多是夜班工 人。"
    assert mended in apply_rules(line, "title", "bare text", traits_of(noise))[0]


def test_spaces_of_other_scripts_stay() -> None:
    noise = "市图书 馆的夜间 书房上周开 门，从晚上 八点开到凌 晨两点，来的人 多是夜班工 人。"
    for text in ("The harbour board said so.", "어제 시장은 다리가 열린다고 말했다.", "Вчера мост открыли."):
        assert apply_rules(text, "paragraph", "bare text", traits_of(noise))[0] == text


def test_single_characters_of_the_other_script_become_the_pages() -> None:
    page = PageScript.of(TRADITIONAL)
    assert page.script == "traditional"
    mended, changes = repair_script("妹妹照顾兩親人感压力", page)
    assert mended == "妹妹照顧兩親人感壓力"
    assert [change.before for change in changes] == ["顾", "压"]
    assert all(0.5 < change.confidence < 1 for change in changes)
    plain = PageScript.of(SIMPLIFIED)
    assert repair_script("每天有两万辆車经过，大家坐車过桥。", plain)[0] == "每天有两万辆车经过，大家坐车过桥。"


def test_a_compatibility_form_of_the_other_script_becomes_the_pages_too() -> None:
    (article,) = text_to_content(f"老桥今晚通\uf902\n\n{SIMPLIFIED}每天有两万辆\uf902经过。\n").articles
    assert article.headline == "老桥今晚通车"
    assert article.text.endswith("每天有两万辆车经过。")


@pytest.mark.parametrize(
    "text", ["他引用《東門繞行記》的话说，来往车辆很多。", "“橋樑、車輛、門窗”，这是他写的。", "记者張山说，这里很热。"]
)
def test_quotations_and_names_of_the_other_script_stay(text: str) -> None:
    assert repair_script(text, PageScript.of(SIMPLIFIED)) == (text, [])


def test_pages_that_mix_scripts_or_are_japanese_have_none() -> None:
    assert PageScript.of(TRADITIONAL + SIMPLIFIED).script is None
    assert PageScript.of("昨日、市長は橋の工事が終わったと述べた。国会では会議が続いている。").script is None
    assert PageScript.of("HARBOUR PIER").script is None


@given(st.text(st.sampled_from("老桥車车門门兩两說说“”《》张山"), max_size=40))
def test_changes_of_script_are_undone(text: str) -> None:
    for page in (PageScript.of(TRADITIONAL), PageScript.of(SIMPLIFIED)):
        mended, changes = repair_script(text, page)
        assert undo(mended, changes) == text


def test_radicals_are_folded_and_recorded() -> None:
    mended, changes = repair_character_forms("⽼桥今晚通⻋，⼈⺠都说好︒", "户")
    assert mended == "老桥今晚通车，人民都说好。"
    assert {change.rule for change in changes} == {"radical", "vertical-form"}
    assert undo(mended, changes) == "⽼桥今晚通⻋，⼈⺠都说好︒"
    assert text_to_content("⼾口簿\n\n" + SIMPLIFIED).articles[0].headline == "户口簿"


@pytest.mark.parametrize(
    ("line", "once"),
    [("「桥桥面面换换新新」", "「桥面换新」"), ("老老桥桥加加固固  今今晚晚通通车车", "老桥加固 今晚通车")],
)
def test_doubled_headlines_are_painted_once(line: str, once: str) -> None:
    assert repair_doubling(line)[0] == once


def test_a_text_painted_twice_throughout_is_painted_once() -> None:
    (article,) = invent_several(3, 1)
    once = "\n".join(article.paragraphs)
    twice = "".join(character if character == "\n" else character * 2 for character in once)
    assert is_doubled_throughout(twice)
    content = text_to_content(twice)
    assert "".join(found.text for found in content.articles).replace("\n", "") == once.replace("\n", "")
    assert read_text(content) == twice
    assert repair_doubled_glyphs("高高兴兴、平平安安、热热闹闹")[1] == []


def test_of_irregular_gaps_that_before_another_reporters_role_stays() -> None:
    text = (
        "本报 讯（记者 米圆 通 讯员 方禾）镇上 的书场 这个月 请来两位 老艺人，每晚 说一 回书，乡亲们 听得很 认真。\n"
        * 2
    )
    (article, *_) = text_to_content("书场开门\n\n" + text).articles
    assert article.text.startswith("本报讯（记者米圆 通讯员方禾）镇上的书场这个月请来两位老艺人，")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("部分站台試用三个月，將獲資助一百二十万元", "部分站台試用三個月，將獲資助一百二十萬元"),
        ("渡輪加价一成，市民身体健康機會較價錢重要", "渡輪加價一成，市民身體健康機會較價錢重要"),
    ],
)
def test_forms_that_traditional_texts_hardly_use_are_simplified_there(text: str, mended: str) -> None:
    page = PageScript.of("開業六十二年的得雲茶樓將於月底結業，門外已有逾百人輪候。" + text)
    assert repair_script(text, page)[0] == mended
    simplified = PageScript.of("开业六十二年的得云茶楼将于月底结业，门外已有逾百人轮候。")
    assert repair_script("三个月，身体，万元", simplified) == ("三个月，身体，万元", [])


def test_dashes_of_a_letter_spaced_line_are_closed() -> None:
    assert apply_rules("— — 一 所 小 学 的 操 场", "title", "bare text")[0].replace(" ", "") == "——一所小学的操场"
    assert "— —" not in apply_rules("— — 一 所 小 学 的 操 场", "title", "bare text")[0]
