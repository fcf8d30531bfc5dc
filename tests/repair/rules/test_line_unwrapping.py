"""Lines of a column that are paragraphs again."""

from random import Random

from invented_articles import BRIDGE, CLINIC, FERRY, SCHOOL, read
from repair_damage import open_gaps, wrap

ENGLISH = """Old ferry makes its last trip
By Jo Hill
The ferry at the east end of the town made its last
trip on Sunday, and the old men who had worked on it
came to see it go across the river for the last time
before the bridge opens.
Children had fished from its deck for years, and they
brought a cake, which nobody ate because of the rain
that fell all day.
"""


def test_ragged_lines_end_a_paragraph_where_they_are_short():
    (article,) = read(ENGLISH).articles
    first, second = (block.text for block in article.blocks)
    assert first.endswith("for the last time before the bridge opens.")
    assert second.startswith("Children had fished")


def test_a_list_of_short_titles_of_one_length_is_no_paragraph():
    titles = ["河湾大桥昨夜合龙", "松林铺有了透析室", "操场上的新天文台", "老渡轮变成了茶馆", "石拱桥等着人修缮"]
    assert not read("\n".join(titles)).articles


def test_paragraphs_of_two_lines_between_blank_ones_are_no_heads():
    bodies = [SCHOOL, CLINIC, BRIDGE]
    heads = ["听泉小学立起白圆顶", "松林铺有了透析室", "河湾大桥昨夜合龙"]
    parts = []
    for head, body in zip(heads, bodies, strict=True):
        parts += [head, *("\n".join(wrap(paragraph, 29, 0)) for paragraph in body)]
    content = read("\n\n".join(parts))
    assert [article.headline for article in content.articles] == heads
    assert [[block.text for block in article.blocks] for article in content.articles] == bodies


def test_a_recognisers_gaps_are_no_letter_spacing():
    heads = ["松林铺有了透析室", "老渡轮变茶馆", "听泉小学立起白圆顶"]
    rng = Random(17)
    lines = []
    for head, body in zip(heads, (CLINIC, FERRY, SCHOOL), strict=True):
        lines += [head, *(line for paragraph in body for line in wrap(paragraph, 22, 0))]
    content = read("\n".join(open_gaps(line, rng, 0.35) for line in lines))
    assert [(article.headline or "").replace(" ", "") for article in content.articles] == heads
