from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF, PSKeyword, keyword_name

from banmian.layout.pdf_text.content_stream_tokens import (
    UnsupportedSyntaxError,
    read_operands,
    split_object_tokens,
    split_tokens,
)


def by_pdfminer(data: bytes) -> list[tuple[str, list[Any]]]:
    parser = PDFContentParser([PDFStream({}, data)])
    found: list[tuple[str, list[Any]]] = []
    operands: list[Any] = []
    while True:
        try:
            _place, token = parser.nextobject()
        except PSEOF:
            return found
        if isinstance(token, PSKeyword):
            found.append((str(keyword_name(token)), operands))
            operands = []
        else:
            operands.append(token)


NUMBERS = st.one_of(
    st.integers(-99999, 99999).map(lambda n: b"%d" % n),
    st.floats(-999, 999).map(lambda n: f"{n:.4f}".encode()),
    st.sampled_from([b".5", b"-.25", b"7.", b"+3", b"00012"]),
)
STRINGS = st.one_of(
    st.binary(max_size=6).map(lambda raw: b"<" + raw.hex().encode() + b">"),
    st.text("abc 0123,.-", max_size=6).map(lambda text: b"(" + text.encode() + b")"),
    st.sampled_from([rb"(\(a\))", rb"(\101\7x)", rb"(a\\b\n)", b"(\x80\xff)", b"()"]),
)
NAMES = st.text("ABCxyz019+-._", min_size=1, max_size=6).map(lambda name: b"/" + name.encode())
ARRAYS = st.lists(st.one_of(NUMBERS, STRINGS, NAMES), max_size=5).map(lambda parts: b"[" + b" ".join(parts) + b"]")
DICTS = st.lists(st.tuples(NAMES, NUMBERS), max_size=2).map(
    lambda pairs: b"<<" + b" ".join(name + b" " + value for name, value in pairs) + b">>"
)
OPERANDS = st.lists(st.one_of(NUMBERS, STRINGS, NAMES, ARRAYS, DICTS), max_size=4)
OPERATORS = st.sampled_from([b"Tj", b"TJ", b"Tm", b"BT", b"ET", b"q", b"Q", b"f*", b"'", b'"', b"re", b"T*", b"d0"])
STREAMS = st.lists(st.tuples(OPERANDS, OPERATORS), max_size=6).map(
    lambda parts: b"\n".join(b" ".join([*operands, operator]) for operands, operator in parts) + b"\n"
)


def by_tokens(data: bytes) -> list[tuple[str, list[Any]]]:
    found: list[tuple[str, list[Any]]] = []
    operands: list[bytes] = []
    for token in split_tokens(data):
        if token[:1].isalpha() or token[:1] in b"'\"":
            found.append((token.decode(), read_operands(operands)))
            operands = []
        else:
            operands.append(token)
    if operands:
        read_operands(operands)
    return found


@given(STREAMS)
@settings(max_examples=200)
def test_operations_are_those_of_pdfminer(data: bytes):
    assert by_tokens(data) == by_pdfminer(data)


@given(ARRAYS)
def test_arrays_of_objects_are_those_of_content(data: bytes):
    assert read_operands(split_object_tokens(data)) == read_operands(split_tokens(data))


@pytest.mark.parametrize(
    "data",
    [
        b"% a comment\nBT\n",
        b"((nested)) Tj\n",
        b"<123> Tj\n",
        b"/A#20B gs\n",
        b"--5 0 Td\n",
        b"(cut short",
        b"[1 2",
        b"<</A>> BDC\n",
    ],
)
def test_the_unusual_is_refused(data: bytes):
    with pytest.raises((UnsupportedSyntaxError, ValueError)):
        by_tokens(data)
