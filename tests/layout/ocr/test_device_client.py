"""A worker's side of the device: what an owner that is lost had not answered is answered by the next one."""

import os
import signal
import threading
import time
from multiprocessing.connection import Listener

import numpy as np
import pytest
from device_owners import SETTINGS, OwnFolder

from banmian.errors import EngineError
from banmian.layout.ocr import device_client
from banmian.layout.ocr.ctc_decoder import CHOICES
from banmian.layout.ocr.device_client import TRIES, DeviceClient
from banmian.layout.ocr.device_messages import SharedMemory, Welcome


@pytest.fixture
def folder(monkeypatch):
    own = OwnFolder(monkeypatch)
    yield own
    own.close()


@pytest.fixture
def client():
    own = DeviceClient(SETTINGS)
    yield own
    own.close()


def lines(*widths):
    return [np.full((48, width, 3), 255, np.uint8) for width in widths]


def test_an_owner_killed_in_the_middle_loses_nothing(folder, client):
    whole = client.recognise("recognition", lines(330, 600))
    assert [choices.labels.shape for choices in whole] == [(1, 44, CHOICES), (1, 76, CHOICES)]
    (owner,) = folder.owners()
    owner.suspend()
    killer = threading.Timer(0.5, owner.kill)
    killer.start()
    again = client.recognise("recognition", lines(330, 600))
    assert not owner.is_running() or owner.status() == "zombie"
    assert all((one.labels == other.labels).all() for one, other in zip(whole, again, strict=True))


def test_a_client_killed_in_the_middle_harms_nobody(folder, client):
    client.recognise("recognition", lines(400))
    child = os.fork()
    if not child:
        own = DeviceClient(SETTINGS)
        while True:
            own.recognise("recognition", lines(*[500] * 40))
    time.sleep(1.0)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert client.recognise("recognition", lines(400))[0].labels.shape == (1, 52, CHOICES)
    assert len(folder.owners()) == 1


def test_more_than_the_memory_holds_goes_in_parts(folder, client, monkeypatch):
    monkeypatch.setattr(device_client, "MEMORY_BYTES", 300_000)
    assert len(client.recognise("recognition", lines(*[400] * 5))) == 5
    wide = client.result("detection", np.full((320, 640, 3), 255, np.uint8))
    assert wide.shape == (1, 1, 320, 640)


class Refusing:
    """An owner that takes requests and goes."""

    def __init__(self, path, silent):
        self.listener, self.silent, self.count = Listener(str(path), "AF_UNIX"), silent, 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection = self.listener.accept()
            except OSError:
                return  # the test is over
            self.count += 1
            memory = SharedMemory.receive(connection)
            connection.send(Welcome(0))
            connection.recv()
            if self.silent:
                time.sleep(30)
            memory.close()
            connection.close()


@pytest.mark.parametrize("silent", [False, True])
def test_what_is_never_answered_is_given_up(folder, client, monkeypatch, silent):
    monkeypatch.setattr(device_client, "ANSWER_SECONDS", 0.1)
    refusing = Refusing(SETTINGS.path("sock"), silent)
    if silent:
        monkeypatch.setattr(device_client, "WELCOME_SECONDS", 0.5)
    with pytest.raises(EngineError, match=f"lost {TRIES} times"):
        client.recognise("recognition", lines(400))
    assert refusing.count == 1 if silent else refusing.count == TRIES
    refusing.listener.close()


def test_a_fault_of_the_device_is_an_error_of_the_engine(folder, client):
    with pytest.raises(EngineError, match="The device failed"):
        client.recognise("recognition", [np.zeros((40, 400, 3), np.uint8)])
    assert client.recognise("recognition", lines(400))
