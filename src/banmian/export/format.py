"""Export formats: a value per format says what it writes, what it needs and how; and the batch that it writes.

The command line lists the formats each time it starts, so their modules import their libraries only when a file is
written.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from banmian.errors import BanmianError, DocumentError, MissingRequirementError, UsageError

if TYPE_CHECKING:
    from banmian.document.finished_documents import FinishedDocument
    from banmian.document.model import Publication

log = logging.getLogger(__name__)

Value = TypeVar("Value", bound=str | bool | int | float)


class PictureMaker(Protocol):
    """Makes page pictures of a document in a folder and returns those it could make, by page number.

    ``dpi`` is their resolution, 0 that of reading, None one for screens; ``numbers`` are the pages wanted, None
    all.
    """

    def __call__(
        self, document: FinishedDocument, folder: Path, dpi: float | None = None, numbers: Sequence[int] | None = None
    ) -> dict[int, Path]:
        """Make them."""


def no_pictures(
    document: FinishedDocument, folder: Path, dpi: float | None = None, numbers: Sequence[int] | None = None
) -> dict[int, Path]:
    """Make none."""
    return {}


@dataclass(frozen=True, slots=True)
class Option(Generic[Value]):
    """An option of a format: ``--name`` on the command line, ``name=`` in `Options`.

    Formats that share an option share its value. ``choices`` are the allowed values; empty means any.
    """

    name: str
    default: Value
    help: str
    choices: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose: values by option name, how missing page pictures are made, what opens encrypted PDFs."""

    values: Mapping[str, Any] = field(default_factory=dict)
    picture_source: PictureMaker = no_pictures
    password: str | None = field(default=None, repr=False)

    def value(self, option: Option[Value]) -> Value:
        """The value given for an option, else its default."""
        given: Value = self.values.get(option.name, option.default)
        return given

    def check(self, known: Sequence[Option[Any]]) -> None:
        """Raise UsageError for a value that no option allows."""
        options = {option.name: option for option in known}
        for name, value in self.values.items():
            if name not in options:
                raise UsageError(f"no option {name!r}", f"Options: {', '.join(options) or 'none'}.")
            choices = options[name].choices
            if choices and value not in choices:
                raise UsageError(f"{name}: no {value!r}", f"Choices: {', '.join(map(str, choices))}.")


@dataclass(frozen=True, slots=True)
class Requirement:
    """An optional package, and the extra of banmian that installs it."""

    package: str
    extra: str


@dataclass(frozen=True, slots=True)
class Format:
    """An export format. To add one, write a module in `banmian.export.formats` with a value ``FORMAT``.

    ``files`` names what is written below the output folder, ``purpose`` says in one line what for;
    ``holds_bare_text`` is False where documents without pages must be left out.
    """

    name: str
    files: str
    purpose: str
    write: Callable[[Batch, Path, Options], None]
    options: tuple[Option[Any], ...] = ()
    requires: Requirement | None = None
    holds_bare_text: bool = True


@dataclass(slots=True)
class Outcome:
    """The result of an export: ``skipped`` are documents that the format cannot hold, ``problems`` what was not
    written.

    ``warnings`` concern what was written but is not ideal: an implausible place, a page without a picture, a stale
    correction. ``failed`` counts the loaded documents or issues among the problems.
    """

    documents: int = 0
    skipped: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    failed: int = 0


@dataclass(slots=True)
class Batch:
    """The finished documents below ``root`` that a format can hold, loaded on demand."""

    root: Path
    names: list[str]
    holds_bare_text: bool = True
    outcome: Outcome = field(default_factory=Outcome)

    @classmethod
    def of(cls, root: Path, chosen: Format) -> Batch:
        """The batch in an output folder. Raises UsageError where there are no documents."""
        from banmian.document.finished_documents import document_names

        return cls(root, document_names(root), chosen.holds_bare_text)

    def documents(self) -> Iterator[FinishedDocument]:
        """Each document that can be loaded, once; others, and stale corrections, become problems and warnings."""
        from banmian.document.finished_documents import load

        for name in self.names:
            try:
                finished = load(self.root, name)
            except DocumentError as error:
                self.outcome.problems.append(f"{name}: {error}")
                continue
            self.outcome.documents += 1
            self.outcome.warnings += [f"{name}: {text}" for text in finished.stale]
            if self.holds_bare_text or _has_pages(finished):
                yield finished
            else:
                self.outcome.skipped.append(f"{name} was read from bare text: it has no page layout to export")

    def issues(self) -> Iterator[tuple[str, Publication, list[FinishedDocument]]]:
        """Name, publication and documents of each issue."""
        from banmian.document.finished_documents import load
        from banmian.export.issues import issues_of

        papers = [(document.name, document.document.publication) for document in self.documents()]
        for issue in issues_of(papers):
            yield issue.name, issue.publication, [load(self.root, name) for name in issue.documents]

    def attempt(self, name: str, write: Callable[[], list[str]]) -> None:
        """Write one or more files; doubts of ``write`` become warnings, its errors problems."""
        try:
            self.outcome.warnings += [f"{name}: {text}" for text in write()]
        except MissingRequirementError:
            raise
        except BanmianError as error:
            log.warning("%s: %s", name, error)
            self.outcome.failed += 1
            self.outcome.problems.append(f"{name}: {error}")


def _has_pages(finished: FinishedDocument) -> bool:
    return all(page.width and page.height for page in finished.document.pages)


def each_document(
    write: Callable[[FinishedDocument, Path, Options], list[str]],
) -> Callable[[Batch, Path, Options], None]:
    """``write`` of a format that writes documents one by one; it returns warnings."""

    def write_all(batch: Batch, output: Path, options: Options) -> None:
        for finished in batch.documents():
            batch.attempt(finished.name, partial(write, finished, output, options))

    return write_all


def each_issue(
    write: Callable[[str, Publication, Sequence[FinishedDocument], Path, Options], list[str]],
) -> Callable[[Batch, Path, Options], None]:
    """``write`` of a format that writes issues: name, publication, documents."""

    def write_all(batch: Batch, output: Path, options: Options) -> None:
        for name, publication, documents in batch.issues():
            batch.attempt(name, partial(write, name, publication, documents, output, options))

    return write_all
