"""Lines of a column that are paragraphs again."""

from invented_articles import read

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
