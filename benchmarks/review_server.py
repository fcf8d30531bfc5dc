"""How fast the review server answers over HTTP, and how much memory it takes: a bound volume, a batch of any size.

    python benchmarks/review_server.py [--pages 500] [--work out/review-server]
    python benchmarks/review_server.py --batch out/review-search/batch

The volume is samples/issue.pdf again and again: one PDF, one document, whose page pictures are made when they are
looked at. ``--batch`` asks for the documents of an output folder instead, such as the 10,000 of `review_search.py`,
and leaves corrections there. Figures are seconds of the clock (median, worst) and of the server's processors.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from urllib.parse import quote, urlsplit

import pypdfium2

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from banmian.document.atomic_files import sha256_of  # noqa: E402
from banmian.document.finished_documents import FinishedDocument, document_names, load  # noqa: E402
from banmian.document.json_form import document_to_json  # noqa: E402
from banmian.document.lines_as_read import LINES_FILE, ReadLines, lines_to_json  # noqa: E402
from banmian.document.model import Document, Region, Source  # noqa: E402

SAMPLE = ROOT / "samples" / "issue.pdf"
VOLUME = "volume"
VIEWS, CHANGES = 200, 20
QUESTIONS = ("渔港", "公交 头班车", '"今晨重新开放"', "漁港", "的", "一 不 人")
TICKS = os.sysconf("SC_CLK_TCK")


def make_volume(work: Path, pages: int) -> Path:
    """An output folder with one document of so many pages, and the PDF that it was read from."""
    read, batch = work / "read", work / "batch"
    if not (read / "manifest.json").exists():
        subprocess.run([sys.executable, "-m", "banmian", "read", str(SAMPLE), "-o", str(read)], check=True, cwd=ROOT)
    shutil.rmtree(batch, ignore_errors=True)
    folder = batch / "documents" / VOLUME
    folder.mkdir(parents=True)
    sample = load(read, document_names(read)[0])
    copies = -(-pages // len(sample.document.pages))
    path = work / "volume.pdf"
    _bind(path, copies)
    document, lines = _repeated(sample, copies)
    document.source = Source(str(path), sha256_of(path), "application/pdf", len(document.pages))
    (folder / "articles.json").write_bytes(document_to_json(document))
    (folder / LINES_FILE).write_bytes(lines_to_json(lines))
    return batch


def _bind(path: Path, copies: int) -> None:
    bound = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(SAMPLE) as source:
        for _ in range(copies):
            bound.import_pages(source)
        bound.save(path)
    bound.close()


def _repeated(sample: FinishedDocument, copies: int) -> tuple[Document, ReadLines]:
    whole = replace(sample.document, pages=[], articles=[], furniture=[], images=[], tables=[])
    read = []
    for number in range(copies):
        part = copy.deepcopy(sample.document)
        ahead = number * len(part.pages)
        for page in part.pages:
            page.number += ahead
            if page.original is not None:
                page.original = replace(page.original, frame=page.original.frame + ahead)
        for region in _regions((part.articles, part.furniture, part.images, part.tables)):
            region.page += ahead
        for article in part.articles:
            article.id = f"{VOLUME}-{number:03d}-{article.id[-6:]}"
            article.continued_from = article.continued_to = None
        for name in ("pages", "articles", "furniture", "images", "tables"):
            getattr(whole, name).extend(getattr(part, name))
        pages = [sample.lines.of(page.number) for page in sample.document.pages] if sample.lines else []
        read += [replace(page, number=page.number + ahead, leaf=page.leaf + ahead) for page in pages if page]
    return whole, ReadLines(read)


def _regions(value: Any) -> Iterator[Region]:
    """Every region in a value, once."""
    if isinstance(value, Region):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _regions(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _regions(getattr(value, name))


@dataclass
class Asker:
    """One connection to a server, and the server's process."""

    connection: HTTPConnection
    process: int

    def ask(self, path: str, body: Any = None, headers: dict[str, str] | None = None, method: str = "") -> bytes:
        """What the server answers. Raises OSError where it refuses."""
        sent = None if body is None else json.dumps(body)
        self.connection.request(method or ("GET" if sent is None else "POST"), path, sent, headers or {})
        answer = self.connection.getresponse()
        found = answer.read()
        if answer.status != 200:
            raise OSError(f"{path}: {answer.status} {found[:200]!r}")
        return found

    def has(self, path: str) -> bool:
        """Whether there is anything at a path."""
        self.connection.request("HEAD", path)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status == 200

    def values(self, path: str) -> Any:
        """The data in a page."""
        found = re.search(rb'<script type="application/json"[^>]*>(.*?)</script>', self.ask(path), re.DOTALL)
        assert found
        return json.loads(found[1])

    def processor(self) -> float:
        """Seconds of processors that the server has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """MiB that the server has in memory."""
        told = Path(f"/proc/{self.process}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", told)[0]) / 1024


@contextmanager
def served(batch: Path) -> Iterator[Asker]:
    """A review server over a batch, in a process of its own, with its index and search up to date."""
    command = [sys.executable, "-m", "banmian", "review", str(batch), "--serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout
            address = urlsplit(process.stdout.readline().split()[0])
            asker = Asker(HTTPConnection(address.hostname or "", address.port, timeout=120), process.pid)
            while json.loads(asker.ask("/index.json"))["waiting"]:
                time.sleep(1)
            yield asker
        finally:
            process.terminate()


def timed(asker: Asker, what: str, act: Callable[[int], Any], repeats: int) -> None:
    """Prints how long ``act`` takes, which is told how often it was called before."""
    clock, used = [], asker.processor()
    for number in range(repeats):
        begun = time.perf_counter()
        act(number)
        clock.append(time.perf_counter() - begun)
    processor = (asker.processor() - used) / repeats
    print(f"{what}: {median(clock):.3f} s, at most {max(clock):.3f} s; {processor:.3f} s of processor", flush=True)


def time_server(asker: Asker, places: list[tuple[str, int]]) -> None:
    """Ask for everything a person asks for, at places (document, page) drawn from ``places``."""
    drawn = Random(7)
    address = lambda place, ending="html": f"/documents/{quote(place[0])}/{place[1]:04d}.{ending}"  # noqa: E731
    some = [places[drawn.randrange(len(places))] for _ in range(VIEWS)]
    timed(asker, "first page view", lambda n: asker.ask(address(some[0])), 1)
    before = asker.memory()
    timed(asker, "page view", lambda n: asker.ask(address(some[n])), VIEWS)
    print(f"memory: {before:.0f} MiB before, {asker.memory():.0f} MiB after {VIEWS} page views", flush=True)
    timed(asker, "index page", lambda n: asker.ask("/"), 5)
    pictures = list(dict.fromkeys(some))[1 : CHANGES + 1]
    if asker.has(address(some[0], "jpg")):
        timed(asker, "page picture, first time", lambda n: asker.ask(address(pictures[n], "jpg")), len(pictures))
        timed(asker, "page picture, again", lambda n: asker.ask(address(pictures[n], "jpg")), len(pictures))
    for question in QUESTIONS:
        asked = [f"/search.json?q={quote(question)}"] * 5
        timed(asker, f"search {question}", lambda n, asked=asked: asker.ask(asked[n]), len(asked))
    time_changes(asker, some[:CHANGES], address)


def time_changes(asker: Asker, places: list[tuple[str, int]], address: Callable[[tuple[str, int]], str]) -> None:
    """Correct headlines and take the corrections back."""
    serial = count()

    def prepare(place: tuple[str, int]) -> tuple[str, dict[str, Any], dict[str, str]]:
        values = asker.values(address(place))
        first = values["articles"][0]
        named = {"article": first["id"], "headline": first["headline"], "before": first["headline"] or None}
        seen = len(values["document"]["corrections"])
        wish = {
            "action": "edit",
            "field": "headline",
            "after": f"改过的标题{next(serial)}",
            "who": "秦帆",
            "seen": seen,
        }
        return f"/documents/{quote(place[0])}/corrections", {**named, **wish}, {"X-Banmian": values["token"]}

    correcting, undoing, used = [], [], asker.processor()
    for place in places:
        path, wish, headers = prepare(place)
        begun = time.perf_counter()
        asker.ask(path, wish, headers)
        saved = time.perf_counter()
        asker.ask(path, None, {**headers, "X-Seen": str(wish["seen"] + 1)}, "DELETE")
        correcting.append(saved - begun)
        undoing.append(time.perf_counter() - saved)
    for what, found in (("saved correction", correcting), ("undo", undoing)):
        print(f"{what}: {median(found):.3f} s, at most {max(found):.3f} s")
    print(f"page view, correction and undo: {(asker.processor() - used) / len(places):.3f} s of processor", flush=True)


def main() -> None:
    """Read the arguments, make the volume or take the batch, ask."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--pages", type=int, default=500, help="pages of the volume")
    options.add_argument("--batch", type=Path, help="an output folder to ask for instead")
    options.add_argument("--work", type=Path, default=ROOT / "out" / "review-server", help="folder for the volume")
    chosen = options.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    batch = chosen.batch or make_volume(chosen.work.resolve(), chosen.pages)
    with served(batch) as asker:
        rows = json.loads(asker.ask("/index.json"))["documents"]
        places = [(row["name"], number) for row in rows for number in row.get("pages", [])]
        print(f"{len(rows)} documents, {len(places)} pages", flush=True)
        time_server(asker, places)


if __name__ == "__main__":
    main()
