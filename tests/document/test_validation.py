import copy
import hashlib
from importlib.resources import files
from typing import Any

import pytest

from banmian.document.json_form import document_to_dict
from banmian.document.model import READ_VERSIONS, Article, Block, Document, PageInfo, Region, Repair, Source
from banmian.document.validation import InvalidDocumentError, problems, schema, validate

FIRST = "69b67e80ac615daebee8d019fa19019832ff0e6223e59f4dfa25e68000e29587"


@pytest.fixture
def values() -> dict[str, Any]:
    block = Block("paragraph", "甲乙", [Region(1, [0, 0, 5, 5])], 0.5)
    article = Article("a", blocks=[block], text="甲乙", repairs=[Repair("r", 0, 0, "", " ", 1.0)])
    source = Source("p.pdf", "a" * 64, "application/pdf", 1)
    return document_to_dict(
        Document(source, pages=[PageInfo(1, width=10.0, height=10.0, unit="pt")], articles=[article])
    )


def test_a_good_document_has_no_problems(values: dict[str, Any]) -> None:
    assert problems(values) == []


@pytest.mark.parametrize("version", READ_VERSIONS)
def test_every_object_of_the_schema_is_closed_and_complete(version: str) -> None:
    for part in [schema(version), *schema(version)["$defs"].values()]:
        if "properties" in part:
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("extra",), 1),
        (("schema_version",), "1"),
        (("schema_version",), "3"),
        (("articles", 0, "rank"), 0),
        (("pages", 0, "original"), {"path": "p.pdf", "frame": 1}),
        (("pages", 0, "warnings"), ["blurred"]),
        (("status",), "good"),
        (("source", "sha256"), "abc"),
        (("publication", "date"), "2024年5月6日"),
        (("pages", 0, "unit"), "mm"),
        (("articles", 0, "confidence"), 1.5),
        (("articles", 0, "text"), "甲"),
        (("articles", 0, "blocks", 0, "type"), "heading"),
        (("articles", 0, "blocks", 0, "regions", 0, "page"), 2),
        (("articles", 0, "blocks", 0, "regions", 0, "bbox"), [5, 0, 0, 5]),
        (("articles", 0, "blocks", 0, "regions", 0, "bbox"), [0, 0, 5]),
        (("articles", 0, "repairs", 0, "block"), 1),
        (("source", "page_count"), 0),
    ],
)
def test_what_is_wrong_is_found(values: dict[str, Any], path: tuple[Any, ...], value: Any) -> None:
    broken = copy.deepcopy(values)
    place: Any = broken
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(InvalidDocumentError):
        validate(broken)


def test_ids_must_differ(values: dict[str, Any]) -> None:
    values["articles"].append(values["articles"][0])
    assert problems(values) == ["$.articles: id a twice"]


def test_a_version_that_nobody_published_has_no_schema() -> None:
    with pytest.raises(ValueError, match="versions: 1, 2"):
        schema("3")


def test_published_versions_are_as_they_were_published() -> None:
    """A published schema is never edited: what reads documents of that version relies on it."""
    published = files("banmian.document").joinpath("schema", "article-document-1.json").read_bytes()
    assert hashlib.sha256(published).hexdigest() == FIRST
