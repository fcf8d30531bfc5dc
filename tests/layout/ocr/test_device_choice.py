"""Where OCR computes: what is named is used or refused; ``auto`` uses what can be used and says why it can't."""

import logging
import subprocess
import sys

import pytest
from device_owners import OwnFolder

from banmian.errors import MissingRequirementError, UsageError
from banmian.layout.ocr import device_choice
from banmian.layout.ocr.device_choice import ONNXRUNTIME, PROVIDER_VARIABLE, expect_card, expect_device, resolve_device
from banmian.layout.ocr.engine_choice import resolve_engine
from banmian.layout.ocr.engine_identity import engine_identity
from banmian.read_options import ReadOptions


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    installed(monkeypatch)
    for known in (expect_device, device_choice._try_device):
        known.cache_clear()
    yield
    for known in (expect_device, device_choice._try_device):
        known.cache_clear()


def installed(monkeypatch, card=True, **packages):
    """Let these packages, by name with their versions, be all that is installed, on Linux."""
    monkeypatch.setattr(device_choice, "package_version", packages.get)
    monkeypatch.setattr(device_choice, "CARDS", ("null",) if card else ("no such card",))
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    monkeypatch.delenv(PROVIDER_VARIABLE, raising=False)


@pytest.fixture
def folder(monkeypatch):
    own = OwnFolder(monkeypatch)
    yield own
    own.close()


def test_processors_need_nothing(monkeypatch):
    monkeypatch.setattr(device_choice, "expect_device", lambda *given: pytest.fail("looked for a device"))
    assert resolve_device("cpu") == "cpu"


@pytest.mark.parametrize(
    ("card", "packages"),
    [
        (True, {}),
        (True, {"torch": "2.9.0"}),
        (True, {"torch": "2.9.0+cpu", "onnx": "1.19.0"}),
        (False, {"torch": "2.9.0", "onnx": "1.19.0"}),
    ],
)
def test_auto_is_silent_where_nothing_was_meant_for_a_device(monkeypatch, caplog, card, packages):
    installed(monkeypatch, card, **packages)
    monkeypatch.setattr(device_choice, "expect_device", lambda *given: pytest.fail("started something"))
    with caplog.at_level(logging.INFO):
        assert resolve_device("auto") == "cpu"
    assert not caplog.records


def test_auto_leaves_a_hidden_card_alone(monkeypatch):
    installed(monkeypatch, torch="2.9.0", onnx="1.19.0")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    with pytest.raises(MissingRequirementError, match="no NVIDIA card"):
        expect_card()
    assert resolve_device("auto") == "cpu"


def test_auto_says_why_a_device_is_of_no_use(folder, monkeypatch, caplog):
    monkeypatch.setenv(PROVIDER_VARIABLE, "no-such-thing")
    with caplog.at_level(logging.WARNING):
        assert resolve_device("auto") == "cpu"
        assert resolve_device("auto") == "cpu"
    (record,) = caplog.records
    assert "no-such-thing" in record.message
    assert "onnxruntime" in record.message


@pytest.mark.parametrize(
    ("packages", "told"),
    [
        ({}, "torch, which is not installed"),
        ({"torch": "2.9.0"}, "onnx, which is not installed"),
        ({"torch": "2.9.0+cpu", "onnx": "1.19.0"}, "2.9.0.cpu, which is for processors"),
    ],
)
def test_a_device_that_is_named_must_be_there(monkeypatch, packages, told):
    installed(monkeypatch, **packages)
    with pytest.raises(MissingRequirementError, match=told) as raised:
        resolve_device("cuda")
    assert "nstall" in raised.value.advice


def test_elsewhere_than_on_linux_there_is_none(monkeypatch):
    monkeypatch.setattr(device_choice.sys, "platform", "win32")
    with pytest.raises(MissingRequirementError, match="Linux"):
        resolve_device("cuda")
    assert resolve_device("auto") == "cpu"


def test_no_worker_imports_torch():
    script = (
        "import sys, banmian.layout.ocr.cuda_engine, banmian.layout.ocr.device_owner; print('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout.strip() == "False"


def test_a_device_that_works_is_used_and_named(folder, monkeypatch):
    monkeypatch.setenv(PROVIDER_VARIABLE, ONNXRUNTIME)
    assert resolve_device("auto") == "cuda"
    assert resolve_engine("paddle", device="cuda") == "cuda"
    assert engine_identity(ReadOptions(device="cuda")).name == "cuda"


@pytest.mark.parametrize("engine", ["openvino", "tesseract", "null"])
def test_other_engines_read_on_processors(engine):
    assert resolve_engine(engine, device="auto") == engine
    with pytest.raises(UsageError, match=engine):
        resolve_engine(engine, device="cuda")
