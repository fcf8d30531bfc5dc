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
