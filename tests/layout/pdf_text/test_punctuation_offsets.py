"""Columns whose points are those of a font for rows, each moved to the upper right of its cell."""

from pathlib import Path

import pytest
from drawn_pages import read_drawn, write
from reportlab.pdfgen.canvas import Canvas

SIZE = 12
COLUMNS = (
    "渡口的船今早停航，船工上岸修补缆绳。",
    "乡人都绕道石桥，桥上摆着茶摊、书摊。",
    "桥头老人说，水退以后船就开，不必急，",
    "他在岸上等着。江风很大，灯却亮着。。",
)


def draw_columns(canvas: Canvas, moved: tuple[float, float], squeezed: float = 1.0) -> None:
    for number, column in enumerate(COLUMNS):
        x, at = 340 - number * 1.6 * SIZE, 0.0
        for sign, after in zip(column, column[1:] + " ", strict=True):
            aside, up = moved if sign in "，。、" else (0.0, 0.0)
            write(canvas, sign, x + aside * SIZE, 400 - at * SIZE + up * SIZE, SIZE)
            at += squeezed if sign in "，。、" and after in "，。、" else 1.0


def columns_read(folder: Path, moved: tuple[float, float], squeezed: float = 1.0) -> list[str]:
    page = read_drawn(folder, lambda canvas: draw_columns(canvas, moved, squeezed))
    assert all(line.vertical for line in page.lines)
    return [line.text for line in sorted(page.lines, key=lambda line: -line.box.x0)]


@pytest.mark.parametrize("moved", [(0.0, 0.0), (0.3, 0.3), (0.5, 0.4), (0.6, 0.6), (0.7, 0.0)])
@pytest.mark.parametrize("squeezed", [1.0, 0.5, 0.26])
def test_points_moved_aside_stay_in_their_columns(tmp_path: Path, moved: tuple[float, float], squeezed: float):
    assert columns_read(tmp_path, moved, squeezed) == list(COLUMNS)


def test_points_of_rows_stay_where_they_are(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(COLUMNS):
            write(canvas, row, 60, 400 - number * 1.2 * SIZE, SIZE)

    assert [line.text for line in read_drawn(tmp_path, draw).lines] == list(COLUMNS)
