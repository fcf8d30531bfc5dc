"""Objects of a file: as pdfminer reads them, or left to it."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psparser import LIT

from banmian.layout.pdf_text.content_stream_tokens import UnsupportedSyntaxError
from banmian.layout.pdf_text.file_objects import read_object, read_objects

DOCUMENT = SimpleNamespace(guesses_lengths=False, decipher=None)


def read(data: bytes, document: Any = DOCUMENT) -> Any:
    return read_object(BytesIO(b"%PDF-1.4\n" + data), 9, 7, document)


def test_an_object_is_read_with_its_references():
    found = read(b"7 0 obj\n<</Kids [3 0 R 4 0 R]/Count 2/Name null>>\nendobj")
    assert [kid.objid for kid in found["Kids"]] == [3, 4]
    assert set(found) == {"Kids", "Count"}


def test_an_array_of_names_and_numbers_keeps_their_order():
    assert read(b"7 0 obj [0 /g0 /g1 /g0 12.5 -3 true] endobj") == [0, LIT("g0"), LIT("g1"), LIT("g0"), 12.5, -3, True]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_stream_is_as_long_as_it_says(end: bytes):
    content = b"endobj endstream " * 9000
    found = read(b"7 0 obj <</Length %d>> stream%b%b\nendstream endobj" % (len(content), end, content))
    assert isinstance(found, PDFStream)
    assert found.get_data() == content


@pytest.mark.parametrize(
    "data",
    [
        b"8 0 obj 5 endobj",
        b"7 0 obj <</A 1>> stream\nabc endstream",
        b"7 0 obj <</Length 2>> stream\nabcdef endstream",
        b"7 0 obj <</Length 900>> stream\nabc endstream",
        b"7 0 obj <</A 1>>",
        b"7 0 obj 1 2 endobj",
        b"7 0 obj (endobj (x)) endobj",
        b"7 0 obj 5 0 endobj R endobj",
    ],
)
def test_the_unusual_is_left_to_pdfminer(data: bytes):
    with pytest.raises((UnsupportedSyntaxError, ValueError)):
        read(data)


def test_lengths_that_a_broken_table_makes_doubtful_are_not_believed():
    with pytest.raises(UnsupportedSyntaxError):
        read(b"7 0 obj <</Length 3>> stream\nabc\nendstream", SimpleNamespace(guesses_lengths=True, decipher=None))


def test_an_object_stream_gives_its_objects_in_order():
    found = read_objects(PDFStream({}, b"3 0 4 8 <</A/B>>[1 2] (text) 5 0 R null"), DOCUMENT)
    assert found[:4] == [3, 0, 4, 8]
    assert found[4:7] == [{"A": LIT("B")}, [1, 2], b"text"]
    assert isinstance(found[7], PDFObjRef)
    assert found[8] is None
