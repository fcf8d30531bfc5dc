"""Owners of a device for tests: on processors, in a folder of their own, ended with the test."""

import shutil
import tempfile
from pathlib import Path

import psutil

from banmian.layout.ocr.device_choice import ONNXRUNTIME
from banmian.layout.ocr.device_start import OwnerSettings

SETTINGS = OwnerSettings(provider=ONNXRUNTIME, idle_seconds=20.0)


def owners(folder: Path) -> list[psutil.Process]:
    """The owners whose socket is in this folder."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        if "banmian.layout.ocr.device_owner" in words and any(word.startswith(str(folder)) for word in words):
            found.append(process)
    return found


class OwnFolder:
    """A folder for sockets, short enough for one, that stands in the place of the system's."""

    def __init__(self, monkeypatch) -> None:
        self.path = Path(tempfile.mkdtemp())
        monkeypatch.setattr(tempfile, "tempdir", str(self.path))

    def owners(self) -> list[psutil.Process]:
        return owners(self.path)

    def close(self) -> None:
        for process in self.owners():
            process.kill()
        shutil.rmtree(self.path, ignore_errors=True)
