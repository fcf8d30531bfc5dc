import io
import zlib
from pathlib import Path

import numpy as np
import pytest
from drawn_pages import NO_ENGINE, VERSE, draw_pdf, write, write_columns
from embedded_fonts import ascii_lie, cyrillic_lie, made_page, neighbour_lie, no_names, page_of
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from text_layer_cases import make_book

from banmian.document.changes import undo
from banmian.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    PageError,
    UnknownFormatError,
)
from banmian.layout.readers.pdf import open_pdf
from banmian.read_options import ReadOptions

HELLO = b"BT /F 12 Tf 50 700 Td (Good morning everybody) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
HASTY = ReadOptions(engine="null", page_seconds=1.0)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), extra, packed)


def file_of(objects: list[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))
    return out.getvalue()


def one_page(
    content: bytes,
    box: bytes = b"[0 0 600 800]",
    kids: bytes = b"[3 0 R]",
    resources: bytes = b"",
    more: tuple[bytes, ...] = (),
) -> bytes:
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids%s/Count 2>>" % kids,
            b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 5 0 R/Resources<</Font<</F 4 0 R>>%s>>>>"
            % (box, resources),
            FONT,
            stream(content),
            *more,
        ]
    )


def first_line(data: bytes, folder: Path, options: ReadOptions = NO_ENGINE) -> str:
    path = folder / "made.pdf"
    path.write_bytes(data)
    with open_pdf(path, options) as source:
        return source.read(1)[0].lines[0].text


def test_a_plain_page_is_read(tmp_path: Path):
    assert first_line(one_page(HELLO), tmp_path) == "Good morning everybody"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFileError),
        (b"hello world", UnknownFormatError),
        (b"%PDF-1.4\n" + bytes(range(256)) * 40, DamagedFileError),
        (one_page(HELLO)[:300], DamagedFileError),
    ],
)
def test_what_is_no_pdf_is_refused(tmp_path: Path, data: bytes, error: type[Exception]):
    path = tmp_path / "made.pdf"
    path.write_bytes(data)
    with pytest.raises(error):
        open_pdf(path)


def test_an_encrypted_file_asks_for_its_password(tmp_path: Path):
    path = tmp_path / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("open sesame", "owner"))
    canvas.drawString(50, 700, "Hidden words")
    canvas.save()
    with pytest.raises(EncryptedFileError):
        open_pdf(path)
    with open_pdf(path, ReadOptions(engine="null", password="open sesame")) as source:
        assert source.read(1)[0].lines[0].text == "Hidden words"


def test_a_wrong_cross_reference_table_is_mended(tmp_path: Path):
    data = one_page(HELLO).replace(b"startxref\n", b"startxref\n9")
    assert first_line(data, tmp_path) == "Good morning everybody"


def test_an_endless_page_tree_ends(tmp_path: Path):
    path = tmp_path / "endless.pdf"
    path.write_bytes(one_page(HELLO, kids=b"[3 0 R 2 0 R]"))
    with open_pdf(path, NO_ENGINE) as source:
        assert source.read(1)[0].lines[0].text == "Good morning everybody"
        with pytest.raises(PageError):
            source.read(2)


def test_a_form_within_itself_ends(tmp_path: Path):
    form = stream(HELLO + b" /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>"
                  b"/XObject<</X 6 0 R>>>>")  # fmt: skip
    data = one_page(b"/X Do", resources=b"/XObject<</X 6 0 R>>", more=(form,))
    assert first_line(data, tmp_path).startswith("Good morning")


def test_forms_that_multiply_end_with_a_page_error(tmp_path: Path):
    forms = []
    for number in range(6, 16):
        inner = b"/X Do " * 10 if number < 15 else HELLO
        extra = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>/XObject<</X %d 0 R>>>>" % (
            number + 1
        )
        forms.append(stream(inner, extra))
    path = tmp_path / "many.pdf"
    path.write_bytes(one_page(b"/X Do", resources=b"/XObject<</X 6 0 R>>", more=tuple(forms)))
    with open_pdf(path, HASTY) as source, pytest.raises(PageError):
        source.read(1)


def test_too_many_glyphs_are_a_page_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("banmian.layout.pdf_text.pdfplumber_page.BoundedPage.most", 500)
    with pytest.raises(PageError):
        first_line(one_page(b"BT /F 8 Tf 50 700 Td " + b"(abcdefghij) Tj " * 60 + b"ET"), tmp_path)


def test_a_page_ten_metres_wide_is_read(tmp_path: Path):
    assert first_line(one_page(HELLO, box=b"[0 0 28346 28346]"), tmp_path) == "Good morning everybody"


def test_deep_nesting_of_saved_states_is_read(tmp_path: Path):
    assert first_line(one_page(b"q " * 30_000 + HELLO), tmp_path) == "Good morning everybody"


def test_absurd_matrices_do_no_harm(tmp_path: Path):
    odd = b"BT /F 12 Tf 1e30 0 0 1e30 0 0 Tm (a) Tj 0 0 0 0 5 5 Tm (b) Tj 1 0 0 1 1e38 -1e38 Tm (c) Tj ET "
    path = tmp_path / "odd.pdf"
    path.write_bytes(one_page(odd + HELLO))
    with open_pdf(path, NO_ENGINE) as source:
        assert "Good morning everybody" in [line.text for line in source.read(1)[0].lines]


def test_a_blank_page_needs_no_engine(tmp_path: Path):
    path = tmp_path / "blank.pdf"
    path.write_bytes(one_page(b""))
    with open_pdf(path, NO_ENGINE) as source:
        page = source.read(1)[0]
    assert (page.text_source, page.lines) == ("text_layer", [])


def test_pages_are_read_after_the_file_was_opened_afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("banmian.layout.readers.pdf.PAGES_BEFORE_REOPENING", 1)
    path = tmp_path / "book.pdf"
    path.write_bytes(make_book(3))
    with open_pdf(path, NO_ENGINE) as source:
        first = [line.text for line in source.read(1)[0].lines]
        for leaf in range(2, source.source_page_count + 1):
            assert source.read(leaf)[0].lines
        assert [line.text for line in source.read(1)[0].lines] == first


def test_the_picture_shows_the_page_in_its_own_frame(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.rect(0, -100, 50, 100, fill=1)
        for row in range(3):
            write(canvas, VERSE[:14], 60, -200 - row * 16)

    path = draw_pdf(tmp_path / "side.pdf", draw)
    with open_pdf(path, NO_ENGINE) as source:
        page = source.read(1)[0]
        picture = source.picture(1, 1, 500)
    assert picture is not None
    assert (picture.shape[1], picture.shape[0]) == (page.width, page.height) == (500, 400)
    dark = np.argwhere(picture.sum(axis=2) < 50)
    panel = page.panels[0].box
    assert abs(dark[:, 1].min() - panel.x0) < 3
    assert abs(dark[:, 0].min() - panel.y0) < 3


def test_radicals_become_ordinary_characters_and_are_recorded(tmp_path: Path):
    mapping = stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        b"3 beginbfchar <41> <2F2D> <42> <6C34> <43> <2ED3> endbfchar endcmap end"
    )
    font = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/Made/FirstChar 65/LastChar 67/Widths[1000 1000 1000]"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/Made/Flags 4/Ascent 900/Descent -100>>/ToUnicode 6 0 R>>"
    )
    data = one_page(b"BT /F 12 Tf 50 700 Td (ABC) Tj ET", more=(mapping,)).replace(FONT, font)
    path = tmp_path / "radicals.pdf"
    path.write_bytes(data)
    with open_pdf(path, NO_ENGINE) as source:
        line = source.read(1)[0].lines[0]
    assert (line.text, line.read) == ("山水长", "\u2f2d水\u2ed3")
    assert [change.rule for change in line.changes] == ["radical", "radical"]
    assert undo(line.text, line.changes) == line.read


def test_never_using_the_layer_reads_the_picture(tmp_path: Path):
    path = draw_pdf(tmp_path / "page.pdf", lambda c: write_columns(c, 1, 3))
    with open_pdf(path, ReadOptions(engine="null", text_layer="never", dpi=72)) as source:
        assert {page.text_source for page in source.read(1)} == {"ocr"}


@pytest.mark.parametrize("lie", [ascii_lie, neighbour_lie, cyrillic_lie, no_names])
def test_a_font_that_names_its_glyphs_wrongly_is_read_from_its_pictures(tmp_path: Path, lie):
    lines = made_page(seed=3, rows=8)
    path = tmp_path / "lying.pdf"
    path.write_bytes(page_of(lines, {1: lie}))
    with open_pdf(path) as source:
        page = source.read(1)[0]
    assert sorted(line.text for line in page.lines) == sorted(line.text for line in lines)
    assert page.text_source == "text_layer"
    assert all(undo(line.text, line.changes) == line.read for line in page.lines)
    assert page.confidence is not None
    assert page.confidence < 1.0


def test_text_in_annotations_is_warned_of(tmp_path: Path):
    note = b"<</Type/Annot/Subtype/FreeText/Rect[50 600 300 640]/Contents(A late note)/DA(/F 12 Tf)>>"
    hidden = b"<</Type/Annot/Subtype/FreeText/Rect[50 500 300 540]/Contents(Not shown)/F 2>>"
    data = one_page(HELLO, more=(note, hidden)).replace(b"/Contents 5 0 R", b"/Annots[6 0 R 7 0 R]/Contents 5 0 R", 1)
    path = tmp_path / "noted.pdf"
    path.write_bytes(data)
    with open_pdf(path, ReadOptions(engine="null", text_layer="always")) as source:
        page = source.read(1)[0]
    assert [line.text for line in page.lines] == ["Good morning everybody"]
    assert [(warning.code, warning.message) for warning in page.warnings] == [
        ("annotation_text", "Text in annotations is not read: A late note")
    ]
