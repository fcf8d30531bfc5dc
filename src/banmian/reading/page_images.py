"""Pictures of the pages beside their articles, plain or with an overlay of what was found."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from banmian.document.loading import OVERLAY_REMARK
from banmian.document.store import write_whole
from banmian.layout.readers.base import SourceFile
from banmian.reading.documents import Reading
from banmian.settings import Settings

JPEG_QUALITY = 85


def write_pictures(source: SourceFile, reading: Reading, settings: Settings, folder: Path) -> None:
    """Write ``0001.jpg`` … for the pages of a document that was just read, into ``folder``.

    Pages without a picture (text) are left out. Raises OSError, PageError.
    """
    for page, (source_page, rank) in zip(reading.document.pages, reading.source_page_of, strict=True):
        remark = b""
        picture = source.picture(source_page, rank, settings.picture_side)
        if picture is None:
            continue
        if settings.pictures == "overlays":
            from banmian.layout.debug_overlay import draw

            picture = draw(picture, reading.document, page)
            remark = OVERLAY_REMARK
        stream = io.BytesIO()
        Image.fromarray(picture).save(stream, "JPEG", quality=JPEG_QUALITY, optimize=True, comment=remark)
        write_whole(folder / f"{page.number:04d}.jpg", stream.getvalue())
