"""The single rules: what they heal, what they leave alone, and that every change can be taken back."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repair_damage import change_offsets, double, double_glyphs, invent_several, letter_space, wrap

from banmian.document.changes import undo
from banmian.repair.bare_text.element_repair import repair_prose, repair_title, repair_verse
from banmian.repair.rules.doubled_lines import repair_doubling
from banmian.repair.rules.ocr_confusions import repair_ocr_confusions, repeated_at_break
from banmian.repair.rules.punctuation import repair_punctuation
from banmian.repair.rules.repeated_passages import remove_repeated_passages
from banmian.repair.rules.spacing import repair_spacing
from banmian.wording.continuity import continues
from banmian.wording.line_joins import join_lines

ALPHABET = (
    "重点项目建设会议习近平年月日个春风，。、“”（）：！ \u3000\n\t1234.%-AaBbんТ#*and\u200b\u00ad\u202eａ１，,;:()\"'—…"
)
TEXTS = st.text(alphabet=ALPHABET, max_size=80)
RULES = (repair_spacing, repair_doubling, repair_punctuation, repair_ocr_confusions)
CLEAN = [paragraph for seed in range(12) for article in invent_several(seed, 3) for paragraph in article.paragraphs]
HEADS = sorted({article.headline for seed in range(40) for article in invent_several(seed, 3, 120)})

UNTOUCHED = [
    "他一点一点地把石头搬开，人人都说路越来越宽。",
    "这件事还要研究研究，奋斗奋斗再奋斗。",
    "高高兴兴出门 平平安安回家",
    "项目为本 大干快上",
    "李秉远 朱孝山 何燕舟 彭朝川",
    "He said “the bridge is open” and walked on, over 1,000 people followed.",
    "春眠江上觉，夜听石边泉。",
    "时时听听民意 常常看看田头",
    "01 桥头的灯",
    "共1,000人到场，3:00开始。",
]


@pytest.mark.parametrize("rule", RULES)
@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_changes_undo_to_the_character(rule, text: str) -> None:  # type: ignore[no-untyped-def]
    healed, changes = rule(text)
    assert undo(healed, changes) == text


@pytest.mark.parametrize("rule", RULES)
@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_healed_text_stays(rule, text: str) -> None:  # type: ignore[no-untyped-def]
    for _ in range(4):
        text, changes = rule(text)
        if not changes:
            break
    assert rule(text) == (text, [])


@given(parts=st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_parts_are_given_back(parts: list[str]) -> None:
    for heal in (repair_prose, repair_title, repair_verse):
        text, changes = heal(parts)
        assert undo(text, changes) == "\n".join(parts)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("text", UNTOUCHED)
def test_meant_forms_stay(rule, text: str) -> None:  # type: ignore[no-untyped-def]
    assert rule(text) == (text, [])


@pytest.mark.parametrize("rule", RULES)
def test_clean_articles_stay(rule) -> None:  # type: ignore[no-untyped-def]
    for text in CLEAN + HEADS:
        assert rule(text) == (text, []), text


@pytest.mark.parametrize(
    ("text", "healed"),
    [
        ("重 点 桥 梁 是 两 岸 往 来 的“ 命 脉", "重点桥梁是两岸往来的“命脉"),
        ("目 。 大 桥 全 年 免 费 开 放 工 作 专", "目。大桥全年免费开放工作专"),
        ("习 惯了夜路的人都说好", "习惯了夜路的人都说好"),
        ("全市 116 个重点项目", "全市116个重点项目"),
        ("今 年 1- 9 月 ，客 流 5.8%", "今年1-9月，客流5.8%"),
        ("张 正", "张正"),
        ("陈淦远 梁可庭 刘 佳", "陈淦远 梁可庭 刘佳"),
        ("肖 君 丁 琳 戴一舟", "肖君 丁琳 戴一舟"),
        ("新 桥 头  老 渡 口", "新桥头 老渡口"),
        ("听泉日报讯 6月7日，老渡轮拖上了岸，成了茶馆。", "听泉日报讯 6月7日，老渡轮拖上了岸，成了茶馆。"),
    ],
)
def test_spacing(text: str, healed: str) -> None:
    assert repair_spacing(text)[0] == healed


def test_letter_spacing_is_healed_on_the_character() -> None:
    made = found = right = 0
    rng = random.Random(5)
    for paragraph in CLEAN:
        for line in wrap(paragraph, rng.choice((14, 18, 22))):
            damaged = letter_space(line)
            healed, changes = repair_spacing(damaged)
            truth = _inserted(line, damaged)
            taken = change_offsets(damaged, changes)
            made, found, right = made + len(truth), found + len(taken), right + len(truth & taken)
            assert undo(healed, changes) == damaged
    assert 2 * right / (made + found) >= 0.995


def _inserted(clean: str, damaged: str) -> set[int]:
    places: set[int] = set()
    at = 0
    for index, character in enumerate(damaged):
        if at < len(clean) and clean[at] == character:
            at += 1
        else:
            places.add(index)
    return places


def test_wraps_are_healed_on_the_character() -> None:
    for paragraph in CLEAN:
        lines = wrap(paragraph, 16)
        text, changes = join_lines(lines)
        assert text == paragraph
        assert undo(text, changes) == "\n".join(lines)


def test_doubled_banners_are_found_and_nothing_else() -> None:
    healed = 0
    banners = [head for head in HEADS if all(len(part) >= 4 for part in head.split(" "))]
    for head in banners:
        healed += repair_doubling(double(head))[0] == head
    assert healed >= 0.99 * len(banners) > 20
    bracketed = [f"《{head * 2}》" for head in banners if " " not in head]
    assert [repair_doubling(head)[0] for head in bracketed] == [f"《{head}》" for head in banners if " " not in head]
    assert repair_doubling("“加油加油”")[0] == "“加油加油”"
    glyphs = [head for head in HEADS if len(head) >= 5 and not any(a == b for a, b in pairwise(head))]
    healed = sum(repair_doubling(double_glyphs(head))[0].replace(" ", "") == head.replace(" ", "") for head in glyphs)
    assert healed >= 0.99 * len(glyphs) > 20


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["大桥今天", "通车"], "大桥今天通车"),
        (["The beau-", "tiful well-", "known bridge"], "The beautiful well-known bridge"),
        (["in 1990", "200 people came"], "in 1990 200 people came"),
        (["用New", "York的钢"], "用New York的钢"),
        (["（全媒体记者 蔡矜远", "龚柏山）今晚"], "（全媒体记者 蔡矜远 龚柏山）今晚"),
        (["（记者 周阳", "乐 通讯员 沈珂）"], "（记者 周阳乐 通讯员 沈珂）"),
        ([], ""),
        ([""], ""),
    ],
)
def test_joining(lines: list[str], text: str) -> None:
    joined, changes = join_lines(lines)
    assert joined == text
    assert undo(joined, changes) == "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "healed"),
    [
        ("听泉日报讯(记者/罗欣)1月31日,大桥:“通了”,好.", "听泉日报讯（记者/罗欣）1月31日，大桥：“通了”，好。"),
        ("共1,000人,其中3:00到", "共1,000人，其中3:00到"),
        ("信箱Ａ309号", "信箱A309号"),
        ("The bridge，they say. (ok)", "The bridge,they say. (ok)"),
    ],
)
def test_punctuation(text: str, healed: str) -> None:
    assert repair_punctuation(text)[0] == healed


def test_slips() -> None:
    assert repair_ocr_confusions("重大项目 and 重要工作")[0] == "重大项目和重要工作"
    assert repair_ocr_confusions("Salt and pepper") == ("Salt and pepper", [])
    assert repeated_at_break("突出问题专项整治", "治，深化整治") == 1
    assert repeated_at_break("大桥通了，人", "人都说好") == 0


def test_continuity() -> None:
    assert continues("各种风", "险挑战、困难") > 0.8
    assert continues("项目占新引", "进项目比重") > 0.8
    assert continues("全长4", "5公里") > 0.8
    assert continues("他说“桥通", "了，路也宽了”") > 0.7
    assert continues("大桥通车。", "近日，集市搬迁。") < 0.1
    assert continues("", "大桥") == 0.0


def test_a_passage_read_twice_is_cut() -> None:
    passage = "新建渡口三处；改造石桥两座，完成护栏加固；全年免费开放，逢雨顺延。"
    texts = ["去年计划如下：" + passage, "游客可以走上室内型桥头" + passage]
    ((index, change),) = remove_repeated_passages(texts)
    assert (index, change.before) == (1, passage)
    assert remove_repeated_passages(["甲说：" + passage, "乙也说：" + passage]) == []


@pytest.mark.parametrize(
    ("text", "healed"),
    [
        (
            "《方案》(简称《实施方案》),建立机制,GDP,社零分别增长5.6%,9.5%.",
            "《方案》（简称《实施方案》），建立机制，GDP，社零分别增长5.6%，9.5%。",
        ),
        ("他说:'好.'大家笑了(外层(内层)外).", "他说：‘好。’大家笑了（外层（内层）外）。"),
        ('他说"路通了,真好!"大家笑了.', "他说“路通了，真好！”大家笑了。"),
        ("于10:30开始，共3,000人。", "于10:30开始，共3,000人。"),
        ("1.项目，2.资金", "1.项目，2.资金"),
    ],
)
def test_marks_get_the_width_of_the_text(text: str, healed: str) -> None:
    found, changes = repair_punctuation(text)
    assert found == healed
    assert undo(found, changes) == text


@pytest.mark.parametrize(
    ("head", "tail", "again"),
    [
        ("出题、人才揭", "揭榜、政府补助", 1),
        ("余热回收", "收和排放", 1),
        ("据听泉日报", "报道，大桥通车", 0),
        ("正在发展中", "中国的桥", 0),
        ("他来了一天", "天气就好了", 0),
        ("大家都说好的", "的确好", 0),
    ],
)
def test_a_character_read_twice_at_a_break(head: str, tail: str, again: int) -> None:
    assert repeated_at_break(head, tail) == again
