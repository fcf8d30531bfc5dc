"""Texts of which all, an article or every line stands twice."""

import pytest
from invented_articles import BRIDGE, CLINIC, FERRY, SCHOOL, bodies, lines, read

ARTICLES = [
    ["河湾大桥钢梁合龙", "本报记者 程立", *BRIDGE],
    ["卫生院有了透析室", "本报记者 苏芮帆", *CLINIC],
    ["操场上的天文台", "本报记者 邱远山", *SCHOOL],
]
HEADS = [article[0] for article in ARTICLES]
BODIES = [article[2:] for article in ARTICLES]


def once_each(text: str) -> None:
    content = read(text)
    assert [article.headline for article in content.articles] == HEADS
    assert bodies(content) == BODIES


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_text_that_was_painted_twice_is_read_once(between):
    text = between.join(line for article in ARTICLES for line in article)
    once_each(text + between + text)


def test_a_second_layer_may_break_its_lines_elsewhere():
    once_each("\n".join(lines(article, width).replace("\n\n", "\n") for width in (19, 14) for article in ARTICLES))


@pytest.mark.parametrize("apart", [False, True])
def test_an_article_that_stands_twice_is_read_once(apart):
    order = [*ARTICLES, ARTICLES[1]] if apart else [ARTICLES[0], ARTICLES[1], ARTICLES[1], ARTICLES[2]]
    once_each("\n".join(line for article in order for line in article))


def test_lines_that_all_stand_twice_are_read_once():
    printed = lines([line for article in ARTICLES for line in article], 18).split("\n\n")
    once_each("\n".join(line for line in printed for _ in range(2)))


def test_a_teaser_takes_nothing_from_the_article_that_begins_with_it():
    teaser = [line for article in ARTICLES for line in (article[0], article[2])]
    content = read("\n\n".join([*teaser, "", *FERRY, "", *(line for article in ARTICLES for line in article)]))
    for body in BODIES:
        assert any(all(part in article.text for part in body) for article in content.articles)


def test_a_second_layer_that_reads_a_character_otherwise_gives_no_article_again():
    text = "\n".join(line for article in ARTICLES for line in article)
    content = read(f"{text}\n{text.replace('望远镜', '忘远镜')}")
    assert [article.headline for article in content.articles] == HEADS
