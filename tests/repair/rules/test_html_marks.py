"""References and tags of HTML that an export left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.document.changes import apply, undo
from banmian.repair.rules.html_marks import resolve_html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("&ldquo;通车&rdquo;，<b>双向</b>四车道&#12290;", "“通车”，双向四车道。"),
        ("A&B 公司，a<b，R&D;", "A&B 公司，a<b，R&D;"),
        ("&nosuch;&amp;", "&nosuch;&"),
    ],
)
def test_only_what_html_knows_is_resolved(text, said):
    assert resolve_html(text)[0] == said


@given(st.text(alphabet="&amp;lt<b>/ #x3通车", max_size=40))
def test_the_text_comes_back(text):
    said, changes = resolve_html(text)
    assert apply(text, changes) == said
    assert undo(said, changes) == text
