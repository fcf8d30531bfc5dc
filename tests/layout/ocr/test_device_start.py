"""The owner of a device is started once, by whoever comes first, and belongs to nobody."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from device_owners import SETTINGS, OwnFolder

from banmian.errors import EngineError, MissingRequirementError
from banmian.layout.ocr import device_start
from banmian.layout.ocr.device_start import OwnerSettings, connect, runtime_folder

FIRST_COMER = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
from device_owners import SETTINGS
from banmian.layout.ocr.device_start import connect
connect(SETTINGS).close()
"""


@pytest.fixture
def folder(monkeypatch):
    own = OwnFolder(monkeypatch)
    yield own
    own.close()


def test_many_that_come_at_once_start_one(folder):
    path = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(Path(__file__).parents[2])]))
    comers = [
        subprocess.Popen([sys.executable, "-c", FIRST_COMER, folder.path], env={**os.environ, "PYTHONPATH": path})
        for _ in range(3)
    ]
    assert [comer.wait(60) for comer in comers] == [0, 0, 0]
    (owner,) = folder.owners()
    assert owner.ppid() != os.getpid()
    connect(SETTINGS).close()
    assert len(folder.owners()) == 1


def test_why_a_start_failed_is_told_and_kept_for_a_moment(folder, monkeypatch):
    settings = replace(SETTINGS, provider="NoSuchProvider")
    with pytest.raises(MissingRequirementError, match="NoSuchProvider") as raised:
        connect(settings)
    assert "BANMIAN_CUDA_PROVIDER" in raised.value.advice
    monkeypatch.setattr(device_start, "_start", lambda settings: pytest.fail("tried again"))
    with pytest.raises(MissingRequirementError, match="NoSuchProvider"):
        connect(settings)
    old = time.time() - device_start.FAULT_SECONDS - 1
    os.utime(settings.path("fault"), (old, old))
    monkeypatch.setattr(device_start, "_start", lambda settings: (_ for _ in ()).throw(TimeoutError("tried")))
    with pytest.raises(TimeoutError, match="tried"):
        connect(settings)


def test_an_owner_for_each_profile_and_provider(folder):
    paths = {OwnerSettings(profile, provider=name).path("sock") for profile in ("default", "fast") for name in "ab"}
    assert len(paths) == 4


def test_a_folder_that_others_may_enter_is_refused(folder):
    runtime_folder().chmod(0o755)
    with pytest.raises(EngineError, match="this user alone"):
        runtime_folder()
