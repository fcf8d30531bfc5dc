"""Reading a truth file: its content decides the format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from banmian.document.json_form import ShapeError, document_from_dict
from banmian.errors import DocumentError, UnreadableFileError
from banmian.evaluation.comparable import ComparableDocument
from banmian.evaluation.truth import alto, article_documents, generated_pages, omnidocbench, page_xml, tei
from banmian.evaluation.truth import plain_text as plain
from banmian.interchange.xml_local_names import local_name

ROOTS: dict[str, Callable[[ElementTree.Element], ComparableDocument]] = {
    "alto": alto.to_comparable,
    "PcGts": page_xml.to_comparable,
    "TEI": tei.to_comparable,
    "teiCorpus": tei.to_comparable,
    "fold": tei.to_comparable,
}

SUFFIXES = (".json", ".xml", ".txt", ".md", ".markdown")
"""Suffixes of the files considered in a folder."""


class TruthError(DocumentError):
    """The file is in no supported truth format."""

    remedy = "Give article documents, ALTO, PAGE-XML, TEI, OmniDocBench JSON, page truth, Markdown or text."


def read_comparable(path: Path) -> ComparableDocument:
    """The document in a file. Raises TruthError, or UnreadableFileError where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{path}: {error.strerror or error}") from error
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    try:
        if path.suffix.lower() in (".md", ".markdown"):
            return plain.markdown_to_comparable(data.decode("utf-8-sig"))
        if path.suffix.lower() != ".txt" and start == b"<":
            return _from_xml(data)
        if path.suffix.lower() != ".txt" and start in (b"{", b"["):
            return _from_json(json.loads(data))
        return plain.text_to_comparable(data.decode("utf-8-sig"))
    except (KeyError, TypeError, IndexError) as error:
        raise TruthError(f"{path}: incomplete: {error!r}") from error
    except (ValueError, RecursionError, ElementTree.ParseError) as error:
        raise TruthError(f"{path}: {error}") from error


def _from_json(values: Any) -> ComparableDocument:
    if isinstance(values, dict) and "schema_version" in values:
        return article_documents.to_comparable(document_from_dict(values))
    if isinstance(values, list) and values and "layout_dets" in values[0]:
        return omnidocbench.to_comparable(values)
    if isinstance(values, dict) and "layout_dets" in values:
        return omnidocbench.to_comparable(values)
    if isinstance(values, dict) and isinstance(values.get("pages"), list):
        return generated_pages.to_comparable(values)
    raise ShapeError("JSON of no known form")


def _from_xml(data: bytes) -> ComparableDocument:
    root = ElementTree.fromstring(data)
    reader = ROOTS.get(local_name(root))
    if reader is None:
        raise ShapeError(f"unknown kind of XML with the root element {local_name(root)}")
    return reader(root)
