"""The worker process: reads one document after the other, tells of every page, writes unfinished files.

Started as ``python -m banmian.batch.worker``. Jobs come as JSON lines on standard input, events go as JSON
lines to the standard output it was given; whatever libraries print goes to standard error. It ends with
its input, and with its parent.
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
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from banmian.document.json_form import decode, document_to_json, encode
from banmian.document.read_lines import LINES_FILE, lines_to_json
from banmian.document.store import sha256_of, write_whole
from banmian.errors import ChangedFileError, MissingRequirementError, describe
from banmian.layout.readers.base import SourceFile
from banmian.layout.readers.opening import open_source
from banmian.layout.readers.plain_text import PlainFile
from banmian.layout.readers.processors import share_of
from banmian.read_options import ReadOptions
from banmian.reading.documents import LeafFailure, LeafReading, Reading, assemble, read_leaf, read_source
from banmian.settings import Settings

PARENT_POLL_SECONDS = 1.0
Event = dict[str, Any]
Tell = Callable[[Event], None]

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """One document to read into the folder ``unfinished``.

    ``path`` is the file; ``source`` what the document calls it, another name where the file is a copy.
    ``leaves`` is the folder where pages already read are kept; ``put_aside`` holds the leaves that no
    longer are tried, with the reason.
    """

    path: str
    source: str
    sha256: str
    unfinished: str
    leaves: str
    settings: dict[str, Any]
    put_aside: list[LeafFailure] = field(default_factory=list)


def run_job(job: Job, tell: Tell) -> Event:
    """Read the job's document; the last event, ``done`` or ``failed``."""
    try:
        settings = Settings.model_validate(job.settings)
        reading = _read(job, settings, tell)
        if sha256_of(Path(job.path)) != job.sha256 or reading.document.source.sha256 != job.sha256:
            raise ChangedFileError(f"{job.path} changed while it was read")
        document = reading.document
        document.source.path = job.source
        if reading.lines.pages:
            write_whole(Path(job.unfinished) / LINES_FILE, lines_to_json(reading.lines))
        write_whole(Path(job.unfinished) / "articles.json", document_to_json(document))
    except Exception as error:
        log.exception("%s failed", job.path)
        name, message, remedy = describe(error)
        missing = isinstance(error, MissingRequirementError)
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
        "failures": encode(reading.failures),
        "warnings": reading.warnings,
    }


def options_of(settings: Settings) -> ReadOptions:
    """What a worker reads with: unless told otherwise its engine uses its share of the processors."""
    return replace(settings.read_options(), threads=settings.threads or share_of(settings.workers))


def _bound_opencv(threads: int) -> None:
    """OpenCV uses no more threads than the engine; imported late, for text needs none of it."""
    import cv2

    cv2.setNumThreads(threads)


def _read(job: Job, settings: Settings, tell: Tell) -> Reading:
    options = options_of(settings)
    with open_source(Path(job.path), options) as source:
        if isinstance(source, PlainFile):
            tell({"event": "opened", "leaves": 1})
            return read_source(source, settings)
        _bound_opencv(options.threads)
        tell({"event": "opened", "leaves": source.leaf_count})
        leaves = _read_leaves(job, source, settings.detector, tell)
        tell({"event": "arranging", "leaves": source.leaf_count})
        reading = assemble(source, leaves, settings)
        if settings.pictures != "none":
            from banmian.reading.page_images import write_pictures

            write_pictures(source, reading, settings, Path(job.unfinished) / "pages")
        return reading


def _read_leaves(job: Job, source: SourceFile, detector: str | None, tell: Tell) -> list[LeafReading]:
    put_aside = {failure.leaf: failure for failure in job.put_aside}
    folder = Path(job.leaves)
    leaves = []
    for leaf in range(1, source.leaf_count + 1):
        kept = folder / f"{leaf:06d}.json"
        if leaf in put_aside:
            leaves.append(LeafReading(leaf, failure=put_aside[leaf]))
        elif kept.exists():
            leaves.append(decode(LeafReading, json.loads(kept.read_bytes())))
        else:
            tell({"event": "leaf", "leaf": leaf})
            leaves.append(read_leaf(source, leaf, detector))
            if source.leaf_count > 1 and leaves[-1].failure is None:
                write_whole(kept, json.dumps(encode(leaves[-1])).encode())
    return leaves


def serve(jobs: BinaryIO, events: BinaryIO) -> None:
    """Do jobs until the input ends."""

    def tell(event: Event) -> None:
        events.write(json.dumps(event).encode() + b"\n")
        events.flush()

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
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    serve(sys.stdin.buffer, events)


if __name__ == "__main__":
    main()
