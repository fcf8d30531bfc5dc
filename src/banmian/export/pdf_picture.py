"""Pictures in a PDF: JPEG unchanged, everything else as compressed pixels."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    import pikepdf

SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


def place_picture(pdf: pikepdf.Pdf, path: Path) -> pikepdf.Stream:
    """The image object of a picture file. Raises OSError where it cannot be read."""
    from pikepdf import Dictionary, Name, Stream

    with Image.open(path) as image:
        if image.format == "JPEG" and image.mode in SPACES:
            data, packing, mode, size = path.read_bytes(), Name.DCTDecode, image.mode, image.size
        else:
            plain = image if image.mode in SPACES else image.convert("RGB")
            data, packing, mode, size = zlib.compress(plain.tobytes()), Name.FlateDecode, plain.mode, plain.size
    facts = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=Name(SPACES[mode]),
        BitsPerComponent=8,
        Filter=packing,
    )
    stream = Stream(pdf, data)
    stream.stream_dict = facts
    return stream
