import pytest
from export_cases import NAME, bare, issue

from banmian.review.search import SearchIndex


@pytest.fixture
def index() -> SearchIndex:
    found = SearchIndex()
    found.put(NAME, issue()[0])
    found.put("note-0123456789", bare())
    return found


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("渔船", ["block-0", "image-0"]),
        ("重新开放", ["block-0"]),
        ("港", ["headline", "block-0", "image-0"]),
        ("HARBOUR", ["headline", "block-0"]),
        ("<script>", ["headline"]),
        ('"', []),
        ("%", []),
        ("_", []),
        ("没有的词", []),
        ("  ", []),
    ],
)
def test_words_are_found_however_short_and_taken_as_they_are(index: SearchIndex, words: str, slots: list[str]) -> None:
    total, hits = index.find(words)
    assert [hit.slot for hit in hits] == slots
    assert total == len(slots)
    assert all(hit.match.lower() == words.lower() for hit in hits)


def test_a_hit_says_where_it_is(index: SearchIndex) -> None:
    _, (hit,) = index.find("满载而归")
    assert (hit.document, hit.page, hit.article, hit.label) == (NAME, 2, f"{NAME}-p02-01", "02版")
    assert (hit.left, hit.match, hit.right) == ("船队傍晚归来，", "满载而归", "。")


def test_a_document_indexed_anew_is_not_found_twice(index: SearchIndex) -> None:
    document = issue()[0]
    document.articles[0].headline = "新的标题"
    index.put(NAME, document)
    assert index.find("新的标题")[0] == 1
    assert index.find("<script>")[0] == 0
