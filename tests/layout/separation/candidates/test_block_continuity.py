from layout_pages import COLUMN, EM, LEADING, Setter

from banmian.layout.segmentation.text_blocks import TextBlock, make_block
from banmian.layout.separation.candidates.block_continuity import (
    ends_short,
    is_verse,
    join_score,
    starts_indented,
)

FULL = "老船工在渡口守了整整四十个年头"[:14]


def block(*rows: str, indent: float = 0.0) -> TextBlock:
    """A column of lines, the first indented, each set full where it is long enough."""
    sheet = Setter()
    for number, row in enumerate(rows):
        inset = indent * EM if number == 0 else 0.0
        full = COLUMN * EM - inset if len(row) * EM + inset > (COLUMN - 1.5) * EM else None
        sheet.line(row, 40 + inset, 40 + number * LEADING * EM, width=full)
    made = make_block(sheet.page.lines, EM)
    return TextBlock(made.lines, 40, 40 + COLUMN * EM)


UPPER = block(FULL, FULL, "从来没有误过一班船，他说只要船还")
FLUSH = block("能开，他就不会离开这个地方。", FULL, FULL)
INDENTED = block("第二天清早，雾还没有散，", FULL, FULL, indent=2)
FINISHED = block(FULL, FULL, "误过一班船。")


def test_a_sentence_that_runs_over_joins_better_than_anything_else():
    assert join_score(UPPER, FLUSH, EM) > join_score(UPPER, INDENTED, EM)
    assert join_score(UPPER, FLUSH, EM) > join_score(FINISHED, FLUSH, EM)
    assert join_score(UPPER, FLUSH, EM) > 0.5


def test_a_finished_paragraph_and_an_indent_go_together():
    assert join_score(FINISHED, INDENTED, EM) > 0
    assert join_score(FINISHED, FLUSH, EM) < 0


def test_an_open_sentence_is_not_followed_by_an_indent():
    assert join_score(UPPER, INDENTED, EM) < 0


def test_nothing_follows_a_jump():
    leaving = block(FULL, FULL, "误过一班船（下转03版）")
    assert join_score(leaving, FLUSH, EM) < 0
    assert join_score(leaving, INDENTED, EM) < 0


def test_a_text_from_another_page_follows_nothing():
    assert join_score(UPPER, block("（上接01版）能开，他就不会走。", FULL), EM) < 0


def test_indent_and_short_end_are_told_from_the_columns_edges():
    assert starts_indented(INDENTED, EM)
    assert starts_indented(FLUSH, EM) is False
    assert ends_short(FINISHED, EM)
    assert ends_short(UPPER, EM) is False


def test_a_lone_line_without_a_column_tells_neither():
    sheet = Setter()
    lone = make_block([sheet.line("船开了", 40, 40)], EM)
    assert starts_indented(lone, EM) is None
    assert ends_short(lone, EM) is None


def test_ragged_short_lines_are_verse_and_full_ones_are_not():
    assert is_verse(block("渡口的灯亮了一夜", "等一条回家的船", "河水", "只把月光推向岸边"), EM)
    assert not is_verse(block(FULL, FULL, FULL, "误过一班船。"), EM)


def test_a_lone_full_line_goes_on_when_its_columns_edges_are_known_from_a_neighbour():
    line = block(FULL)
    known = TextBlock(line.lines, line.left, line.right, shared=True)
    assert starts_indented(line, EM) is None
    assert starts_indented(known, EM) is False
    assert join_score(UPPER, known, EM) > join_score(UPPER, line, EM)


def test_short_lines_with_stops_inside_them_run_round_something_and_are_no_verse():
    wrapped = block(
        "苗，要尽快求医", "快求医。医生说", "手术过程顺利，", "心脏功能运作理想现时", "况稳定仍须在病房观", "察。"
    )
    assert not is_verse(wrapped, EM)
    assert is_verse(block("山下一湾春水", "渡口的灯亮了", "老船工还在等", "等那最后一班归来的人"), EM)
