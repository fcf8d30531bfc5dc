"""Gaps of texts in which a recogniser put some."""

from dataclasses import replace

from banmian.repair.rules.spacing import repair_spacing
from banmian.repair.thresholds import SPACING


def test_names_in_a_row_stay_apart_where_gaps_tell_nothing():
    spacing = replace(SPACING, irregular=True)
    text = "出席的有张立山 李四光 王小川，会议 开到傍晚才散。"
    assert repair_spacing(text, spacing)[0] == "出席的有张立山 李四光 王小川，会议开到傍晚才散。"
