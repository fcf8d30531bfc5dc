import pytest
import yaml
from export_cases import NAME, issue

from banmian.document.model import Article, Block, Document, Table
from banmian.export.markdown_writer import escape, markdown


def written(article: Article) -> str:
    return markdown(issue()[0], article, NAME).decode()


def test_front_matter_is_yaml_and_says_what_is_known() -> None:
    document: Document = issue()[0]
    _, front, body = written(document.articles[0]).split("---\n", 2)
    facts = yaml.safe_load(front)
    assert facts["headline"] == "渔港重开 <script>alert(1)</script>"
    assert facts["bylines"] == [{"name": "秦帆", "role": "记者"}]
    assert (facts["date"], facts["pages"], facts["page_labels"]) == ("2024-05-06", [1], ["01版"])
    assert facts["continued_to"] == f"{NAME}-p02-01"
    assert "section" not in facts
    assert body.startswith("\n*晨讯*\n\n# 渔港重开 \\<script\\>alert(1)\\</script\\>\n\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# 不是标题", "\\# 不是标题"),
        ("1. 不是列表", "1\\. 不是列表"),
        ("- 不是列表", "\\- 不是列表"),
        ("*强调*_也_不是", "\\*强调\\*\\_也\\_不是"),
        ("[链接](x)", "\\[链接\\](x)"),
        ("&amp;", "&amp;amp;"),
        ("2024年", "2024年"),
    ],
)
def test_page_text_can_not_become_markup(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_verse_keeps_its_lines_and_tables_their_cells() -> None:
    article = Article(id="a", blocks=[Block("verse", "一行\n两行"), Block("subheading", "小题")])
    article.tables = [Table("表", [["甲", "乙|丙"], ["1"]])]
    text = written(article)
    assert "一行\\\n两行\n\n## 小题\n\n**表**\n\n| 甲 | 乙\\|丙 |\n| --- | --- |\n| 1 |  |\n" in text
