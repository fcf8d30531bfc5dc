"""The share of word spaces kept on drawn scans of Western and Korean type in narrow or wide columns.

    python -m benchmarks.word_spaces --fonts /usr/share/fonts [--languages en de fr ru ko] [--seeds 0:6] [--wide]

Invented text of each language's frequent words in Debian's fonts (fonts-liberation, -freefont-ttf, -nanum …), 9 pt at
200 to 300 dpi. Russian and Korean are read by Tesseract. Prints the spaces kept, those added for each that was wanted,
and with `--show` where they are lost and added.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from banmian.document.model import Document
from banmian.reading.documents import read_document
from banmian.settings import Settings, read_settings
from benchmarks.word_spaces.comparison import Spaces, compare_spaces
from benchmarks.word_spaces.pages import DrawnPage, draw_page

TESSERACT = {"ru": "rus", "ko": "kor"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fonts", type=Path, action="append", required=True, help="a folder with font files")
    parser.add_argument("--languages", nargs="+", default=["en", "de", "fr", "ru", "ko"])
    parser.add_argument("--seeds", default="0:6", help="FIRST:LAST, the last not among them")
    parser.add_argument("--wide", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    first, last = map(int, options.seeds.split(":"))
    for language in options.languages:
        total = Spaces()
        for seed in range(first, last):
            page = draw_page(language, seed, options.wide, options.fonts)
            spaces = compare_spaces(page.text, _read(page, language))
            if options.show:
                print(f"  {language} {seed}: {page.notes}: {spaces.kept} of {spaces.wanted}, {len(spaces.added)} added")
                print("    lost ", "  ".join(spaces.lost))
                print("    added", "  ".join(spaces.added))
            total.add(spaces)
        share = total.kept / max(1, total.wanted)
        print(f"{language}: {share:.4f} of {total.wanted} kept, {len(total.added) / max(1, total.wanted):.4f} added")


def _read(page: DrawnPage, language: str) -> str:
    """All text that is read of a page, in its order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        page.picture.save(path)
        return text_of(read_document(path, _settings(language)))


def _settings(language: str) -> Settings:
    if language in TESSERACT:
        return read_settings(engine="tesseract", languages=TESSERACT[language])
    return read_settings()


def text_of(document: Document) -> str:
    """Heads and bodies of a document's articles, then what belongs to none."""
    parts = [
        part
        for article in document.articles
        for part in (article.kicker, article.headline, article.subheadline, article.text)
    ]
    return "\n".join(part for part in [*parts, *(piece.text for piece in document.furniture)] if part)


if __name__ == "__main__":
    main()
