"""Bare text to articles and back: invented documents, damage, bad input, and the seeds where they are at hand."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repair_damage import Clean, column_cuts, heads, invent_several, text_layer

from banmian.document.changes import ChangeMismatchError
from banmian.document.model import Article, Block, Content, Region
from banmian.repair.bare_text.chunks import split_chunks
from banmian.repair.bare_text.pipeline import UnreadableTextError, text_to_content
from banmian.repair.page_articles import repair_article
from banmian.repair.undo import read_block, read_text

SEEDS = sorted((Path(__file__).parents[4] / "shared" / "seeds").glob("*.txt"))
PIECES = [
    "# 听泉日报\n2023年2月1日 星期三 第233期\n",
    "导读\n",
    "断了七年的路通了\n——两岸车程缩短半小时\n",
    "本报记者 程立 实习生 苏芮\n",
    "■江正平 摄\n",
    "▶下转 02版①\n",
    "铁\n索\n横\n江\n",
    "大桥全长三百米，双向四车道，两侧各留两米半的人行道。",
    "修桥的石匠用小锤一块一块敲过去，声音发闷的，里面多半有",
    "裂缝。",
    " 重 点 工 程 提 前",
    "\t",
    "  \n",
    "\r\n",
    "\u3000\u3000",
    "春江潮水连海平，海上明月共潮生。\n",
    "1. 修桥\n",
    "The bridge is open.\n",
]


def clean_text(article: Clean) -> str:
    return "\n\n".join([*heads(article), *article.paragraphs]) + "\n"


def printed(article: Article) -> str:
    """An article as a clean text prints it."""
    names = " ".join(f"{person.role or ''} {person.name}".strip() for person in article.bylines)
    head = [("## ", article.kicker), ("# ", article.headline), ("## ", article.subheadline)]
    lines = [mark + line for mark, line in head if line] + ([] if article.dateline or not names else [names])
    return "\n\n".join(lines + [block.text for block in article.blocks])


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12).filter(lambda text: text.isprintable()), max_size=30))
@settings(max_examples=120, deadline=None)
def test_what_was_read_is_given_back(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert read_text(text_to_content(text)) == text


@pytest.mark.parametrize("seed", range(6))
def test_a_clean_issue_comes_out_as_it_is(seed: int) -> None:
    articles = [replace(article, kicker=None) for article in invent_several(seed, 4)]
    text = "\n\n".join(clean_text(article).rstrip("\n") for article in articles) + "\n"
    content = text_to_content(text)
    assert [article.headline for article in content.articles] == [article.headline for article in articles]
    for found, article in zip(content.articles, articles, strict=True):
        assert [block.text for block in found.blocks] == article.paragraphs
        assert [repair.rule for repair in found.repairs if repair.rule not in ("margin", "byline")] == []


@pytest.mark.parametrize("seed", range(6))
def test_a_repaired_issue_stays(seed: int) -> None:
    articles = invent_several(seed, 3)
    first = text_to_content(text_layer(articles, random.Random(seed)))
    second = text_to_content("\n\n".join(printed(article) for article in first.articles) + "\n")
    assert [a.headline for a in second.articles] == [a.headline for a in first.articles]
    assert [a.text for a in second.articles] == [a.text for a in first.articles]


def test_text_layers_and_column_cuts_are_healed() -> None:
    paragraphs = whole = headlines = bodies = 0
    for seed in range(12):
        rng = random.Random(seed)
        articles = invent_several(seed, 4)
        for damage in (text_layer, column_cuts):
            text = damage(articles, rng)
            content = text_to_content(text)
            assert read_text(content) == text
            assert len(content.articles) == len(articles)
            for article in articles:
                texts = {block.text for found in content.articles for block in found.blocks}
                paragraphs += len(article.paragraphs)
                whole += sum(paragraph in texts for paragraph in article.paragraphs)
                headlines += any(found.headline == article.headline for found in content.articles)
                bodies += "".join(article.paragraphs) in {found.text.replace("\n", "") for found in content.articles}
    assert whole >= 0.9 * paragraphs
    assert headlines >= 0.9 * 96
    assert bodies >= 0.98 * 96


def test_an_article_cut_by_another_is_whole_again() -> None:
    text = (
        "渡口退休 大桥上岗\n\n"
        "本报讯（记者 程立）3月12日零时十五分，河湾大桥最后一段钢梁缓缓落下，两岸的灯光连成一线。合龙要等温\n\n"
        "巷口集市有了遮雨棚\n\n"
        "本报讯（记者 苏芮）从前一下雨就收摊的巷口集市，昨天有了自己的遮雨棚，摊贩们都说好。\n\n"
        "度，钢梁热胀冷缩，只有后半夜的两个小时，缝隙才正好是设计的那个数。\n"
    )
    content = text_to_content(text)
    assert [article.headline for article in content.articles] == ["渡口退休 大桥上岗", "巷口集市有了遮雨棚"]
    assert "合龙要等温度，钢梁热胀冷缩" in content.articles[0].text
    assert read_text(content) == text


def test_a_poured_table_is_rows_again() -> None:
    places = ["青石县", "白鹭县", "松林县", "北岭县", "双井县", "柳渡县"]
    columns = [
        ("小组", ["第一调研组", "第二调研组", "第三调研组"]),
        ("组长", ["程 立", "苏芮帆", "邱远山"]),
        ("地区", places),
        ("时间", [f"3月{day}日至4月2日" for day in range(2, 8)]),
        ("电话", [f"0999-22{number}1069" for number in range(10, 16)]),
    ]
    lines = [line for head, cells in columns for line in (head, *cells)]
    body = "本报讯（记者 程立）近日，三个调研组完成进驻工作，六个县全部到位，调研全面展开。"
    text = "\n\n".join([*lines, "春季调研进驻一览表", body, "春季调研全部进驻"]) + "\n"
    (article,) = text_to_content(text).articles
    (table,) = article.tables
    assert table.caption == "春季调研进驻一览表"
    assert table.rows[0] == ["小组", "组长", "地区", "时间", "电话"]
    assert table.rows[1] == ["第一调研组", "程立", "青石县", "3月2日至4月2日", "0999-22101069"]
    assert [len(row) for row in table.rows] == [5] * 7
    assert article.headline == "春季调研全部进驻"


def test_vertical_heads_verse_jumps_and_furniture() -> None:
    head = "\n".join("石桥百岁迎新客") + "\n\n—\n—\n\n" + "\n".join("听泉镇修缮老桥纪实") + "\n\n程\n\n立\n\n苏\n芮\n帆"
    text = (
        "听泉日报\n2023年2月1日 星期三 第233期 今日4版\n\n"
        + "▲（上接1版）\n\n老桥的石灰浆里掺了糯米和桐油，化验员按比例配了三次。\n\n"
        + head
        + "\n\n有着一百三十年历史的石拱桥今起封闭修缮，八百多块桥石将逐一编号，诗人写道：\n\n"
        + "石上苔痕青又绿，桥边渡口古今同。\n行人莫问兴亡事，只看波光映晚风。\n半夜钟声惊宿鸟，一江春水送归舟。\n\n"
        + "大家都说，桥老了，路还在。▶下转02版①\n"
    )
    content = text_to_content(text)
    assert content.publication.title == "听泉日报"
    assert content.publication.date == "2023-02-01"
    first, second = content.articles
    assert first.continued_from is not None
    assert first.continued_from.page == "1版"
    assert second.headline == "石桥百岁迎新客"
    assert second.subheadline == "——听泉镇修缮老桥纪实"
    assert [person.name for person in second.bylines] == ["程立", "苏芮帆"]
    assert [block.type for block in second.blocks] == ["paragraph", "verse", "paragraph"]
    assert second.blocks[1].text.count("\n") == 2
    assert second.continued_to is not None
    assert second.continued_to.marker == "①"
    assert "下转" not in second.text
    assert read_text(content) == text


@pytest.mark.parametrize(
    "text",
    [
        "大桥通车，两岸的灯光在江心连成\n\u200b\n一线，两岸的人都来了，老人和孩子\n都来看桥，江上的船\n拉响了汽笛\n",
        "桥\n" + "  \n" * 80_000 + "桥通了。\n",
        "\u200b" * 1000,
        "城墙下开幕，五支锣鼓队同\n\n山乡推进医改\n一张床位的故事\n\n新来的观测员，只有二十\n\n\n水位回升了半米。",
    ],
)
def test_no_line_is_lost(text: str) -> None:
    assert read_text(text_to_content(text)) == text


@pytest.mark.parametrize(
    "text", ["", "\n\n", " \t\n", "桥", "桥\n", "\ufeff桥通了。", "a" * 300_000, "，" * 5000, "（" * 5000]
)
def test_odd_texts_are_read(text: str) -> None:
    assert read_text(text_to_content(text)) == text


def test_one_long_line_is_read() -> None:
    text = "大桥通车，两岸的灯光在江心连成一线。" * 12_000
    content = text_to_content(text)
    assert sum(len(article.text) for article in content.articles) == len(text)


@pytest.mark.parametrize("text", ["桥\ud800通了", "\x00\x01\x02\x03桥\x04\x05" * 20])
def test_what_is_no_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTextError):
        text_to_content(text)


def test_control_and_direction_marks_go_and_come_back() -> None:
    text = "桥通了\n\n\u202e大桥\u200b今天\x0b通车，\u2066两岸的人都\u2069来了。\n" + "两岸的灯光连成一线。" * 10 + "\n"
    content = text_to_content(text)
    assert not re.search("[\u200b\u202e\u2066\u2069]", content.articles[0].text)
    assert read_text(content) == text


def test_chunks_cut_between_lines() -> None:
    text = "\n\n".join(f"第{number}段，大桥通车，两岸来人。" for number in range(500))
    chunks = list(split_chunks(text, 1000))
    assert len(chunks) > 4
    assert all(text.split("\n")[chunk.first_line] == chunk.text.split("\n")[0] for chunk in chunks)
    content = text_to_content(text)
    assert read_text(content) == text


def test_a_record_of_another_text_is_refused() -> None:
    content = text_to_content("大桥今天通车,两岸的灯光在江心连成一线,老人和孩子都来看桥。\n")
    content.articles[0].blocks[0].text = "别的话"
    with pytest.raises(ChangeMismatchError):
        read_text(content)


def test_an_article_from_a_page_is_healed_and_stays() -> None:
    article = Article(
        headline="北岭:大桥今通车",
        blocks=[
            Block("paragraph", "去年以来,我们把桥上桥下的各种风", [Region(1, [0, 0, 9, 9])], 0.9),
            Block("paragraph", "险逐一排除,“三 道”关口如期打 通。", [Region(1, [9, 0, 18, 9])], 0.9),
            Block("verse", "春 江\n晚 渡"),
        ],
    )
    healed = repair_article(article)
    assert healed.headline == "北岭：大桥今通车"
    assert [block.text for block in healed.blocks] == [
        "去年以来，我们把桥上桥下的各种风险逐一排除，“三道”关口如期打通。",
        "春 江\n晚 渡",
    ]
    assert len(healed.blocks[0].regions) == 2
    assert read_block(healed, 0) == article.blocks[0].text + "\n" + article.blocks[1].text
    assert read_block(healed, "headline") == article.headline
    assert repair_article(healed) == healed


@pytest.mark.parametrize("seed", range(4))
def test_clean_articles_from_a_page_stay(seed: int) -> None:
    for invented in invent_several(seed, 3):
        blocks = [Block("paragraph", paragraph) for paragraph in invented.paragraphs]
        article = Article(headline=invented.headline, blocks=blocks, text="\n".join(invented.paragraphs))
        assert repair_article(article).repairs == []
        assert repair_article(article).text == article.text


@pytest.mark.skipif(not SEEDS, reason="the seed texts are not beside this checkout")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_seeds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    content = text_to_content(text)
    assert read_text(content) == text
    headed = [article for article in content.articles if article.headline]
    assert len(headed) >= {"000": 8, "001": 18, "002": 9, "003": 4, "004": 4}[path.stem[:3]]
    assert _gaps(content) <= 0.001
    headlines = [article.headline for article in headed]
    assert len(set(headlines)) == len(headlines)
    assert all("下转" not in article.text for article in content.articles)
    if path.stem.startswith("000"):
        (table,) = [table for article in content.articles for table in article.tables]
        assert [len(row) for row in table.rows] == [6] * 21
    if path.stem.startswith("001"):
        assert (
            sum(block.text.count("\n") + 1 for a in content.articles for block in a.blocks if block.type == "verse")
            == 21
        )


def _gaps(content: Content) -> float:
    """The share of neighbours in Chinese that a space still parts, headline-like places left out."""
    text = "\n".join(
        block.text for article in content.articles for block in article.blocks if block.type == "paragraph"
    )
    text = re.sub("（[^）]*）|《[^》]*》|“[^”]*”", "", text)
    gaps = len(re.findall(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])", text))
    return gaps / max(1, len(text))


def test_markdown_and_html_are_read() -> None:
    text = (
        "![](images/1.jpg)\n\n## **断了七年的路通了**\n\n本报讯（记者 程立）大桥昨天通车，**老人和孩子**都来看桥。\n\n"
        "| 桥名 | 长度 |\n|---|---|\n| 河湾大桥 | 300米 |\n\n"
        "<table><tr><td colspan=2>站</td></tr>\n<tr><td>北站</td><td>20</td></tr></table>\n\n— 12 —\n\n"
        "修桥的石匠用小锤一块一块敲过去，声音发闷的，里面多半有裂缝。\n"
    )
    content = text_to_content(text)
    (article,) = content.articles
    assert article.headline == "断了七年的路通了"
    assert "**" not in article.text
    assert [table.rows for table in article.tables] == [
        [["桥名", "长度"], ["河湾大桥", "300米"]],
        [["站", "站"], ["北站", "20"]],
    ]
    assert [piece.kind for piece in content.furniture] == ["other", "folio"]
    assert read_text(content) == text


def test_wrapped_english_is_read() -> None:
    text = (
        "THE HILL VALLEY GAZETTE\nSaturday, February 14, 1925    No. 233\n\nNEW BRIDGE OPENS TO TRAFFIC\n\n"
        "By JOHN SMITH, Staff Writer\n\nHILL VALLEY, Feb. 13.--The new bridge over the river\n"
        "was opened to traffic yesterday after a cere-\nmony attended by hundreds of people, who walked\n"
        "across in the rain.\n"
        "   The mayor said that the bridge would cut the\njourney by half an hour. (Continued on page 3)\n\n"
        "School Gets Its Own Observatory\n\nThe pupils of the mountain school have built, with\n"
        "the help of their teacher, a small observatory on\nthe roof of the building.\n"
    )
    content = text_to_content(text)
    assert content.publication.title == "THE HILL VALLEY GAZETTE"
    assert [article.headline for article in content.articles] == [
        "NEW BRIDGE OPENS TO TRAFFIC",
        "School Gets Its Own Observatory",
    ]
    first = content.articles[0]
    assert first.blocks[0].text.endswith(
        "yesterday after a ceremony attended by hundreds of people, who walked across in the rain."
    )
    assert first.continued_to is not None
    assert [person.name for person in first.bylines] == ["JOHN SMITH"]
    assert read_text(content) == text


def test_a_headline_painted_twice_is_one() -> None:
    body = "本报讯（记者 程立）末班车昨天起推迟到晚上十一点，夜班工人终于不用走路回家，家里的灯也亮得更晚。"
    text = f"末末班班车车推推迟迟到到十十一一点点\n末班车推迟到十一点\n\n{body}\n"
    (article,) = text_to_content(text).articles
    assert article.headline == "末班车推迟到十一点"
    assert article.subheadline is None
    assert read_text(text_to_content(text)) == text
