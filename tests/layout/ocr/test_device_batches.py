"""Lines of many pages in tables of few shapes: a line's table depends on the line alone, and nobody waits forever."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.layout.ocr import device_batches
from banmian.layout.ocr.device_batches import LineQueue, Pending, WaitingLine, make_table, table_rooms, table_width
from banmian.layout.ocr.recognition_batches import LEAST_WIDTH, LINE_HEIGHT, MOST_WIDTH


def line(width: int, task="recognition", since: float = 0.0, tone: int = 200) -> WaitingLine:
    nothing = np.zeros((1, 1))
    return WaitingLine(
        task, np.full((LINE_HEIGHT, width, 3), tone, np.uint8), nothing, nothing, Pending(1), since or 1e12
    )


@given(st.integers(1, MOST_WIDTH))
def test_a_table_is_wide_enough_and_hardly_wider(width):
    wide = table_width(width)
    assert max(width, LEAST_WIDTH) <= wide <= max(LEAST_WIDTH, width * 1.1)
    assert wide % 32 == 0
    assert table_width(wide) == wide


@given(st.integers(1, MOST_WIDTH))
def test_rooms_bound_what_a_table_takes(width):
    full, small = table_rooms(table_width(width))
    assert 1 <= small <= full
    assert full * table_width(width) <= device_batches.TABLE_WIDTH


def test_there_are_few_shapes():
    assert len({table_width(width) for width in range(1, MOST_WIDTH + 1)}) <= 60


def test_lines_of_one_shape_are_taken_together_and_no_others():
    lines = LineQueue()
    lines.add([line(400), line(410), line(400, "vertical_recognition"), line(700)])
    taken = [lines.take(0), lines.take(0), lines.take(0)]
    assert sorted(len(part) for part in taken) == [1, 1, 2]
    assert all(len({one.shape for one in part}) == 1 for part in taken)
    assert lines.take(0) == []


def test_full_tables_go_first_until_someone_is_impatient(monkeypatch):
    full = table_rooms(640)[0]
    lines = LineQueue()
    lines.add([line(400, since=1e12), *(line(640, since=1e12 + 1) for _ in range(full + 1))])
    assert len(lines.take(0)) == full
    assert lines.take(0)[0].picture.shape[1] == 400
    lines.add([line(400, since=1.0), *(line(640) for _ in range(full))])
    assert lines.take(0)[0].picture.shape[1] == 400


def test_a_table_holds_its_lines_and_says_where():
    table, inside = make_table([line(330, tone=7), line(350, tone=9)])
    assert table.shape == (table_rooms(352)[1], LINE_HEIGHT, 352, 3)
    assert inside.sum(axis=1).tolist()[:2] == [330, 350]
    assert (table[0, :, :330] == 7).all()
    assert not table[0, :, 330:].any()
    assert not inside[2:].any()


def test_many_lines_get_a_full_table():
    full, small = table_rooms(320)
    assert make_table([line(100)] * small)[0].shape[0] == small
    assert make_table([line(100)] * (small + 1))[0].shape[0] == full


@pytest.mark.parametrize("faults", [["", ""], ["", "gone"], ["gone", ""]])
def test_a_request_is_finished_with_its_last_picture(faults):
    request = Pending(2)
    request.tick(faults[0])
    assert not request.finished.is_set()
    request.tick(faults[1])
    assert request.finished.is_set()
    assert request.fault == "".join(faults)
