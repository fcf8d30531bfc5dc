"""The worker process: reads one document after another, reports every page, writes unfinished files.

Started as ``python -P -m banmian.batch.worker_main``, so nothing is imported from the working folder by mistake, or
as a copy of the process that runs the batch.
Jobs come as JSON lines on standard input; events go as JSON lines to standard output; whatever libraries print
goes to standard error. The process ends when its input ends, or with its parent.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from banmian.document.atomic_files import sha256_of, write_whole
from banmian.document.json_form import decode, document_pieces, encode
from banmian.document.lines_as_read import LINES_FILE, lines_to_json
from banmian.document.model import Document, has_losses
from banmian.errors import BanmianError, ChangedFileError, MissingRequirementError, describe
from banmian.layout.readers.cpu_count import processors_per_worker
from banmian.layout.readers.opening import open_source
from banmian.layout.readers.plain_text import PlainFile
from banmian.layout.readers.source_file import SourceFile
from banmian.printable import escape_log_records
from banmian.read_options import ReadOptions
from banmian.reading.detector_plugin import DetectorChoice, choice_of
from banmian.reading.documents import (
    Reading,
    SourcePageFailure,
    SourcePageReading,
    assemble,
    numbered_pages,
    read_source,
    read_source_page,
)
from banmian.reading.outside_facts import OutsideFacts, apply_facts
from banmian.reading.page_selection import select_pages
from banmian.resource_limits import watch_resources
from banmian.settings import Settings

PARENT_POLL_SECONDS = 1.0
Event = dict[str, Any]
Tell = Callable[[Event], None]

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """One document to read into the folder ``unfinished``.

    ``path`` is the file; ``source`` is its name in the document, which differs where the file is a copy.
    ``source_pages`` is the folder of pages already read; ``put_aside`` holds the source pages that are not tried
    again, with the reason.
    """

    path: str
    source: str
    sha256: str
    unfinished: str
    source_pages: str
    settings: dict[str, Any]
    put_aside: list[SourcePageFailure] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)


def run_job(job: Job, tell: Tell) -> Event:
    """Read the job's document; the last event, ``done`` or ``failed``."""
    try:
        settings = Settings.model_validate(job.settings)
        reading = _read(job, settings, tell)
        if sha256_of(Path(job.path)) != job.sha256 or reading.document.source.sha256 != job.sha256:
            raise ChangedFileError(f"{job.path} changed while it was read")
        document = reading.document
        _name_source(document, job.source)
        reading.warnings += apply_facts(document, OutsideFacts(**job.facts), settings.prefer == "outside")
        if reading.lines.pages:
            write_whole(Path(job.unfinished) / LINES_FILE, lines_to_json(reading.lines))
        write_whole(Path(job.unfinished) / "articles.json", document_pieces(document))
    except Exception as error:
        if not isinstance(error, BanmianError):
            log.exception("%s failed", job.path)
        name, message, remedy = describe(error)
        missing = isinstance(error, MissingRequirementError | ImportError)
        transient = isinstance(error, OSError) and not isinstance(error, (FileNotFoundError, PermissionError))
        fault = {"error": name, "message": message, "remedy": remedy}
        number = error.errno if isinstance(error, OSError) else None
        return {"event": "failed", "fault": fault, "missing": missing, "transient": transient, "errno": number}
    return {
        "event": "done",
        "pages": len(document.pages),
        "articles": len(document.articles),
        "jumps": any(a.continued_from or a.continued_to for a in document.articles),
        "media_type": document.source.media_type,
        "status": "partial" if reading.failures or has_losses(document) else "done",
        "failures": encode(reading.failures),
        "warnings": reading.warnings,
    }


def _name_source(document: Document, path: str) -> None:
    """Name the original file in a message, where a copy of it was read."""
    document.source.path = path
    for page in document.pages:
        if page.original is not None:
            page.original.path = path


def reader_options(settings: Settings) -> ReadOptions:
    """The options of a worker: by default its engine uses its share of the processors."""
    return replace(settings.read_options(), threads=settings.threads or processors_per_worker(settings.workers))


def _bound_opencv(threads: int) -> None:
    """Limit OpenCV to the engine's threads; imported late, since texts do not need it."""
    from banmian.opencv import cv2

    cv2.setNumThreads(threads)


def _read(job: Job, settings: Settings, tell: Tell) -> Reading:
    options = reader_options(settings)
    with open_source(Path(job.path), options) as source:
        if isinstance(source, PlainFile):
            tell({"event": "opened", "leaves": 1, "characters": len(source.text)})
            return read_source(source, settings)
        _bound_opencv(options.threads)
        chosen = select_pages(settings.pages, source.source_page_count)
        tell({"event": "opened", "leaves": len(chosen)})
        source_pages = _read_source_pages(job, source, chosen, choice_of(settings), tell)
        tell({"event": "arranging", "leaves": len(chosen)})
        reading = assemble(source, source_pages, settings)
        if settings.pictures != "none":
            from banmian.reading.page_images import write_pictures

            folder = Path(job.unfinished) / "pages"
            write_pictures(source, reading, settings, folder, numbered_pages(source_pages)[0])
        return reading


def _read_source_pages(
    job: Job, source: SourceFile, chosen: Sequence[int], detector: DetectorChoice | None, tell: Tell
) -> list[SourcePageReading]:
    put_aside = {failure.leaf: failure for failure in job.put_aside}
    folder = Path(job.source_pages)
    source_pages = []
    for source_page in chosen:
        file = folder / f"{source_page:06d}.json"
        kept = _kept_page(file)
        if source_page in put_aside:
            source_pages.append(SourcePageReading(source_page, failure=put_aside[source_page]))
        elif kept is not None:
            source_pages.append(kept)
        else:
            tell({"event": "leaf", "leaf": source_page})
            source_pages.append(read_source_page(source, source_page, detector))
            if source.source_page_count > 1 and source_pages[-1].failure is None:
                write_whole(file, json.dumps(encode(source_pages[-1])).encode())
    return source_pages


def _kept_page(file: Path) -> SourcePageReading | None:
    """A page that an earlier run read; None where there is none, or where another version of banmian wrote it."""
    try:
        return decode(SourcePageReading, json.loads(file.read_bytes()))
    except (FileNotFoundError, ValueError):
        return None


def serve(jobs: BinaryIO, events: BinaryIO) -> None:
    """Do jobs until the input ends."""

    one_at_a_time = threading.Lock()

    def tell(event: Event) -> None:
        with one_at_a_time:
            events.write(json.dumps(event).encode() + b"\n")
            events.flush()

    def end(message: str) -> None:
        tell({"event": "exceeded", "message": message})
        os._exit(1)

    watch_resources(end)
    tell({"event": "ready"})
    for line in jobs:
        tell(run_job(decode(Job, json.loads(line)), tell))


def _end_with_parent() -> None:
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(PARENT_POLL_SECONDS)
    os._exit(1)


def main() -> None:
    """Entry point of the process."""
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    events = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    escape_log_records()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", force=True)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    serve(sys.stdin.buffer, events)


if __name__ == "__main__":
    main()
