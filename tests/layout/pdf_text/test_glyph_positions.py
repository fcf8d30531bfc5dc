"""Glyphs stand where the page description puts them, whatever operators say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_pages import NO_ENGINE, VERSE, read_drawn, write
from raw_pdfs import page_of_text, stream
from reportlab.pdfgen.canvas import Canvas
from text_layer_cases import SONG

from banmian.document.changes import undo
from banmian.layout.model import Page
from banmian.layout.readers.pdf import open_pdf

LINE = "河湾大桥通车"


def of_content(folder: Path, encoding: bytes, content: bytes) -> Page:
    """A page whose content draws in a font of Adobe-GB1."""
    raw = page_of_text("老".encode("utf-16-be"), encoding, b"GB1")
    before = raw[raw.index(b"BT /F") : raw.index(b" ET") + 3]
    path = folder / "made.pdf"
    path.write_bytes(raw.replace(stream(before), stream(content)))
    with open_pdf(path, NO_ENGINE) as source:
        return source.read(1)[0]


def hexed(text: str) -> bytes:
    return b"<" + text.encode("utf-16-be").hex().encode() + b">"


@pytest.mark.parametrize("scale", [100, 60])
def test_spacing_counts_after_every_glyph_of_every_string(tmp_path: Path, scale: int) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(40, 400)
        text.setFont(SONG, 20)
        text.setCharSpace(6)
        text.setHorizScale(scale)
        for part in (LINE[:1], LINE[1:3], LINE[3:]):
            text.textOut(part)
        canvas.drawText(text)

    (line,) = read_drawn(tmp_path, draw).lines
    assert line.text == LINE
    step = (20 + 6) * scale / 100
    assert [glyph.box.x0 for glyph in line.glyphs] == pytest.approx([40 + step * place for place in range(6)], abs=0.1)


def test_spacing_does_not_count_before_a_string_after_a_number(tmp_path: Path) -> None:
    shown = b" ".join(b"[-500 %s] TJ" % hexed(sign) for sign in LINE[:3])
    page = of_content(tmp_path, b"/UniGB-UTF16-H", b"BT /F 20 Tf 5 Tc 40 200 Td %s ET" % shown)
    (line,) = page.lines
    assert [glyph.box.x0 for glyph in line.glyphs] == pytest.approx([50, 85, 120], abs=0.1)


def test_horizontal_scaling_narrows_vertical_lines_and_leaves_their_length(tmp_path: Path) -> None:
    page = of_content(tmp_path, b"/UniGB-UTF16-V", b"BT /F 20 Tf 60 Tz 200 250 Td %s Tj ET" % hexed(LINE))
    (line,) = page.lines
    assert line.text == LINE
    assert line.vertical
    assert line.box.height == pytest.approx(6 * 20, abs=0.5)
    assert line.box.width == pytest.approx(0.6 * 20, abs=0.5)


def test_dots_of_stress_leave_the_line_but_stay_in_the_record(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, "山海盛宴", 50, 400, 14)
        for place in range(4):
            write(canvas, "·", 50 + 14 * place + 3.5, 391, 7)
        for row in range(4):
            write(canvas, VERSE[:16], 50, 300 - 20 * row, 14)

    page = read_drawn(tmp_path, draw)
    (line,) = [line for line in page.lines if "盛宴" in line.text]
    assert line.text == "山海盛宴"
    assert len(page.lines) == 5
    assert undo(line.text, line.changes) == line.read == "山·海·盛·宴·"


def test_a_mark_half_outside_its_clip_is_read(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(30, 300, 110, 150)
        canvas.clipPath(path, stroke=0)
        write(canvas, "两岸灯光相连。", 40, 400, 14)
        write(canvas, "”", 132, 400, 14)
        write(canvas, "外面", 150, 400, 14)

    assert [line.text for line in read_drawn(tmp_path, draw).lines] == ["两岸灯光相连。”"]
