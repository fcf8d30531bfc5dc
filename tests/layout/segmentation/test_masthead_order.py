from layout_pages import Setter

from banmian.layout.segmentation.masthead_order import sort_masthead

EM = 10.0


def texts(sheet: Setter) -> list[str]:
    return [line.text for line in sort_masthead(sheet.page.lines, EM)]


def test_texts_side_by_side_under_a_title_are_read_one_by_one():
    sheet = Setter()
    sheet.line("云岭日报", 200, 10, 60)
    left = ["订阅一月二元", "半年十一元", "全年二十元", "邮费在内"]
    right = ["社址江边路十号", "电话四一二七", "电报挂号云岭"]
    for number, text in enumerate(left):
        sheet.line(text, 40, 80 + 12 * number)
    for number, text in enumerate(right):
        sheet.line(text, 400, 84 + 15 * number)
    assert texts(sheet) == ["云岭日报", *left, *right]


def test_the_columns_of_a_list_of_prices_are_read_row_by_row():
    sheet = Setter()
    rows = [("本城一月", "二元"), ("外埠一月", "三元"), ("国外一月", "五元")]
    for number, (name, price) in enumerate(rows):
        sheet.line(name, 40, 80 + 12 * number)
        sheet.line(price, 140, 80 + 12 * number)
    assert texts(sheet) == [text for row in rows for text in row]


def test_lines_of_another_size_beside_a_list_are_a_text_of_their_own_though_some_are_level():
    sheet = Setter()
    small = [f"第{number}项价目" for number in "一二三四五六"]
    for number, text in enumerate(small):
        sheet.line(text, 40, 80 + 10 * number, 8)
    large = ["云岭印刷所", "江边路"]
    for number, text in enumerate(large):
        sheet.line(text, 300, 76 + 20 * number, 14)
    assert texts(sheet) == [*small, *large]


def test_a_title_that_reaches_into_the_line_under_it_is_read_before_it():
    sheet = Setter()
    sheet.line("云岭日报晚刊号外", 40, 10, 60)
    sheet.line("订阅一月二元", 40, 62)
    sheet.line("半年十一元", 40, 74)
    sheet.line("江边路十号", 400, 66)
    sheet.line("电话四一二七", 400, 81)
    assert texts(sheet) == ["云岭日报晚刊号外", "订阅一月二元", "半年十一元", "江边路十号", "电话四一二七"]
