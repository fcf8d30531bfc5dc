from banmian.layout.geometry import Box
from banmian.layout.model import Line, Rule
from banmian.layout.page_facts import Separators
from banmian.layout.segmentation.headline_part_joining import join_level_headlines

EM = 10.0
LEFT = Line("渡口今日通航", Box(100, 40, 260, 70), 28.0)
RIGHT = Line("两岸百姓相庆", Box(300, 40, 460, 70), 28.0)


def joined(*below: Box, rules: tuple[Box, ...] = (), right: Line = RIGHT) -> list[str]:
    return [line.text for line in join_level_headlines([LEFT, right], below, Separators(tuple(map(Rule, rules))), EM)]


def test_parts_of_a_headline_over_one_column_are_one():
    assert joined(Box(240, 80, 340, 90)) == ["渡口今日通航 两岸百姓相庆"]


def test_heads_with_a_gutter_below_their_gap_are_two():
    assert joined(Box(100, 80, 270, 90), Box(290, 80, 460, 90)) == ["渡口今日通航", "两岸百姓相庆"]
    assert joined(Box(180, 80, 285, 90), Box(295, 80, 400, 90)) == ["渡口今日通航", "两岸百姓相庆"]


def test_heads_that_a_rule_parts_or_of_other_size_are_two():
    column = Box(240, 80, 340, 90)
    assert len(joined(column, rules=(Box(280, 30, 281, 200),))) == 2
    assert len(joined(column, right=Line("两岸百姓相庆", RIGHT.box, 22.0))) == 2


def test_a_joined_line_keeps_all_glyphs_and_the_box_of_both():
    whole = join_level_headlines([RIGHT, LEFT], [Box(240, 80, 340, 90)], Separators(), EM)[0]
    assert whole.box == Box(100, 40, 460, 70)
    assert whole.read == "渡口今日通航 两岸百姓相庆"
