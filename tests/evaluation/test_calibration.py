import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.document.lines_as_read import LineRead, PageLines, ReadLines
from banmian.document.model import Article, Block, Document, Provenance, Source
from banmian.evaluation.calibration import Outcome, article_outcomes, calibrate, character_outcomes, rightness
from banmian.evaluation.comparable import ComparableArticle, ComparableDocument, Passage

BODIES = (
    "渡口的老船工守了整整四十年，从来没有误过一班船。",
    "技术员在地头算了一笔账，一亩红薯能给农户多添三千元收入。",
)


def truth(*bodies: str) -> ComparableDocument:
    return ComparableDocument(
        stories=tuple(ComparableArticle(name=body[:2], body=(Passage("paragraph", body),)) for body in bodies)
    )


def document(*told: tuple[str, float]) -> Document:
    articles = [
        Article(id=f"a{n}", text=body, blocks=[Block("paragraph", body, [], 1.0)], confidence=sure)
        for n, (body, sure) in enumerate(told)
    ]
    return Document(Source("a.pdf", "0" * 64, "application/pdf", 1), articles=articles, provenance=Provenance())


def test_an_article_is_right_once_and_as_far_as_it_is_alike() -> None:
    found = document((BODIES[0], 0.9), (BODIES[0], 0.8), (BODIES[1] + BODIES[0], 0.4), ("短", 1.0))
    assert rightness(truth(*BODIES), found, 0.8) == [True, False, False, None]
    outcomes = article_outcomes(truth(*BODIES), found, 0.8)
    assert [(one.confidence, one.right) for one in outcomes] == [(0.9, True), (0.8, False), (0.4, False)]


def test_bins_have_mean_and_share_by_weight() -> None:
    found = calibrate([Outcome(0.9, True, 3), Outcome(0.92, False), Outcome(0.1, False)], (0.0, 0.5, 1.0))
    low, high = found.bins
    assert (low.weight, low.confidence, low.right) == (1, 0.1, 0)
    assert (high.weight, high.right) == (4, 0.75)
    assert high.confidence == pytest.approx(0.905)
    assert found.expected_error == pytest.approx((0.1 + 4 * 0.155) / 5)
    assert found.brier == pytest.approx((3 * 0.01 + 0.92**2 + 0.01) / 5)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_nothing_is_lost_between_bins(told: list[tuple[float, bool]]) -> None:
    found = calibrate([Outcome(*one) for one in told])
    assert found.weight == len(told)
    assert 0 <= found.expected_error <= 1
    assert all(part.low <= part.confidence <= part.high + 1e-9 for part in found.bins)


def lines(*told: LineRead) -> ReadLines:
    return ReadLines([PageLines(1, lines=list(told))])


def line(text: str, sure: list[float]) -> LineRead:
    places = [float(n) for n in range(len(sure))]
    return LineRead(text, [0, 0, 9, 1], 1.0, False, 0.5, places, places, sure)


def test_characters_are_judged_where_their_line_stands_in_the_truth() -> None:
    found = character_outcomes(truth(*BODIES), lines(line("老船上守了", [0.9, 0.8, 0.3, 0.9, 0.7])))
    assert [(one.confidence, one.right) for one in found] == [
        (0.9, True), (0.8, True), (0.3, False), (0.9, True), (0.7, True)
    ]  # fmt: skip


def test_lines_that_stand_nowhere_and_short_ones_are_left_out() -> None:
    assert (
        character_outcomes(truth(*BODIES), lines(line("天地玄黄宇宙洪荒", [1.0] * 8), line("老船工", [1.0] * 3))) == []
    )


def test_a_line_without_confidence_of_its_characters_has_one_for_all() -> None:
    found = character_outcomes(truth(*BODIES), lines(LineRead("老船工守了", [0, 0, 9, 1], 1.0, confidence=0.6)))
    assert [one.confidence for one in found] == [0.6] * 5
