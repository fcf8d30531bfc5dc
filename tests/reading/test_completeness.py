from dataclasses import replace

from banmian.document.model import Article, Block, Document, Furniture, PageInfo, Region, Repair, Source
from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page
from banmian.reading.bare_texts import repair_text
from banmian.reading.completeness import letters_of, note_lost_letters, note_lost_text

BODY = "早稻收割今日开始下游各村一早便下田记者从镇上了解到今年的收成比去年好得多"


def page(number: int, *texts: str) -> Page:
    lines = [Line(text, Box(0, row, 40, row + 1), 1.0) for row, text in enumerate(texts)]
    return Page(number, 100, 100, "pt", "text_layer", lines=lines)


def document(*texts: str) -> Document:
    """A page for each text, an article on each."""
    articles = [
        Article(id=str(number), blocks=[Block("paragraph", text, [Region(number, [0, 0, 1, 1])])])
        for number, text in enumerate(texts, start=1)
    ]
    pages = [PageInfo(number) for number in range(1, len(texts) + 1)]
    return Document(Source("a.pdf", "", "application/pdf", len(texts)), pages=pages, articles=articles)


def lost(made: Document) -> list[tuple[int, float | None]]:
    return [(info.number, found.figure) for info in made.pages for found in info.warnings if found.code == "lost_text"]


def test_letters_are_counted_in_ordinary_form_and_marks_are_not() -> None:
    assert letters_of(["Ａb，１\u2f00 "]) == {"a": 1, "b": 1, "1": 1, "一": 1}


def test_a_whole_document_has_no_loss() -> None:
    made = document(BODY, BODY)
    note_lost_letters(made, [page(1, BODY[:20], BODY[20:]), page(2, BODY)])
    assert lost(made) == []


def test_the_page_whose_text_is_missing_is_named_with_its_share() -> None:
    made = document(BODY, BODY[: len(BODY) // 4])
    note_lost_letters(made, [page(1, BODY), page(2, BODY)])
    assert [number for number, _ in lost(made)] == [2]
    assert 0.7 < (lost(made)[0][1] or 0) < 0.8


def test_what_a_layer_paints_counts_though_no_line_has_it() -> None:
    made = document(BODY)
    note_lost_letters(made, [replace(page(1, BODY), painted=BODY)])
    assert lost(made) == []
    note_lost_letters(made, [replace(page(1, BODY), painted=BODY + BODY[::-1])])
    assert [number for number, _ in lost(made)] == [1]


def test_furniture_and_recorded_repairs_account_for_letters() -> None:
    made = document("")
    made.articles[0].repairs = [Repair("repeated-passage", 0, 0, BODY, "", 1.0)]
    made.furniture = [Furniture("folio", BODY, [Region(1, [0, 0, 1, 1])])]
    made.articles[0].regions = [Region(1, [0, 0, 1, 1])]
    note_lost_letters(made, [page(1, BODY, BODY)])
    assert lost(made) == []
    note_lost_letters(made, [page(1, BODY, BODY, BODY)])
    assert [number for number, _ in lost(made)] == [1]


def test_few_letters_are_no_loss() -> None:
    made = document(BODY[:20])
    note_lost_letters(made, [replace(page(1, BODY[:36]), source_page=1)])
    assert lost(made) == []


def test_a_bare_text_that_lost_something_is_partial() -> None:
    made = document(BODY)
    made.articles[0].blocks[0].text = BODY[:10]
    note_lost_text(made, BODY * 3)
    assert (made.status, len(lost(made))) == ("partial", 1)
    assert repair_text(f"早稻收割\n\n{BODY}。\n").status == "done"
