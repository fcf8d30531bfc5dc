from hypothesis import given
from hypothesis import strategies as st

from banmian.document.changes import Change, apply, undo
from banmian.document.model import Repair
from banmian.review.text_diff import Segment, segments

SIGNS = st.text(st.sampled_from("风浪船港ab ,"), max_size=6)


def repairs(changes: list[Change]) -> list[tuple[int, Repair]]:
    return [(k, Repair(c.rule, 0, c.offset, c.before, c.after, c.confidence)) for k, c in enumerate(changes)]


@given(
    st.text(st.sampled_from("风浪船港ab ,"), max_size=30),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 4), SIGNS), max_size=8),
)
def test_segments_say_what_is_and_what_was(read: str, wanted: list[tuple[int, int, str]]) -> None:
    text, changes = read, []
    for at, length, new in wanted:
        at = min(at, len(text))
        change = Change("r", at, text[at : at + length], new)
        text = apply(text, [change])
        changes.append(change)
    found = segments(text, repairs(changes))
    assert "".join(part.now for part in found) == text
    assert "".join(part.was for part in found) == undo(text, changes) == read
    assert sorted(rank for part in found for rank in part.repairs) == list(range(len(changes)))


def test_a_repair_stands_where_it_was_made() -> None:
    found = segments("今日，无风", repairs([Change("width", 2, ",", "，")]))
    assert found == [Segment("今日", "今日"), Segment("，", ",", [0]), Segment("无风", "无风")]


def test_a_text_written_anew_is_shown_as_it_is() -> None:
    assert segments("别的", repairs([Change("width", 2, ",", "，")])) == [Segment("别的", "别的")]
