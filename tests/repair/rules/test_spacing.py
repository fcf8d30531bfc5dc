"""Gaps of texts in which a recogniser put some."""

from dataclasses import replace

from banmian.repair.rules.spacing import repair_spacing
from banmian.repair.thresholds import SPACING


def test_names_in_a_row_stay_apart_where_gaps_tell_nothing():
    spacing = replace(SPACING, irregular=True)
    text = "出席的有张立山 李四光 王小川，会议 开到傍晚才散。"
    assert repair_spacing(text, spacing)[0] == "出席的有张立山 李四光 王小川，会议开到傍晚才散。"


def test_a_recognisers_gap_parts_no_headline_unevenly():
    spacing = replace(SPACING, irregular=True)
    assert repair_spacing("地铁站 里的失物招领处", spacing)[0] == "地铁站里的失物招领处"
    assert repair_spacing("两岸合用一台水泵 一年省电十九万度", spacing)[0] == "两岸合用一台水泵 一年省电十九万度"
