from hypothesis import given
from hypothesis import strategies as st

from banmian.document.ids import assign_article_ids, document_id
from banmian.document.model import Article, Block, Document, Region, Source

SHA = "0123456789abcdef" * 4


@given(st.text(max_size=300))
def test_any_stem_gives_a_safe_folder_name(stem: str) -> None:
    name = document_id(stem, SHA)
    assert name.endswith("-0123456789")
    assert "/" not in name
    assert "\\" not in name
    assert not name.startswith(".")
    assert len(name.encode()) < 255


def test_the_stem_stays_readable() -> None:
    assert document_id("晚报 2024-05-06 第1版", SHA) == "晚报-2024-05-06-第1版-0123456789"


def test_articles_count_by_page() -> None:
    found = [
        Article(regions=[Region(1, [0, 0, 1, 1])]),
        Article(blocks=[Block("paragraph", "", [Region(2, [0, 0, 1, 1])])]),
        Article(regions=[Region(2, [0, 0, 1, 1]), Region(1, [0, 0, 1, 1])]),
        Article(),
    ]
    document = Document(Source("", SHA, "text/plain", 1), articles=found)
    assign_article_ids(document, "d")
    assert [a.id for a in found] == ["d-p01-01", "d-p02-01", "d-p01-02", "d-p01-03"]
