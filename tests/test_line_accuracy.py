"""The accuracy of lines: misread, lost and shortened ones are told apart."""

from xml.etree import ElementTree

from benchmarks.line_accuracy import measure_lines, true_lines

TRUTH = ["昨日部隊出發、鄉親歡送", "農會會長說、風車已修好", "過後還說應該種樹、"]


def test_lines_of_a_transcription_end_with_its_breaks():
    root = ElementTree.fromstring("<fold><div><p>昨日部隊\n 出發、<lb/>鄉親<lb/></p></div><p>歡送</p></fold>")
    assert list(true_lines(root)) == ["昨日部隊", "出發、", "鄉親", "歡送"]


def test_all_is_right_where_all_lines_are_there_in_any_order():
    told = measure_lines(TRUTH, TRUTH[::-1])
    assert (told.found.value, told.errors.value, told.commas.value) == (1.0, 0.0, 1.0)


def test_an_exchanged_sign_is_an_error_and_a_lost_comma_one_of_points():
    told = measure_lines(TRUTH, ["昨日部除出發鄉親歡送", *TRUTH[1:]])
    assert told.errors.part == 2
    assert told.errors_without_points.part == 1
    assert (told.commas.part, told.commas.whole) == (2, 3)


def test_a_lost_line_is_not_a_misread_one():
    told = measure_lines(TRUTH, TRUTH[:2])
    assert (told.found.part, told.errors.part) == (2, 0)


def test_a_line_within_a_longer_one_is_found():
    assert measure_lines(TRUTH[:1], ["紀要" + TRUTH[0] + "云云"]).errors.part == 0
