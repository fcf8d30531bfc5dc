from pathlib import Path

import pytest

from banmian import Settings
from banmian.document.model import Document, PageInfo, Provenance, Publication, Source
from banmian.errors import UsageError
from banmian.reading.outside_facts import FactsTable, OutsideFacts, OutsideSources, PathPattern, apply_facts


def document(**paper: str) -> Document:
    return Document(
        source=Source("a.jpg", "0" * 64, "image/jpeg", 1),
        publication=Publication(**paper),  # type: ignore[arg-type]
        pages=[PageInfo(number=1, label="02版")],
        provenance=Provenance(banmian="1"),
    )


@pytest.mark.parametrize(
    ("pattern", "path", "facts"),
    [
        ("{title}/{date:%Y%m%d}/{page}.jpg", "/x/云岭晚报/20231026/A03.jpg", ("云岭晚报", "2023-10-26", "A03")),
        ("{title}_{date}_{page}", "scans/岭南日报_1939-4-3_12.tif", ("岭南日报", "1939-04-03", "12")),
        ("{title} {date:%d.%m.%Y}*", "Abendpost 01.02.1901 (b).png", ("Abendpost", "1901-02-01", None)),
        ("*/{page}.jpg", "in/a.b/7.jpg", (None, None, "7")),
        ("{title}/{date:%Y%m%d}/{page}.jpg", "/x/paper/20231326/3.jpg", (None, None, None)),
        ("{title}/{date:%Y%m%d}/{page}.jpg", "/x/paper/front.jpg", (None, None, None)),
    ],
)
def test_a_pattern_reads_the_end_of_a_path(pattern: str, path: str, facts: tuple[str | None, ...]) -> None:
    found = PathPattern(pattern).facts(path)
    assert (found.title, found.date, found.page) == facts


@pytest.mark.parametrize("pattern", ["plain.jpg", "{paper}.jpg", "{page}/{page}", "{title:%Y}", "{date:%H}"])
def test_a_pattern_that_makes_no_sense_is_refused(pattern: str) -> None:
    with pytest.raises(UsageError):
        PathPattern(pattern)


def test_the_more_particular_source_wins(tmp_path: Path) -> None:
    (tmp_path / "newspaper.toml").write_text('title = "云岭晚报"\nedition = "早"\n', "utf-8")
    inner = tmp_path / "1939"
    inner.mkdir()
    (inner / "newspaper.toml").write_text('date = 1939-04-03\ntitle = "云岭早报"\n', "utf-8")
    table = tmp_path / "facts.csv"
    table.write_text("\ufeffpath,page,issue\n1939/b.png,7,\n", "utf-8")
    sources = OutsideSources("{page}.png", table)
    assert sources.facts(str(inner / "a.png")) == OutsideFacts("云岭早报", "1939-04-03", "早", None, "a")
    assert sources.facts(str(inner / "b.png")).page == "7"
    assert OutsideSources().facts(str(inner / "a.png")).page is None


@pytest.mark.parametrize(
    "text", ["file,page\na,1\n", "path,pages\na,1\n", "path,date\na,26.10.2023\n", "\n", "path,title,title\na,b,c,d\n"]
)
def test_a_table_that_can_not_be_used_is_refused(tmp_path: Path, text: str) -> None:
    table = tmp_path / "facts.csv"
    table.write_text(text, "utf-8")
    with pytest.raises(UsageError):
        FactsTable(table)


@pytest.mark.parametrize("text", ["name = 'x'", "title =", pytest.param("a = " + "[" * 100_000, id="deep")])
def test_a_broken_settings_file_of_a_folder_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "newspaper.toml").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"newspaper\.toml"):
        OutsideSources().facts(str(tmp_path / "a.png"))


def test_outside_facts_win_by_default_and_differences_are_told() -> None:
    read = document(title="云岭晩报", date="2023-10-26")
    told = apply_facts(read, OutsideFacts("云岭晚报", "2023-10-26", issue="88", page="2"))
    assert (read.publication.title, read.publication.issue_number, read.pages[0].label) == ("云岭晚报", "88", "2")
    assert told == ["title: the page has 云岭晩报, the files have 云岭晚报; using 云岭晚报"]
    read = document(title="云岭晩报")
    apply_facts(read, OutsideFacts("云岭晚报", "2023-10-26"), outside_wins=False)
    assert (read.publication.title, read.publication.date) == ("云岭晩报", "2023-10-26")


def test_a_single_file_is_read_with_its_facts(tmp_path: Path) -> None:
    from banmian import read_document

    page = tmp_path / "云岭晚报" / "20231026" / "03.txt"
    page.parent.mkdir(parents=True)
    page.write_text("渡船又开了\n\n雨停了，渡船又开了，两岸的人都到码头上来看。", "utf-8")
    read = read_document(page, Settings(names="{title}/{date:%Y%m%d}/{page}.txt"))
    assert (read.publication.title, read.publication.date, read.pages[0].label) == ("云岭晚报", "2023-10-26", "03")
