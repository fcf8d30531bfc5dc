"""What a page with a text layer costs: a ratio to pdfplumber's own characters, and memory over many pages.

    python benchmarks/text_layer_cost.py [FILE.pdf ...] [--pages 200]

Prints, for each file, the time to read its pages divided by the time that pdfplumber takes for
`page.chars` alone (processor time from a fresh opening, best of three, in one run), the same for PDFium's text
page, and the growth of memory while a file of many pages is read. Exit status 1 above a ratio of 1.5.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import pdfplumber  # noqa: E402
import psutil  # noqa: E402
import pypdfium2  # type: ignore[import-untyped]  # noqa: E402
from text_layer_cases import make_book  # noqa: E402

from banmian.layout.readers.pdf import open_pdf  # noqa: E402
from banmian.read_options import ReadOptions  # noqa: E402

OPTIONS = ReadOptions(engine="null", text_layer="always")
HIGHEST_RATIO = 1.5


def only_characters(path: Path) -> int:
    with pdfplumber.open(path) as pdf:
        return sum(len(page.chars) for page in pdf.pages)


def whole_pages(path: Path) -> int:
    with open_pdf(path, OPTIONS) as source:
        return sum(len(page.lines) for leaf in range(1, source.source_page_count + 1) for page in source.read(leaf))


def pdfium_characters(path: Path) -> int:
    pdf = pypdfium2.PdfDocument(path)
    count = 0
    for page in pdf:
        text = page.get_textpage()
        for at in range(text.count_chars()):
            text.get_charbox(at)
            count += 1
    pdf.close()
    return count


def best_of_three(action: Callable[[Path], int], path: Path) -> float:
    times = []
    for _run in range(3):
        start = time.process_time()
        action(path)
        times.append(time.process_time() - start)
    return min(times)


def memory_growth(path: Path) -> list[tuple[int, float]]:
    process = psutil.Process()
    seen = []
    with open_pdf(path, OPTIONS) as source:
        for leaf in range(1, source.source_page_count + 1):
            source.read(leaf)
            if leaf % 25 == 0:
                seen.append((leaf, process.memory_info().rss / 2**20))
    return seen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.pdf"
        book.write_bytes(make_book(arguments.pages))
        short = Path(folder) / "ten-pages.pdf"
        short.write_bytes(make_book(10))
        worst = 0.0
        for path in arguments.files or [short]:
            chars, pages, pdfium = (
                best_of_three(action, path) for action in (only_characters, whole_pages, pdfium_characters)
            )
            worst = max(worst, pages / chars)
            print(f"{path.name}: page.chars {chars:.3f} s, whole pages {pages / chars:.2f} times, ", end="")
            print(f"PDFium's characters {pdfium / chars:.2f} times")
        for leaf, megabytes in memory_growth(book):
            print(f"after page {leaf}: {megabytes:.0f} MiB")
    return 0 if worst <= HIGHEST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
