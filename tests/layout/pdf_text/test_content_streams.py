from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from drawn_pages import draw_pdf, write, write_columns
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF, PSKeyword, keyword_name
from reportlab.pdfgen.canvas import Canvas
from text_layer_cases import make_case

from banmian.layout.pdf_text import clipping
from banmian.layout.pdf_text.content_streams import UnsupportedSyntaxError, cut_operations, read_object
from banmian.layout.pdf_text.pdfplumber_page import open_page
from banmian.layout.pdf_text.quick_document import QuickDocument, open_document


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


@given(STREAMS)
@settings(max_examples=200)
def test_operations_are_those_of_pdfminer(data: bytes):
    assert cut_operations(data) == by_pdfminer(data)


@pytest.mark.parametrize(
    "data",
    [
        b"BI /W 1 /H 1 ID x EI\n",
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
def test_the_unusual_is_left_to_pdfminer(data: bytes):
    assert cut_operations(data) is None


def test_an_object_is_read_with_its_references():
    document = SimpleNamespace()
    found = read_object(b"7 0 obj\n<</Kids [3 0 R 4 0 R]/Count 2/Name null>>\nendobj", 7, document)
    assert [kid.objid for kid in found["Kids"]] == [3, 4]
    assert set(found) == {"Kids", "Count"}
    for data in (b"8 0 obj 5 endobj", b"7 0 obj <</A 1>> stream\n", b"7 0 obj <</A 1>>"):
        with pytest.raises(UnsupportedSyntaxError):
            read_object(data, 7, document)


def drawn(path: Path) -> Path:
    def draw(canvas: Canvas) -> None:
        write_columns(canvas, 2, 8)
        write(canvas, "Latin words (with brackets) 12.5%", 40, 60)
        canvas.rect(30, 40, 300, 80, fill=0)

    return draw_pdf(path, draw)


def painted(path: Path) -> list[tuple[Any, ...]]:
    pdf = open_document(path, "")
    page = open_page(pdf, 0, 60.0)
    found = [(type(item).__name__, item.bbox, getattr(item, "matrix", None), str(item)) for item in page.layout]
    pdf.stream.close()
    return found


@pytest.mark.parametrize("make", ["drawn", "case"])
def test_pages_paint_the_same_either_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: str):
    path = tmp_path / "page.pdf"
    if make == "drawn":
        drawn(path)
    else:
        path.write_bytes(make_case(7).pdf)
    quick = painted(path)
    monkeypatch.setattr(clipping, "cut_operations", lambda data: None)
    monkeypatch.delattr(QuickDocument, "_getobj_parse")
    assert painted(path) == quick
    assert len(quick) > 50
