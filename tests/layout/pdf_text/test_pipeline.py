import random
from pathlib import Path

import pytest
from drawn_pages import VERSE, read_drawn, write, write_apart, write_columns
from reportlab.pdfgen.canvas import Canvas
from text_layer_cases import SONG

from banmian.document.changes import undo
from banmian.layout.segmentation.page_furniture import find_watermarks


def texts(page):
    return [line.text for line in page.lines]


def test_lines_stay_in_their_columns(tmp_path: Path):
    page = read_drawn(tmp_path, lambda c: write_columns(c, 3, 8, signs=9, gutter=10.5))
    assert len(page.lines) == 24
    assert {len(text) for text in texts(page)} == {9}


def test_text_painted_in_random_order_gives_the_same_lines(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        signs = [
            (VERSE[(row * 5 + at) % 30], 40 + column * 150 + at * 10.2, 450 - row * 15)
            for column in range(2)
            for row in range(10)
            for at in range(13)
        ]
        random.Random(7).shuffle(signs)
        for sign, x, y in signs:
            write(canvas, sign, x, y)

    page = read_drawn(tmp_path, draw)
    assert len(page.lines) == 20
    assert {len(text) for text in texts(page)} == {13}
    assert not any(line.vertical for line in page.lines)


def test_a_letter_spaced_line_is_whole_and_without_spaces(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write_columns(canvas, 2, 3)
        write_apart(canvas, VERSE[:6], (40, 405), (22, 0))
        for row in range(4, 8):
            write(canvas, VERSE[row : row + 12], 40, 450 - row * 15)
            write(canvas, VERSE[row : row + 12], 172, 450 - row * 15)

    assert VERSE[:6] in texts(read_drawn(tmp_path, draw))


def test_a_two_part_headline_keeps_one_space(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write(canvas, "山高水长", 40, 400, 30)
        write(canvas, "路远心近", 167, 400, 30)
        write_columns(canvas, 1, 2)

    assert "山高水长 路远心近" in texts(read_drawn(tmp_path, draw))


def test_vertical_lines_run_down_and_follow_from_right_to_left(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write_apart(canvas, VERSE[:7], (300, 450), (0, -26), 26)
        write_apart(canvas, VERSE[7:14], (268, 430), (0, -26), 26)
        for column in range(6):
            write_apart(canvas, (VERSE[column:] + VERSE)[:18], (230 - column * 16, 450), (0, -10.4))

    page = read_drawn(tmp_path, draw)
    assert all(line.vertical for line in page.lines)
    right_to_left = [line.text for line in sorted(page.lines, key=lambda line: -line.box.x0)]
    assert right_to_left[:3] == [VERSE[:7], VERSE[7:14], VERSE[:18]]


@pytest.mark.parametrize("backwards", [True, False])
def test_a_level_line_over_columns_is_read_as_they_have_its_words(tmp_path: Path, backwards: bool):
    title = "長堤夜渡"
    body = ["老船工說長堤夜渡已有百年", "長堤的燈在水上搖，夜渡的", "人提着籃子，一排排坐下來"]

    def paint(canvas: Canvas) -> None:
        write(canvas, title[::-1] if backwards else title, 200, 440, 24)
        for place, column in enumerate(body):
            write_apart(canvas, column, (300 - 16 * place, 400), (0, -10.4))

    assert title in [line.text for line in read_drawn(tmp_path, paint).lines]


def test_a_stroke_between_names_belongs_to_the_vertical_line(tmp_path: Path):
    page = read_drawn(tmp_path, lambda c: write_apart(c, "文/秋声远", (300, 450), (0, -10)))
    assert texts(page) == ["文/秋声远"]


def test_a_table_column_of_single_signs_is_no_vertical_line(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        for row, cells in enumerate(("序号名称数", "一二东桥甲", "二三西桥乙", "三四南桥丙")):
            write(canvas, cells[:2], 50, 400 - row * 14)
            write(canvas, cells[2:4], 95, 400 - row * 14)
            write(canvas, cells[4], 140, 400 - row * 14)

    page = read_drawn(tmp_path, draw)
    assert not any(line.vertical for line in page.lines)
    assert len(page.lines) == 12


@pytest.mark.parametrize(("turn", "place"), [(90, (50, -200)), (180, (-350, -300)), (270, (-350, 60))])
def test_a_page_drawn_on_its_side_is_set_upright(tmp_path: Path, turn: int, place: tuple[int, int]):
    def draw(canvas: Canvas) -> None:
        canvas.rotate(turn)
        for row in range(4):
            write(canvas, VERSE[row : row + 14], place[0], place[1] - row * 16)

    page = read_drawn(tmp_path, draw)
    assert texts(page) == [VERSE[row : row + 14] for row in range(4)]
    assert (page.width, page.height) == ((400, 500) if turn == 180 else (500, 400))


def test_turned_text_among_upright_text_is_read_along_its_own_direction(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write_columns(canvas, 1, 4)
        canvas.saveState()
        canvas.translate(200, 200)
        canvas.rotate(30)
        write(canvas, "内部资料 注意保存", 0, 0, 20)
        canvas.restoreState()

    assert "内部资料 注意保存" in texts(read_drawn(tmp_path, draw))


def test_raised_and_lowered_marks_stay_in_their_line(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write(canvas, "水分子记为H", 50, 380)
        write(canvas, "2", 105.5, 378, 6)
        write(canvas, "O人人知道", 108.8, 380)

    assert texts(read_drawn(tmp_path, draw)) == ["水分子记为H2O人人知道"]


def test_invisible_and_clipped_text_is_left_out(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(40, 390, 100, 30)
        canvas.clipPath(path, stroke=0)
        write(canvas, "看得见的字", 50, 400)
        write(canvas, "看不见的字", 50, 300)
        canvas.restoreState()
        canvas.setFont(SONG, 10)
        text = canvas.beginText(50, 250)
        text.setTextRenderMode(3)
        text.textLine("没有墨的字")
        text.setTextRenderMode(0)
        text.textLine("最后的一行")
        canvas.drawText(text)

    assert texts(read_drawn(tmp_path, draw)) == ["看得见的字", "最后的一行"]


def test_only_what_the_crop_box_shows_is_read(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((40, 400, 150, 470))
        for row in range(8):
            write(canvas, VERSE[:14], 50, 450 - row * 16)

    page = read_drawn(tmp_path, draw)
    assert (page.width, page.height) == (110, 70)
    assert all(line.box.x0 >= 0 and line.box.x1 <= 115 for line in page.lines)


def test_light_text_on_a_dark_panel_is_reversed_out(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 400, 80, 20, fill=1, stroke=0)
        canvas.setFillGray(1)
        write(canvas, "本周话题", 55, 404, 12)

    page = read_drawn(tmp_path, draw)
    assert page.lines[0].reversed_out
    assert page.panels[0].dark


def test_ruby_leaves_the_line_but_stays_in_the_record(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write(canvas, "山海盛宴", 50, 400, 14)
        write(canvas, "shan", 51, 415, 6)
        write(canvas, "hai", 66, 415, 6)

    page = read_drawn(tmp_path, draw)
    assert texts(page) == ["山海盛宴"]
    assert page.lines[0].read == "山shan海hai盛宴"
    assert undo(page.lines[0].text, page.lines[0].changes) == page.lines[0].read


@pytest.mark.parametrize(("aside", "lines"), [(0.1, 1), (0.45, 2)])
def test_dots_over_the_middles_of_characters_stress_them_and_others_are_a_line(
    tmp_path: Path, aside: float, lines: int
):
    def draw(canvas: Canvas) -> None:
        write(canvas, "山海盛宴", 50, 400, 14)
        for place in range(3):
            write(canvas, "●", 50 + (place + aside) * 14 + 4.5, 414, 5)

    assert len(read_drawn(tmp_path, draw).lines) == lines


def test_every_line_can_be_taken_back_to_what_was_read(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        for shift in (2.0, 1.0, 0.0):
            write(canvas, "天天向上 年年有余", 40 + shift, 300 - shift, 24)
        write(canvas, "全国共有 116 个 5G 基站", 40, 250)

    page = read_drawn(tmp_path, draw)
    assert texts(page) == ["天天向上 年年有余", "全国共有116个5G基站"]
    for line in page.lines:
        assert undo(line.text, line.changes) == line.read
        assert "".join(glyph.text for glyph in line.glyphs) == line.text.replace(" ", "")


def test_a_grid_painted_downwards_is_columns(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        for column in range(5):
            write_apart(canvas, VERSE[column * 7 : column * 7 + 7], (300 - column * 17, 420), (0, -17))

    lines = read_drawn(tmp_path, draw).lines
    assert all(line.vertical for line in lines)
    assert sorted(line.text for line in lines) == sorted(VERSE[at * 7 : at * 7 + 7] for at in range(5))


def test_numerals_at_the_heads_of_columns_belong_to_them(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        for column, numeral in enumerate("一二三四"):
            write(canvas, numeral, 300 - column * 18, 420, 12)
            write_apart(canvas, VERSE[column * 7 : column * 7 + 7], (300 - column * 18, 396), (0, -12), 12)

    texts = {line.text.replace(" ", "") for line in read_drawn(tmp_path, draw).lines}
    assert texts == {numeral + VERSE[at * 7 : at * 7 + 7] for at, numeral in enumerate("一二三四")}


@pytest.mark.parametrize("gutter", [3.0, 4.0])
def test_a_gutter_as_narrow_as_a_word_space_parts_columns(tmp_path: Path, gutter: float):
    lines = read_drawn(tmp_path, lambda canvas: write_columns(canvas, 2, 12, gutter=gutter)).lines
    assert len(lines) == 24
    assert {len(line.text) for line in lines} == {12}


def test_a_watermark_across_the_text_is_slanted(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        write_columns(canvas, 1, 10)
        canvas.saveState()
        canvas.translate(60, 300)
        canvas.rotate(45)
        write(canvas, "内部资料禁止外传", 0, 0, 18)
        canvas.restoreState()

    lines = read_drawn(tmp_path, draw).lines
    assert {line.text for line in lines if line.slanted} == {"内部资料禁止外传"}
    assert all(len(line.text) == 12 for line in lines if not line.slanted)
    found, rest = find_watermarks(lines)
    assert [group.text for group in found] == ["内部资料禁止外传"]
    assert len(rest) == 10
