"""Pictures and answers in shared memory: places do not overlap, and the memory goes over a socket."""

from multiprocessing.connection import Pipe

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.layout.ocr.ctc_decoder import CHOICES
from banmian.layout.ocr.device_messages import SharedMemory, answer_shape, place
from banmian.layout.ocr.model_files import RECOGNITION

SHAPES = st.lists(st.tuples(st.just(48), st.integers(1, 3200), st.just(3)), max_size=20)


@given(SHAPES, st.integers(0, 2_000_000))
def test_places_lie_one_after_the_other_inside_the_memory(shapes, size):
    placed = place("recognition", shapes, size)
    assert [one.shape for one in placed] == shapes[: len(placed)]
    end = 0
    for one in placed:
        assert one.at >= end
        assert one.answer_at >= one.at + int(np.prod(one.shape))
        end = one.answer_at + 4 * int(np.prod(answer_shape("recognition", one.shape)))
    assert end <= size


def test_answers_have_the_shape_of_the_networks_output():
    assert {answer_shape(task, (48, 100, 3)) for task in RECOGNITION} == {(2, 40, CHOICES)}
    assert answer_shape("detection", (64, 96, 3)) == (1, 1, 64, 96)
    assert answer_shape("orientation", (224, 224, 3)) == (4,)


def test_both_ends_see_the_same_memory():
    here, there = Pipe()
    memory = SharedMemory.make(1 << 16)
    memory.send(here)
    other = SharedMemory.receive(there)
    memory.array(64, (2, 3), np.float32)[:] = 5
    seen = other.array(64, (2, 3), np.float32)
    assert (seen == 5).all()
    memory.close()
    other.close()
    assert (seen == 5).all()


def test_a_client_that_ends_before_it_hands_over_anything():
    here, there = Pipe()
    here.close()
    with pytest.raises((EOFError, OSError)):
        SharedMemory.receive(there)
