"""ALTO 4.4: one XML file per page, for digital libraries.

What the format offers and writes; what is in its files is made by `banmian.export.alto_writer`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import Format, Option, Options, each_document
from banmian.export.picture_options import FRAME, LEGIBLE_DPI, PICTURE_DPI

if TYPE_CHECKING:
    from banmian.document.finished_documents import FinishedDocument
    from banmian.export.alto_writer import AltoUnit, Strings
    from banmian.export.readback import ReadBackPage

UNIT: Option[AltoUnit] = Option("alto_unit", "pixel", "what lengths are counted in", ("pixel", "inch1200"))
STRINGS: Option[Strings] = Option(
    "alto_strings", "glyph", "what a String is where no spaces stand between words", ("glyph", "word")
)


def write_alto(finished: FinishedDocument, output: Path, options: Options) -> list[str]:
    """Write ``<document>/0001.xml`` …, with page pictures where they are the frame; return warnings."""
    from banmian.document.atomic_files import write_whole
    from banmian.export.alto_readback import read_back_alto
    from banmian.export.alto_writer import alto
    from banmian.export.page_resources import frames_of, place_document
    from banmian.export.written_file_checks import problems

    document = place_document(finished)
    folder = output / finished.name
    dpi = options.value(PICTURE_DPI) or LEGIBLE_DPI
    frames, missing = frames_of(finished, folder, options, options.value(FRAME), dpi)

    def written() -> Iterator[ReadBackPage]:
        for page in document.pages:
            data = alto(document, page, frames.get(page.info.number), options.value(UNIT), options.value(STRINGS))
            write_whole(folder / f"{page.info.number:04d}.xml", data)
            yield read_back_alto(data)

    wrong = problems(document, written())
    return [*missing, *document.doubts, *wrong]


FORMAT = Format(
    name="alto",
    files="`<document>/0001.xml` …",
    purpose="ALTO 4.4: blocks tagged by what they are and whose, lines, words, glyphs, confidences, reading order",
    write=each_document(write_alto),
    options=(UNIT, STRINGS, FRAME, PICTURE_DPI),
)
