"""Networks on a device: a session for each shape if there are enough, and memory given back where it is short."""

import threading

import numpy as np
import pytest

from banmian.errors import MissingRequirementError
from banmian.layout.ocr.device_networks import DeviceNetworks, SessionPool, check_provider
from banmian.layout.ocr.weights import prepare_profile

CPU = "CPUExecutionProvider"


def pool(most: int) -> SessionPool:
    made = iter(range(100))
    return SessionPool(lambda: next(made), most)


def used(sessions: SessionPool, *shapes: tuple[int, ...]) -> list[int]:
    found = []
    for shape in shapes:
        with sessions.session(shape) as session:
            found.append(session)
    return found


def test_each_shape_has_its_session():
    assert used(pool(3), (1,), (2,), (1,), (2,)) == [0, 1, 0, 1]


def test_where_all_are_made_the_longest_idle_one_changes_its_shape():
    assert used(pool(2), (1,), (2,), (1,), (3,), (1,)) == [0, 1, 0, 1, 0]


def test_two_threads_never_hold_one_session():
    sessions, found = pool(1), []
    with sessions.session((1,)):
        other = threading.Thread(target=lambda: found.extend(used(sessions, (1,))))
        other.start()
        other.join(0.1)
        assert not found
    other.join(5)
    assert found == [0]


def test_a_session_that_failed_is_not_used_again():
    sessions = pool(1)
    with pytest.raises(ValueError, match="broken"), sessions.session((1,)):
        raise ValueError("broken")
    assert used(sessions, (1,)) == [1]


def test_sessions_given_back_are_not_made_again():
    sessions = pool(5)
    used(sessions, (1,), (2,), (3,), (4,))
    with sessions.session((1,)):
        sessions.drop_idle()
    assert used(sessions, (2,), (4,), (3,), (5,)) == [3, 0, 3, 0]


def test_a_provider_that_is_not_there():
    with pytest.raises(MissingRequirementError, match="NoSuchProvider") as raised:
        check_provider("NoSuchProvider")
    assert "install" in raised.value.advice


def test_where_memory_is_short_it_is_tried_once_more(monkeypatch):
    pytest.importorskip("onnx")
    networks = DeviceNetworks(prepare_profile("default"), CPU)
    picture = np.full((32, 64, 3), 255, np.uint8)
    whole = networks.result("detection", picture)
    assert whole.shape == (1, 1, 32, 64)
    run, tries = DeviceNetworks._run_once, []

    def short(self, *given):
        tries.append(given)
        if len(tries) == 1:
            raise RuntimeError("Failed to allocate memory for requested buffer of size 1")
        return run(self, *given)

    monkeypatch.setattr(DeviceNetworks, "_run_once", short)
    assert (networks.result("detection", picture) == whole).all()
    assert len(tries) == 2
