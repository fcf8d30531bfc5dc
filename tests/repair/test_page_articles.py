"""Articles of pages repaired: what layout has measured and a text alone could not tell."""

import pytest

from banmian.document.model import Article, Block
from banmian.repair.page_articles import repair_article


def article(headline: str, text: str = "镇里昨天把老桥修好了。") -> Article:
    return Article(id="a-p01-01", headline=headline, blocks=[Block("paragraph", text)], text=text)


@pytest.mark.parametrize(
    "headline", ["八个村联手修水渠 3年引来满坡梨花", "山里娃学会看云识天气 App里记下雨量", "二十年守一座桥 20本日记"]
)
def test_gap_before_a_number_parts_a_headline(headline):
    assert repair_article(article(headline)).headline == headline


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("镇里投入 116 万元修桥", "镇里投入116万元修桥"),
        ("老桥 3月通车", "老桥3月通车"),
        ("修 水 渠 3 年 引 来 梨 花", "修水渠3年引来梨花"),
    ],
)
def test_gap_around_a_number_inside_a_phrase_closes(read, wanted):
    assert repair_article(article(read)).headline == wanted


def test_gap_before_a_number_closes_in_a_paragraph():
    mended = repair_article(article("老桥修好了", "村民们等了很久 3月里桥终于通了。"))
    assert mended.blocks[0].text == "村民们等了很久3月里桥终于通了。"
