"""Objects of a PDF file cut by regular expressions, as pdfminer gives them; what is unusual is left to pdfminer."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from pdfminer.pdftypes import PDFStream, int_value

from banmian.layout.pdf_text.content_stream_tokens import UnsupportedSyntaxError, read_operands, split_object_tokens

LONGEST_OBJECT = 1 << 16
"""Bytes that are looked at for an object; longer ones are left to pdfminer."""

_HEAD = re.compile(rb"[\x00\t\n\f\r ]*(\d+)[\x00\t\n\f\r ]+\d+[\x00\t\n\f\r ]+obj(?=[^A-Za-z])")
_TAIL = re.compile(rb"endobj|stream(?:\r\n|\n)")
_AFTER_STREAM = re.compile(rb"[\t\n\f\r ]{0,4}endstream")


def read_object(file: BinaryIO, place: int, number: int, document: Any) -> Any:
    """The object of a number that begins at a place of a file.

    Raises UnsupportedSyntaxError or ValueError where pdfminer must read it.
    """
    file.seek(place)
    data = file.read(LONGEST_OBJECT)
    header = _HEAD.match(data)
    if header is None or int(header[1]) != number:
        raise UnsupportedSyntaxError
    tail = _TAIL.search(data, header.end())
    if tail is None:
        raise UnsupportedSyntaxError
    values = read_operands(split_object_tokens(data[header.end() : tail.start()]), document)
    if len(values) != 1:
        raise UnsupportedSyntaxError
    return values[0] if tail[0] == b"endobj" else _read_stream(values[0], file, place + tail.end(), document)


def _read_stream(attributes: Any, file: BinaryIO, place: int, document: Any) -> PDFStream:
    """The stream whose data begin at a place, where they are as long as its dictionary says."""
    if not isinstance(attributes, dict) or "Length" not in attributes or document.guesses_lengths:
        raise UnsupportedSyntaxError
    length = int_value(attributes["Length"])
    file.seek(place)
    data = file.read(length)
    if length <= 0 or len(data) != length or not _AFTER_STREAM.match(file.read(16)):
        raise UnsupportedSyntaxError
    return PDFStream(attributes, data, document.decipher)


def read_objects(stream: PDFStream, document: Any) -> list[Any]:
    """The objects of an object stream, after their numbers and places. Raises UnsupportedSyntaxError, ValueError."""
    return read_operands(split_object_tokens(stream.get_data()), document)
