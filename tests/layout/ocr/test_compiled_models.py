"""Compiled networks: kept, taken only where all that they were made from is the same, never in the way."""

from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

import numpy as np
import pytest

from banmian.layout.ocr.compiled_models import load_compiled

pytestmark = pytest.mark.skipif(find_spec("openvino") is None, reason="OpenVINO is not installed")


class Maker:
    """Compiles a network that adds a number, and counts how often."""

    def __init__(self, added: float = 1.0) -> None:
        import openvino

        self.core, self.added, self.count = openvino.Core(), added, 0

    def __call__(self):
        from openvino import Model, opset13

        self.count += 1
        given = opset13.parameter([2], np.float32)
        return self.core.compile_model(Model([opset13.add(given, np.float32(self.added))], [given]), "CPU")

    def load(self, *origin: str):
        network = load_compiled(self.core, "adding", origin, {}, self)
        return network([np.zeros(2, np.float32)])[0].tolist()


@pytest.fixture
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("BANMIAN_CACHE", str(tmp_path))
    return tmp_path / "compiled"


def test_a_network_is_compiled_once(cache):
    assert Maker().load("weights 1") == [1, 1]
    again = Maker(2)
    assert again.load("weights 1") == [1, 1]
    assert again.count == 0
    assert [path.name for path in cache.iterdir()] == ["adding.blob"]


def test_a_network_of_another_origin_takes_its_place(cache):
    Maker().load("weights 1")
    other = Maker(2)
    assert other.load("weights 2") == [2, 2]
    assert other.count == 1
    assert Maker(3).load("weights 2") == [2, 2]


@pytest.mark.parametrize(
    "damage", [lambda kept: kept[:-1], lambda kept: b"", lambda kept: kept[:70] + b"x" + kept[71:]]
)
def test_a_damaged_file_is_written_anew(cache, damage):
    Maker().load("weights 1")
    path = cache / "adding.blob"
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    maker = Maker(2)
    assert maker.load("weights 1") == [2, 2]
    assert maker.count == 1


def test_a_whole_file_that_openvino_refuses_is_written_anew(cache, monkeypatch):
    Maker().load("weights 1")
    maker = Maker(2)

    class Refusing:
        def import_model(self, *_):
            raise RuntimeError("made by another build")

    found = load_compiled(Refusing(), "adding", ("weights 1",), {}, maker)
    assert found([np.zeros(2, np.float32)])[0].tolist() == [2, 2]
    assert Maker(3).load("weights 1") == [2, 2]


def test_without_a_place_to_write_each_process_compiles(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BANMIAN_CACHE", str(tmp_path / "file"))
    maker = Maker()
    assert maker.load("weights 1") == maker.load("weights 1") == [1, 1]
    assert maker.count == 2


def test_many_that_start_together_leave_one_whole_file(cache):
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: Maker().load("weights 1"), range(16)))
    assert told == [[1, 1]] * 16
    assert [path.name for path in cache.iterdir()] == ["adding.blob"]
    assert Maker(2).load("weights 1") == [1, 1]
