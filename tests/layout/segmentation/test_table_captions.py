from layout_pages import EM

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.segmentation.regions import Grid
from banmian.layout.segmentation.table_captions import make_table_items
from banmian.layout.segmentation.text_blocks import TextBlock, make_block

TABLE = Grid((), Box(100, 100, 300, 200))


def block(text: str, x: float, y: float) -> TextBlock:
    return make_block([Line(text, Box(x, y, x + len(text) * EM, y + EM), EM)], EM)


def captions(*blocks: TextBlock) -> tuple[list[str], list[str]]:
    items, rest = make_table_items([TABLE], blocks, EM)
    return [line.text for line in items[0].caption], [other.text for other in rest]


def test_a_title_over_a_table_and_a_note_below_are_its_caption():
    title = block("各渡口客流", 200 - 2.5 * EM, 100 - 2 * EM)
    assert captions(title, block("*不含节假日", 110, 205)) == (["各渡口客流", "*不含节假日"], [])


def test_the_last_line_of_a_column_is_no_title():
    above, last = block("船工每天清晨出门", 150, 100 - 3.4 * EM), block("直到天黑才回家", 155, 100 - 2 * EM)
    assert captions(above, last)[0] == []
    assert captions(block("直到天黑。", 200 - 2.5 * EM, 100 - 2 * EM))[0] == []


def test_text_below_a_table_is_no_note():
    assert captions(block("另一条渡口的船工说", 110, 205))[1] == ["另一条渡口的船工说"]


def test_a_title_may_stand_flush_with_its_table_unless_it_is_display_type():
    title = block("各渡口客流", 105, 100 - 2 * EM)
    assert captions(title)[0] == ["各渡口客流"]
    box = Box(105, 100 - 3 * EM, 105 + 10 * EM, 100 - EM)
    headline = make_block([Line("各渡口客流", box, 2 * EM)], EM)
    assert captions(headline)[0] == []
    assert captions(block("客流如下：", 105, 100 - 2 * EM))[0] == []


def test_text_of_another_size_may_be_near_a_title():
    box = Box(170, 100 - 2.5 * EM, 170 + 6 * EM, 100 - 1.3 * EM)
    title = make_block([Line("各渡口客流", box, 1.2 * EM)], EM)
    above = block("直到天黑才回家的船工", 150, 100 - 4 * EM)
    assert captions(title, above)[0] == ["各渡口客流"]
