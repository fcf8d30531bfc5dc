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

from banmian.document.model import Content, Table
from banmian.layout.geometry import Box

STEP = (COLUMN + GUTTER) * EM
ROWS = [
    ["乡镇", "户数", "面积", "产量"],
    ["青榆镇", "312", "1850", "926"],
    ["梅子坡", "207", "1204", "588"],
    ["白鹭洲", "98", "640", "301"],
]
LEFT, TOP, WIDTH, HEIGHT = 40.0, 300.0, 80.0, 20.0


def tables_of(content: Content) -> list[Table]:
    return [*content.tables, *(table for each in content.articles for table in each.tables)]


def cells(sheet: Setter, rows: list[list[str]], left: float = LEFT, top: float = TOP) -> None:
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            if text:
                x = left + across * WIDTH
                sheet.centred(text, x, x + WIDTH, top + down * HEIGHT + 5)


def lattice(sheet: Setter, rows: int, columns: int, left: float = LEFT, top: float = TOP) -> None:
    for down in range(rows + 1):
        sheet.rule(left, top + down * HEIGHT, left + columns * WIDTH, top + down * HEIGHT)
    for across in range(columns + 1):
        sheet.rule(left + across * WIDTH, top, left + across * WIDTH, top + rows * HEIGHT)


def below(sheet: Setter, top: float, seed: int = 1) -> list[str]:
    """An article under the table, so that the page has a body face."""
    paragraphs = Prose(seed).paragraphs(5)
    sheet.centred("旱地种出好收成", LEFT, LEFT + 2 * STEP - GUTTER * EM, top, 26)
    sheet.flow(paragraphs, frames(LEFT, top + 40, 2, depth(paragraphs, 2)))
    return paragraphs


def test_a_ruled_table_becomes_rows():
    sheet = Setter()
    lattice(sheet, 4, 4)
    cells(sheet, ROWS)
    paragraphs = below(sheet, 420)
    content = content_of(sheet.page)
    assert [table.rows for table in tables_of(content)] == [ROWS]
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]


def test_a_cell_merged_over_two_columns_is_repeated_in_both():
    sheet = Setter()
    lattice(sheet, 4, 4)
    head = next(rule for rule in sheet.page.rules if not rule.horizontal and abs(rule.box.cx - LEFT - 3 * WIDTH) < 1)
    sheet.page.rules.remove(head)
    sheet.rule(LEFT + 3 * WIDTH, TOP + HEIGHT, LEFT + 3 * WIDTH, TOP + 4 * HEIGHT)
    cells(sheet, [["乡镇", "户数", "", ""], *ROWS[1:]])
    sheet.centred("秋粮", LEFT + 2 * WIDTH, LEFT + 4 * WIDTH, TOP + 5)
    below(sheet, 420)
    (table,) = tables_of(content_of(sheet.page))
    assert table.rows == [["乡镇", "户数", "秋粮", "秋粮"], *ROWS[1:]]


def test_a_cell_merged_over_two_rows_is_repeated_in_both():
    sheet = Setter()
    lattice(sheet, 4, 4)
    side = next(rule for rule in sheet.page.rules if rule.horizontal and abs(rule.box.cy - TOP - 2 * HEIGHT) < 1)
    sheet.page.rules.remove(side)
    sheet.rule(LEFT + WIDTH, TOP + 2 * HEIGHT, LEFT + 4 * WIDTH, TOP + 2 * HEIGHT)
    cells(sheet, [ROWS[0], ["", *ROWS[1][1:]], ["", *ROWS[2][1:]], ROWS[3]])
    sheet.centred("河东", LEFT, LEFT + WIDTH, TOP + 1.5 * HEIGHT + 5)
    below(sheet, 420)
    (table,) = tables_of(content_of(sheet.page))
    assert table.rows == [ROWS[0], ["河东", *ROWS[1][1:]], ["河东", *ROWS[2][1:]], ROWS[3]]


def test_an_empty_cell_stays_empty():
    sheet = Setter()
    lattice(sheet, 4, 4)
    rows = [ROWS[0], [*ROWS[1][:2], "", ROWS[1][3]], *ROWS[2:]]
    cells(sheet, rows)
    below(sheet, 420)
    (table,) = tables_of(content_of(sheet.page))
    assert table.rows == rows


def test_a_table_without_rules_is_told_by_its_columns():
    sheet = Setter()
    cells(sheet, ROWS)
    paragraphs = below(sheet, 440)
    content = content_of(sheet.page)
    assert [table.rows for table in tables_of(content)] == [ROWS]
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]


def test_a_title_over_a_table_is_its_caption():
    sheet = Setter()
    sheet.centred("各乡镇秋粮一览", LEFT, LEFT + 4 * WIDTH, 270, 20)
    lattice(sheet, 4, 4)
    cells(sheet, ROWS)
    sheet.rule(LEFT, 400, LEFT + 4 * WIDTH, 400)
    below(sheet, 430)
    (table,) = tables_of(content_of(sheet.page))
    assert table.caption == "各乡镇秋粮一览"


def test_a_table_in_an_article_belongs_to_it():
    sheet, one, other = Setter(), Prose(2).paragraphs(2), Prose(3).paragraphs(2)
    wide = Box(LEFT, 80, LEFT + 4 * WIDTH, 160)
    sheet.centred("旱地种出好收成", LEFT, LEFT + 4 * WIDTH, 40, 26)
    bottom = sheet.flow(one, [wide.grown(0)._replace(y1=400)])
    lattice(sheet, 4, 4, top=bottom + EM)
    cells(sheet, ROWS, top=bottom + EM)
    sheet.flow(other, [wide._replace(y0=bottom + 2 * EM + 4 * HEIGHT, y1=900)])
    found = only_article(sheet.page)
    assert [table.rows for table in found.tables] == [ROWS]
    assert paragraphs_of(found) == [*one, *other]


def test_feet_of_columns_beside_a_short_one_are_text_and_no_table():
    sheet, paragraphs = Setter(), Prose(4).paragraphs(12, 70)
    left, short, right = frames(40, 90, 3, 40)
    sheet.centred("堤坝巡查不停步", 40, right.x1, 40, 30)
    sheet.picture(Box(short.x0, short.y1 - 12 * LEADING * EM, short.x1, short.y1))
    sheet.flow(paragraphs, [left, short._replace(y1=short.y1 - 14 * LEADING * EM), right])
    content = content_of(sheet.page)
    assert tables_of(content) == []
    assert [paragraphs_of(each) for each in content.articles] == [paragraphs]


def test_a_list_of_names_in_running_text_is_no_table():
    sheet = Setter()
    paragraphs = ["获奖者名单如下。", "江远舟、陆青禾、韩松月、唐小满、沈知秋、罗望舒。" * 3, Prose(5).paragraph()]
    sheet.centred("老手艺有了新传人", 40, 40 + COLUMN * EM, 40, 16)
    sheet.flow(paragraphs, frames(40, 80, 1, 50))
    content = content_of(sheet.page)
    assert tables_of(content) == []


def test_without_rules_a_cell_between_two_rows_is_repeated_in_both():
    sheet = Setter()
    rows = [*ROWS, ["柳溪村", "76", "511", "240"]]
    offices = ["主管", "水务站", "", "", ""]
    cells(sheet, [[*row, office] for row, office in zip(rows, offices, strict=True)])
    middle = TOP + 3 * HEIGHT
    sheet.centred("农技站", LEFT + 4 * WIDTH, LEFT + 5 * WIDTH, TOP + 2.5 * HEIGHT + 5)
    sheet.centred("粮站", LEFT + 4 * WIDTH, LEFT + 5 * WIDTH, middle + HEIGHT + 5)
    below(sheet, 460)
    (table,) = tables_of(content_of(sheet.page))
    assert [row[4] for row in table.rows] == ["主管", "水务站", "农技站", "农技站", "粮站"]


def test_a_lattice_without_words_is_no_table():
    sheet = Setter()
    below(sheet, 40)
    lattice(sheet, 4, 4, top=500)
    assert tables_of(content_of(sheet.page)) == []


def test_a_frame_of_rules_with_much_text_in_one_cell_is_no_table():
    sheet = Setter()
    middle, right, foot = LEFT + 200, LEFT + 400, TOP + 240
    for x in (LEFT, middle, right):
        sheet.rule(x, TOP, x, foot)
    for down, end in enumerate((right, middle, middle, right)):
        sheet.rule(LEFT, TOP + 80 * down, end, TOP + 80 * down)
    for down, text in enumerate(("绸缎局", "钟表行", "照相馆")):
        sheet.centred(text, LEFT, middle, TOP + 80 * down + 30)
    for down in range(14):
        sheet.centred("本店货色齐全批发零售一律从廉", middle, right, TOP + 10 + 16 * down)
    below(sheet, 620)
    assert tables_of(content_of(sheet.page)) == []
