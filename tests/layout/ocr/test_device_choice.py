"""Where OCR computes: what is named is used or refused; ``auto`` uses what can be used and says why it can't."""

import logging

import pytest
from device_owners import CPU, OwnFolder

from banmian.errors import MissingRequirementError, UsageError
from banmian.layout.ocr import device_choice
from banmian.layout.ocr.device_choice import PROVIDER_VARIABLE, expect_device, resolve_device
from banmian.layout.ocr.engine_choice import resolve_engine
from banmian.layout.ocr.engine_info import engine_identity
from banmian.read_options import ReadOptions


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(device_choice, "gpu_version", lambda: None)
    for known in (expect_device, device_choice._try_device):
        known.cache_clear()
    yield
    for known in (expect_device, device_choice._try_device):
        known.cache_clear()


@pytest.fixture
def folder(monkeypatch):
    own = OwnFolder(monkeypatch)
    yield own
    own.close()


def test_processors_need_nothing(monkeypatch):
    monkeypatch.setattr(device_choice, "expect_device", lambda *given: pytest.fail("looked for a device"))
    assert resolve_device("cpu") == "cpu"


def test_auto_is_silent_where_no_device_was_installed_for(caplog):
    assert resolve_device("auto") == "cpu"
    assert not caplog.records


def test_auto_says_why_a_device_is_of_no_use(folder, monkeypatch, caplog):
    monkeypatch.setattr(device_choice, "gpu_version", lambda: "1.31.1")
    monkeypatch.setenv(PROVIDER_VARIABLE, "NoSuchProvider")
    with caplog.at_level(logging.WARNING):
        assert resolve_device("auto") == "cpu"
        assert resolve_device("auto") == "cpu"
    (record,) = caplog.records
    assert "NoSuchProvider" in record.message
    assert "docs/install.md" in record.message


def test_a_device_that_is_named_must_be_there(folder, monkeypatch):
    with pytest.raises(MissingRequirementError, match="onnxruntime-gpu, which is not installed") as raised:
        resolve_device("cuda")
    assert "docs/install.md" in raised.value.advice
    monkeypatch.setattr(device_choice, "gpu_version", lambda: "1.31.1")
    monkeypatch.setenv(PROVIDER_VARIABLE, "NoSuchProvider")
    with pytest.raises(MissingRequirementError, match="NoSuchProvider"):
        resolve_device("cuda")


def test_a_device_that_works_is_used_and_named(folder, monkeypatch):
    pytest.importorskip("onnx")
    monkeypatch.setattr(device_choice, "gpu_version", lambda: "1.31.1")
    monkeypatch.setenv(PROVIDER_VARIABLE, CPU)
    assert resolve_device("auto") == "cuda"
    assert resolve_engine("paddle", device="cuda") == "cuda"
    assert engine_identity(ReadOptions(device="cuda")).name == "cuda"


@pytest.mark.parametrize("engine", ["openvino", "tesseract", "null"])
def test_other_engines_read_on_processors(engine):
    assert resolve_engine(engine, device="auto") == engine
    with pytest.raises(UsageError, match=engine):
        resolve_engine(engine, device="cuda")
