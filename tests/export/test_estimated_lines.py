from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from banmian.document.model import Region
from banmian.export.estimated_lines import Direction, runs_down, split, width_of

BOXES = st.builds(
    lambda page, x, y, width, height: Region(page, [x, y, x + width, y + height]),
    st.just(1),
    st.floats(0, 500),
    st.floats(0, 500),
    st.floats(1, 400),
    st.floats(1, 400),
)
TEXTS = st.text(st.sampled_from("风浪船港ab12，。 \n"), min_size=1, max_size=200)


@given(TEXTS, st.lists(BOXES, min_size=1, max_size=4), st.sampled_from(["across", "down"]))
def test_nothing_of_a_text_is_lost_and_every_line_lies_in_its_region(
    text: str, regions: list[Region], direction: Direction
) -> None:
    lines = split(text, regions, direction)
    assert "".join(line.text + line.joint for _, line in lines) == text
    for index, line in lines:
        x0, y0, x1, y1 = regions[index].bbox
        assert line.bbox is not None
        assert x0 - 0.01 <= line.bbox[0] <= line.bbox[2] <= x1 + 0.01
        assert y0 - 0.01 <= line.bbox[1] <= line.bbox[3] <= y1 + 0.01
    assert [index for index, _ in lines] == sorted(index for index, _ in lines)


def test_a_column_of_body_type_gets_as_many_lines_as_its_height_allows() -> None:
    lines = split("港" * 100, [Region(1, [0, 0, 100, 154])])
    assert 9 <= len(lines) <= 11
    assert len({len(line.text) for _, line in lines[:-1]}) <= 2


def test_a_narrow_tall_head_is_one_vertical_line() -> None:
    regions = [Region(1, [0, 0, 42, 235])]
    assert runs_down("海边有一座城", regions)
    (_, line), *more = split("海边有一座城", regions)
    assert line.vertical
    assert line.bbox == (0, 0, 42, 235)
    assert not more


def test_vertical_lines_run_down_and_follow_leftwards() -> None:
    lines = [line for _, line in split("港" * 100, [Region(1, [0, 0, 154, 100])], "down")]
    assert 9 <= len(lines) <= 11
    assert all(line.vertical for line in lines)
    assert all(line.bbox and later.bbox and later.bbox[2] <= line.bbox[0] for line, later in pairwise(lines))
    assert all(line.bbox and (line.bbox[1], line.bbox[3]) == (0, 100) for line in lines)


def test_verse_gets_a_line_for_each_of_its_own() -> None:
    lines = split("一行诗\n两行诗\n三行诗", [Region(1, [0, 0, 60, 60])])
    assert [(line.text, line.joint) for _, line in lines] == [("一行诗", "\n"), ("两行诗", "\n"), ("三行诗", "")]


def test_words_of_letters_are_not_broken() -> None:
    words = ["harbour", "boats", "weather", "morning", "fishing", "village"]
    lines = split(" ".join(words), [Region(1, [0, 0, 60, 100])])
    assert [word for _, line in lines for word in line.text.split()] == words


def test_full_width_signs_count_an_em_and_letters_a_half() -> None:
    assert width_of("港口，a1") == 4
