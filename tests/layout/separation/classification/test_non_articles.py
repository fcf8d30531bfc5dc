import pytest
from graph_cases import node
from layout_pages import COLUMN, EM, GUTTER, Prose, Setter, article, content_of

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.classification.non_articles import classify_non_article, is_bill, is_set_centred

STEP = (COLUMN + GUTTER) * EM


def page_with(rows: tuple[str, ...], title: str = "") -> Setter:
    """An article over three columns, and in the fourth a framed box with `rows`."""
    sheet = Setter()
    article(sheet, 40, 60, 3, "渡口新桥通车", Prose(1).paragraphs(8))
    left, top = 40 + 3 * STEP, 60.0
    sheet.panel(Box(left - 5, top, left + COLUMN * EM + 5, top + 60 + 18 * len(rows)))
    if title:
        sheet.centred(title, left, left + COLUMN * EM, top + 10, 18)
    for number, row in enumerate(rows):
        sheet.line(row, left, top + 44 + 18 * number)
    return sheet


@pytest.mark.parametrize(
    ("rows", "title", "kind"),
    [
        (("本店新到蓝印布，欢迎选购", "量大从优，送货上门", "电话：0731-5550123"), "青榆布庄", "advertisement"),
        (("水渠修到田头 02版", "陶窑再点火 03版", "蜂农的春天 04版"), "导读", "index"),
    ],
)
def test_notices_in_a_frame_are_furniture(rows: tuple[str, ...], title: str, kind: str):
    content = content_of(page_with(rows, title).page)
    assert [each.headline for each in content.articles] == ["渡口新桥通车"]
    assert kind in {piece.kind for piece in content.furniture}
    said = "".join(piece.text for piece in content.furniture)
    assert all(row in said for row in rows)


def test_a_short_report_in_a_frame_is_an_article():
    text = Prose(2).paragraph(90)
    rows = tuple(text[start : start + 13] for start in range(0, len(text), 13))
    content = content_of(page_with(rows, "小知识").page)
    assert {each.headline for each in content.articles} == {"渡口新桥通车", "小知识"}


def test_a_report_about_a_shop_is_no_advertisement():
    sheet = Setter()
    paragraphs = ["青榆镇的布庄开业那天，欢迎选购的牌子挂了一条街。" + Prose(3).paragraph(), *Prose(4).paragraphs(4)]
    article(sheet, 40, 60, 2, "老街布庄又开张", paragraphs)
    content = content_of(sheet.page)
    assert [each.headline for each in content.articles] == ["老街布庄又开张"]
    assert content.furniture == []


@pytest.mark.parametrize(
    ("said", "kind"),
    [("www.qingyu.example", "advertisement"), ("详情可在 www.qingyu.example 看到，渡口新桥今日通车。", None)],
)
def test_a_slogan_over_nothing_but_an_address_is_an_advertisement_without_a_frame(said: str, kind: str | None):
    head, text = node("head", 0, 0, 300, 30, 30.0, text="青榆晚报天天见"), node("text", 320, 10, 420, 18, text=said)
    assert classify_non_article(ArticleCandidate((head,), (text,))) == kind


def test_a_large_frame_full_of_display_type_is_one_advertisement():
    sheet = Setter()
    article(sheet, 40, 60, 3, "渡口新桥通车", Prose(1).paragraphs(8))
    left = 40 + 3 * STEP
    sheet.panel(Box(left - 5, 60, left + COLUMN * EM + 5, 460))
    for number in range(9):
        sheet.line(f"蓝印布第{number + 1}号", left, 70 + 42 * number, 18)
        sheet.line("花色新 价格低 老街一号有售", left, 94 + 42 * number)
    content = content_of(sheet.page)
    assert [each.headline for each in content.articles] == ["渡口新桥通车"]
    assert [piece.kind for piece in content.furniture] == ["advertisement"]


def centred_lines(texts: list[str], sizes: list[float]) -> list[Line]:
    """Lines below each other in the middle of a frame."""
    return [
        Line(text, Box(100 - len(text) * size / 2, 30 * n, 100 + len(text) * size / 2, 30 * n + size), size)
        for n, (text, size) in enumerate(zip(texts, sizes, strict=True))
    ]


BILL = ["冬衣上市", "量大从优送货上门", "电话六二七四", "河街十二号", "欢迎惠顾"]


def test_lines_in_the_middle_of_unlike_size_are_a_bill():
    assert is_set_centred(centred_lines(BILL, [24, 10, 12, 10, 14]))


@pytest.mark.parametrize(
    "lines",
    [
        centred_lines(BILL, [10] * 5),
        centred_lines(BILL[:3], [24, 10, 12]),
        centred_lines(["题目", *["渡口的老船工守了四十年"] * 6], [24, *[10] * 6]),
        [Line("渡口", Box(0, 30 * n, 20 + 30 * n, 30 * n + 10 + 6 * n), 10 + 6 * n) for n in range(6)],
    ],
    ids=["one size", "few", "justified", "flush left"],
)
def test_text_of_one_size_even_edges_or_set_flush_is_no_bill(lines: list[Line]):
    assert not is_set_centred(lines)


def test_what_a_reporter_signs_is_no_bill():
    heads = [Item("head", line.box, make_block([line], 10.0)) for line in centred_lines(BILL, [24, 10, 12, 10, 14])]
    assert is_bill(heads)
    name = Line("本报记者 江远舟", Box(0, 400, 80, 410), 10.0)
    assert not is_bill([*heads, Item("text", name.box, make_block([name], 10.0))])
