"""Passages of which every glyph was painted twice."""

from banmian.document.changes import undo
from banmian.repair.rules.doubled_passages import repair_doubled_glyphs


def test_a_passage_painted_twice_is_read_once():
    raw = "今今晚晚八八点点，，桥桥通通了了，大家都来看看。"
    text, changes = repair_doubled_glyphs(raw)
    assert text == "今晚八点，桥通了，大家都来看看。"
    assert undo(text, changes) == raw
    assert all(0.5 < change.confidence < 1 for change in changes)
