import pytest
from layout_pages import (
    COLUMN,
    EM,
    GUTTER,
    LEADING,
    Prose,
    Setter,
    article,
    as_read,
    content_of,
    frames,
    newspaper,
    only_article,
    paragraphs_of,
    renumbered,
)

from banmian.layout.geometry import Box
from banmian.layout.model import Page
from banmian.layout.pipeline import arrange

STEP = (COLUMN + GUTTER) * EM


def test_columns_are_read_from_left_to_right_each_from_top_to_bottom():
    sheet, paragraphs = Setter(), Prose(1).paragraphs(6)
    article(sheet, 40, 40, 3, "渡口新桥通车", paragraphs)
    found = only_article(sheet.page)
    assert found.headline == "渡口新桥通车"
    assert paragraphs_of(found) == paragraphs
    assert found.text == "\n".join(paragraphs)


def test_the_order_in_which_lines_were_painted_does_not_matter():
    sheet, paragraphs = Setter(), Prose(2).paragraphs(5)
    article(sheet, 40, 40, 2, "水渠修到田头", paragraphs)
    sheet.page.lines.sort(key=lambda line: line.text)
    found = only_article(sheet.page)
    assert (found.headline, paragraphs_of(found)) == ("水渠修到田头", paragraphs)


def test_a_sentence_cut_at_a_columns_foot_goes_on_in_the_next_column():
    sheet = Setter()
    long = "护林员沿着山脊走了整整一天，把七处险情都记在本子上，" * 6 + "天黑以前才回到站里。"
    sheet.centred("山脊上的脚印", 40, 40 + 2 * STEP - 20, 40, 26)
    columns = frames(40, 80, 2, 7)
    sheet.flow([long], columns)
    found = only_article(sheet.page)
    assert paragraphs_of(found) == [long]
    boxes = [region.bbox for region in found.blocks[0].regions]
    assert len(boxes) == 2
    assert boxes[0][0] < boxes[1][0]


def test_two_articles_side_by_side_are_two_articles():
    sheet, one, other = Setter(), Prose(3).paragraphs(5), Prose(4).paragraphs(5)
    article(sheet, 40, 40, 2, "旧粮站里读书声", one)
    article(sheet, 40 + 2 * STEP, 40, 2, "柚子熟了满山香", other)
    found = content_of(sheet.page).articles
    assert [(each.headline, paragraphs_of(each)) for each in found] == [
        ("旧粮站里读书声", one),
        ("柚子熟了满山香", other),
    ]


def test_two_articles_one_below_the_other_are_two_articles():
    sheet, one, other = Setter(), Prose(5).paragraphs(4), Prose(6).paragraphs(4)
    bottom = article(sheet, 40, 40, 3, "班车开进云岭深处", one)
    article(sheet, 40, bottom + 3 * EM, 3, "一盏灯照亮工坊", other)
    found = content_of(sheet.page).articles
    assert [(each.headline, paragraphs_of(each)) for each in found] == [
        ("班车开进云岭深处", one),
        ("一盏灯照亮工坊", other),
    ]


def test_articles_of_different_depth_and_width_keep_their_text():
    sheet, texts = Setter(), [Prose(seed).paragraphs(count) for seed, count in ((7, 9), (8, 3), (9, 4))]
    article(sheet, 40, 40, 2, "堤坝巡查不停步", texts[0])
    bottom = article(sheet, 40 + 2 * STEP, 40, 2, "老手艺有了新传人", texts[1])
    article(sheet, 40 + 2 * STEP, bottom + 3 * EM, 2, "旱地种出好收成", texts[2])
    found = content_of(sheet.page).articles
    assert {each.headline: paragraphs_of(each) for each in found} == {
        "堤坝巡查不停步": texts[0],
        "老手艺有了新传人": texts[1],
        "旱地种出好收成": texts[2],
    }


def test_a_banner_over_several_articles_is_the_section_of_each():
    sheet, one, other = Setter(), Prose(10).paragraphs(5), Prose(11).paragraphs(5)
    sheet.centred("走进春天的田野特别报道", 40, 40 + 4 * STEP - 20, 40, 32)
    sheet.rule(40, 82, 40 + 4 * STEP - 20, 82)
    article(sheet, 40, 100, 2, "蜂农的春天", one)
    article(sheet, 40 + 2 * STEP, 100, 2, "陶窑再点火", other)
    found = content_of(sheet.page).articles
    assert [each.headline for each in found] == ["蜂农的春天", "陶窑再点火"]
    assert [each.section for each in found] == ["走进春天的田野特别报道"] * 2
    assert [paragraphs_of(each) for each in found] == [one, other]


def test_jump_words_leave_the_text_and_are_recorded():
    sheet, paragraphs = Setter(), Prose(12).paragraphs(4)
    article(sheet, 40, 40, 2, "山乡邮路四十年", [*paragraphs[:-1], paragraphs[-1] + "（下转03版②）"])
    found = only_article(sheet.page)
    assert paragraphs_of(found) == paragraphs
    assert found.continued_to is not None
    assert found.continued_to.marker == "②"
    assert found.continued_to.page is not None
    assert "3" in found.continued_to.page
    assert "（下转03版②）" in as_read(found, len(paragraphs) - 1).replace("\n", "")


def test_a_text_that_comes_from_another_page_is_an_article_without_a_title_of_its_own_column():
    sheet, one, other = Setter(), Prose(13).paragraphs(4), Prose(14).paragraphs(4)
    article(sheet, 40, 40, 2, "渡口新桥通车", one)
    sheet.flow(["（上接第一版）" + other[0], *other[1:]], frames(40 + 2 * STEP, 40, 1, 60))
    found = {bool(each.continued_from): each for each in content_of(sheet.page).articles}
    assert found[False].text == "\n".join(one)
    assert found[True].text == "\n".join(other)
    assert found[True].continued_from is not None
    assert found[True].continued_from.page is not None


def test_undoing_the_repairs_gives_what_was_read():
    sheet, paragraphs = Setter(), Prose(15).paragraphs(5)
    article(sheet, 40, 40, 2, "老手艺有了新传人", paragraphs)
    read = {line.text for line in sheet.page.lines}
    found = only_article(sheet.page)
    for index in range(len(found.blocks)):
        for line in as_read(found, index).split("\n"):
            assert line in read
    assert as_read(found, "headline") == "老手艺有了新传人"


def test_every_page_keeps_its_number_in_all_regions():
    pages = []
    for seed in (16, 17):
        sheet = Setter()
        article(sheet, 40, 40, 2, "陶窑再点火", Prose(seed).paragraphs(4))
        pages.append(sheet.page)
    content = arrange(renumbered(pages))
    assert [info.number for info in content.pages] == [1, 2]
    for number, found in enumerate(content.articles, 1):
        assert {region.page for region in found.regions} == {number}
        assert {region.page for block in found.blocks for region in block.regions} == {number}


def test_regions_lie_on_the_page_round_their_lines():
    sheet, paragraphs = Setter(), Prose(18).paragraphs(4)
    article(sheet, 40, 40, 2, "水渠修到田头", paragraphs)
    found = only_article(sheet.page)
    for index, block in enumerate(found.blocks):
        lines = as_read(found, index).split("\n")
        drawn = [line.box for line in sheet.page.lines if line.text in lines and len(line.text) > 5]
        around = [Box(*region.bbox).grown(0.1) for region in block.regions]
        assert all(any(box.covers(each, 0.99) for box in around) for each in drawn)


def test_an_empty_page_holds_nothing():
    content = content_of(Page(1, 600, 800, "pt", "text_layer"))
    assert (content.articles, content.furniture, content.images, content.tables) == ([], [], [], [])
    assert [info.number for info in content.pages] == [1]


def test_no_pages_give_no_content():
    assert arrange([]).pages == []


def test_a_page_of_pictures_only_keeps_them():
    sheet = Setter()
    sheet.picture(Box(40, 40, 300, 240))
    sheet.picture(Box(340, 40, 600, 240))
    content = content_of(sheet.page)
    assert content.articles == []
    assert [image.regions[0].bbox for image in content.images] == [[40, 40, 300, 240], [340, 40, 600, 240]]


@pytest.mark.parametrize("size", [EM, 30.0])
def test_one_line_alone_is_not_lost(size: float):
    sheet = Setter()
    sheet.line("今晚渡口停航一夜，明早照常开船。", 40, 300, size)
    content = content_of(sheet.page)
    said = [piece.text for piece in content.furniture]
    said += [part for each in content.articles for part in (each.headline, each.text) if part]
    assert "".join(said) == "今晚渡口停航一夜，明早照常开船。"


def test_a_page_of_five_thousand_lines_is_arranged():
    page = newspaper(5000)
    content = content_of(page)
    titles = {line.text for line in page.lines if line.size > 1.5 * EM}
    found = [each for each in content.articles if each.headline in titles]
    assert len(content.articles) > 100
    assert len(found) >= 0.95 * len(content.articles)


def test_body_lines_far_apart_still_make_one_column():
    sheet, paragraph = Setter(), Prose(19).paragraph(120)
    sheet.centred("一盏灯照亮工坊", 40, 180, 40, 20)
    columns = [Box(40, 80 + n * 1.8 * EM, 40 + COLUMN * EM, 80 + n * 1.8 * EM + EM) for n in range(20)]
    sheet.flow([paragraph], columns)
    assert LEADING < 1.8
    assert paragraphs_of(only_article(sheet.page)) == [paragraph]


def test_a_picture_with_a_headline_and_a_caption_as_long_as_a_report_is_an_article():
    sheet, said = Setter(), Prose(8).paragraph(80)
    article(sheet, 40 + 2 * STEP, 40, 2, "渡口新桥通车", Prose(7).paragraphs(5))
    sheet.picture(Box(40, 40, 40 + STEP, 200))
    sheet.centred("晒谷场上的算盘声", 40, 40 + STEP, 210, 20)
    whole = said + "资料图片"
    for number, start in enumerate(range(0, len(whole), 16)):
        sheet.line(whole[start : start + 16], 40, 236 + number * 15)
    found = {each.headline: each for each in content_of(sheet.page).articles}
    assert found["晒谷场上的算盘声"].text.startswith(said[:20])
    assert "资料图片" in [image.credit for image in found["晒谷场上的算盘声"].images]
    assert "资料图片" not in found["晒谷场上的算盘声"].text
    assert found["晒谷场上的算盘声"].bylines == []


def test_a_list_of_names_is_a_figure_and_no_article():
    sheet = Setter()
    article(sheet, 40, 40, 2, "渡口新桥通车", Prose(7).paragraphs(5))
    foot = max(line.box.y1 for line in sheet.page.lines)
    sheet.line("到场的学校", 40, foot + 40, 16)
    for number in range(12):
        sheet.line("青榆镇渡口小学", 40 + number % 4 * 90, foot + 70 + number // 4 * 15)
    content = content_of(sheet.page)
    assert [each.headline for each in content.articles] == ["渡口新桥通车"]
    assert [(image.caption or "").count("青榆镇渡口小学") for image in content.images] == [12]
