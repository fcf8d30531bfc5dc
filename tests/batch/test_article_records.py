import json

import pytest
from export_cases import NAME, bare, issue
from jsonschema import Draft202012Validator

from banmian.batch.article_records import record_line, records_of, repair_line, repairs_of
from banmian.document.model import Image, Original, Region, Repair, Table
from banmian.document.validation import published_schema


def test_a_record_stands_alone() -> None:
    record = json.loads(record_line(next(records_of(issue()[0], NAME))))
    assert (record["publication"], record["date"], record["serial"]) == ("海风日报", "2024-05-06", "CN 00-0000")
    assert (record["pages"], record["page_labels"], record["language"]) == ([1], ["01版"], "zh")
    assert record["source_path"] == "in/harbour.pdf"
    assert "repairs" not in record


def test_tables_and_pictures_of_no_article_are_records_of_the_same_shape() -> None:
    document = issue()[0]
    document.tables = [Table("潮汐表", [["时", "高"]], [Region(2, [0, 0, 5, 5])])]
    document.images = [Image("灯塔。", None, [Region(1, [0, 0, 5, 5])])]
    records = [json.loads(record_line(record)) for record in records_of(document, NAME)]
    assert [record["kind"] for record in records] == ["article"] * 4 + ["table", "image"]
    assert records[4]["page_labels"] == ["02版"]
    assert len({record["id"] for record in records}) == 6
    assert all(list(record) == list(records[0]) for record in records)


def test_a_record_says_how_its_pages_lie_in_the_file() -> None:
    document = issue()[0]
    matrix = [[0.0, -1.0, 600.0], [1.0, 0.0, 0.0]]
    document.pages[0].original = Original("in/harbour.pdf", 3, 600.0, 400.0, "pt", matrix)
    records = [json.loads(record_line(record)) for record in records_of(document, NAME)]
    (place,) = records[0]["originals"]
    assert (place["page"], place["frame"], place["matrix"]) == (1, 3, matrix)
    assert records[2]["originals"] == []
    Draft202012Validator(published_schema("articles-line-1")).validate(records[0])


def test_a_repair_names_a_block_or_a_field() -> None:
    document = issue()[0]
    document.articles[0].repairs.append(Repair("spacing", "headline", 2, " ", "", 0.9))
    repairs = [json.loads(repair_line(repair)) for repair in repairs_of(document, NAME)]
    assert [(repair["block"], repair["field"]) for repair in repairs] == [(1, None), (None, "headline")]


def test_a_text_without_places_is_on_its_first_page() -> None:
    assert [record.pages for record in records_of(bare(), "note")] == [[1]]


@pytest.mark.parametrize("inside", [False, True])
def test_lines_hold_to_their_published_schema(inside: bool) -> None:
    document = issue()[0]
    document.tables = [Table("潮汐表", [["时", "高"]], [Region(2, [0, 0, 5, 5])])]
    records = Draft202012Validator(published_schema("articles-line-1"))
    repairs = list(repairs_of(document, NAME))
    for record in records_of(document, NAME):
        own = [repair for repair in repairs if repair.article_id == record.id] if inside else None
        records.validate(json.loads(record_line(record, own)))
    for repair in repairs:
        Draft202012Validator(published_schema("repairs-line-1")).validate(json.loads(repair_line(repair)))
