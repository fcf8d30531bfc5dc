"""Pictures of the pages beside their articles, plain or with an overlay of what was found."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from banmian.document.atomic_files import write_whole
from banmian.document.finished_documents import OVERLAY_REMARK
from banmian.layout.model import Page
from banmian.layout.readers.source_file import Raster, SourceFile
from banmian.reading.documents import Reading
from banmian.settings import Settings

JPEG_QUALITY = 85


def write_pictures(
    source: SourceFile, reading: Reading, settings: Settings, folder: Path, pages: Sequence[Page] = ()
) -> None:
    """Write ``0001.jpg`` … for the pages of a document that was just read, into ``folder``.

    Pages without a picture (text) are left out. Where overlays are wanted, ``0001.links.jpg`` … show how those of
    ``pages``, as they were read, were divided. Raises OSError, PageError.
    """
    known = {page.number: page for page in pages}
    for page, (source_page, rank) in zip(reading.document.pages, reading.source_page_of, strict=True):
        picture = source.picture(source_page, rank, settings.picture_side)
        if picture is None:
            continue
        name = f"{page.number:04d}"
        if settings.pictures != "overlays":
            _write(picture, folder / f"{name}.jpg")
            continue
        from banmian.layout.debug_overlay import draw
        from banmian.layout.separation_overlay import draw_links
        from banmian.reading.explained_file import decide_pages

        _write(draw(picture, reading.document, page), folder / f"{name}.jpg", OVERLAY_REMARK)
        for decided in decide_pages([known[page.number]] if page.number in known else [], settings):
            _write(draw_links(picture, decided), folder / f"{name}.links.jpg", OVERLAY_REMARK)


def _write(picture: Raster, path: Path, remark: bytes = b"") -> None:
    stream = io.BytesIO()
    Image.fromarray(picture).save(stream, "JPEG", quality=JPEG_QUALITY, optimize=True, comment=remark)
    write_whole(path, stream.getvalue())
