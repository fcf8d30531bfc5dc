"""A preview of a run: which files it would read, keep or skip, and the time and disk space needed.

No file is hashed and no page is read: a file whose size and time are unchanged is assumed to have the content that
an earlier run read, so 3,000 files take seconds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from banmian.batch.inputs import InputFile, InputFiles
from banmian.batch.manifest import Row, local_stamp
from banmian.batch.output_interface import Output, earlier_rows, output_at
from banmian.batch.run_plan import Mode, Planner, differences
from banmian.batch.staging import RemoteFile
from banmian.errors import BanmianError, describe
from banmian.media_types import MARKDOWN, PDF, PLAIN, SUFFIXES, media_type_of
from banmian.settings import Settings

Action = Literal["read", "keep", "fail", "ignore"]
Kind = Literal["scan", "pdf", "text"]

SECONDS_A_PAGE: dict[Kind, float] = {"scan": 8.0, "pdf": 0.5, "text": 0.1}
"""Seconds per page on two cores of 2024, used where no page of a kind has been measured here yet."""

BYTES_A_PAGE: dict[Kind, float] = {"scan": 400_000, "pdf": 400_000, "text": 20_000}
"""Bytes per page on the disk, without page pictures, used likewise."""

SAMPLED = 40
"""Documents whose folders are measured to estimate disk space."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file, what would be done with it, why, and its number of pages if known without reading."""

    path: str
    action: Action
    reason: str
    kind: Kind | None = None
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """All files of a run, with estimates of reading time (seconds of one worker) and disk space (bytes).

    ``measured`` says whether the estimates come from pages that were read into this output before.
    """

    files: list[PlannedFile] = field(default_factory=list)
    seconds: float = 0.0
    disk_bytes: float = 0.0
    measured: bool = False

    def count(self, action: Action) -> int:
        """The number of files with an action."""
        return sum(file.action == action for file in self.files)

    @property
    def pages(self) -> int:
        """Pages that would be read."""
        return sum(file.pages for file in self.files if file.action == "read")


def preview_run(found: InputFiles, output: str | Path, settings: Settings, mode: Mode = "resume") -> Preview:
    """What a run over the files found would do. Raises OSError where the output's manifest cannot be read."""
    folder = output_at(output)
    rows = earlier_rows(folder)
    by_path = {row.path: row for row in rows}
    planner = Planner(folder, settings, {row.id: row for row in rows}, mode)
    files = [_plan_file(file, by_path.get(str(file)), planner, folder) for file in found.files]
    files += [PlannedFile(str(file), "ignore", _why_ignored(file)) for file in found.ignored]
    to_read = [file for file in files if file.action == "read"]
    seconds, seconds_measured = _seconds(to_read, rows)
    disk, disk_measured = _disk(to_read, rows, folder)
    return Preview(files, seconds, disk, seconds_measured and disk_measured)


def _plan_file(file: InputFile, row: Row | None, planner: Planner, folder: Output) -> PlannedFile:
    path = str(file)
    try:
        stamp, media_type = _look(file)
    except (BanmianError, OSError) as error:
        return PlannedFile(path, "fail", ": ".join(describe(error)[:2]))
    kind, pages = _kind_of(media_type), _pages_of(file, media_type)
    if row is None:
        return PlannedFile(path, "read", "new", kind, pages)
    if row.stamp != stamp:
        return PlannedFile(path, "read", "changed since it was read", kind, pages)
    if row.status == "duplicate":
        return PlannedFile(path, "keep", f"same as {row.duplicate_of}", kind, pages)
    if row.status != "done" or row.sha256 is None:
        return PlannedFile(path, "read", "partial before" if row.status == "partial" else "failed before", kind, pages)
    task = planner.task_for(Path(path).stem, path, row.sha256, media_type, stamp)
    if not folder.holds(row.id):
        return PlannedFile(path, "read", "its result is gone", kind, pages)
    reasons = "; ".join(differences(row, task))
    if planner.keeps(row, task):
        return PlannedFile(path, "keep", f"stale: {reasons}" if reasons else "done", kind, pages)
    return PlannedFile(path, "read", reasons or "asked for", kind, pages)


def _why_ignored(file: InputFile) -> str:
    ending = Path(str(file)).suffix
    return f"{ending} is no kind that is read" if ending else "no file ending"


def _look(file: InputFile) -> tuple[str, str]:
    """Stamp and media type of a file. Raises BanmianError, OSError."""
    if isinstance(file, RemoteFile):
        return file.stamp, SUFFIXES.get(Path(file.name).suffix.lower(), PLAIN)
    return local_stamp(os.stat(file)), media_type_of(file)


def _kind_of(media_type: str) -> Kind:
    return "pdf" if media_type == PDF else "text" if media_type in (PLAIN, MARKDOWN) else "scan"


def count_pages(file: InputFile) -> int:
    """Pages of a file, 1 where that can't be told without reading it."""
    try:
        return _pages_of(file, _look(file)[1])
    except (BanmianError, OSError):
        return 1


def _pages_of(file: InputFile, media_type: str) -> int:
    """Pages of a local PDF or frames of a TIFF; 1 for all others, and where the file cannot be opened."""
    if isinstance(file, RemoteFile):
        return 1
    try:
        if media_type == PDF:
            import pypdfium2  # type: ignore[import-untyped]

            with pypdfium2.PdfDocument(file) as document:
                return len(document)
        if media_type == "image/tiff":
            from PIL import Image

            with Image.open(file) as picture:
                return int(getattr(picture, "n_frames", 1))
    except (OSError, ValueError, RuntimeError):
        return 1
    return 1


def _seconds(files: Sequence[PlannedFile], rows: Iterable[Row]) -> tuple[float, bool]:
    spent: dict[Kind, list[float]] = {}
    for row in rows:
        if row.status == "done" and row.pages and row.media_type:
            kept = spent.setdefault(_kind_of(row.media_type), [0.0, 0.0])
            kept[0] += row.seconds
            kept[1] += row.pages
    a_page = SECONDS_A_PAGE | {kind: seconds / pages for kind, (seconds, pages) in spent.items()}
    kinds = {file.kind for file in files}
    return sum(file.pages * a_page[file.kind] for file in files if file.kind), kinds <= set(spent)


def _disk(files: Sequence[PlannedFile], rows: Sequence[Row], folder: Output) -> tuple[float, bool]:
    done = [row for row in rows if row.status == "done" and row.pages and row.media_type]
    weighed: dict[Kind, list[float]] = {}
    for row in done[:: max(1, len(done) // SAMPLED)]:
        size = folder.size_of(row.id)
        if size is not None and row.media_type is not None:
            kept = weighed.setdefault(_kind_of(row.media_type), [0.0, 0.0])
            kept[0] += size
            kept[1] += row.pages
    a_page = BYTES_A_PAGE | {kind: size / pages for kind, (size, pages) in weighed.items()}
    return sum(file.pages * a_page[file.kind] for file in files if file.kind), {f.kind for f in files} <= set(weighed)
