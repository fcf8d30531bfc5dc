"""How fast the review site is built, and how fast a dense page of it opens and moves in Chromium.

    python benchmarks/review_site.py [--pages 1000] [--glyphs 20000] [--work out/review-site]

The batch is copies of the samples, read once with their page pictures; the dense page is made up. Needs
Playwright and Chromium (Debian's package, or the one that BANMIAN_CHROMIUM names) for the second part.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from itertools import cycle, pairwise
from pathlib import Path
from statistics import median
from typing import Any

from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from banmian.document.finished_documents import document_names  # noqa: E402
from banmian.document.json_form import document_to_json  # noqa: E402
from banmian.document.lines_as_read import LINES_FILE, LineRead, PageLines, ReadLines, lines_to_json  # noqa: E402
from banmian.document.model import Article, Block, Document, PageInfo, Region, Repair, Source  # noqa: E402
from banmian.review.static_site import build  # noqa: E402

SAMPLES = ("issue.pdf", "scan.jpg", "vertical.jpg")
EM, MEASURE, COLUMNS, BLOCK = 20.0, 14, 9, 9
"""px of a glyph, glyphs of a line, columns of the page, lines of a paragraph."""
ARTICLE = 6
"""Paragraphs of an article."""
SIGNS = "山水田家天地人风雨云江河湖海东西南北春夏秋冬日月星光木林石火土金车船路桥"
DRAGS = 120


def read_samples(work: Path) -> Path:
    """The samples as finished documents with page pictures; read on the first run."""
    target = work / "read"
    if not (target / "manifest.json").exists():
        paths = [str(ROOT / "samples" / name) for name in SAMPLES]
        command = [sys.executable, "-m", "banmian", "read", *paths, "-o", str(target), "--pictures", "pages"]
        subprocess.run(command, check=True, cwd=ROOT)
    return target


def multiply(read: Path, target: Path, pages: int) -> int:
    """Copies of the documents until there are so many pages; gives their number."""
    shutil.rmtree(target, ignore_errors=True)
    made = 0
    for rank, name in enumerate(cycle(document_names(read))):
        if made >= pages:
            break
        folder = target / "documents" / f"{name}-{rank:04d}"
        shutil.copytree(read / "documents" / name, folder)
        made += len(list((folder / "pages").iterdir()))
    return made


def time_building(work: Path, pages: int) -> None:
    """Build the site of a batch from nothing, and again with everything there."""
    batch, site = work / "batch", work / "site"
    print(f"{multiply(read_samples(work), batch, pages)} pages of {', '.join(SAMPLES)}", flush=True)
    shutil.rmtree(site, ignore_errors=True)
    for what in ("from nothing", "again"):
        start, before = time.perf_counter(), _processor_seconds()
        built = build(batch, site, seen=lambda name: None)
        seconds, used = time.perf_counter() - start, _processor_seconds() - before
        rates = f"{built.pages / seconds:.0f} pages a second, {built.pages / used:.0f} a second of a processor"
        print(f"built {what}: {seconds:.1f} s: {rates}", flush=True)


def _processor_seconds() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def dense_page(glyphs: int) -> tuple[Document, ReadLines]:
    """A page of so many glyphs: columns of even lines, a repair at the end of each, an article every few blocks."""
    lines = [_line(rank, glyphs) for rank in range(-(-glyphs // MEASURE))]
    blocks = [lines[at : at + BLOCK] for at in range(0, len(lines), BLOCK)]
    articles = []
    for at in range(0, len(blocks), ARTICLE):
        own = blocks[at : at + ARTICLE]
        texts = ["".join(line.text for line in block) for block in own]
        repairs = [
            Repair("wrap", index, rank * MEASURE, "\n", "", 1.0)
            for index, block in enumerate(own)
            for rank in range(len(block) - 1, 0, -1)
        ]
        parts = [
            Block("paragraph", text, [_around(block)], 0.9 + 0.01 * (index % 10))
            for index, (text, block) in enumerate(zip(texts, own, strict=True))
        ]
        name = f"dense-p01-{len(articles) + 1:02d}"
        regions = [region for part in parts for region in part.regions]
        articles.append(
            Article(name, headline=texts[0][:12], blocks=parts, text="\n".join(texts), regions=regions, repairs=repairs)
        )
    side = max(line.bbox[3] for line in lines) + 2 * EM
    width = COLUMNS * (MEASURE + 2) * EM + 2 * EM
    page = PageInfo(1, width=width, height=side, unit="px", dpi=300, text_source="ocr")
    document = Document(Source("dense.png", "0" * 64, "image/png", 1), pages=[page], articles=articles)
    return document, ReadLines([PageLines(1, 1, 1, lines)])


def _line(rank: int, glyphs: int) -> LineRead:
    tall = -(-glyphs // MEASURE // COLUMNS) + 1
    x, y = EM + rank // tall * (MEASURE + 2) * EM, EM + rank % tall * 1.4 * EM
    text = "".join(SIGNS[(rank * 7 + place * place) % len(SIGNS)] for place in range(MEASURE))
    starts = [x + place * EM for place in range(MEASURE)]
    return LineRead(
        text, [x, y, x + MEASURE * EM, y + EM], EM, False, 0.95, starts, [at + EM for at in starts], [0.95] * MEASURE
    )


def _around(lines: list[LineRead]) -> Region:
    boxes = [line.bbox for line in lines]
    return Region(1, [pick(box[side] for box in boxes) for side, pick in enumerate((min, min, max, max))])


def time_opening(work: Path, glyphs: int) -> None:
    """Open a dense page in Chromium, zoom in, drag it about."""
    from playwright.sync_api import sync_playwright

    batch, site = work / "dense", work / "dense-site"
    shutil.rmtree(batch, ignore_errors=True)
    folder = batch / "documents" / "dense"
    (folder / "pages").mkdir(parents=True)
    document, lines = dense_page(glyphs)
    (folder / "articles.json").write_bytes(document_to_json(document))
    (folder / LINES_FILE).write_bytes(lines_to_json(lines))
    sheet = document.pages[0]
    size = (round(sheet.width or 1), round(sheet.height or 1))
    Image.effect_noise(size, 60).convert("RGB").save(folder / "pages" / "0001.jpg", quality=80)
    build(batch, site, seen=lambda name: None)
    file = site / "documents" / "dense" / "0001.html"
    chromium = os.environ.get("BANMIAN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        opened = sorted(_seconds_to_open(page, file.as_uri()) for _ in range(5))
        print(f"{glyphs} glyphs ({file.stat().st_size / 2**20:.1f} MB, picture {size[0]} x {size[1]} px):")
        print(f"opened in {median(opened):.2f} s ({opened[0]:.2f} to {opened[-1]:.2f}), first paint with all texts")
        frames = sorted(_frames_of_dragging(page))
        high = frames[int(len(frames) * 0.95)]
        print(f"dragged: a frame every {median(frames):.0f} ms, 95 % within {high:.0f} ms, worst {frames[-1]:.0f} ms")
        browser.close()


def _seconds_to_open(page: Any, address: str) -> float:
    """From the start of the navigation to the second frame after the scripts, texts and picture shown."""
    page.goto("about:blank")
    page.goto(address)
    painted = page.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
    )
    return float(painted) / 1000


def _frames_of_dragging(page: Any) -> list[float]:
    """Milliseconds between frames while the enlarged picture is dragged about."""
    page.mouse.move(400, 450)
    for _ in range(4):
        page.mouse.wheel(0, -300)
    page.wait_for_timeout(500)
    page.evaluate(
        "window.ticks = []; const tick = now => { ticks.push(now); requestAnimationFrame(tick) };"
        " requestAnimationFrame(tick)"
    )
    page.mouse.down()
    for step in range(DRAGS):
        page.mouse.move(400 + 150 * ((step % 40) / 20 - 1), 450 + 2 * (step % 60))
    page.mouse.up()
    ticks = page.evaluate("ticks")
    return [after - before for before, after in pairwise(ticks)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--pages", type=int, default=1000, help="pages of the batch; 0 leaves it out")
    options.add_argument("--glyphs", type=int, default=20_000, help="glyphs of the dense page; 0 leaves it out")
    options.add_argument("--work", type=Path, default=ROOT / "out" / "review-site", help="folder for all of it")
    chosen = options.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    if chosen.pages:
        time_building(chosen.work, chosen.pages)
    if chosen.glyphs:
        time_opening(chosen.work, chosen.glyphs)


if __name__ == "__main__":
    main()
