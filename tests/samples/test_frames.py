from random import Random

import pytest

from samples.typeset.frame import ArticleText, FrameStyle, set_article, vertical_rule
from samples.typeset.heads import Head, HeadStyle, Overprint, overprint, set_head
from samples.typeset.line_breaking import TextStyle, set_line
from samples.typeset.pictures import PictureStyle, hills
from samples.typeset.sheet import Box, PaintedLine, PaintedPanel, PaintedPicture

BODY = TextStyle("serif", 10.0, 14.0)
AREA = Box(50, 60, 470, 400)


def measure(face: str, char: str) -> float:
    return 0.5 if char.isascii() else 1.0


def tell(count: int):  # type: ignore[no-untyped-def]
    queue = iter([("河水替他先数了零钱。" * 6, False)] * count)
    return lambda room: next(queue, None) if room > 70 else None


def body_lines(frame) -> list[PaintedLine]:  # type: ignore[no-untyped-def]
    return [op for op in frame.body if isinstance(op, PaintedLine) and op.role == "body"]


def test_paragraphs_that_found_room_are_kept_in_the_story() -> None:
    story = ArticleText(Head("渡口的钟"))
    frame = set_article(AREA, story, FrameStyle(3, 12, BODY, HeadStyle()), tell(100), measure, Random(1))
    assert "".join(line.text for line in body_lines(frame)) == "".join(story.paragraphs)
    assert len(story.paragraphs) > 3


@pytest.mark.parametrize("form", ["across", "left", "right", "between"])
def test_head_and_columns_do_not_overlap(form: str) -> None:
    style = HeadStyle(form=form, size=24)
    ops, areas = set_head(AREA, Head("旧船厂的铁门", byline="记者 程立"), style, 4, 12, measure)
    assert sum(count for _, count in areas) == 4
    for op in ops:
        if isinstance(op, PaintedLine):
            length = op.offsets[-1] + op.size
            width, height = (op.size, length) if op.vertical else (length, op.size)
            for area, _ in areas:
                apart = op.x + width <= area.x0 + 1 or op.x >= area.x1 - 1
                assert apart or op.y + height <= area.y0 + 1


def test_a_head_over_some_columns_leaves_the_others_their_full_height() -> None:
    _, areas = set_head(AREA, Head("清晨的雾"), HeadStyle(span=2), 4, 12, measure)
    assert [count for _, count in areas] == [2, 2]
    assert areas[0][0].y0 > areas[1][0].y0 == AREA.y0


@pytest.mark.parametrize(("unit", "pieces"), [("line", 1), ("word", 2), ("glyph", 5)])
def test_copies_are_painted_by_line_word_or_glyph(unit: str, pieces: int) -> None:
    line = set_line("山水 田家", 0, 0, TextStyle("sans-bold", 20, 0), measure)
    ops = overprint(line, Overprint(copies=2, offset=0.1, unit=unit))
    shown = [op for op in ops if isinstance(op, PaintedLine)]
    assert len(shown) == 3 * (pieces - (unit == "glyph"))
    assert "".join(op.text for op in shown if op.x == 0).replace(" ", "") == "山水田家"


def test_text_keeps_clear_of_a_picture() -> None:
    picture = PictureStyle(column=1, span=1.5, height=90, place="middle")
    style = FrameStyle(3, 12, BODY, HeadStyle(), picture=picture)
    story = ArticleText(Head("渡口的钟"), photo=("渡口。", "米兰 摄"))
    frame = set_article(AREA, story, style, tell(100), measure, Random(1))
    hole = next(op.box for op in frame.body if isinstance(op, PaintedPicture))
    for line in body_lines(frame):
        beside = line.x >= hole.x1 or line.x + line.offsets[-1] + line.size <= hole.x0 + 1
        assert beside or line.y >= hole.y1 or line.y + line.size <= hole.y0 + 1


def test_a_box_holds_its_text_inside() -> None:
    frame = set_article(
        AREA, ArticleText(Head("渡口")), FrameStyle(2, 12, BODY, HeadStyle(), boxed=True), tell(9), measure, Random(1)
    )
    assert isinstance(frame.ground[0], PaintedPanel)
    assert all(AREA.x0 < line.x and line.x + line.offsets[-1] + 10 < AREA.x1 for line in body_lines(frame))


def test_rules_between_columns() -> None:
    assert [len(vertical_rule(0, 0, 9, kind)) for kind in ("none", "solid", "dotted", "double")] == [0, 1, 1, 2]


def test_a_picture_has_three_bytes_a_pixel() -> None:
    assert len(hills(30, 20, Random(3))) == 30 * 20 * 3
