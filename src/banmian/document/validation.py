"""Validation of documents: against the published JSON Schema, and against what a schema cannot express."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from banmian.document.model import READ_VERSIONS, SCHEMA_VERSION


class InvalidDocumentError(ValueError):
    """The document violates the schema; ``problems`` has a line for each place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems[:5]) + (" …" if len(problems) > 5 else ""))
        self.problems = problems


@functools.cache
def schema(version: str = SCHEMA_VERSION) -> dict[str, Any]:
    """The published schema of a version; without one, that of the documents written now.

    Raises ValueError where there is no such version.
    """
    if version not in READ_VERSIONS:
        raise ValueError(f"no schema version {version!r}; versions: {', '.join(READ_VERSIONS)}")
    return published_schema(f"article-document-{version}")


def published_schema(name: str) -> dict[str, Any]:
    """A schema by its name: ``article-document-2``, ``articles-line-1``, ``repairs-line-1``, ``manifest-1`` …

    Raises FileNotFoundError where there is none.
    """
    text = files("banmian.document").joinpath("schema", f"{name}.json").read_text(encoding="utf-8")
    values: dict[str, Any] = json.loads(text)
    return values


@functools.cache
def _validator(version: str) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema(version))
    return Draft202012Validator(schema(version))


def problems(values: Mapping[str, Any]) -> list[str]:
    """A line for everything wrong with a document's JSON values; empty when it is valid.

    The schema is that of the version in the document, or the newest where it has no known version.
    """
    given = values.get("schema_version")
    version = given if given in READ_VERSIONS else SCHEMA_VERSION
    by_schema = [f"{error.json_path}: {error.message}" for error in _validator(version).iter_errors(values)]
    return by_schema or list(_inconsistencies(values))


def validate(values: Mapping[str, Any]) -> None:
    """Raise InvalidDocumentError where `problems` finds anything."""
    found = problems(values)
    if found:
        raise InvalidDocumentError(found)


def _inconsistencies(values: Mapping[str, Any]) -> Iterator[str]:
    numbers = [page["number"] for page in values["pages"]]
    if numbers != sorted(set(numbers)):
        yield f"$.pages: numbered {numbers}"
    if numbers and values["source"]["page_count"] < numbers[-1]:
        yield f"$.source.page_count: less than the last page's number, {numbers[-1]}"
    ids = [article["id"] for article in values["articles"]]
    yield from (f"$.articles: id {name} twice" for name in sorted({n for n in ids if ids.count(n) > 1}))
    for index, article in enumerate(values["articles"]):
        where = f"$.articles[{index}]"
        if article["text"] != "\n".join(block["text"] for block in article["blocks"]):
            yield f"{where}.text: not the blocks joined"
        for repair in article["repairs"]:
            if isinstance(repair["block"], int) and repair["block"] >= len(article["blocks"]):
                yield f"{where}.repairs: no block {repair['block']}"
    yield from _misplaced("$", values, set(numbers))


def _misplaced(where: str, value: Any, pages: set[int]) -> Iterator[str]:
    if isinstance(value, Mapping):
        if "bbox" in value and value["page"] not in pages:
            yield f"{where}: on page {value['page']}, which is not in the document"
        elif "bbox" in value and (value["bbox"][0] > value["bbox"][2] or value["bbox"][1] > value["bbox"][3]):
            yield f"{where}: box turned inside out"
        for name, item in value.items():
            yield from _misplaced(f"{where}.{name}", item, pages)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _misplaced(f"{where}[{index}]", item, pages)
