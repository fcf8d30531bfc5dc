from pathlib import Path

import numpy as np
from drawn_pages import read_drawn, write, write_columns
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def test_rules_are_told_from_panels(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write_columns(canvas, 2, 6)
        canvas.line(165, 370, 165, 465)
        canvas.line(40, 350, 300, 350)
        canvas.rect(40, 200, 200, 60)
        canvas.setFillGray(0.85)
        canvas.rect(40, 100, 200, 60, fill=1, stroke=0)
        canvas.setFillGray(0)
        write(canvas, "框里的字", 60, 230)

    page = read_drawn(tmp_path, draw)
    assert [rule.horizontal for rule in page.rules] == [True, False]
    assert sorted((panel.filled, panel.framed, panel.dark) for panel in page.panels) == [
        (False, True, False),
        (True, False, False),
    ]


def test_the_strokes_of_a_double_or_dotted_rule_are_one(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write_columns(canvas, 1, 6)
        canvas.line(40, 300, 240, 300)
        canvas.line(40, 298, 240, 298)
        for at in range(40, 240, 6):
            canvas.line(at, 200, at + 4, 200)

    assert len(read_drawn(tmp_path, draw).rules) <= 2


def test_the_papers_own_ground_is_no_panel(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(0, 0, 400, 500, fill=1, stroke=0)
        canvas.setFillGray(0)
        write_columns(canvas, 1, 3)

    assert read_drawn(tmp_path, draw).panels == []


def test_pictures_and_heaps_of_artwork_have_boxes(tmp_path: Path):
    photo = Image.fromarray(np.full((20, 30, 3), 120, np.uint8))

    def draw(canvas: Canvas) -> None:
        write_columns(canvas, 1, 6)
        canvas.drawImage(ImageReader(photo), 50, 50, 150, 100)
        for at in range(30):
            canvas.circle(300 + at % 6 * 8, 60 + at // 6 * 12, 8)

    boxes = sorted(picture.box for picture in read_drawn(tmp_path, draw).pictures)
    assert len(boxes) == 2
    assert boxes[0] == (50, 350, 200, 450)
    assert boxes[1].x0 > 280


def test_a_rule_between_columns_parts_their_lines(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write(canvas, "左边一栏的字", 40, 400)
        write(canvas, "右边一栏的字", 105, 400)
        canvas.line(102, 380, 102, 420)

    assert [line.text for line in read_drawn(tmp_path, draw).lines] == ["左边一栏的字", "右边一栏的字"]
