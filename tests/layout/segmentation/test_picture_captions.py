from dataclasses import replace

import pytest
from layout_pages import (
    COLUMN,
    EM,
    GUTTER,
    LEADING,
    Prose,
    Setter,
    content_of,
    depth,
    frames,
    only_article,
    paragraphs_of,
)

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page, Picture
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.picture_captions import adjoins_picture, pair_captions, take_labels
from banmian.layout.segmentation.text_blocks import make_block

STEP = (COLUMN + GUTTER) * EM
TYPE = Typography(EM, "", 1.0)
CAPTION = "清晨，老船工在渡口检查缆绳。"


def with_picture(caption: str = "", small: float = 0.9, width: float = COLUMN) -> tuple[Setter, list[str]]:
    """Two columns under a title; at the head of the right one a picture, `caption` below it."""
    sheet, paragraphs = Setter(), Prose(1).paragraphs(5)
    sheet.centred("渡口新桥通车", 40, 40 + 2 * STEP - GUTTER * EM, 40, 26)
    left, right = frames(40, 80, 2, depth(paragraphs, 2) + 8)
    sheet.picture(Box(right.x0, right.y0, right.x1, right.y0 + 9 * LEADING * EM))
    at = right.y0 + 9 * LEADING * EM + 0.4 * EM
    if caption:
        for row in (caption[start : start + 15] for start in range(0, len(caption), 15)):
            sheet.line(row, right.x0, at, small * EM)
            at += 1.3 * EM
    lower = Box(right.x0, right.y0 + 13 * LEADING * EM, right.x1, right.y1)
    sheet.flow(paragraphs, [left, lower])
    return sheet, paragraphs


def test_a_picture_among_columns_gets_its_caption_and_credit():
    sheet, paragraphs = with_picture(CAPTION + "江远舟 摄")
    found = only_article(sheet.page)
    assert paragraphs_of(found) == paragraphs
    assert [(image.caption, image.credit) for image in found.images] == [(CAPTION, "江远舟 摄")]


@pytest.mark.parametrize("credit", ["本报记者 陆青禾 摄", "韩松月 供图", "唐小满/图", "罗望舒 画"])
def test_the_words_of_a_credit(credit: str):
    sheet, paragraphs = with_picture(CAPTION + credit)
    found = only_article(sheet.page)
    assert paragraphs_of(found) == paragraphs
    (image,) = found.images
    assert image.caption == CAPTION
    assert image.credit is not None
    assert credit.split("/")[0].split(" ")[-2 if " " in credit else 0] in image.credit


def test_a_picture_without_words_stays_with_its_article():
    sheet, paragraphs = with_picture()
    found = only_article(sheet.page)
    assert paragraphs_of(found) == paragraphs
    assert [(image.caption, image.credit) for image in found.images] == [(None, None)]


def test_a_caption_without_its_picture_still_is_an_image():
    sheet, paragraphs = with_picture(CAPTION + "江远舟 摄")
    sheet.page.pictures.clear()
    content = content_of(sheet.page)
    images = [*content.images, *(image for each in content.articles for image in each.images)]
    assert [(image.caption, image.credit) for image in images] == [(CAPTION, "江远舟 摄")]
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]


def test_a_photographer_in_running_text_is_no_credit():
    sheet, paragraphs = Setter(), Prose(2).paragraphs(4)
    paragraphs[1] = "这张照片由江远舟摄于渡口，后来挂在书屋的墙上。" + paragraphs[1]
    sheet.centred("渡口新桥通车", 40, 40 + 2 * STEP - GUTTER * EM, 40, 26)
    sheet.flow(paragraphs, frames(40, 80, 2, depth(paragraphs, 2)))
    found = only_article(sheet.page)
    assert paragraphs_of(found) == paragraphs
    assert found.images == []


def test_a_picture_that_belongs_to_no_article_is_an_image_of_the_page():
    sheet, paragraphs = Setter(), Prose(3).paragraphs(4)
    sheet.centred("渡口新桥通车", 40, 40 + 2 * STEP - GUTTER * EM, 40, 26)
    bottom = sheet.flow(paragraphs, frames(40, 80, 2, depth(paragraphs, 2)))
    bottom = 80 + depth(paragraphs, 2) * LEADING * EM
    sheet.rule(40, bottom + 2 * EM, 40 + 2 * STEP, bottom + 2 * EM)
    top = bottom + 4 * EM
    sheet.picture(Box(40, top, 40 + 2 * STEP, top + 200))
    sheet.line("秋收时节的白鹭洲。沈知秋 摄", 60, top + 205, 0.9 * EM)
    content = content_of(sheet.page)
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]
    assert [(image.caption, image.credit) for image in content.images] == [("秋收时节的白鹭洲。", "沈知秋 摄")]


def test_two_pictures_keep_their_own_captions():
    sheet = Setter()
    first, second = Box(40, 40, 240, 180), Box(260, 40, 460, 180)
    sheet.picture(first)
    sheet.picture(second)
    sheet.line("白鹭洲的早晨。江远舟 摄", 40, 184, 0.9 * EM)
    sheet.line("梅子坡的傍晚。沈知秋 摄", 260, 184, 0.9 * EM)
    article_top = 240
    sheet.centred("陶窑再点火", 40, 460, article_top, 26)
    paragraphs = Prose(4).paragraphs(4)
    sheet.flow(paragraphs, frames(40, article_top + 40, 2, depth(paragraphs, 2)))
    content = content_of(sheet.page)
    images = [*content.images, *(image for each in content.articles for image in each.images)]
    assert {(image.caption, image.credit) for image in images} == {
        ("白鹭洲的早晨。", "江远舟 摄"),
        ("梅子坡的傍晚。", "沈知秋 摄"),
    }


def test_the_region_of_an_image_covers_picture_and_caption():
    sheet, _ = with_picture(CAPTION + "江远舟 摄")
    (image,) = only_article(sheet.page).images
    around = Box(*image.regions[0].bbox).grown(0.2)
    assert around.covers(sheet.page.pictures[0].box, 0.99)
    assert any(around.covers(line.box, 0.99) for line in sheet.page.lines if "摄" in line.text)


def test_lines_below_beside_and_inside_a_picture_touch_it():
    picture = Box(100, 100, 300, 240)
    assert adjoins_picture(picture, Box(100, 245, 290, 255), EM)
    assert adjoins_picture(picture, Box(305, 150, 315, 230), EM)
    assert adjoins_picture(picture, Box(110, 220, 290, 232), EM)
    assert not adjoins_picture(picture, Box(100, 300, 290, 310), EM)


def test_an_ornament_is_no_picture():
    sheet = Setter()
    sheet.line("甲乙丙丁", 0, 0)
    block = make_block(sheet.page.lines, EM)
    items, rest = pair_captions([Picture(Box(0, 20, 10, 30))], [block], TYPE)
    assert items == []
    assert rest == [block]


def test_a_picture_beside_a_scrap_of_text_is_kept():
    sheet = Setter()
    sheet.picture(Box(0, 0, 78, 210))
    sheet.page.lines += [
        Line("渡口清晨", Box(0, 0, 60, 200), EM, vertical=True),
        Line("二〇二四", Box(0, 0, 109, 213), EM),
    ]
    content = content_of(sheet.page)
    assert [image.caption for image in content.images] == ["渡口清晨"]


def test_a_credit_set_off_in_the_last_line_of_a_caption_belongs_to_it():
    sheet, paragraphs = Setter(), Prose(3).paragraphs(4)
    sheet.centred("渡口新桥通车", 40, 40 + 2 * STEP - GUTTER * EM, 40, 26)
    sheet.flow(paragraphs, frames(40, 80, 2, depth(paragraphs, 2)))
    left = 40 + 2 * STEP
    sheet.picture(Box(left, 80, left + COLUMN * EM, 180))
    sheet.line("秋收时节的白鹭洲，稻谷", left, 184, 0.9 * EM)
    sheet.line("堆满了晒场。", left, 198, 0.9 * EM)
    sheet.line("资料图片", left + 9.5 * EM, 198, 0.9 * EM)
    content = content_of(sheet.page)
    images = [*content.images, *(image for each in content.articles for image in each.images)]
    assert [(image.caption, image.credit) for image in images] == [("秋收时节的白鹭洲，稻谷堆满了晒场。", "资料图片")]
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]


PICTURE = Picture(Box(100, 100, 300, 260))


def paired(*blocks: list[Line]) -> tuple[list[str], list[str]]:
    """The caption of the picture and the text that is none."""
    found, rest = pair_captions([PICTURE], [make_block(lines, EM) for lines in blocks], TYPE)
    return [line.text for line in found[0].caption], [block.text for block in rest]


def test_a_narrow_block_alone_beside_a_picture_is_its_caption():
    side = [Line("老船工在渡口", Box(306, 180 + 15 * n, 372, 191 + 15 * n), EM) for n in range(3)]
    assert paired(side) == (["老船工在渡口"] * 3, [])
    column = [Line("渡口边的市集", Box(306, 230 + 15 * n, 372, 241 + 15 * n), EM) for n in range(9)]
    assert paired(side, column)[0] == []


def test_an_opening_in_bold_type_beside_a_picture_is_no_caption():
    type_ = Typography(EM, "song", 1.0)
    frame = Box(200, 100, 400, 300)
    words = "渡口的老船工每天清晨起身", "把船舱里的水舀干，再去", "叫醒邻村的学生，送他们", "过河上学，这样过了四十年"

    def beside(bold: bool) -> list[list[Line]]:
        lines = [
            Line(text, Box(80, 110 + 15 * row, 80 + EM * len(text), 120 + 15 * row), EM, font="hei", bold=bold)
            for row, text in enumerate(words)
        ]
        items, rest = pair_captions([Picture(frame)], [make_block(lines, EM)], type_)
        return [list(items[0].caption), [line for block in rest for line in block.lines]]

    assert list(map(len, beside(bold=True))) == [0, 4]
    assert list(map(len, beside(bold=False))) == [4, 0]


def test_a_text_level_with_a_caption_that_runs_on_below_it_is_no_part_of_it():
    frame = Box(100, 100, 400, 200)
    caption = [Line("渡口的早晨", Box(100, 205, 145, 214), 9.0)]
    beside = [Line("老船工守着渡口", Box(250, 205 + 15 * row, 320, 215 + 15 * row), EM) for row in range(8)]
    items, rest = pair_captions([Picture(frame)], [make_block(caption, EM), make_block(beside, EM)], TYPE)
    assert list(items[0].caption) == caption
    assert [len(block.lines) for block in rest] == [8]


def test_a_caption_with_a_credit_may_stand_over_its_picture():
    over = [Line("渡口旧影。", Box(104, 60, 180, 71), EM), Line("（受訪者圖片）", Box(220, 60, 298, 71), EM)]
    assert paired(over[:1], over[1:]) == (["渡口旧影。", "（受訪者圖片）"], [])


def test_a_word_in_the_scene_is_not_in_the_way_of_the_caption():
    scene = [Line("2018", Box(180, 120, 210, 131), EM)]
    caption = [Line("清晨，老船工在渡口检查缆绳。", Box(100, 264, 270, 275), EM)]
    assert paired(scene, caption) == (["2018", caption[0].text], [])


def test_a_list_of_facts_below_a_picture_is_its_text():
    facts = ["江远舟小档案", "家庭：已婚", "学历：师范毕业", "爱好：摄影"]
    profile = [[Line(text, Box(104, 266 + 16 * n, 200, 277 + 16 * n), EM)] for n, text in enumerate(facts)]
    assert paired(*profile) == (facts, [])
    prose = [[Line("渡口的老船工说起往事", Box(104, 282 + 16 * n, 220, 293 + 16 * n), EM)] for n in range(3)]
    assert len(paired(*prose)[1]) > 0


def test_a_credit_in_the_row_of_its_caption_is_told_though_no_stop_parts_them():
    sheet, _ = with_picture()
    picture = sheet.page.pictures[0].box
    sheet.line("■渡口旧影", picture.x0, picture.y1 + 4, 0.9 * EM)
    sheet.line("政府新闻处提供", picture.x1 - 7 * EM, picture.y1 + 4, 0.9 * EM)
    image = only_article(sheet.page).images[0]
    assert image.caption is not None
    assert "渡口旧影 政府" in image.caption or image.credit == "政府新闻处提供"


def test_lines_in_a_map_are_its_labels_row_by_row_after_its_caption():
    frame = Box(100, 100, 400, 400)
    labels = [Line(text, Box(x, y, x + 40, y + 10), 10.0) for text, x, y in (("柳河", 300, 200), ("青石港", 140, 200))]
    beside = Line("渡口今天通车", Box(20, 200, 96, 210), 10.0)
    page = Page(1, 500, 500, "px", "ocr", [*labels, beside], pictures=[Picture(frame, drawn=True)])
    found = take_labels(page)
    assert found.lines == [beside]
    assert [line.text for line in found.pictures[0].labels] == ["青石港", "柳河"]
    photo = replace(page, pictures=[Picture(frame)])
    assert take_labels(photo).lines == page.lines
    named = replace(page, pictures=[Picture(frame, drawn=True, labels=(replace(labels[0], text="茶亭"),))])
    assert len(take_labels(named).pictures[0].labels) == 3


def test_a_map_among_columns_says_its_caption_then_its_labels():
    sheet, paragraphs = with_picture(CAPTION)
    (photo,) = sheet.page.pictures
    sheet.page.pictures = [replace(photo, drawn=True)]
    for text, x, y in (("青石港", 20, 30), ("柳河", 120, 30), ("东岭", 60, 70)):
        sheet.line(text, photo.box.x0 + x, photo.box.y0 + y, 0.9 * EM)
    found = only_article(sheet.page)
    assert paragraphs_of(found) == paragraphs
    (image,) = found.images
    assert image.caption == CAPTION + "\n青石港 柳河\n东岭"
