import pytest
from export_cases import issue

from banmian.document.json_form import ShapeError
from banmian.document.lines_as_read import LineRead, ReadLines, lines_from_json, lines_to_json
from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line, Page
from banmian.reading.kept_lines import lines_of


def test_lines_come_back_from_their_file() -> None:
    lines = issue()[1]
    assert lines_from_json(lines_to_json(lines)) == lines


def test_a_file_of_another_shape_is_refused() -> None:
    with pytest.raises(ShapeError):
        lines_from_json(b'{"pages": 1}')


def kept(line: Line) -> LineRead:
    page = Page(1, 100, 100, "px", "ocr", lines=[line])
    lines: ReadLines = lines_of([page])
    return lines.pages[0].lines[0]


def test_glyphs_of_several_signs_are_shared_out() -> None:
    glyphs = (Glyph("fi", Box(0, 0, 10, 10), 10), Glyph("n", Box(10, 0, 15, 10), 10, confidence=0.5))
    line = kept(Line("fi n", Box(0, 0, 15, 10), 10, glyphs))
    assert (line.starts, line.ends) == ([0, 5, 10], [5, 10, 15])
    assert line.sure == [1, 1, 0.5]


def test_vertical_lines_run_along_y() -> None:
    line = kept(Line("上", Box(0, 20, 10, 30), 10, (Glyph("上", Box(0, 20, 10, 30), 10),), vertical=True))
    assert (line.starts, line.ends, line.sure) == ([20], [30], [])


def test_places_are_left_out_where_glyphs_and_text_differ() -> None:
    assert kept(Line("两字", Box(0, 0, 20, 10), 10, (Glyph("两", Box(0, 0, 10, 10), 10),))).starts == []


def test_pages_of_one_leaf_are_ranked() -> None:
    pages = [
        Page(1, 1, 1, "px", "ocr", source_page=1),
        Page(2, 1, 1, "px", "ocr", source_page=1),
        Page(3, 1, 1, "px", "ocr", source_page=2),
    ]
    assert [(page.leaf, page.place) for page in lines_of(pages).pages] == [(1, 1), (1, 2), (2, 1)]
