"""A batch of finished documents into one format."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from banmian.document.loading import Finished, load, names_in
from banmian.document.model import Publication
from banmian.document.store import replacing
from banmian.errors import BanmianError, DocumentError, MissingRequirementError
from banmian.export import writers as writing
from banmian.export.issues import issues_of
from banmian.export.parquet import row_of, write_parquet
from banmian.export.writers import NotOnPagesError, Options

log = logging.getLogger(__name__)

Format = Literal["alto", "mets", "page", "iiif", "markdown", "parquet", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)

Writer = Callable[[Finished, Path, Options], list[str]]
_WRITERS: dict[str, Writer] = {
    "alto": writing.write_alto,
    "page": writing.write_page_xml,
    "iiif": writing.write_iiif,
    "markdown": writing.write_markdown,
    "pdf": writing.write_pdf,
}


@dataclass(slots=True)
class Outcome:
    """What an export did: ``skipped`` are documents that the format can't hold, ``problems`` what is wrong."""

    documents: int = 0
    skipped: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def export_batch(root: Path, kind: Format, output: Path, options: Options | None = None) -> Outcome:
    """Write all finished documents below ``root`` into ``output``, which is made.

    A document that can't be exported is told of, the others are written. Raises UsageError where there
    is no document, MissingRequirementError where the format needs a library that is not there, OSError.
    """
    chosen = options or Options()
    outcome = Outcome()
    names = names_in(root)
    output.mkdir(parents=True, exist_ok=True)
    if kind == "parquet":
        rows = (
            row_of(document.name, document.document, article)
            for document in _documents(root, names, outcome)
            for article in document.document.articles
        )
        with replacing(output / "articles.parquet") as stream:
            write_parquet(stream, rows)
    elif kind == "mets":
        _export_issues(root, names, output, chosen, outcome)
    else:
        for finished in _documents(root, names, outcome):
            _attempt(outcome, finished.name, partial(_WRITERS[kind], finished, output, chosen))
    return outcome


def _export_issues(root: Path, names: list[str], output: Path, options: Options, outcome: Outcome) -> None:
    papers: list[tuple[str, Publication]] = [
        (document.name, document.document.publication) for document in _documents(root, names, outcome)
    ]
    for issue in issues_of(papers):
        documents = [load(root, name) for name in issue.documents]
        write = partial(writing.write_mets, issue.name, issue.publication, documents, output, options)
        _attempt(outcome, issue.name, write)


def _documents(root: Path, names: list[str], outcome: Outcome) -> Iterator[Finished]:
    """The documents that load; the others, and corrections that find nothing, go to the problems."""
    for name in names:
        try:
            finished = load(root, name)
        except DocumentError as error:
            outcome.problems.append(f"{name}: {error}")
            continue
        outcome.documents += 1
        outcome.problems += [f"{name}: {text}" for text in finished.stale]
        yield finished


def _attempt(outcome: Outcome, name: str, write: Callable[[], list[str]]) -> None:
    try:
        outcome.problems += [f"{name}: {text}" for text in write()]
    except NotOnPagesError as error:
        outcome.skipped.append(str(error))
    except MissingRequirementError:
        raise
    except BanmianError as error:
        log.warning("%s: %s", name, error)
        outcome.problems.append(f"{name}: {error}")
