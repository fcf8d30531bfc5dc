"""Pictures whose file is cut short: they are read where only a small part is missing."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile

MOST_MISSING = 0.25
"""A picture of which more of the rows is missing is refused."""
FILL = 128
"""The grey that libjpeg paints where data are missing."""
NEARLY = 2
END_OF_IMAGE = b"\xff\xd9"
START_OF_SCAN, PROGRESSIVE = 0xDA, 0xC2
WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xDA)})


@dataclass(frozen=True, slots=True)
class PartialPicture:
    """What of a picture could be decoded: RGB or grey, missing rows white; ``missing`` is their share of all rows."""

    image: Image.Image
    missing: float


def read_partial_picture(data: bytes) -> PartialPicture | None:
    """What can be decoded of a JPEG or PNG that is cut short; None where too much is missing or broken.

    Of a progressive JPEG no rows are missing, but fineness is: it is read where every frequency came at least once.
    """
    if data.startswith(b"\xff\xd8"):
        found = _read_jpeg(data)
    elif data.startswith(b"\x89PNG"):
        found = _read_png(data)
    else:
        return None
    return found if found is not None and found.missing <= MOST_MISSING else None


def _read_jpeg(data: bytes) -> PartialPicture | None:
    if not _is_fine_enough(data):
        return None
    try:
        image = Image.open(io.BytesIO(data + END_OF_IMAGE))
        image.load()
    except (OSError, ValueError, SyntaxError):
        return None
    shown = image if image.mode in ("L", "RGB") else image.convert("RGB")
    tones = np.asarray(shown).reshape(shown.height, -1)
    flat = (tones.min(axis=1) >= FILL - NEARLY) & (tones.max(axis=1) <= FILL + NEARLY)
    return _whitened(shown, flat)


def _read_png(data: bytes) -> PartialPicture | None:
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        image = Image.open(io.BytesIO(data))
        if image.info.get("interlace"):
            return None
        image.load()
    except (OSError, ValueError, SyntaxError):
        return None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
    flat = np.asarray(np.asarray(image).reshape(image.height, -1).max(axis=1) == 0)
    return _whitened(image if image.mode in ("L", "RGB") else image.convert("RGB"), flat)


def _whitened(image: Image.Image, flat: NDArray[np.bool_]) -> PartialPicture:
    """The picture with the flat rows at its foot painted white."""
    missing = int(np.argmin(flat[::-1])) if not flat.all() else len(flat)
    if missing:
        image.paste("white", (0, image.height - missing, image.width, image.height))
    return PartialPicture(image, missing / max(1, len(flat)))


def _is_fine_enough(data: bytes) -> bool:
    """Whether a JPEG is not progressive, or scans that came whole hold every frequency of its first component."""
    scans, progressive = _scans(data)
    if not progressive:
        return True
    came: set[int] = set()
    for first, last in scans[:-1]:
        came.update(range(first, last + 1))
    return came >= set(range(64))


def _scans(data: bytes) -> tuple[list[tuple[int, int]], bool]:
    """First and last frequency of each scan of a JPEG's first component, and whether the JPEG is progressive."""
    scans: list[tuple[int, int]] = []
    progressive, first_component, at = False, None, 2
    while (at := data.find(b"\xff", at)) >= 0 and at + 4 <= len(data):
        marker = data[at + 1]
        if marker in WITHOUT_LENGTH or marker in (0x00, 0xFF):
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        body = data[at + 4 : at + 2 + length]
        if marker == START_OF_SCAN and len(body) >= 4:
            first_component = body[1] if first_component is None else first_component
            if first_component in body[1 : 1 + 2 * body[0] : 2]:
                scans.append((body[-3], body[-2]))
        progressive |= marker == PROGRESSIVE
        at += 2 + length
    return scans, progressive
