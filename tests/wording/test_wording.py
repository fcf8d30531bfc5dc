"""The parsers of reporters, datelines, jumps, credits, mastheads and folios."""

from __future__ import annotations

import pytest

from banmian.document.changes import undo
from banmian.document.model import Byline, Publication
from banmian.wording.bylines import byline_score, merge_bylines, parse_bylines
from banmian.wording.captions_and_credits import credit_score, parse_caption
from banmian.wording.datelines import parse_dateline
from banmian.wording.jump_lines import find_jumps, is_jump, points_elsewhere, strip_jumps
from banmian.wording.line_joins import join_lines
from banmian.wording.mastheads import folio_score, is_source_line, masthead_score, parse_folio, parse_publication
from banmian.wording.numbers_and_dates import find_date, read_numeral
from banmian.wording.personal_names import close_padding, name_score
from banmian.wording.score_threshold import SURE


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("本报记者 程立 实习生 苏芮", [("程立", "记者"), ("苏芮", "实习生")]),
        ("■■本报记者 江蔡楷", [("江蔡楷", "记者")]),
        ("听泉日报全媒体记者/罗欣", [("罗欣", "记者")]),
        ("(全媒体记者/顾喜帆 通讯员/邱芹)", [("顾喜帆", "记者"), ("邱芹", "通讯员")]),
        ("记者陈勇 通讯员李明", [("陈勇", "记者"), ("李明", "通讯员")]),
        ("文/沈约", [("沈约", None)]),
        ("秋实", [("秋实", None)]),
        ("陈淦远 梁可庭 刘 佳", [("陈淦远", None), ("梁可庭", None), ("刘佳", None)]),
        ("（雷辉舟 张圣野）", [("雷辉舟", None), ("张圣野", None)]),
        ("北岭镇党委书记 谢志远", [("谢志远", "北岭镇党委书记")]),
        ("青石县委副书记、县长 蒋崇山", [("蒋崇山", "青石县委副书记、县长")]),
        ("■本报评论员", [("本报评论员", None)]),
        ("By Jane Doe, Staff Writer", [("Jane Doe", "Staff Writer")]),
        ("文/图 本报记者 程立", [("程立", "记者")]),
        ("图/文 程立 苏芮帆", [("程立", None), ("苏芮帆", None)]),
        ("■文/本报记者 程立 图/本报记者 苏芮", [("程立", "记者"), ("苏芮", "记者")]),
        ("撰文 程立 摄影 苏芮", [("程立", "撰文"), ("苏芮", "摄影")]),
        ("融媒体记者 程立 视觉记者 苏芮", [("程立", "记者"), ("苏芮", "视觉记者")]),
        ("◎程立", [("程立", None)]),
        ("程立 文/图", [("程立", None)]),
        ("听泉市融媒体中心记者 程立", [("程立", "记者")]),
        ("全媒体记者 程立 通讯员 苏芮 发自青石", [("程立", "记者"), ("苏芮", "通讯员")]),
        ("（见习记者程立实习生苏芮帆通讯员邱月）", [("程立", "见习记者"), ("苏芮帆", "实习生"), ("邱月", "通讯员")]),
        ("（傅山洪远舟）", [("傅山", None), ("洪远舟", None)]),
    ],
)
def test_reporters_are_read(text: str, people: list[tuple[str, str | None]]) -> None:
    assert [(person.name, person.role) for person in parse_bylines(text)] == people
    assert byline_score(text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "新时代 新征程 新伟业",
        "奋进新征程",
        "一条公交线串起八个村",
        "责任编辑：王五",
        "值班编委 凌波",
        "常委、部长分别致辞，省里",
        "",
    ],
)
def test_other_lines_name_nobody(text: str) -> None:
    assert parse_bylines(text) == []
    assert byline_score(text) == 0


@pytest.mark.parametrize(
    ("text", "agency", "people"),
    [
        ("听泉日报·新听泉客户端1月3日讯（记者 程立）近日", "听泉日报·新听泉客户端", ["程立"]),
        ("青石在线1月3日讯（全媒体记者 程立）近日", "青石在线", ["程立"]),
        ("听泉日报讯 近日，大桥通车。", "听泉日报", []),
        ("本报讯 记者程立报道：大桥通车。", "本报", ["程立"]),
        ("（记者 程立 通讯员 苏芮）3月1日，大桥通车。", None, ["程立", "苏芮"]),
        ("本报记者程立报道：近日，大桥通车。", None, ["程立"]),
        ("【記者林鶴雲／白鷺報導】港務局昨日宣布", None, ["林鶴雲"]),
        ("记者走进车间，机器轰鸣。", None, []),
        ("（以下简称方案）近日印发。", None, []),
    ],
)
def test_heads_of_bodies(text: str, agency: str | None, people: list[str]) -> None:
    dateline, named = parse_dateline(text)
    assert (dateline.agency if dateline else None) == agency
    assert [person.name for person in named] == people


@pytest.mark.parametrize("text", ["↓下转04版", "☞下转07版", "上接▲1版", "续第一版", "（文轉A5版）"])
def test_jumps_with_any_arrow(text: str) -> None:
    assert is_jump(text)


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("（本报资料照片）", "", "本报资料照片"),
        ("图为施工现场。 青石县融媒体中心供图", "图为施工现场。", "青石县融媒体中心供图"),
        ("漫画/程立", "", "漫画/程立"),
        ("文化大餐由社区提供", "文化大餐由社区提供", None),
    ],
)
def test_credits_of_givers(text: str, caption: str, credit: str | None) -> None:
    assert parse_caption(text) == (caption, credit)


def test_people_are_merged_once() -> None:
    merged = merge_bylines([Byline("罗欣")], [Byline("罗欣", "记者"), Byline("苏芮")])
    assert merged == [Byline("罗欣", "记者"), Byline("苏芮")]


def test_names() -> None:
    assert name_score("欧阳青") > 0.9
    assert name_score("阿依古丽·买买提") > 0.8
    assert name_score("重点项目") < 0.2
    assert close_padding("戴 清") == "戴清"


@pytest.mark.parametrize(
    ("text", "agency", "date", "printed", "names"),
    [
        ("听泉日报11月4日讯（全媒体记者 陈勇）近日，", "听泉日报", "11月4日", "听泉日报11月4日讯", ["陈勇"]),
        (
            "听泉日报 11月 4日讯（记者 周阳乐 通讯员 沈珂）",
            "听泉日报",
            "11月4日",
            "听泉日报 11月 4日讯",
            ["周阳乐", "沈珂"],
        ),
        ("本报讯(记者 李朝民)近日", "本报", None, "本报讯", ["李朝民"]),
        ("河湾晚报社(通讯员 文兰)2月11日", "河湾晚报社", None, "河湾晚报社", ["文兰"]),
        ("新华社北京2月1日电（记者 张三丰、李四）", "新华社", "2月1日", "新华社北京2月1日电", ["张三丰", "李四"]),
        ("〔本報訊〕昨日", "本報", None, "本報訊", []),
        ("〔記者林鶴雲、陸山／南溪報導〕港務局", None, None, "〔記者林鶴雲、陸山／南溪報導〕", ["林鶴雲", "陸山"]),
        ("【本報記者林鶴雲南溪報導】港務局", "本報", None, "【本報記者林鶴雲南溪報導】", ["林鶴雲"]),
        (
            "（中央社記者林鶴雲、陸山南溪5日電）",
            "中央社",
            "5日",
            "（中央社記者林鶴雲、陸山南溪5日電）",
            ["林鶴雲", "陸山"],
        ),
        ("【中央社／南溪5日電】", "中央社", "5日", "【中央社／南溪5日電】", []),
        ("〔本報綜合報導〕", "本報", None, "〔本報綜合報導〕", []),
        ("HONOLULU, Jan. 5.--The", None, "Jan. 5", "HONOLULU, Jan. 5", []),
    ],
)
def test_datelines(text: str, agency: str | None, date: str | None, printed: str, names: list[str]) -> None:
    dateline, people = parse_dateline(text)
    assert dateline is not None
    assert (dateline.agency, dateline.date, dateline.text) == (agency, date, printed)
    assert [person.name for person in people] == names


@pytest.mark.parametrize("text", ["近日，气象站迎来新观测员", "日报社会版的讯息", "今年以来，本报讯息栏", ""])
def test_no_dateline(text: str) -> None:
    assert parse_dateline(text) == (None, [])


@pytest.mark.parametrize(
    ("text", "kind", "page", "marker"),
    [
        ("桥通了（下转02版①）", "to", "02版", "①"),
        ("桥通了、\n▶下转 02版②", "to", "02版", "②"),
        ("（上接第一版）桥通了", "from", "第一版", None),
        ("(上接A1)桥通了", "from", "A1", None),
        ("▲ ▲（上接1版）\n桥通了", "from", "1版", None),
        ("桥通了。转第三版", "to", "第三版", None),
        ("The bridge is open. (Continued on page 3)", "to", "page 3", None),
        ("Continued from Page A1 The bridge", "from", "Page A1", None),
    ],
)
def test_jumps(text: str, kind: str, page: str, marker: str | None) -> None:
    (jump,) = find_jumps(text)
    assert (jump.kind, jump.page, jump.marker) == (kind, page, marker)
    stripped, jumps, changes = strip_jumps(text)
    assert jumps == [jump]
    assert "下转" not in stripped
    assert undo(stripped, changes) == text
    assert strip_jumps(stripped)[0] == stripped


@pytest.mark.parametrize("text", ["詳刊", "详见", "見", "▶詳情", "See", "Full story"])
def test_what_only_sends_to_a_page(text: str) -> None:
    assert points_elsewhere(text)
    assert not points_elsewhere(f"{text}桥通了")


@pytest.mark.parametrize("text", ["由传统转第三产业", "继上接下", "他转三版面图", "桥通了"])
def test_no_jump(text: str) -> None:
    assert find_jumps(text) == []
    assert not is_jump(text)


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("改造后的小区面貌一新。 记者 邱枫 摄", "改造后的小区面貌一新。", "记者 邱枫 摄"),
        ("■江正平 摄", "", "江正平 摄"),
        ("听泉日报通讯员/黄永远 摄", "", "听泉日报通讯员/黄永远 摄"),
        ("图为新貌。通讯员 张 平 摄", "图为新貌。", "通讯员 张平 摄"),
        ("图为现场。（资料图片）", "图为现场。", "资料图片"),
        ("一位居民在看图", "一位居民在看图", None),
        ("会议推动了全面绘图", "会议推动了全面绘图", None),
        ("Children play. Photo by John Smith", "Children play.", "Photo by John Smith"),
    ],
)
def test_captions(text: str, caption: str, credit: str | None) -> None:
    assert parse_caption(text) == (caption, credit)
    assert (credit_score(text) > 0) == (credit is not None)


def test_masthead_facts() -> None:
    lines = ["# 听泉日报", "2023年2月1日 星期三", "癸卯年正月十一 第23203期 今日8版", "国内统一连续出版物号 CN 99-0005"]
    assert parse_publication(lines) == Publication("听泉日报", "2023-02-01", "23203", 8, "CN 99-0005")
    assert all(masthead_score(line) >= 0.5 for line in lines)
    assert masthead_score("桥通了，河湾村的老人走上桥面。") == 0


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["全港", "No.1", "最多人睇嘅報章"], None),
        (["全港No.1大報", "No. 7,214"], "7214"),
        (["VOL. I.", "NO. 1"], "1"),
        (["No. 34"], "34"),
    ],
)
def test_a_boast_is_no_issue_number(lines: list[str], number: str | None):
    assert parse_publication(lines).issue_number == number


@pytest.mark.parametrize(
    ("line", "title", "iso"),
    [
        ("云岭晚报2023年10月26日星期四", "云岭晚报", "2023-10-26"),
        ("２０２６年３月５日　星期四云岭晚报", "云岭晚报", "2026-03-05"),
        ("星期四云岭晚报", "云岭晚报", None),
        ("2023年10月26日云岭晚报第1024期", "云岭晚报", "2023-10-26"),
        ("云岭晚报二〇二三年十月二十六日星期四", "云岭晚报", "2023-10-26"),
        ("记者从昨天的晚报2023年10月26日得知", None, "2023-10-26"),
    ],
)
def test_a_title_and_its_date_may_touch(line: str, title: str | None, iso: str | None):
    found = parse_publication([line])
    assert (found.title, found.date) == (title, iso)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("中華民國二十八年四月廿三日", "1939-04-23"),
        ("二〇二三年十月二十六日", "2023-10-26"),
        ("Saturday, February 14, 2026", "2026-02-14"),
        ("14 Feb. 2026", "2026-02-14"),
        ("Montag, 29. April 1940", "1940-04-29"),
        ("le 1er août 1914", "1914-08-01"),
        ("08/06/2023 星期四", "2023-06-08"),
        ("08/06/2023", None),
        ("25/12/2020", "2020-12-25"),
        ("癸卯年正月十一", None),
        ("2023年13月1日", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert find_date(text) == iso


def test_numerals() -> None:
    assert [read_numeral(text) for text in ("28", "廿三", "二十八", "一九三九", "元", "桥")] == [
        28,
        23,
        28,
        1939,
        1,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("02版", "02版"),
        ("A13", "A13"),
        ("第2版", "第2版"),
        ("版四第", "第四版"),
        ("02 要闻", "02"),
        ("Page 3", "3"),
        ("桥通了", None),
    ],
)
def test_folios(text: str, label: str | None) -> None:
    assert parse_folio(text) == label
    assert (folio_score(text) > 0) == (label is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《云岭晚报》（2023年10月26日第02 版）", True),
        ("来源：《云岭晚报》2023年10月26日 03版", True),
        ("《云岭晚报》报道，10月26日修桥。", False),
        ("云岭晚报 2023年10月26日 第02版", False),
        ("《修桥的人》（长篇小说第02版）", False),
    ],
)
def test_a_line_that_names_the_source_of_an_article(text: str, expected: bool):
    assert is_source_line(text) is expected


def test_a_calendar_leaf_gives_the_date_that_its_weekday_proves():
    assert parse_publication(["城市頭條", "18", "/02", "702", "TUE·2025"]).date == "2025-02-18"
    assert parse_publication(["城市頭條", "18", "02", "TUE·2025"]).date == "2025-02-18"
    assert parse_publication(["城市頭條", "18", "02", "WED·2025"]).date is None
    assert parse_publication(["城市頭條", "18", "02"]).date is None


@pytest.mark.parametrize("words", ["（待續）", "未完", "（下接）", "編者"])
def test_words_at_the_place_of_names_are_no_byline(words: str) -> None:
    assert parse_bylines(words) == []
    assert byline_score(words) == 0.0


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("не ждали»,", "— сказала она"), "не ждали», — сказала она"),
        (("сказала она —", "и ушла"), "сказала она — и ушла"),
        (("quarante lecteurs", "; la plupart"), "quarante lecteurs ; la plupart"),
        (("er sagte „nein“", "und ging"), "er sagte „nein“ und ging"),
        (("he called it “", "a start”"), "he called it “a start”"),
        (("the boats", ", all of them"), "the boats, all of them"),
        (("all of them—", "every one"), "all of them—every one"),
        (("밤 열람실이", "문을 열었다.", "첫 주에는"), "밤 열람실이 문을 열었다. 첫 주에는"),
        (("도서관의 밤 열람실", "은 문을 닫았다."), "도서관의 밤 열람실은 문을 닫았다."),
    ],
)
def test_marks_beside_a_line_break_keep_the_space_that_they_have_elsewhere(lines: tuple[str, str], text: str):
    assert join_lines(lines)[0] == text


@pytest.mark.parametrize(
    "line",
    [
        "全市安全生产电视电话会议要求",
        "《河湾旧影》昨日出版",
        "社会新闻",
        "“往年撒肥要四天,今年半天.”合作社社长邢长顺说,省下的工钱够换水管.",
    ],
)
def test_a_word_of_the_imprint_makes_no_masthead(line: str) -> None:
    assert masthead_score(line) < SURE


@pytest.mark.parametrize("line", ["社址：河湾路 3 号", "听泉日报社出版", "零售价 1 元", "河湾市委主管 听泉日报社主办"])
def test_an_imprint_is_part_of_a_masthead(line: str) -> None:
    assert masthead_score(line) >= SURE


def test_korean_lines_broken_within_words_part_after_the_endings_of_words() -> None:
    lines = [
        "시장은 오늘 아침 항구를",
        "다시 열었다고 말했다. 어부들",
        "은 배를 몰고 나가 저녁까지",
        "돌아오지 않았",
        "다.",
    ]
    assert join_lines(lines)[0] == (
        "시장은 오늘 아침 항구를 다시 열었다고 말했다. 어부들은 배를 몰고 나가 저녁까지 돌아오지 않았다."
    )
