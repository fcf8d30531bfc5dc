"""Hatched areas: maps and engravings, but no tables, no lines of type and no fat rules."""

import pytest

from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.ocr.hatching import find_hatched_areas

EM = 20.0


def sea(pitch: float, count: int = 30, left: float = 100.0) -> list[Rule]:
    return [
        Rule(Box(left, 200 + pitch * n, left + 120 + 37 * (n % 5), 202 + pitch * n)) for n in range(count) if n % 9 != 4
    ]


def test_a_sea_with_gaps_for_its_names_is_one_area():
    (found,) = find_hatched_areas([*sea(7), Rule(Box(0, 900, 800, 902))], EM)
    assert Box(100, 200, 368, 405).covers(found, 1.0)
    assert found.covers(Box(100, 207, 368, 396))


def test_strokes_that_run_down_are_hatching_too():
    turned = [Rule(Box(rule.box.y0, rule.box.x0, rule.box.y1, rule.box.x1)) for rule in sea(7)]
    assert len(find_hatched_areas(turned, EM)) == 1


@pytest.mark.parametrize("rules", [sea(24), sea(7, 5), sea(2, 25), []])
def test_tables_and_rules_of_several_strokes_are_none(rules):
    assert find_hatched_areas(rules, EM) == []
