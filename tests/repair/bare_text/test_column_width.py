"""Widths of columns, and what they tell: paragraphs, run-on lines, articles that touch."""

from __future__ import annotations

from invented_articles import BRIDGE, CLINIC, FERRY, SCHOOL, bodies, dated, lines, names, read

from banmian.repair.bare_text.column_width import ColumnWidths
from banmian.repair.bare_text.printed_lines import em_width, read_lines
from banmian.repair.bare_text.source_text import Source
from banmian.wording.continuity import continues


def test_a_line_under_a_first_line_bears_out_the_width() -> None:
    printed = read_lines(Source("船票印得像一张邮票大小，角上\n\n打一个孔，\n", 0))
    assert ColumnWidths(printed, lambda index: False).around(0) == 0
    printed = read_lines(Source("船票印得像一张邮票大小，角上\n\n打一个孔，就算检过了票，茶客都留\n\n着它。\n", 0))
    assert ColumnWidths(printed, lambda index: False).around(0) == 16


def test_short_paragraphs_part_where_their_lines_are_set_in() -> None:
    told = [
        "船长说，渡轮退休以后，江面上少了一声铜钟，茶馆里却多了一声。",
        "船票印得像一张邮票，角上打一个孔，就算检过了，茶客都留着。",
        "下雨的日子，茶馆的窗子推开半扇，江风把报纸吹得哗哗响起来。",
    ]
    assert bodies(read(lines([*FERRY, *told], 20) + "\n")) == [[*FERRY, *told]]


def test_turns_of_an_interview_are_paragraphs() -> None:
    told = ["问：为什么留着老渡轮？", "答：钟声听了四十年，拆了夜里睡不着。", "问：往后呢？", "答：开茶馆，卖船票。"]
    content = read("\n\n".join([lines([*FERRY, *told], 18), "老渡轮成了茶馆"]) + "\n")
    assert bodies(content) == [[*FERRY, *told]]


def test_a_line_that_no_column_holds_is_cut() -> None:
    upper, lower = lines(BRIDGE, 18), lines(dated(CLINIC, "记者 苏芮"), 14)
    content = read(f"河湾大桥合龙\n\n{upper} {lower}\n\n透析室开到家门口\n")
    assert bodies(content) == [BRIDGE, dated(CLINIC, "记者 苏芮")]
    assert [article.headline for article in content.articles] == ["河湾大桥合龙", "透析室开到家门口"]


def test_a_column_changes_with_its_own_first_paragraph() -> None:
    short = "六月通车那天，两岸的渡口一起停航。"
    text = "\n\n".join(
        [
            lines([*BRIDGE, short], 14),
            lines([*SCHOOL, *SCHOOL[:1]], 24),
            "听泉小学有了天文台",
            "河湾大桥合龙",
            "林 远 邱 帆",
        ]
    )
    content = read(text + "\n")
    assert bodies(content)[0] == [*BRIDGE, short]


def test_two_heads_over_a_body_are_no_lines_of_it() -> None:
    text = "\n\n".join(["渡轮上岸", lines(dated(FERRY, "记者 程立"), 18), "县里办学", "天文台落成", lines(SCHOOL, 18)])
    content = read(text + "\n")
    assert bodies(content) == [dated(FERRY, "记者 程立"), SCHOOL]


def test_names_that_ran_together_are_parted() -> None:
    content = read("\n\n".join(["渡轮上岸成了茶馆", "高 岚 杜 月", lines(FERRY, 18)]) + "\n")
    assert names(content.articles[0]) == ["高岚", "杜月"]
    content = read("\n\n".join(["渡轮上岸成了茶馆", "安 居 乐 业", lines(FERRY, 18)]) + "\n")
    assert names(content.articles[0]) == []


def test_a_first_line_may_end_a_sentence() -> None:
    told = [
        "“钟声和茶水，都是别急。”老船长憨憨地笑，说渡轮开得慢的那些年，江上的人都不赶路，船到了才算到。",
        "茶馆的账本上记满了船名，一条船一页，后来的人翻着看，翻到哪一条就讲哪一条。",
    ]
    assert bodies(read(lines([*FERRY, *told], 14) + "\n")) == [[*FERRY, *told]]


def test_a_line_break_may_cut_the_name_of_who_speaks() -> None:
    assert continues("县交通运输局局长、总工程师卢", "瑞野表示，") > 0.7
    assert continues("县交通运输局定下限行时段", "卢瑞野表示，") < 0.3


def test_two_short_articles_part_for_the_head_under_them() -> None:
    content = read(
        "\n\n".join(["渡轮上岸成了茶馆", lines(dated(FERRY, "记者 程立"), 18), lines(CLINIC, 24), "透析室开到松林铺"])
        + "\n"
    )
    assert bodies(content) == [dated(FERRY, "记者 程立"), CLINIC]
    assert [article.headline for article in content.articles] == ["渡轮上岸成了茶馆", "透析室开到松林铺"]


def test_names_of_a_signature_over_two_lines() -> None:
    signed = [FERRY[0], FERRY[1] + "（程立远 邱远帆 苏芮）"]
    (article,) = read("\n\n".join(["渡轮上岸成了茶馆", lines(signed, 13)]) + "\n").articles
    assert names(article) == ["程立远", "邱远帆", "苏芮"]


def test_a_padded_name_in_a_bracket_stays_one() -> None:
    text = "\n\n".join(["渡轮上岸成了茶馆", lines(FERRY, 18), "老船长说，钟声也是船票。（程 立 邱远帆 苏 芮）"])
    (article,) = read(text + "\n").articles
    assert names(article) == ["程立", "邱远帆", "苏芮"]


def test_a_line_that_two_columns_share_is_cut() -> None:
    upper, lower = lines(BRIDGE, 24), lines(SCHOOL, 14)
    last, first = upper.split("\n\n")[-1], lower.split("\n\n")[0]
    assert em_width(last + first) < 26
    content = read(f"{upper} {lower}\n\n听泉小学有了天文台\n\n河湾大桥合龙\n\n林 远 邱远帆\n")
    assert bodies(content) == [BRIDGE, SCHOOL]
    assert [article.headline for article in content.articles] == ["河湾大桥合龙", "听泉小学有了天文台"]


def test_heads_at_the_end_of_a_file_are_no_lines_of_the_body_above() -> None:
    told = lines(dated(CLINIC, "记者 苏芮"), 20)
    heads = ["县卫生局调研时强调", "透析室要开到家门口", "老渡轮上岸\n——江边茶馆开张"]
    content = read("\n\n".join([lines(FERRY, 18), told, *heads, "林 远 邱远帆"]) + "\n")
    assert bodies(content) == [FERRY, dated(CLINIC, "记者 苏芮")]
    assert [article.headline for article in content.articles] == ["老渡轮上岸", "透析室要开到家门口"]


def test_a_letter_to_the_editor_opens_an_article() -> None:
    letter = [
        "编辑同志：渡口的站牌换了新的，末班船的时间却不见了。",
        "盼着把时间补上，字大一点，老人也看得清。（程立）",
    ]
    text = "\n\n".join([lines(dated(BRIDGE, "记者 苏芮"), 18), lines(letter, 18), "末班船几点开"])
    assert bodies(read(text + "\n")) == [dated(BRIDGE, "记者 苏芮"), letter]


def test_a_body_that_has_lost_its_head_takes_no_other() -> None:
    clinic = [CLINIC[0], CLINIC[1] + "（苏芮 邱帆）"]
    heads = ["青石县领导察看江岸时强调", "老渡轮要成茶馆"]
    text = "\n\n".join([lines(dated(FERRY, "记者 程立"), 18), *heads, lines(clinic, 22), "透\n析\n 室"])
    first, second = read(text + "\n").articles
    assert (first.kicker, first.headline, second.headline) == (*heads, None)


def test_lines_of_one_width_without_any_mark_are_a_paragraph() -> None:
    texts = ["".join(sign for part in body for sign in part if sign.isalpha()) for body in (BRIDGE, CLINIC)]
    printed = ["\n".join(text[start : start + 18] for start in range(0, len(text), 18)) for text in texts]
    content = read("\n\n".join(["大桥合龙", printed[0], "透析室开门", printed[1]]) + "\n")
    assert [article.headline for article in content.articles] == ["大桥合龙", "透析室开门"]
    assert [article.text for article in content.articles] == texts
