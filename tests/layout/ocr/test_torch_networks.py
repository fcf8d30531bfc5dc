"""The networks by torch: as on the processors, and recordings of shapes that recur, given up where memory is short."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from banmian.layout.ocr import torch_networks  # noqa: E402
from banmian.layout.ocr.device_batches import MOST_RECORDED, RECORDED_FROM  # noqa: E402
from banmian.layout.ocr.device_rehearsal import OnnxRuntimeNetworks  # noqa: E402
from banmian.layout.ocr.model_files import RECOGNITION, prepare_profile  # noqa: E402
from banmian.layout.ocr.torch_networks import TorchNetworks, _Recording  # noqa: E402


class Steps:
    """In the place of a recording of the device: the work itself, done when it is replayed."""

    def __init__(self, work, given):
        self.work, self.given, self.count = work, given, 0
        self.results = tuple(torch.zeros_like(result) for result in work(*given))

    def replay(self):
        self.count += 1
        for place, result in zip(self.results, self.work(*self.given), strict=True):
            place.copy_(result)


@pytest.fixture
def recorded(monkeypatch):
    made = []

    def record(self, task, given):
        places = tuple(array.clone() for array in given)
        steps = Steps(self._work(task), places)
        made.append((given[0].shape, steps))
        return _Recording(steps, places, steps.results)

    monkeypatch.setattr(TorchNetworks, "_record", record)
    return made


@pytest.fixture
def networks():
    own = TorchNetworks(prepare_profile("default"), "cpu")
    own._records = True
    return own


def picture(width, tone=200):
    made = np.full((32, width, 3), tone, np.uint8)
    made[8:20, 8:24] = 0
    return made


def test_it_gives_what_the_processors_give(networks):
    plain = OnnxRuntimeNetworks(prepare_profile("default"))
    random = np.random.default_rng(11)
    for task, sides in (("detection", (64, 96)), ("orientation", (224, 224))):
        shown = random.integers(0, 256, (*sides, 3)).astype(np.uint8)
        assert np.allclose(networks.result(task, shown), plain.result(task, shown), atol=1e-4)
    table = random.integers(0, 256, (2, 48, 320, 3)).astype(np.uint8)
    inside = np.ones((2, 320), np.bool_)
    inside[1, 200:] = False
    for task in RECOGNITION:
        (labels, shares), (known, known_shares) = (one.choices(task, table, inside) for one in (networks, plain))
        assert (labels[..., 0] == known[..., 0]).all()
        assert np.allclose(shares[..., 0], known_shares[..., 0], atol=1e-4)


def test_a_shape_is_recorded_when_it_has_come_often(networks, recorded):
    for turn in range(RECORDED_FROM + 1):
        assert len(recorded) == (turn >= RECORDED_FROM)
        found = np.array(networks.result("detection", picture(64, 100 + turn)))
    ((_, steps),) = recorded
    assert steps.count == 2
    networks._records = False
    networks._recordings.clear()
    assert (networks.result("detection", picture(64, 100 + RECORDED_FROM)) == found).all()


def test_the_recording_not_used_for_longest_goes(networks, recorded, monkeypatch):
    assert MOST_RECORDED > 2
    monkeypatch.setattr(torch_networks, "MOST_RECORDED", 2)
    monkeypatch.setattr(torch_networks, "RECORDED_FROM", 1)
    for width in (64, 96, 64, 128, 64, 96):
        networks.result("detection", picture(width))
    assert [shape[2] for shape, _ in recorded] == [64, 96, 128, 96]


def test_where_memory_is_short_recordings_go_and_it_is_tried_again(networks, recorded, monkeypatch):
    monkeypatch.setattr(torch_networks, "RECORDED_FROM", 1)
    networks.result("detection", picture(64))
    whole, tries = TorchNetworks._results, []

    def short(self, *given):
        tries.append(len(self._recordings))
        if len(tries) == 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return whole(self, *given)

    monkeypatch.setattr(TorchNetworks, "_results", short)
    assert networks.result("detection", picture(96)).shape == (1, 1, 32, 96)
    assert tries == [1, 0]


def test_a_device_that_records_nothing_reads_all_the_same(networks, monkeypatch, caplog):
    monkeypatch.setattr(torch_networks, "RECORDED_FROM", 1)

    def refused(self, task, given):
        raise RuntimeError("no graphs here")

    monkeypatch.setattr(TorchNetworks, "_record", refused)
    for _ in range(2):
        assert networks.result("detection", picture(64)).shape == (1, 1, 32, 64)
    (record,) = caplog.records
    assert "no graphs here" in record.message
