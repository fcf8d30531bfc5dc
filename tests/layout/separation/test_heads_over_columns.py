from layout_pages import COLUMN, EM, GUTTER, Prose, Setter, content_of, depth, frames, only_article, paragraphs_of

from banmian.layout.geometry import Box

STEP = (COLUMN + GUTTER) * EM
RIGHT = 40 + 3 * STEP - GUTTER * EM


def test_a_head_well_above_its_text_still_heads_it():
    sheet, paragraphs = Setter(), Prose(1).paragraphs(5)
    sheet.centred("渡口新桥通车", 40, RIGHT, 40, 30)
    sheet.flow(paragraphs, frames(40, 40 + 30 + 5 * EM, 3, depth(paragraphs, 3)))
    found = only_article(sheet.page)
    assert (found.headline, paragraphs_of(found)) == ("渡口新桥通车", paragraphs)


def test_a_head_over_two_articles_stays_a_banner():
    sheet, texts = Setter(), [Prose(2).paragraphs(4), Prose(3).paragraphs(4)]
    sheet.centred("走进春天的田野", 40, 40 + 4 * STEP - 20, 40, 36)
    for number, title in enumerate(("蜂农的春天", "陶窑再点火")):
        left = 40 + number * 2 * STEP
        sheet.centred(title, left, left + 2 * STEP - 20, 120, 22)
        sheet.flow(texts[number], frames(left, 160, 2, depth(texts[number], 2)))
    found = content_of(sheet.page).articles
    assert [(each.headline, each.section) for each in found] == [
        ("蜂农的春天", "走进春天的田野"),
        ("陶窑再点火", "走进春天的田野"),
    ]


def test_a_text_with_a_head_of_its_own_takes_no_other():
    sheet, paragraphs = Setter(), Prose(4).paragraphs(5)
    sheet.centred("春风又到渡口来", 40, RIGHT, 40, 36)
    sheet.rule(40, 84, RIGHT, 84)
    sheet.centred("渡口新桥通车", 40, RIGHT, 110, 26)
    sheet.flow(paragraphs, frames(40, 150, 3, depth(paragraphs, 3)))
    found = only_article(sheet.page)
    assert paragraphs_of(found) == paragraphs
    assert found.headline is not None
    assert "渡口新桥通车" in found.headline or "春风又到渡口来" in found.headline


def test_a_banner_over_labelled_articles_is_not_lost():
    sheet = Setter()
    sheet.centred("走进春天的田野", 40, 40 + 4 * STEP - 20, 40, 36)
    for number, (label, title) in enumerate((("乡土志", "蜂农的春天"), ("街谈录", "陶窑再点火"))):
        left = 40 + number * 2 * STEP
        sheet.panel(Box(left - 2, 118, left + 60, 138), filled=True, framed=False, dark=True)
        sheet.line(label, left + 4, 122, 12, reversed_out=True)
        sheet.centred(title, left, left + 2 * STEP - 20, 146, 22)
        paragraphs = Prose(5 + number).paragraphs(4)
        sheet.flow(paragraphs, frames(left, 186, 2, depth(paragraphs, 2)))
    content = content_of(sheet.page)
    assert [(each.headline, each.section) for each in content.articles] == [
        ("蜂农的春天", "乡土志"),
        ("陶窑再点火", "街谈录"),
    ]
    assert "走进春天的田野" in [piece.text for piece in content.furniture]


def test_a_last_column_that_another_article_cuts_short_comes_back():
    """The fourth column ends above a boxed-in neighbour: no straight cut leaves it with its article."""
    sheet, long, short = Setter(), Prose(5).paragraphs(9), Prose(6).paragraphs(2)
    deep = depth(long, 4) + 6
    columns = frames(40, 90, 4, deep)
    foot = columns[3]
    columns[3] = foot._replace(y1=foot.y1 - 22 * EM)
    sheet.centred("渡口新桥通车", 40, 40 + 3 * STEP - 20, 40, 30)
    sheet.flow(long, columns)
    sheet.centred("水渠修到田头", foot.x0, foot.x1, columns[3].y1 + 2 * EM, 18)
    sheet.flow(short, frames(foot.x0, columns[3].y1 + 5 * EM, 1, 60))
    found = {each.headline: paragraphs_of(each) for each in content_of(sheet.page).articles}
    assert found == {"渡口新桥通车": long, "水渠修到田头": short}
