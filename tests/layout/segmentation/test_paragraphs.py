import pytest
from layout_pages import COLUMN, EM, GUTTER, LEADING, Prose, Setter, depth, frames, only_article, paragraphs_of, spans

from banmian.layout.geometry import Box

STEP = (COLUMN + GUTTER) * EM
RIGHT = 40 + COLUMN * EM
LINE = LEADING * EM


def titled(count: int = 1) -> Setter:
    sheet = Setter()
    sheet.centred("陶窑再点火", 40, 40 + count * STEP - GUTTER * EM, 40, 24)
    return sheet


def test_an_indent_begins_a_paragraph_and_its_text_has_no_line_breaks():
    sheet, paragraphs = titled(), Prose(1).paragraphs(4)
    sheet.flow(paragraphs, frames(40, 80, 1, 60))
    found = only_article(sheet.page)
    assert paragraphs_of(found) == paragraphs
    assert {block.type for block in found.blocks} == {"paragraph"}


def test_a_paragraph_without_indent_begins_after_a_short_finished_line():
    sheet, paragraphs = titled(), Prose(2).paragraphs(3, 70)
    paragraphs = [each for each in paragraphs if len(each) % COLUMN < COLUMN - 3] or [Prose(2).sentence()]
    sheet.flow(paragraphs, frames(40, 80, 1, 60), indent=0)
    assert paragraphs_of(only_article(sheet.page)) == paragraphs


def test_a_last_line_that_is_exactly_full_still_ends_its_paragraph():
    sheet = titled()
    full = "甲乙两村的水渠今天接通了，" + "沿岸的人都来看水。"
    full += "山" * (28 - 2 - len(full) + 13) + "。"
    paragraphs = [full, Prose(3).paragraph()]
    sheet.flow(paragraphs, frames(40, 80, 1, 60))
    assert paragraphs_of(only_article(sheet.page)) == paragraphs


def test_a_sentence_that_ends_flush_with_its_column_is_no_end_of_paragraph_without_an_indent():
    sheet = titled(2)
    full = "".join(char for char in Prose(12).paragraph(100) if char not in "，。")[:53] + "。"
    text = full + "他说只要船还能开，他就不会离开这个渡口。" * 2
    sheet.flow([text], frames(40, 80, 2, 4))
    last = sheet.page.lines[4]
    assert last.text.endswith("。")
    assert last.box.x1 == pytest.approx(RIGHT)
    assert paragraphs_of(only_article(sheet.page)) == [text]


def test_one_line_left_for_the_last_column_still_belongs_to_its_paragraph():
    sheet = titled(3)
    text = ("他说只要船还能开，他就不会离开这个渡口。" * 6)[: 14 * 8 - 2] + "这个渡口。"
    sheet.flow([text], frames(40, 80, 3, 4))
    assert len([line for line in sheet.page.lines if line.box.x0 > 40 + 2 * STEP - 1 and line.size == EM]) == 1
    assert paragraphs_of(only_article(sheet.page)) == [text]


def test_a_subheading_between_paragraphs_is_told_by_its_face():
    sheet, one, other = titled(), Prose(4).paragraphs(2), Prose(5).paragraphs(2)
    bottom = sheet.flow(one, frames(40, 80, 1, 60), font="song")
    sheet.centred("桥通了路也通了", 40, RIGHT, bottom + LINE - EM, EM, bold=True, font="hei")
    sheet.flow(other, frames(40, bottom + 2 * LINE - EM, 1, 60), font="song")
    found = only_article(sheet.page)
    assert paragraphs_of(found) == [*one, "桥通了路也通了", *other]
    assert [block.type for block in found.blocks] == ["paragraph"] * 2 + ["subheading"] + ["paragraph"] * 2


def test_a_larger_subheading_between_paragraphs_is_one_too():
    sheet, one, other = titled(), Prose(6).paragraphs(2), Prose(7).paragraphs(2)
    bottom = sheet.flow(one, frames(40, 80, 1, 60))
    sheet.centred("桥通了路也通了", 40, RIGHT, bottom + EM, 1.3 * EM)
    sheet.flow(other, frames(40, bottom + 3.4 * EM, 1, 60))
    found = only_article(sheet.page)
    assert paragraphs_of(found) == [*one, "桥通了路也通了", *other]
    assert found.blocks[2].type == "subheading"


def test_verse_keeps_its_line_breaks():
    sheet = titled()
    verse = ["渡口的灯亮了一夜", "等一条回家的船", "河水不说话", "只把月光推向岸边", "", "你若从上游来", "请带一捧新米"]
    for number, text in enumerate(verse):
        if text:
            sheet.line(text, 70, 80 + number * LINE)
    found = only_article(sheet.page)
    verses = [block for block in found.blocks if block.type == "verse"]
    assert verses
    assert "\n".join(block.text for block in verses).split("\n") == [text for text in verse if text]


def test_text_that_runs_round_a_picture_stays_one_paragraph():
    sheet = titled(2)
    text = Prose(8).paragraph(260)
    top, wide, narrow = 80.0, 2 * STEP - GUTTER * EM, 18 * EM
    hole = Box(40 + narrow + 2 * EM, top + 2 * LINE, 40 + wide, top + 7 * LINE - 0.5 * EM)
    sheet.picture(hole)
    places = [Box(40, top + n * LINE, 40 + (narrow if 2 <= n < 7 else wide), top + n * LINE + EM) for n in range(20)]
    sheet.flow([text], places)
    assert paragraphs_of(only_article(sheet.page)) == [text]


def test_text_that_runs_round_a_picture_at_its_left_stays_one_paragraph():
    sheet = titled(2)
    text = Prose(9).paragraph(260)
    top, right = 80.0, 40 + 2 * STEP - GUTTER * EM
    sheet.picture(Box(40, top + 2 * LINE, 40 + 10 * EM, top + 7 * LINE - 0.5 * EM))
    places = [Box(40 + (12 * EM if 2 <= n < 7 else 0), top + n * LINE, right, top + n * LINE + EM) for n in range(20)]
    sheet.flow([text], places)
    assert paragraphs_of(only_article(sheet.page)) == [text]


@pytest.mark.parametrize("count", [2, 3])
def test_a_paragraph_has_one_region_for_each_column_it_stands_in(count: int):
    sheet, paragraphs = titled(count), [Prose(10).paragraph(40 * count)]
    sheet.flow(paragraphs, frames(40, 80, count, depth(paragraphs, count)))
    found = only_article(sheet.page)
    assert paragraphs_of(found) == paragraphs
    lefts = [region.bbox[0] for region in found.blocks[0].regions]
    assert len(lefts) == count
    assert lefts == sorted(lefts)


def test_words_of_an_english_text_keep_their_spaces_over_line_ends():
    sheet = titled()
    text = "The old ferry crosses the river at dawn and the keeper waves to every boat that passes"
    words = text.split()
    rows = [" ".join(words[start : start + 4]) for start in range(0, len(words), 4)]
    for number, row in enumerate(rows):
        sheet.line(row, 40 + (EM if number == 0 else 0), 80 + number * LINE)
    assert only_article(sheet.page).text == text


def test_confidence_of_a_block_is_that_of_its_lines():
    sheet = titled()
    sheet.flow([Prose(11).paragraph()], frames(40, 80, 1, 60), confidence=0.8)
    assert only_article(sheet.page).blocks[0].confidence == pytest.approx(0.8)


def test_the_builder_breaks_lines_as_a_compositor_does():
    rows = spans("春风又绿江南岸，明月何时照我还。", 7, 2)
    assert [text for text, _ in rows] == ["春风又绿江", "南岸，明月何时", "照我还。"]
    assert "".join(text for text, _ in rows) == "春风又绿江南岸，明月何时照我还。"


@pytest.mark.parametrize(("indent", "stop", "count"), [(1.0, ".", 2), (1.0, ",", 1), (0.4, ".", 1)])
def test_a_small_indent_begins_a_paragraph_of_words_after_a_sentence(indent: float, stop: str, count: int):
    sheet = titled()
    rows = ["The wells on the hill ran", "dry before the harvest was", "brought in to the old barn" + stop]
    rows += ["Nobody had asked the ferry", "to cross at night and none", "of the bells were rung now."]
    for number, row in enumerate(rows):
        inset = indent * EM * (number == 3)
        sheet.line(row, 40 + inset, 80 + 1.5 * EM * number, width=COLUMN * EM - inset)
    assert len(paragraphs_of(only_article(sheet.page))) == count
