from dataclasses import replace

import pytest
from layout_pages import EM, Prose, Setter, article, frames, only_article, paragraphs_of

from banmian.layout.geometry import Box
from banmian.layout.segmentation.line_normalization import INK, estimate_line_size, han_pitch, normalize_lines


def test_the_pitch_of_han_glyphs_is_their_size():
    sheet = Setter()
    line = sheet.line("老船工在渡口检查缆绳", 40, 40, 12)
    assert han_pitch(line) == pytest.approx(12)
    assert han_pitch(sheet.line("渡口", 40, 80)) is None


def test_a_line_whose_box_was_read_too_tall_gets_the_size_of_its_glyphs():
    line = replace(Setter(source="ocr").line("老船工在渡口检查缆绳", 40, 40, 12), size=19.0)
    assert estimate_line_size(line).size == pytest.approx(12, rel=0.12)


def test_sizes_of_a_text_layer_are_left_alone():
    sheet = Setter()
    sheet.line("老船工在渡口检查缆绳", 40, 40, 12)
    page = replace(sheet.page, lines=[replace(sheet.page.lines[0], size=19.0)])
    assert normalize_lines(page).lines[0].size == 19.0


def test_an_article_whose_sizes_ocr_measured_unevenly_stays_whole():
    sheet, paragraphs = Setter(source="ocr"), Prose(1).paragraphs(5)
    article(sheet, 40, 40, 2, "旱地种出好收成", paragraphs)
    sheet.page.lines = [
        replace(line, size=line.size * (1.7 if number % 4 == 1 else 0.95)) if line.size == EM else line
        for number, line in enumerate(sheet.page.lines)
    ]
    found = only_article(sheet.page)
    assert (found.headline, paragraphs_of(found)) == ("旱地种出好收成", paragraphs)


def test_a_rule_under_a_title_parts_nothing_from_it():
    sheet, paragraphs = Setter(), Prose(2).paragraphs(3)
    sheet.centred("陶窑再点火", 40, 340, 40, 26)
    sheet.rule(40, 72, 340, 72)
    sheet.flow(paragraphs, frames(40, 84, 2, 20))
    found = only_article(sheet.page)
    assert (found.headline, found.text) == ("陶窑再点火", "\n".join(paragraphs))


def test_a_single_glyph_in_too_long_a_box_has_its_short_side_a_flat_one_its_long_side():
    line = Setter(source="ocr").line("船", 40, 40, 12)
    for text, height, size in (("船", 8.0, 8.0), ("一", 2.0, 12.0)):
        box = Box(40, 40, 52, 40 + height)
        single = replace(line, text=text, box=box, glyphs=(replace(line.glyphs[0], text=text, box=box),))
        assert estimate_line_size(single).size == pytest.approx(size / INK)


@pytest.mark.parametrize(("low", "tall"), [("sonore", "Bald"), ("можно", "МОРЕ"), ("сорок", "2026")])
def test_lines_of_low_letters_are_as_large_as_those_with_tall_ones(low: str, tall: str):
    def size(text: str, height: float) -> float:
        line = Setter(source="ocr").line(text, 40, 40, 12)
        glyphs = tuple(replace(glyph, box=glyph.box._replace(y1=glyph.box.y0 + height)) for glyph in line.glyphs)
        return estimate_line_size(replace(line, size=height, glyphs=glyphs)).size

    assert size(low, 10.0) == pytest.approx(size(tall, 14.8), rel=0.05)
