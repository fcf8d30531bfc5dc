"""Columns of briefs, each brief an article; items of a list, which stay in theirs."""

from __future__ import annotations

import pytest
from invented_articles import BRIDGE, CLINIC, FERRY, SCHOOL, bodies, read
from repair_damage import wrap

BRIEFS = [
    "河湾大桥昨日通车，双向四车道，过江只要三分钟，货车每天六点以后放行。",
    "松林铺卫生院透析室今天开门，七张床全部坐满，病人不必再坐三个小时的车。",
    "听泉小学天文台近日落成，望远镜由退休教师捐赠，每晚向全镇开放到九点。",
    "市图书馆获悉，今年借阅最多的是一本讲种菜的书，全年借出一千零四十次。",
]
HEADS = ["河湾大桥通车", "透析室开门", "小学有了天文台", "种菜书借阅第一"]
COUNTS = {
    "sign": "▲▲▲▲",
    "dash": ["——"] * 4,
    "hyphen": ["- "] * 4,
    "circled": "①②③④",
    "figures": ["1. ", "2. ", "3. ", "4. "],
    "numerals": ["一、", "二、", "三、", "四、"],
}


def column(marks: list[str] | str, heads: bool = False, between: str = "　") -> list[str]:
    rows = zip(marks, HEADS, BRIEFS, strict=True)
    return [mark + (head + between if heads else "") + text for mark, head, text in rows]


@pytest.mark.parametrize("marks", COUNTS.values(), ids=COUNTS)
def test_marked_reports_under_the_name_of_a_column_are_articles_of_its_section(marks):
    content = read("\n".join(["本市简讯", *column(marks)]))
    assert bodies(content) == [[text] for text in BRIEFS]
    assert {(article.section, article.headline) for article in content.articles} == {("本市简讯", None)}
    assert all(article.repairs for article in content.articles)


@pytest.mark.parametrize("between", ["　", "\n", "："])
def test_each_brief_has_its_own_head(between):
    content = read("\n".join(["简讯", *column("◆◆◆◆", True, between)]))
    assert [article.headline for article in content.articles] == HEADS
    assert bodies(content) == [[text] for text in BRIEFS]


def test_heads_in_brackets_behind_a_mark():
    rows = [f"●【{head}】{text}" for head, text in zip(HEADS, BRIEFS, strict=True)]
    assert [article.headline for article in read("\n".join(rows)).articles] == HEADS


def test_printed_lines_of_briefs():
    printed = [line for text in column(COUNTS["figures"]) for line in wrap(text, 16)]
    assert bodies(read("\n".join(["一句话新闻", *printed]))) == [[text] for text in BRIEFS]


def test_briefs_between_articles_take_no_head_from_these():
    above, below = ["老渡轮变茶馆", "本报记者 何海", *FERRY], ["操场上的天文台", "本报记者 陆文清", *SCHOOL]
    content = read("\n".join([*above, "简明新闻", *column("■■■■"), *below]))
    heads = [article.headline for article in content.articles]
    assert heads == ["老渡轮变茶馆", None, None, None, None, "操场上的天文台"]
    assert bodies(content)[0] == FERRY
    assert bodies(content)[-1] == SCHOOL


def test_a_number_after_the_mark_is_no_part_of_it():
    rows = ["1. 45公里公路昨日通到听泉镇，班车每天往返十八趟。", "2. 3月起松林铺卫生院开到晚上九点，病人不必请假。"]
    assert bodies(read("\n".join(["本市简讯", *rows]))) == [[row[3:]] for row in rows]


LISTS = {
    "led to": [
        "春季养花要注意四件事：",
        "1. 换盆要趁早，新根没有长出来之前换最好，土要疏松。",
        "2. 浇水宁少勿多，早晚温差大，花盆里积水容易烂根。",
    ],
    "rules": ["▲请乘公交出行，停车场只有三百个车位，先到先停。", "▲不得携带明火，野餐请在大草坪的指定区域进行。"],
    "one matter": [
        "一、大桥的石头",
        BRIDGE[0],
        "二、大桥的夜里",
        BRIDGE[1],
    ],
    "quotations": [
        "会上代表谈夜市的摊位和夜市的垃圾。",
        "◆代表刘一手：夜市的摊位费能不能按天交，下雨天夜市就不出摊了。",
        "◆代表郑小兰：夜市散了以后是我们的活，建议夜市都配两个大垃圾站。",
    ],
}


@pytest.mark.parametrize("items", LISTS.values(), ids=LISTS)
def test_items_of_a_list_stay_in_their_article(items):
    head = "阳台上的花草拔节了"
    content = read("\n".join([head, "本报记者 谢宁", *items, "松林铺有了透析室", "本报记者 何海", *CLINIC]))
    assert [article.headline for article in content.articles] == [head, "松林铺有了透析室"]


def test_a_subheading_with_a_sign_is_no_byline():
    rows = ["三代渔民的一天", "本报记者 姜河", FERRY[0], "●爷爷的船", FERRY[1], "●父亲的网", CLINIC[1]]
    assert len(read("\n".join(rows)).articles) == 1


PLAIN = [text.replace("昨日", "").replace("今天", "").replace("近日", "").replace("获悉，今年", "") for text in BRIEFS]


def count(*rows: str) -> int:
    return len(read("\n".join(rows)).articles)


def test_what_stands_over_a_column_tells_of_it():
    above = ["老渡轮变茶馆", "本报记者 何海", *FERRY]
    marked = [f"▲{text}" for text in PLAIN]
    assert count(*marked) == count("本市简讯", *marked) == 4
    assert count("河湾两岸", "本报记者 何海", *marked) == 1
    assert count(*above, *column("▲▲▲▲")) == 5
    assert count(*above, f"▲{BRIEFS[0]}", f"▲{PLAIN[2]}") == 1
    assert count(*above, *column("▲▲▲▲", True)) == 5
    assert count(*above, "近日传来的消息如下：", *column("▲▲▲▲", True)) == 1


def test_items_of_one_matter_are_a_list_even_where_nothing_is_above():
    assert count(*(f"▲{text}" for text in BRIDGE)) == 1
    assert count(*LISTS["rules"]) == 1
