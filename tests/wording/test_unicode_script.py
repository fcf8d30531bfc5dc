import pytest

from banmian.wording.unicode_script import ends_sentence, holds_sentence, may_begin_text, may_end_paragraph


@pytest.mark.parametrize(
    ("text", "sentence", "paragraph"),
    [
        ("船开了。", True, True),
        ("船开了”", False, True),
        ("船开了。”", True, True),
        ("他说：", False, True),
        ("船开", False, False),
        ("价格是3.", False, False),
        ("The ferry left.", True, True),
        ("", False, False),
    ],
)
def test_a_sentence_ends_with_a_stop_and_a_paragraph_with_a_colon_too(text: str, sentence: bool, paragraph: bool):
    assert ends_sentence(text) is sentence
    assert may_end_paragraph(text) is paragraph


@pytest.mark.parametrize(
    ("text", "fresh"),
    [("船开了", True), ("　船开了", True), ("“船开了”", True), ("，船开了", False), ("”他说", False), ("", False)],
)
def test_a_text_begins_with_neither_a_point_nor_a_closing_mark(text: str, fresh: bool):
    assert may_begin_text(text) is fresh


def test_a_heading_holds_no_sentence():
    assert holds_sentence("船开了。他走了")
    assert not holds_sentence("渡口新桥，今日通车")
