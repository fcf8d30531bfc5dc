"""banmian 版面: newspaper pages in, clean articles out.

    >>> import banmian
    >>> document = banmian.read_document("page.pdf")            # doctest: +SKIP
    >>> document.articles[0].headline                           # doctest: +SKIP

`read_document` and `read_documents` read files, `repair_text` cleans text that another tool extracted,
`read_batch` fills an output folder, `load` gives its documents with corrections, `export_batch` writes it in
another format, `evaluate` scores it against truth; `read_settings` gives the `Settings` that reading takes. What
can go wrong is in `banmian.errors`.
Names load when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from banmian.batch.finalize import Summary as Summary
    from banmian.batch.read_batch import read_batch as read_batch
    from banmian.document.finished_documents import load_documents as load
    from banmian.document.json_form import document_from_json as document_from_json
    from banmian.document.json_form import document_to_dict as document_to_dict
    from banmian.document.json_form import document_to_json as document_to_json
    from banmian.document.model import Article as Article
    from banmian.document.model import Document as Document
    from banmian.document.validation import schema as schema
    from banmian.document.validation import validate as validate
    from banmian.errors import BanmianError as BanmianError
    from banmian.evaluation.evaluation_result import Report as Report
    from banmian.evaluation.scoring import evaluate as evaluate
    from banmian.export.batch_export import export_batch as export_batch
    from banmian.reading.bare_texts import repair_text as repair_text
    from banmian.reading.documents import read_document as read_document
    from banmian.reading.documents import read_documents as read_documents
    from banmian.settings import Settings as Settings
    from banmian.settings import read_settings as read_settings
    from banmian.version import VERSION

    __version__ = VERSION

_HOMES = {
    "Article": "banmian.document.model",
    "BanmianError": "banmian.errors",
    "Document": "banmian.document.model",
    "Report": "banmian.evaluation.evaluation_result",
    "Settings": "banmian.settings",
    "Summary": "banmian.batch.finalize",
    "__version__": "banmian.version",
    "document_from_json": "banmian.document.json_form",
    "document_to_dict": "banmian.document.json_form",
    "document_to_json": "banmian.document.json_form",
    "evaluate": "banmian.evaluation.scoring",
    "export_batch": "banmian.export.batch_export",
    "load": "banmian.document.finished_documents",
    "read_batch": "banmian.batch.read_batch",
    "read_document": "banmian.reading.documents",
    "read_documents": "banmian.reading.documents",
    "read_settings": "banmian.settings",
    "repair_text": "banmian.reading.bare_texts",
    "schema": "banmian.document.validation",
    "validate": "banmian.document.validation",
}

_OTHER_NAMES = {"__version__": "VERSION", "load": "load_documents"}
"""Names here of what has another in its module."""

__all__ = [
    "Article",
    "BanmianError",
    "Document",
    "Report",
    "Settings",
    "Summary",
    "__version__",
    "document_from_json",
    "document_to_dict",
    "document_to_json",
    "evaluate",
    "export_batch",
    "load",
    "read_batch",
    "read_document",
    "read_documents",
    "read_settings",
    "repair_text",
    "schema",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'banmian' has no attribute {name!r}")
    module = importlib.import_module(_HOMES[name])
    return getattr(module, _OTHER_NAMES.get(name, name))


def __dir__() -> list[str]:
    return __all__
