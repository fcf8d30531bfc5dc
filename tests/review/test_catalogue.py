import sqlite3
from pathlib import Path

import pytest
from export_cases import NAME, bare, issue

from banmian.review.catalogue import Catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    found = Catalogue(tmp_path / "catalogue.sqlite")
    found.put(NAME, "1", {"name": NAME}, issue()[0])
    found.put("note-0123456789", "1", {"name": "note"}, bare())
    return found


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        ("渔船", [f"{NAME}-p01-01", f"{NAME}-p01-02"]),
        ("重新开放", [f"{NAME}-p01-01"]),
        ("港", [f"{NAME}-p01-01"]),
        ("HARBOUR", [f"{NAME}-p02-02"]),
        ("人来人往 陆续", [f"{NAME}-p01-01"]),
        ("陆续 人来人往", [f"{NAME}-p01-01"]),
        ("陆续 没有的词", []),
        ('"渔民说，今年"', [f"{NAME}-p01-01"]),
        ('"说 今年"', [f"{NAME}-p01-01"]),
        ('"今年 渔民"', []),
        ("漁民", [f"{NAME}-p01-01"]),
        ("秦帆", [f"{NAME}-p01-01"]),
        ("记者秦帆", [f"{NAME}-p01-01"]),
        ("船队 海风日报", [f"{NAME}-p02-01"]),
        ("船队 2024-05-06", [f"{NAME}-p02-01"]),
        ("船队 2024年5月6日", [f"{NAME}-p02-01"]),
        ("船队 2023", []),
        ("海燕", [f"{NAME}-p01-02"]),
        ('"', []),
        ("%_", []),
        ("  ", []),
    ],
)
def test_questions(catalogue: Catalogue, question: str, articles: list[str]) -> None:
    total, hits = catalogue.find(question)
    assert [hit.article for hit in hits] == articles
    assert total == len(articles)


def test_furniture_is_found_on_its_page(catalogue: Catalogue) -> None:
    hits = [hit for hit in catalogue.find("海风日报")[1] if hit.slot.startswith("furniture")]
    assert [(hit.page, hit.article, hit.slot, hit.match) for hit in hits] == [(1, "", "furniture-0", "海风日报")]


def test_a_hit_says_where_it_is(catalogue: Catalogue) -> None:
    _, (hit,) = catalogue.find("滿載而歸")
    assert (hit.document, hit.page, hit.article, hit.label) == (NAME, 2, f"{NAME}-p02-01", "02版")
    assert (hit.left, hit.match, hit.right) == ("船队傍晚归来，", "满载而归", "。")
    assert hit.title == "海风日报 2024-05-06"


def test_a_document_entered_anew_is_not_found_twice(catalogue: Catalogue) -> None:
    document = issue()[0]
    document.articles[0].headline = "新的标题"
    catalogue.put(NAME, "2", {"name": NAME}, document)
    assert catalogue.find("新的标题")[0] == 1
    assert catalogue.find("<script>")[0] == 0
    assert catalogue.find("满载而归")[0] == 1
    assert catalogue.stamps() == {NAME: "2", "note-0123456789": "1"}


def test_a_document_that_is_gone_is_not_found(catalogue: Catalogue) -> None:
    catalogue.remove(NAME)
    assert catalogue.find("渔船")[0] == 0
    assert list(catalogue.lines()) == ["note-0123456789"]


def test_it_stands_when_it_is_opened_again(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.close()
    assert Catalogue(tmp_path / "catalogue.sqlite").find("渔船")[0] == 2


def test_a_damaged_or_older_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    path.write_bytes(b"not a database at all, " * 100)
    Catalogue(path).put(NAME, "1", {}, issue()[0])
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 77")
    base.close()
    assert Catalogue(path).find("渔船")[0] == 0
