from pathlib import Path

import pytest
from drawn_pages import read_drawn, write, write_apart, write_columns
from reportlab.pdfgen.canvas import Canvas


def texts(page):
    return [line.text for line in page.lines]


@pytest.mark.parametrize("offset", [0.0, 0.5, 3.0, 8.0, 14.9])
@pytest.mark.parametrize("text", ["天天向上年年有余", "人人", "一点一点", "2020年55岁", "山、山、山"])
def test_a_shadow_falls_and_repeated_characters_stay(tmp_path: Path, offset: float, text: str):
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.6)
        write(canvas, text, 40 + offset, 300 - offset * 0.7, 30)
        canvas.setFillGray(0.0)
        write(canvas, text, 40, 300, 30)

    page = read_drawn(tmp_path, draw)
    assert texts(page) == [text]
    assert page.lines[0].color == "0.000"


def test_the_copy_on_top_survives(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.1)
        write(canvas, "年年有余", 40, 300, 30)
        canvas.setFillGray(0.9)
        write(canvas, "年年有余", 42, 298, 30)

    assert {glyph.color for glyph in read_drawn(tmp_path, draw).lines[0].glyphs} == {"0.900"}


def test_glyph_by_glyph_copies_are_recorded(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        for at, sign in enumerate("东东西西"):
            for shift in (4, 2, 0):
                write(canvas, sign, 40 + at * 30 + shift, 300 - shift, 30)

    line = read_drawn(tmp_path, draw).lines[0]
    assert line.text == "东东西西"
    assert line.read == "东" * 6 + "西" * 6
    assert [change.rule for change in line.changes] == ["overprint"] * 4


def test_a_larger_copy_falls_too(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write_apart(canvas, "秋色满园", (39, 299), (32, 0), 32)
        write_apart(canvas, "秋色满园", (40, 300), (32, 0), 30)

    assert texts(read_drawn(tmp_path, draw)) == ["秋色满园"]


def test_of_two_characters_in_one_place_the_upper_one_is_read(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write(canvas, "春色满园", 40, 300, 30)
        write(canvas, "秋", 41, 300, 30)

    assert texts(read_drawn(tmp_path, draw)) == ["秋色满园"]


def test_a_doubled_mark_falls(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write(canvas, "▲", 41, 300, 20)
        write(canvas, "▲", 40, 300, 20)
        write(canvas, "下转次页", 62, 300, 20)

    assert texts(read_drawn(tmp_path, draw)) == ["▲下转次页"]


@pytest.mark.parametrize(("apart", "read"), [(0.05, "他走了。"), (0.3, "他走了。。")])
def test_a_mark_printed_twice_is_one_and_two_squeezed_ones_are_two(tmp_path: Path, apart: float, read: str):
    def draw(canvas: Canvas) -> None:
        for row in range(3):
            write(canvas, "他走了。", 40, 400 - row * 30, 20)
            write(canvas, "。", 100 + apart * 20, 400 - row * 30, 20)

    assert texts(read_drawn(tmp_path, draw)) == [read] * 3


@pytest.mark.parametrize("offset", [0.4, 2.0, 5.0])
def test_shadowed_latin_words_are_read_once(tmp_path: Path, offset: float):
    def draw(canvas: Canvas) -> None:
        write(canvas, "Hills will still bloom", 40 + offset, 300, 24, "Helvetica")
        write(canvas, "Hills will still bloom", 40, 300, 24, "Helvetica")

    assert texts(read_drawn(tmp_path, draw)) == ["Hills will still bloom"]


def test_narrow_letters_beside_each_other_are_no_copies(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write(canvas, "ill hill 111 ...", 40, 300, 12, "Helvetica")
        write_columns(canvas, 1, 2)

    assert "ill hill 111 ..." in texts(read_drawn(tmp_path, draw))


MARKED = "他说“开工了。”（见图）《桥》，“好，”再问：「何时？」"


@pytest.mark.parametrize("down", [False, True])
def test_squeezed_marks_stay_in_order_and_cut_no_line(tmp_path: Path, down: bool):
    """Marks before or after another mark take 0 to half an em, as typesetting programs set them."""
    for hundredths in range(0, 51, 2):

        def draw(canvas: Canvas, share: float = hundredths / 100) -> None:
            for row in range(4):
                at = 0.0
                for sign, after in zip(MARKED, MARKED[1:] + "字", strict=True):
                    x, y = (300 - row * 24, 420 - at) if down else (30 + at, 420 - row * 24)
                    write(canvas, sign, x, y, 12)
                    at += 12 * (1.0 if sign.isalnum() or after.isalnum() else share)

        lines = sorted(read_drawn(tmp_path, draw).lines, key=lambda line: (-line.box.x0, line.box.y0))
        assert [line.text for line in lines] == [MARKED] * 4, hundredths
