"""Media types, recognised by the bytes of a file and never by its name alone."""

from __future__ import annotations

from pathlib import Path

from banmian.errors import EmptyFileError, UnknownFormatError
from banmian.text_decoding import BYTE_ORDER_MARKS

HEAD_BYTES = 4096
PDF_HEADER = b"%PDF-"
MOST_JUNK = 1 << 16
"""Bytes before the header that are passed over in a file whose name says that it is a PDF."""

PDF = "application/pdf"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
IMAGES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".jp2": "image/jp2",
    ".j2k": "image/jp2",
    ".jpf": "image/jp2",
    ".jpx": "image/jp2",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
}
SUFFIXES = {**IMAGES, ".pdf": PDF, ".txt": PLAIN, ".md": MARKDOWN, ".markdown": MARKDOWN}
"""File name suffixes for which a folder is searched."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xff\x4f\xff\x51", "image/jp2"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\f\r\x1a\x1b")


def media_type_of(path: Path) -> str:
    """The media type of a file's content.

    Raises EmptyFileError for a file without bytes, UnknownFormatError for unsupported content, OSError where the
    file cannot be opened.
    """
    with open(path, "rb") as stream:
        first_bytes = stream.read(HEAD_BYTES)
    if not first_bytes:
        raise EmptyFileError(f"{path.name} is empty")
    by_content = by_signature(first_bytes)
    if by_content is None and SUFFIXES.get(path.suffix.lower()) == PDF and beginning_of_pdf(path) is not None:
        by_content = PDF
    return by_content or _text_type(path, first_bytes)


def beginning_of_pdf(path: Path) -> int | None:
    """Where the header of a PDF stands, in bytes from the beginning of its file; None where there is none."""
    with open(path, "rb") as stream:
        found = stream.read(MOST_JUNK).find(PDF_HEADER)
    return found if found >= 0 else None


def by_signature(first_bytes: bytes) -> str | None:
    """The media type that a file's first bytes declare, if any."""
    for signature, media_type in _SIGNATURES:
        if first_bytes.startswith(signature):
            return media_type
    if first_bytes[:4] == b"RIFF" and first_bytes[8:12] == b"WEBP":
        return "image/webp"
    if first_bytes[:2] == b"BM" and first_bytes[6:10] == bytes(4):
        return "image/bmp"
    return PDF if PDF_HEADER in first_bytes[:1024] else None


def _text_type(path: Path, first_bytes: bytes) -> str:
    marked = any(first_bytes.startswith(mark) for mark, _ in BYTE_ORDER_MARKS)
    declared = SUFFIXES.get(path.suffix.lower())
    if declared in (PLAIN, MARKDOWN):
        return declared
    if declared is not None:
        raise UnknownFormatError(f"{path.name} has the suffix of {declared} but other content")
    if marked or not _has_controls(first_bytes):
        return PLAIN
    raise UnknownFormatError(f"{path.name} is in no supported format")


def _has_controls(first_bytes: bytes) -> bool:
    return any(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in first_bytes)
