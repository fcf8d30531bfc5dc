"""Printed lines in which one paragraph ends and, in another frame, the next begins."""

from __future__ import annotations

import pytest
from invented_articles import BRIDGE, CLINIC, SCHOOL, bodies, lines, read


def printed(paragraphs: list[str], width: int) -> list[str]:
    return lines(paragraphs, width).split("\n\n")


@pytest.mark.parametrize("below", [[], ["操场上的天文台", *printed(SCHOOL, 34)]])
def test_a_line_wider_than_those_near_it_is_cut_whatever_is_set_further_off(below):
    above, after = printed(BRIDGE, 18), printed(CLINIC, 18)
    merged = f"{above[-1]}　　{after[0].strip()}"
    content = read("\n".join(["河湾大桥昨夜合龙", *above[:-1], merged, *after[1:], *below]))
    assert bodies(content)[0] == [*BRIDGE, *CLINIC]
