"""Opening a file of any format: its content decides which reader is used."""

from __future__ import annotations

from pathlib import Path

from banmian.layout.readers.plain_text import PlainFile
from banmian.layout.readers.source_file import SourceFile
from banmian.media_types import MARKDOWN, PDF, PLAIN, media_type_of
from banmian.read_options import DEFAULT, ReadOptions
from banmian.text_decoding import decode_text


def open_source(path: Path, options: ReadOptions = DEFAULT) -> SourceFile:
    """Open an image, a PDF or a text; close it after use (``with``).

    Raises a `banmian.errors.DocumentError` where the file cannot be read in its format, MissingRequirementError
    where the reader lacks something, OSError where it cannot be opened.
    """
    media_type = media_type_of(path)
    if media_type in (PLAIN, MARKDOWN):
        decoded = decode_text(path.read_bytes(), path.name, options.encoding)
        return PlainFile(path, media_type, decoded.text, decoded.warning())
    if media_type == PDF:
        from banmian.layout.readers.pdf import open_pdf

        return open_pdf(path, options)
    from banmian.layout.readers.images import open_image

    return open_image(path, options)
