from banmian.evaluation.comparable import ComparableArticle, Passage
from banmian.evaluation.pooled_ratios import Ratio
from banmian.evaluation.reading_order_metrics import order_errors, order_errors_within, positions

LINES = ["山上的茶园今年开了三道门。", "河边的渡口修起了一座桥。", "城里的书店添了夜间的灯。", "村口的老树下摆着象棋。"]


def test_true_order_has_no_errors_whatever_the_paragraphs() -> None:
    assert order_errors(LINES, "".join(LINES)) == Ratio(0, 4)
    assert order_errors(LINES, "\n".join("".join(LINES))) == Ratio(0, 4)


def test_swapped_columns() -> None:
    # 1 2 3 4 read as 3 4 1 2: two deletions and two insertions
    assert order_errors(LINES, "".join(LINES[2:] + LINES[:2])) == Ratio(4, 4)


def test_one_passage_out_of_place() -> None:
    # 1 2 3 4 read as 2 3 4 1
    assert order_errors(LINES, "".join([*LINES[1:], LINES[0]])) == Ratio(2, 4)


def test_lost_passage_is_missing_from_the_sequence() -> None:
    assert order_errors(LINES, "".join([LINES[0], LINES[1], LINES[3]])) == Ratio(1, 4)


def test_misread_passage_is_found_where_it_fits() -> None:
    misread = LINES[1].replace("渡", "度").replace("座", "坐")
    assert order_errors(LINES, LINES[0] + misread + LINES[2] + LINES[3]) == Ratio(0, 4)


def test_the_same_words_twice_are_two_places() -> None:
    assert positions(["上接一版", "上接一版"], "甲上接一版乙上接一版") == [1, 6]


def test_order_within_leaves_the_order_of_articles_aside() -> None:
    stories = [
        ComparableArticle(str(n), (Passage("paragraph", LINES[n]), Passage("paragraph", LINES[n + 1]))) for n in (0, 2)
    ]
    assert order_errors_within([(story, story) for story in reversed(stories)]) == Ratio(0, 4)
    assert order_errors_within([(stories[0], None)]) == Ratio(2, 2)
