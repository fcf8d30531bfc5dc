"""How fast a large batch is opened, searched and marked in the review server.

    python benchmarks/review_search.py [--documents 10000] [--articles 8] [--characters 600] [--work out/review-search]

The documents are invented: runs of characters by a seeded draw, frequent ones often, as in print. Figures are seconds
of the clock and of the processor.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from banmian.common_characters import COMMONEST  # noqa: E402
from banmian.document.json_form import document_to_json  # noqa: E402
from banmian.document.model import Article, Block, Document, PageInfo, Publication, Region, Source  # noqa: E402
from banmian.export.format import no_pictures  # noqa: E402
from banmian.review.html import index_html  # noqa: E402
from banmian.review.review_session import ReviewSession  # noqa: E402

PAPERS = ("海风日报", "山城晚报", "江城时报")
QUESTIONS = ("渔港", "港", "渔港 海风日报", '"渔港重开" 2001-03', "漁港重開", "没有这样的词语", "的", "一 不 人")
REPEATS = 5


def make_batch(target: Path, documents: int, articles: int, characters: int) -> None:
    """Invented one-page documents, and a manifest that names them; those of before where there are as many."""
    manifest = target / "manifest.json"
    if manifest.exists() and len(json.loads(manifest.read_bytes())["documents"]) == documents:
        return
    shutil.rmtree(target, ignore_errors=True)
    signs = [*sorted(COMMONEST), *map(chr, range(0x5000, 0x5A00))]
    weights = [1 / (rank + 8) for rank in range(len(signs))]
    rows = []
    for number in range(documents):
        rng = Random(number)
        name = f"page-{number:06d}"
        words = "".join(rng.choices(signs, weights, k=articles * characters))
        if number % 50 == 0:
            words = words[:100] + "渔港重开" + words[104:]
        made = _document(name, number, [words[at : at + characters] for at in range(0, len(words), characters)])
        folder = target / "documents" / name
        folder.mkdir(parents=True)
        (folder / "articles.json").write_bytes(document_to_json(made))
        rows.append({"id": name, "path": f"in/{name}.png", "status": "done", "pages": 1, "articles": articles})
    manifest.write_text(json.dumps({"documents": rows}))


def _document(name: str, number: int, texts: list[str]) -> Document:
    day = date(2000, 1, 1) + timedelta(days=number // 4)
    articles = []
    for rank, text in enumerate(texts):
        region = Region(1, [20.0, 20.0 + 100 * rank, 780.0, 110.0 + 100 * rank])
        parts = [text[at : at + 150] for at in range(0, len(text), 150)]
        blocks = [Block("paragraph", part, [region], 0.9) for part in parts]
        articles.append(
            Article(f"{name}-p01-{rank + 1:02d}", text[:9], blocks=blocks, text="\n".join(parts), regions=[region])
        )
    return Document(
        Source(f"in/{name}.png", f"{number:064d}", "image/png", 1),
        publication=Publication(PAPERS[number % len(PAPERS)], day.isoformat()),
        pages=[PageInfo(1, "01版", 800, 1200, "px", text_source="ocr")],
        articles=articles,
    )


def timed(what: str, act: Callable[[], Any], repeats: int = 1) -> Any:
    """What ``act`` returns; prints the median of its seconds."""
    clock, processor, found = [], [], None
    for _ in range(repeats):
        begun, used = time.perf_counter(), time.process_time()
        found = act()
        clock.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    print(f"{what}: {median(clock):.3f} s, {median(processor):.3f} s of processor", flush=True)
    return found


def time_session(batch: Path, workshop: Path) -> None:
    """Open the batch for the first time, fill the catalogue, open it again, search, mark."""
    session = timed("opened without a catalogue", lambda: ReviewSession(batch, workshop, no_pictures))
    timed("first index page", lambda: index_html(session.index()))
    begun, used = time.perf_counter(), time.process_time()
    while session.index()["waiting"]:
        time.sleep(0.2)
    size = (workshop / "catalogue.sqlite").stat().st_size / 2**20
    print(f"catalogue filled: {time.perf_counter() - begun:.0f} s, {time.process_time() - used:.0f} s of processor")
    print(f"catalogue: {size:.0f} MiB", flush=True)
    session.close()
    session = timed("opened with a catalogue", lambda: ReviewSession(batch, workshop, no_pictures))
    timed("first index page", lambda: index_html(session.index()))
    timed("index page", lambda: index_html(session.index()), REPEATS)
    time.sleep(2)
    for question in QUESTIONS:
        found = timed(f"search {question}", lambda question=question: session.search(question), REPEATS)
        print(f"    {found['total']} articles")
    name = session.index()["documents"][0]["name"]
    timed("page view", lambda: session.page(name, 1), REPEATS)
    timed("mark", lambda: session.mark(name, {"who": "秦帆", "state": "checked", "page": 1}), REPEATS)
    timed("next open page", lambda: session.next_open(name, 1), REPEATS)
    session.close()


def main() -> None:
    """Read the arguments, make the batch, time it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--documents", type=int, default=10_000)
    options.add_argument("--articles", type=int, default=8)
    options.add_argument("--characters", type=int, default=600, help="of an article")
    options.add_argument("--work", type=Path, default=ROOT / "out" / "review-search", help="folder for all of it")
    chosen = options.parse_args()
    batch, workshop = chosen.work / "batch", chosen.work / "made"
    shutil.rmtree(workshop, ignore_errors=True)
    make_batch(batch, chosen.documents, chosen.articles, chosen.characters)
    time_session(batch, workshop)


if __name__ == "__main__":
    main()
