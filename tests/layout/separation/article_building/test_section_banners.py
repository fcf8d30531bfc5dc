from banmian.layout.geometry import Box
from banmian.layout.model import Rule
from banmian.layout.page_facts import Separators
from banmian.layout.separation.article_building.section_banners import articles_under_banner

EM = 10.0
BANNER = Box(300, 60, 500, 90)
UPPER_LEFT, UPPER_RIGHT = Box(40, 100, 380, 300), Box(400, 100, 760, 240)
LOWER_RIGHT, NEXT_BAND = Box(400, 260, 760, 400), Box(40, 440, 760, 600)
ARTICLES = [UPPER_LEFT, UPPER_RIGHT, LOWER_RIGHT, NEXT_BAND]


def across(y: float, x0: float = 40, x1: float = 760) -> Rule:
    return Rule(Box(x0, y, x1, y + 1))


def ruled(*rules: Rule) -> Separators:
    return Separators(rules)


def test_a_banner_under_a_long_rule_covers_all_down_to_the_next_one():
    assert articles_under_banner(BANNER, [BANNER], ARTICLES, ruled(across(45), across(420)), EM) == [0, 1, 2]


def test_a_short_rule_does_not_end_the_band():
    assert articles_under_banner(
        BANNER, [BANNER], ARTICLES, ruled(across(45), across(250, 400, 760), across(420)), EM
    ) == [
        0,
        1,
        2,
    ]


def test_the_next_banner_ends_the_band():
    other = Box(300, 410, 500, 430)
    assert articles_under_banner(BANNER, [BANNER, other], ARTICLES, ruled(across(45)), EM) == [0, 1, 2]


def test_without_rules_a_banner_covers_what_stands_right_below_it():
    assert articles_under_banner(BANNER, [BANNER], ARTICLES, Separators(), EM) == [0, 1]


def test_without_rules_a_banner_centred_over_a_row_covers_all_of_it():
    row = [Box(40, 100, 260, 300), Box(280, 100, 520, 240), Box(540, 100, 760, 300)]
    assert articles_under_banner(Box(350, 60, 450, 90), [], [*row, NEXT_BAND], Separators(), EM) == [0, 1, 2]
