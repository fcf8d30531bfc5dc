"""What a document is like throughout."""

from banmian.repair.rules.document_traits import is_doubled_throughout


def test_a_text_is_painted_twice_by_its_long_lines():
    assert is_doubled_throughout("春春天天来来了了渡渡口口开开船船")
    assert not is_doubled_throughout("人人天天\n看看\n春天来了，渡口开船")
