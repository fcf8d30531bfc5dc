import pytest
from layout_pages import EM

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Rule
from banmian.layout.page_facts import Separators, Typography
from banmian.layout.segmentation.body_size_headlines import (
    find_column_heads,
    find_decks,
    find_isolated_heads,
    find_signed_heads,
)

LATIN, HAN = Typography(EM, "old", 0.0), Typography(EM, "song", 1.0)
WIDTH = 150.0
"""Of the column, which begins at 0."""


def line(text: str, y: float, size: float = EM, **more: object) -> Line:
    """A line in the middle of the column, half an em a character."""
    half = min(WIDTH, len(text) * size / 2) / 2
    known = {"font": "old", **more}
    return Line(text, Box(WIDTH / 2 - half, y, WIDTH / 2 + half, y + size), size, **known)  # type: ignore[arg-type]


def body(top: float, count: int = 8) -> list[Line]:
    """Justified lines, the first of them indented."""
    text = "the ferry was late and nobody had been told of it"
    return [
        Line(text, Box(15.0 * (n == 0), top + 12 * n, WIDTH, top + 12 * n + EM), EM, font="old") for n in range(count)
    ]


def rule(y: float) -> Rule:
    return Rule(Box(60, y, 90, y))


def heads(lines: list[Line], *rules: Rule, type_: Typography = LATIN) -> list[str]:
    return [" / ".join(part.text for part in head) for head in find_column_heads(lines, Separators(rules), type_)]


def page(head: list[Line]) -> list[Line]:
    """An article that ends at 100, the lines of a head, a text that begins at 150."""
    return [*body(10, 7), *head, *body(150)]


@pytest.mark.parametrize(
    "head",
    [line("FERRY LATE AGAIN", 115), line("Ferry late again", 115, 12.0), line("Ferry late", 115, font="b", bold=True)],
)
def test_capitals_larger_or_bold_type_under_a_rule_is_a_headline(head: Line) -> None:
    assert heads(page([head]), rule(106)) == [head.text]


def test_the_lines_of_one_headline_are_together() -> None:
    assert heads(page([line("FERRY LATE", 115), line("AGAIN", 128)]), rule(106)) == ["FERRY LATE / AGAIN"]


def test_a_deck_in_small_letters_is_no_line_of_it() -> None:
    lines = page([line("FERRY LATE", 115, 11.0), line("Captain explains", 130, 10.5, bold=True)])
    assert heads(lines, rule(106)) == ["FERRY LATE"]


def test_without_a_rule_it_is_a_subheading() -> None:
    assert heads(page([line("THE VERDICT", 115)])) == []


def test_a_rule_that_other_text_stands_below_does_not_count() -> None:
    assert heads(page([line("THE VERDICT", 115)]), rule(60)) == []


def test_nothing_above_is_as_good_as_a_rule() -> None:
    assert heads([line("FERRY LATE AGAIN", 20), *body(40)]) == ["FERRY LATE AGAIN"]


def test_a_dateline_in_capitals_at_the_edge_of_the_column_is_text() -> None:
    dateline = Line("NORTHGATE ON THE HILL", Box(15, 115, WIDTH, 125), EM, font="old")
    assert heads(page([dateline]), rule(106)) == []


def test_a_line_over_no_text_is_none() -> None:
    assert heads([*body(10, 7), line("FERRY LATE", 115)], rule(106)) == []


def test_pages_in_han_have_none() -> None:
    assert heads(page([line("FERRY LATE AGAIN", 115)]), rule(106), type_=HAN) == []


def decks(head: Line, *below: Line) -> list[str]:
    found = find_decks([head], [*below, *body(150)], Separators(), LATIN)
    return [deck.text for deck in found]


def test_lines_in_the_middle_between_headline_and_text_are_decks() -> None:
    head = line("FERRY LATE", 110, 18.0)
    assert decks(head, line("Captain explains", 130), line("to the mayor", 141)) == ["Captain explains", "to the mayor"]


def test_the_text_itself_is_no_deck() -> None:
    assert decks(line("FERRY LATE", 130, 18.0)) == []


def test_in_chinese_a_bold_line_over_a_byline_is_a_headline_a_subheading_is_not():
    han = Typography(10.0, "Song", 1.0)
    bold = Line("渡口通了夜船", Box(0, 100, 60, 110), 10.0, font="Hei", bold=True)
    byline = Line("本报记者 秦帆", Box(0, 114, 65, 124), 10.0, font="Song")
    text = [Line("清晨的渡口已经亮起灯", Box(0, y, 100, y + 10), 10.0, font="Song") for y in (128, 142)]
    above = Line("昨天的船都停了。", Box(0, 60, 80, 70), 10.0, font="Song")
    assert find_signed_heads([above, bold, byline, *text], han) == [[bold]]
    assert find_signed_heads([above, bold, *text], han) == []
    close = Line("昨天的船都停了。", Box(0, 87, 80, 97), 10.0, font="Song")
    assert find_signed_heads([close, bold, byline, *text], han) == []


def test_on_a_vertical_page_a_bold_line_between_two_bare_columns_is_a_headline():
    vertical = Typography(10.0, "Song", 1.0, vertical=True)

    def found(text: str, before: float, after: float, larger: float | None = None, bold: bool = True) -> bool:
        above = Line("昨天的船都停了。", Box(0, 50 - before, 80, 60 - before), 10.0, font="Song")
        head = Line(text, Box(0, 60, 90, 70), 10.0, font="Hei" if bold else "Song", bold=bold)
        below = Line("清晨的渡口已经亮起灯", Box(0, 70 + after, 100, 80 + after), 10.0, font="Song")
        display = [] if larger is None else [Line("春汛", Box(0, larger, 60, larger + 20), 20.0, font="Hei", bold=True)]
        return find_isolated_heads([above, head, below], display, vertical) == [[head]]

    assert found("米市巷住户请命", 12, 12)
    assert not found("米市巷住户请命", 12, 12, bold=False)
    assert not found("米市巷住户请命", 6, 12)
    assert not found("米市巷住户请命", 12, 6)
    assert not found("（少书女士）", 12, 12)
    assert not found("米市巷住户请命", 40, 12, larger=30)
