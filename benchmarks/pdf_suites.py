"""What the text-layer reader finds in a folder of PDFs against what poppler's pdftotext finds in raw order.

    python -m benchmarks.pdf_suites FOLDER [--pages 20]

Counts Han, kana and Hangul page by page and prints every page on which characters of poppler's are missing.
Copies that are painted over one another count once here and each time there, so what is missing should be that.
Pages that were recognised from their picture are named and not compared. Needs pdftotext. Exit status 1 where
anything is missing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

from banmian.errors import BanmianError
from banmian.layout.readers.pdf import open_pdf
from banmian.read_options import ReadOptions


def east_asian(text: str) -> Counter[str]:
    """Han, kana and Hangul of a text, compatibility forms as ordinary characters."""
    return Counter(
        sign
        for sign in unicodedata.normalize("NFKC", text)
        if unicodedata.name(sign, "").startswith(("CJK UNIFIED", "HIRAGANA LETTER", "KATAKANA LETTER", "HANGUL SYL"))
    )


def by_poppler(path: Path, number: int) -> str:
    """The text of a page, in the order of painting."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-f", str(number), "-l", str(number), str(path), "-"]
    return subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8", "replace")


def compare(path: Path, most: int) -> tuple[int, int]:
    """Prints the pages of a file on which characters are missing; gives how many poppler found and how many miss."""
    found = missing = 0
    with open_pdf(path, ReadOptions()) as source:
        for number in range(1, min(source.source_page_count, most) + 1):
            wanted = east_asian(by_poppler(path, number))
            if not wanted:
                continue
            pages = source.read(number)
            if {page.text_source for page in pages} != {"text_layer"}:
                print(f"{path.name} page {number}: recognised from its picture")
                continue
            read = east_asian("".join(line.text for page in pages for line in page.lines))
            lost = wanted - read
            found, missing = found + wanted.total(), missing + lost.total()
            if lost:
                print(f"{path.name} page {number}: {lost.total()} of {wanted.total()}: {''.join(lost)[:40]}")
    return found, missing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=20, help="pages of each file that are looked at")
    arguments = parser.parse_args()
    found = missing = files = 0
    for path in sorted(arguments.folder.rglob("*.pdf")):
        try:
            more, lost = compare(path, arguments.pages)
        except BanmianError as error:
            print(f"{path.name}: {error}")
            continue
        files, found, missing = files + 1, found + more, missing + lost
    print(f"{files} files, {found} characters by poppler, {missing} missing")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
