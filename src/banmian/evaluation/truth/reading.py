"""Which reader a file asks for, told by its content."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from banmian.document.json_form import ShapeError, document_from_dict
from banmian.errors import DocumentError, UnreadableFileError
from banmian.evaluation.comparable import Edition
from banmian.evaluation.truth import alto, article_documents, omnidocbench, page_truth, page_xml, plain, tei
from banmian.evaluation.truth.xml import local

ROOTS: dict[str, Callable[[ElementTree.Element], Edition]] = {
    "alto": alto.edition_of,
    "PcGts": page_xml.edition_of,
    "TEI": tei.edition_of,
    "teiCorpus": tei.edition_of,
    "fold": tei.edition_of,
}

SUFFIXES = (".json", ".xml", ".txt", ".md", ".markdown")
"""Endings of the files that are looked at in a folder."""


class TruthError(DocumentError):
    """The file is in none of the forms in which truth is read."""

    remedy = "Give article documents, ALTO, PAGE-XML, TEI, OmniDocBench JSON, page truth, Markdown or text."


def read_edition(path: Path) -> Edition:
    """The edition that a file holds. Raises TruthError, or UnreadableFileError where it can't be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{path}: {error.strerror or error}") from error
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    try:
        if path.suffix.lower() in (".md", ".markdown"):
            return plain.markdown_edition(data.decode("utf-8-sig"))
        if path.suffix.lower() != ".txt" and start == b"<":
            return _from_xml(data)
        if path.suffix.lower() != ".txt" and start in (b"{", b"["):
            return _from_json(json.loads(data))
        return plain.text_edition(data.decode("utf-8-sig"))
    except (KeyError, TypeError, IndexError) as error:
        raise TruthError(f"{path}: not complete: {error!r}") from error
    except (ValueError, ElementTree.ParseError) as error:
        raise TruthError(f"{path}: {error}") from error


def _from_json(values: Any) -> Edition:
    if isinstance(values, dict) and "schema_version" in values:
        return article_documents.edition_of(document_from_dict(values))
    if isinstance(values, list) and values and "layout_dets" in values[0]:
        return omnidocbench.edition_of(values)
    if isinstance(values, dict) and "layout_dets" in values:
        return omnidocbench.edition_of(values)
    if isinstance(values, dict) and isinstance(values.get("pages"), list):
        return page_truth.edition_of(values)
    raise ShapeError("JSON of no known form")


def _from_xml(data: bytes) -> Edition:
    root = ElementTree.fromstring(data)
    reader = ROOTS.get(local(root))
    if reader is None:
        raise ShapeError(f"XML of no known form: its root is {local(root)}")
    return reader(root)
