"""Whole invented documents of the kinds that pipelines hand over, each with what must come out of it."""

from __future__ import annotations

import random

import pytest
from invented_articles import BRIDGE, CLINIC, FERRY, SCHOOL, bodies, dated, lines, names, read
from repair_damage import column_cuts, heads_mixed, invent_several, signed_below, text_layer, unsigned


def test_heads_above_and_below_their_bodies_may_touch() -> None:
    bridge, clinic = dated(BRIDGE, "记者 程立"), dated(CLINIC, "记者 苏芮 通讯员 邱帆")
    text = "\n\n".join(
        [
            lines(bridge, 18, 4),
            "河湾大桥钢梁合龙\n过江只要三分钟",
            "透析室开到家门口\n——松林铺卫生院见闻",
            lines(clinic, 22, 5),
            lines(dated(SCHOOL, "通讯员 罗川"), 16, 4),
            "听泉小学有了天文台",
        ]
    )
    content = read(text + "\n")
    assert [article.headline for article in content.articles] == [
        "河湾大桥钢梁合龙",
        "透析室开到家门口",
        "听泉小学有了天文台",
    ]
    assert [article.subheadline for article in content.articles] == ["过江只要三分钟", "——松林铺卫生院见闻", None]
    assert bodies(content) == [bridge, clinic, dated(SCHOOL, "通讯员 罗川")]
    assert [names(article) for article in content.articles] == [["程立"], ["苏芮", "邱帆"], ["罗川"]]


def test_a_banner_painted_twice_between_two_articles_heads_neither() -> None:
    bridge, clinic = dated(BRIDGE, "记者 程立"), dated(CLINIC, "记者 苏芮")
    banner = "山乡新事山乡新事 四季人家四季人家\n——走进春天的村庄"
    text = "\n\n".join([lines(bridge, 18), "河湾大桥钢梁合龙", banner, "透析室开到家门口", lines(clinic, 18)])
    first, second = read(text + "\n").articles
    assert (first.headline, second.headline) == ("河湾大桥钢梁合龙", "透析室开到家门口")
    assert second.section == "山乡新事 四季人家"
    assert second.subheadline is None


def test_the_lead_whose_head_and_authors_close_the_file() -> None:
    clinic = [*CLINIC[:-1], CLINIC[-1] + "（苏芮 邱帆）"]
    stack = "\n".join("老渡轮拖上江岸做茶馆") + "\n\n程\n\n立\n\n罗\n川\n帆"
    lead = "\n\n".join(["河湾大桥通车的日子\n钢梁昨夜合龙", "江正平 聂 岚 贺清源"])
    text = "\n\n".join(
        [lines(BRIDGE, 22, 5), lines(FERRY, 14), stack, lines(clinic, 18), "透析室开到家门口", lead],
    )
    content = read(text + "\n")
    assert [article.headline for article in content.articles] == [
        "河湾大桥通车的日子",
        "老渡轮拖上江岸做茶馆",
        "透析室开到家门口",
    ]
    assert [names(article) for article in content.articles] == [
        ["江正平", "聂岚", "贺清源"],
        ["程立", "罗川帆"],
        ["苏芮", "邱帆"],
    ]
    assert bodies(content) == [BRIDGE, FERRY, clinic]


def test_an_article_interrupted_by_another_gets_its_whole_end_back() -> None:
    cut = BRIDGE[1].index("缝隙")
    text = "\n\n".join(
        [
            "# 听泉日报",
            "2024年3月12日 星期二 第233期 今日8版",
            "## 河湾大桥钢梁合龙",
            dated(BRIDGE, "记者/程立")[0].replace("，", ","),
            BRIDGE[1][:cut] + "缝",
            "## 透析室开到家门口",
            *dated(CLINIC, "记者/苏芮"),
            "缝隙" + BRIDGE[1][cut + 2 :],
            "老渡口 and 茶馆的故事，明天接着讲。",
            "▶下转 02版①",
        ]
    )
    first, second = read(text + "\n").articles
    assert [block.text for block in first.blocks] == [
        *dated(BRIDGE, "记者/程立"),
        "老渡口和茶馆的故事，明天接着讲。",
    ]
    assert first.continued_to is not None
    assert (first.continued_to.page, first.continued_to.marker) == ("02版", "①")
    assert second.continued_to is None
    assert [block.text for block in second.blocks] == dated(CLINIC, "记者/苏芮")


def test_a_picture_with_its_own_headline_is_an_article() -> None:
    text = "\n\n".join(
        [
            "## 河湾大桥钢梁合龙",
            *dated(BRIDGE, "记者/程立"),
            "## 透析室开到家门口",
            *dated(CLINIC, "记者/苏芮"),
            "## 龙灯舞过老街",
            "元宵之夜，三千米长的龙灯舞过老街，古镇处处欢声笑语。",
            "听泉日报通讯员/罗川 摄",
        ]
    )
    article = read(text + "\n").articles[-1]
    assert article.headline == "龙灯舞过老街"
    (image,) = article.images
    assert image.credit == "听泉日报通讯员/罗川 摄"
    assert article.text == "元宵之夜，三千米长的龙灯舞过老街，古镇处处欢声笑语。"


def test_a_magazine_with_contents_running_heads_and_verse() -> None:
    verse = "春江水暖鸭先知，岸柳新芽燕子时。\n石径斜阳人影瘦，山村灯火犬声迟。\n一壶老酒邀明月，半卷残书伴竹枝。"
    running, office = "青石调研 2024年第2期", "中共青石县委研究中心"
    text = "\n\n".join(
        [
            "目 录",
            "领导论坛",
            "04 让过江不再难/青石县交通局局长 程立",
            "12 家门口的透析室",
            "16 抬头就有星星",
            "泉边文艺",
            "22 百里江面一声钟",
            "让过江不再难",
            "青石县交通局局长 程立",
            BRIDGE[0],
            BRIDGE[1][:30],
            running,
            BRIDGE[1][30:],
            "家门口的透析室",
            office,
            *CLINIC,
            running,
            "抬头就有星星",
            office,
            *SCHOOL,
            running,
            "百里江面一声钟",
            office,
            FERRY[0],
            verse,
            FERRY[1],
        ]
    )
    content = read(text + "\n")
    assert [article.headline for article in content.articles] == [
        "让过江不再难",
        "家门口的透析室",
        "抬头就有星星",
        "百里江面一声钟",
    ]
    assert [article.section for article in content.articles] == ["领导论坛"] * 3 + ["泉边文艺"]
    assert [names(article) for article in content.articles] == [["程立"], [office], [office], [office]]
    assert bodies(content) == [BRIDGE, CLINIC, SCHOOL, FERRY]
    assert content.articles[3].blocks[1].text == verse
    assert not any("青石调研" in article.text for article in content.articles)


def test_a_headline_parted_from_its_body_by_another_article() -> None:
    text = "\n\n".join(
        [
            "两岸灯火一线牵",
            "——河湾大桥建设走笔",
            "■听泉日报社全媒体记者 程立 聂岚",
            "透析室开到家门口",
            "◆本报评论员",
            *CLINIC,
            "2月7日，工人们在桥头的车间里装配护栏。",
            "■罗川 摄",
            "项目攻坚进行时",
            *BRIDGE,
            "扫码看更多精彩内容",
            "责任编辑：邱帆 版式：苏禾",
            "电话：0999-2210691",
        ]
    )
    content = read(text + "\n")
    by_headline = {article.headline: article for article in content.articles}
    bridge = by_headline["两岸灯火一线牵"]
    assert bridge.subheadline == "——河湾大桥建设走笔"
    assert names(bridge) == ["程立", "聂岚"]
    assert [block.text for block in bridge.blocks] == BRIDGE
    assert [block.text for block in by_headline["透析室开到家门口"].blocks] == CLINIC
    assert {piece.kind for piece in content.furniture} >= {"staff"}
    assert not any(word in article.text for article in content.articles for word in ("扫码", "责任编辑", "电话"))


def test_traditional_text_keeps_its_characters() -> None:
    text = (
        "白鷺日報\n民國一百一十三年五月三日　星期五　第3216期\n\n內 港 清 淤 月 底 動 工\n\n"
        "【記者林鶴雲／白鷺報導】港務局昨日宣布，內港清淤工程將於月底動工，預計九個月完成。\n\n"
        "老戲院修復 重現戰前風華\n\n記者 盧竹溪\n\n有九十年歷史的東山戲院完成第一階段修復，色彩依舊鮮明。\n\n"
        "（文轉A5版）\n"
    )
    content = read(text)
    first, second = content.articles
    assert first.headline == "內港清淤月底動工"
    assert (names(first), names(second)) == (["林鶴雲"], ["盧竹溪"])
    assert second.continued_to is not None
    assert second.continued_to.page == "A5版"
    assert content.publication.date == "2024-05-03"


def test_an_english_page() -> None:
    text = (
        "THE RIVER BEND GAZETTE\nVol. XII No. 214   Friday, May 3, 2024   8 Pages\n\n"
        "New Bridge Opens\nAfter Seven Years\n\nBy Jane Miller, Staff Writer\n\n"
        "RIVER BEND, May 2 -- The long-awaited bridge over the\n"
        "Willow opened to traffic on Thursday morning, ending\na seven-year detour that cost dairies and farm-\n"
        "ers on the east bank an hour each way.\n\nContinued on Page 4\n\n"
        "School Garden Feeds Forty Families\n\nBy Ann Lee\n\n"
        "Pupils at the Hill Street School harvested more than\ntwo tons of vegetables this year, and gave most of it\n"
        "away.\n"
    )
    first, second = read(text).articles
    assert first.headline == "New Bridge Opens"
    assert first.text.endswith("a seven-year detour that cost dairies and farmers on the east bank an hour each way.")
    assert first.continued_to is not None
    assert names(second) == ["Ann Lee"]


@pytest.mark.parametrize("line_break", ["\r\n", "\n\x0c", "\n \n\u3000\n"])
def test_other_line_ends_change_nothing(line_break: str) -> None:
    text = "\n\n".join(["河湾大桥钢梁合龙", lines(dated(BRIDGE, "记者 程立"), 18, 4)]) + "\n"
    (article,) = read(text.replace("\n", line_break)).articles
    assert article.headline == "河湾大桥钢梁合龙"
    assert [block.text for block in article.blocks] == dated(BRIDGE, "记者 程立")


@pytest.mark.parametrize("seed", range(4))
def test_many_documents_in_one_file_are_read_and_given_back(seed: int) -> None:
    rng = random.Random(seed)
    kinds = (column_cuts, text_layer)
    parts = [damage(invent_several(20 * k + seed + at, 3), rng) for k in range(6) for at, damage in enumerate(kinds)]
    rng.shuffle(parts)
    content = read("\n".join(parts))
    assert len(content.articles) > 18


def test_a_poured_table_between_heads_keeps_its_columns() -> None:
    places = ["河湾水厂", "听泉粮库", "松林煤矿", "北岭船厂", "双井宾馆", "柳渡茶园"]
    columns = [
        ("组别", [f"第{number}检查组" for number in "一二三四五六"]),
        ("负责人", ["程 立", "苏芮帆", "邱远山", "罗川", "江 禾", "米帆远"]),
        ("被检查单位", places),
        ("举报电话", [f"0999-22{number}1069" for number in range(10, 16)]),
    ]
    poured = [line for head, cells in columns for line in (head, *cells)]
    text = "\n\n".join(
        [
            lines(dated(BRIDGE, "记者 程立"), 18),
            "河湾大桥合龙",
            "两岸车程缩短30分钟",
            *poured,
            "全市安全大检查分组名单",
            lines(dated(CLINIC, "记者 苏芮"), 18),
            "透析室开到家门口",
        ]
    )
    content = read(text + "\n")
    (table,) = [*content.tables, *(table for article in content.articles for table in article.tables)]
    assert table.rows[0] == ["组别", "负责人", "被检查单位", "举报电话"]
    assert table.rows[6] == ["第六检查组", "米帆远", "柳渡茶园", "0999-22151069"]
    assert content.articles[0].headline == "河湾大桥合龙"


def test_a_notice_ends_with_its_issuer_and_date() -> None:
    told = [
        "因桥面检修，自六月三日起，河湾大桥每晚十时至次日五时限行，过往车辆请绕行上游浮桥，行人可走东侧便道。",
        "检修期间给您带来不便，敬请谅解。",
    ]
    signed = ["河湾县交通运输局", "2024年6月1日"]
    text = "\n\n".join(
        ["大桥限行公告", lines(told, 18), *signed, lines(dated(CLINIC, "记者 苏芮"), 18), "透析室开到家门口"]
    )
    content = read(text + "\n")
    assert bodies(content) == [[*told, *signed], dated(CLINIC, "记者 苏芮")]
    assert [article.headline for article in content.articles] == ["大桥限行公告", "透析室开到家门口"]


@pytest.mark.parametrize(
    ("first", "second", "headline"),
    [
        ("河湾县推进夜航改造", "灯光在江心连成一线", "灯光在江心连成一线"),
        ("灯光在江心连成一线", "120盏航标灯全部更新", "灯光在江心连成一线"),
        ("灯光在江心连成一线", "全市夜航改造收官", "灯光在江心连成一线"),
    ],
)
def test_places_and_figures_tell_the_lines_of_a_head(first: str, second: str, headline: str) -> None:
    told = ["河湾县的夜航改造历时三年，一百二十盏航标灯全部换新，江面入夜以后亮如白昼，船老大们不必再摸黑靠岸。"]
    (article,) = read("\n\n".join([first, second, lines(dated(told, "记者 程立"), 18)]) + "\n").articles
    assert article.headline == headline


def test_a_jump_on_and_a_jump_back_are_told_apart() -> None:
    text = "\n\n".join(
        [
            "河湾大桥合龙",
            lines(dated(BRIDGE, "记者 程立"), 18),
            "（紧转2版）",
            "（紧接1版）",
            lines(CLINIC, 18),
        ]
    )
    first, second = read(text + "\n").articles
    assert [jump and jump.page for jump in (first.continued_to, first.continued_from)] == ["2版", None]
    assert [jump and jump.page for jump in (second.continued_to, second.continued_from)] == [None, "1版"]


@pytest.mark.parametrize("damage", [unsigned, signed_below, heads_mixed])
def test_articles_are_told_from_subheadings_and_from_one_another(damage) -> None:
    whole = found = 0
    for seed in (601, 602, 604):
        articles = invent_several(seed, 8)
        content = read(damage(articles, random.Random(seed)))
        texts = {article.text.replace("\n", "") for article in content.articles}
        whole += sum("".join(article.paragraphs) in texts for article in articles)
        found += len(content.articles)
    assert whole >= 22
    assert abs(found - 24) <= 1


def test_subheadings_of_one_unsigned_article_stay_in_it() -> None:
    parts = [BRIDGE[0], "钢梁合龙", BRIDGE[1], "护栏加高", BRIDGE[2] if len(BRIDGE) > 2 else FERRY[0]]
    (article,) = read("\n\n".join(["河湾大桥通车以前的日子", *parts]) + "\n").articles
    assert article.headline == "河湾大桥通车以前的日子"
    assert [block.text for block in article.blocks if block.type == "subheading"] == ["钢梁合龙", "护栏加高"]


def test_of_two_lines_the_headline_is_the_one_in_two_parts() -> None:
    (article,) = read(
        "\n\n".join(["江上渡轮全线停航", "渡轮停航 三千乘客受阻", "本报记者 程立", *FERRY]) + "\n"
    ).articles
    assert (article.kicker, article.headline) == ("江上渡轮全线停航", "渡轮停航 三千乘客受阻")
    (article,) = read(
        "\n\n".join(["渡轮停航 三千乘客受阻", "江上渡轮全线停航", "本报记者 程立", *FERRY]) + "\n"
    ).articles
    assert (article.headline, article.subheadline) == ("渡轮停航 三千乘客受阻", "江上渡轮全线停航")


def test_a_title_in_another_language_is_below_the_one_of_the_body() -> None:
    content = read("\n\n".join(["大桥昨夜合龙", "Bridge Closed Last Night", *BRIDGE]))
    assert (content.articles[0].headline, content.articles[0].subheadline) == (
        "大桥昨夜合龙",
        "Bridge Closed Last Night",
    )


def test_a_byline_in_italics_is_one() -> None:
    content = read("\n\n".join(["## 大桥昨夜合龙", "*本报记者 江正平*", *BRIDGE]))
    assert content.articles[0].kicker is None
    assert names(content.articles[0]) == ["江正平"]


@pytest.mark.parametrize("marks", [("一、", "二、"), ("一是", "二是"), ("", "")])
def test_a_subheading_may_stand_between_the_authors_and_the_text(marks):
    subheads = [f"{marks[0]}算账", f"{marks[1]}商量"]
    parts = [
        "河湾大桥钢梁合龙",
        "原创 程立 听泉发布 2026年3月8日 19:02 河湾",
        subheads[0],
        BRIDGE[0],
        subheads[1],
        BRIDGE[1],
    ]
    (article,) = read("\n\n".join([*parts, "- END -", "编辑：苏芮帆"])).articles
    assert (article.headline, names(article)) == ("河湾大桥钢梁合龙", ["程立"])
    assert [block.text for block in article.blocks] == [subheads[0], BRIDGE[0], subheads[1], BRIDGE[1]]


@pytest.mark.parametrize("wrap_in", ["<p>{}</p>", "&emsp;&emsp;{}<br/>", "<div><span>{}</span></div>"])
def test_html_around_lines_is_no_text(wrap_in):
    parts = ["<h2>河湾大桥钢梁合龙</h2>", *(wrap_in.format(line) for line in ("本报记者&nbsp;程立", *BRIDGE))]
    (article,) = read("\n".join(parts)).articles
    assert (article.headline, names(article)) == ("河湾大桥钢梁合龙", ["程立"])
    assert [block.text for block in article.blocks] == BRIDGE


def test_a_day_and_a_paper_before_the_authors_are_part_of_their_line():
    parts = ["老街屋頂漏水 居民自組修繕隊", "2026-03-08 05:30 聽泉晚報 記者林育賢／河灣報導", *BRIDGE]
    (article,) = read("\n".join(parts)).articles
    assert (article.headline, names(article)) == ("老街屋頂漏水 居民自組修繕隊", ["林育賢"])


def test_titles_among_a_few_whole_paragraphs_are_no_broken_lines():
    content = read("\n\n".join(["河湾大桥钢梁合龙", "01", BRIDGE[0], "02", BRIDGE[1], "转给常过江的朋友们看看"]))
    assert [block.text for block in content.articles[0].blocks][:2] == BRIDGE


def test_briefs_open_with_their_heads_in_brackets():
    texts = [("渡口换新船", FERRY[0]), ("卫生院有了透析室", CLINIC[0]), ("操场上的天文台", SCHOOL[0])]
    content = read("\n".join(f"【{head}】{text}" for head, text in texts))
    assert [(article.headline, article.text) for article in content.articles] == texts
    (article,) = read(f"河湾大桥合龙\n【本报讯】{BRIDGE[0]}\n{BRIDGE[1]}").articles
    assert article.headline == "河湾大桥合龙"


def test_what_goes_on_from_another_page_is_no_part_of_the_article_above():
    parts = [
        "卫生院有了透析室",
        "本报记者 程立",
        *CLINIC,
        f"（上接第1版）{BRIDGE[0]}",
        "操场上的天文台",
        "本报记者 罗川",
        *SCHOOL,
    ]
    content = read("\n".join(parts))
    assert bodies(content) == [CLINIC, BRIDGE[:1], SCHOOL]
    assert [article.continued_from is not None for article in content.articles] == [False, True, False]


ENGLISH = [
    (
        "Water rate will rise in October",
        "Henry Tarling",
        "The council met on Friday, and asked for tenders by\n"
        "the end of July. It is said that matters will be settled\nby September, and few will quarrel with that.",
    ),
    (
        "Fog holds up the morning mail",
        "James Jessop",
        "The largest catch of the season was landed at the quay\nyesterday, when 66 boats came in within an hour.",
    ),
    (
        "Bicycle thief sent to prison",
        "Maud Kersey",
        "A carter of Elm Crossing was before the court for\nthe taking of a bicycle. He had nothing to say.",
    ),
]


@pytest.mark.parametrize("above", [True, False])
def test_english_heads_may_be_set_as_sentences(above):
    parts = [(head, f"By {name}\n{text}") for head, name, text in ENGLISH]
    content = read("\n".join("\n".join(pair if above else pair[::-1]) for pair in parts))
    assert [(article.headline, names(article)) for article in content.articles] == [
        (head, [name]) for head, name, _ in ENGLISH
    ]


@pytest.mark.parametrize(
    "labels", [("城事", "一线见闻", "医卫前沿"), ("市委会议强调", "程立调研时指出", "有关部门要求")]
)
def test_kickers_without_a_size_are_told_by_the_text_as_a_whole(labels):
    heads = ["河湾大桥钢梁昨夜合龙", "卫生院的透析室坐满了人", "听泉小学有了自己的天文台"]
    texts = (BRIDGE, CLINIC, SCHOOL)
    parts = [
        line
        for label, head, text in zip(labels, heads, texts, strict=True)
        for line in (label, head, "本报记者 程立", *text)
    ]
    content = read("\n\n".join(parts))
    assert [(article.kicker or article.section, article.headline) for article in content.articles] == list(
        zip(labels, heads, strict=True)
    )
