from dataclasses import replace

import pytest
from layout_pages import COLUMN, EM, LEADING, Setter, as_read, frames, only_article

from banmian.layout.geometry import Box, union
from banmian.layout.segmentation.drop_caps import attach_drop_caps

TEXT = "渡口的老船工守了整整四十年，从来没有误过一班船。他说只要船还能开，他就不会离开这个地方。" * 2


def with_cap() -> Setter:
    """A column whose first sign is two lines high, the lines beside it inset."""
    sheet = Setter()
    sheet.centred("守渡口的人", 40, 40 + COLUMN * EM, 40, 22)
    sheet.line(TEXT[0], 40, 80, 2.4 * EM)
    places = [
        Box(40 + (2.8 * EM if n < 2 else 0), 80 + n * LEADING * EM, 40 + COLUMN * EM, 80 + n * LEADING * EM + EM)
        for n in range(12)
    ]
    sheet.flow([TEXT[1:]], places, indent=0)
    return sheet


def test_a_drop_cap_begins_the_text():
    found = only_article(with_cap().page)
    assert (found.headline, found.text) == ("守渡口的人", TEXT)


def test_what_was_read_can_be_had_again():
    found = only_article(with_cap().page)
    assert as_read(found, 0).replace("\n", "") == TEXT


def test_a_large_sign_beside_nothing_stays_alone():
    sheet = Setter()
    cap = sheet.line("渡", 40, 40, 30)
    sheet.flow([TEXT], frames(300, 200, 1, 12))
    assert cap in attach_drop_caps(sheet.page.lines)


def test_a_cap_that_was_read_as_one_with_the_line_at_its_foot_is_cut_off():
    page = with_cap().page
    cap, second = page.lines[1], next(line for line in page.lines if line.box.y0 == 80 + LEADING * EM)
    assert cap.text == TEXT[0]
    joined = replace(
        second,
        text=cap.text + second.text,
        read=cap.text + second.text,
        glyphs=(*cap.glyphs, *second.glyphs),
        box=union([cap.box, second.box]),
    )
    lines = [joined if line is second else line for line in page.lines if line is not cap]
    found = only_article(replace(page, lines=lines))
    assert found.text == TEXT


@pytest.mark.parametrize(
    ("first", "begun"),
    [
        ("quarrel over the fruit of a tree", "A quarrel over the fruit of a tree"),
        ("fter the rain had gone we went on", "After the rain had gone we went on"),
        ("bend an der Brücke ging niemand", "Abend an der Brücke ging niemand"),
    ],
)
def test_a_word_of_one_letter_stays_a_word(first, begun):
    sheet = Setter()
    cap = sheet.line("A", 40, 80, 2.4 * EM)
    texts = (first, *["more of it"] * 3)
    lines = [
        sheet.line(words, cap.box.x1 + 0.4 * EM if n < 2 else 40, 80 + n * LEADING * EM, EM)
        for n, words in enumerate(texts)
    ]
    assert begun in [line.text for line in attach_drop_caps([cap, *lines])]
