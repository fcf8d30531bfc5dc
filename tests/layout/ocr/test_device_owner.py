"""The owner of a device: lines of several clients in one table, faults told, nothing left of a client that is gone."""

import tempfile
import threading
import time
from contextlib import contextmanager
from multiprocessing.connection import Client, Listener
from pathlib import Path

import numpy as np
import pytest

from banmian.layout.ocr.ctc_decoder import CHOICES
from banmian.layout.ocr.device_messages import Request, SharedMemory, answer_shape, place
from banmian.layout.ocr.device_owner import MOST_FAULTS, Owner


class Networks:
    """In the place of a device: a line's labels are its width, a map's values its first tone."""

    def __init__(self):
        self.tables, self.open, self.broken = [], threading.Event(), False
        self.open.set()

    def choices(self, task, table, inside):
        assert self.open.wait(10)
        if self.broken:
            raise RuntimeError("no answer")
        self.tables.append((task, int(inside.any(axis=1).sum())))
        labels = np.zeros((len(table), table.shape[2] // 8, CHOICES), np.int64)
        labels += inside.sum(axis=1)[:, None, None]
        return labels, np.full(labels.shape, 0.5, np.float32)

    def result(self, task, picture):
        assert self.open.wait(10)
        return np.full(answer_shape(task, picture.shape), picture[0, 0, 0], np.float32)


class Guest:
    """A client that speaks to the owner itself."""

    def __init__(self, path):
        self.connection = Client(str(path), "AF_UNIX")
        self.memory = SharedMemory.make(1 << 22)
        self.memory.send(self.connection)
        assert self.connection.poll(10)
        self.owner = self.connection.recv().pid

    def ask(self, task, pictures):
        self.placed = place(task, [picture.shape for picture in pictures], self.memory.size)
        for where, picture in zip(self.placed, pictures, strict=True):
            self.memory.array(where.at, where.shape, np.uint8)[:] = picture
        self.connection.send(Request(task, tuple(self.placed)))

    def answers(self, task, kind):
        assert self.connection.poll(10)
        done = self.connection.recv()
        return done.fault, [
            np.array(self.memory.array(where.answer_at, answer_shape(task, where.shape), kind)) for where in self.placed
        ]


@contextmanager
def running(networks, idle_seconds=30.0):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sock")
        listener = Listener(str(path), "AF_UNIX")
        owner = threading.Thread(target=Owner(networks, idle_seconds).serve, args=(listener,), daemon=True)
        owner.start()
        yield path, owner
        listener.close()


def line(width, tone=1):
    return np.full((48, width, 3), tone, np.uint8)


def test_lines_of_two_clients_share_a_table():
    networks = Networks()
    with running(networks) as (path, _):
        first, second = Guest(path), Guest(path)
        networks.open.clear()
        for busy in range(2):  # both threads that recognise wait for the device
            Guest(path).ask("recognition", [line(3000 - 900 * busy)])
        time.sleep(0.3)
        first.ask("recognition", [line(330), line(340)])
        second.ask("recognition", [line(350)])
        time.sleep(0.3)
        networks.open.set()
        labels = [guest.answers("recognition", np.int32)[1] for guest in (first, second)]
    assert [answer[0, 0, 0] for part in labels for answer in part] == [330, 340, 350]
    assert ("recognition", 3) in networks.tables


def test_maps_and_turns_are_answered():
    with running(Networks()) as (path, _):
        guest = Guest(path)
        for task, sides in (("detection", (64, 96)), ("orientation", (224, 224))):
            guest.ask(task, [np.full((*sides, 3), 9, np.uint8)])
            fault, (answer,) = guest.answers(task, np.float32)
            assert not fault
            assert (answer == 9).all()


def test_a_client_that_is_gone_costs_nobody_anything():
    networks = Networks()
    with running(networks) as (path, _):
        gone, other = Guest(path), Guest(path)
        networks.open.clear()
        gone.ask("recognition", [line(400)] * 3)
        gone.connection.close()
        other.ask("recognition", [line(500)])
        time.sleep(1.0)
        networks.open.set()
        fault, (answer,) = other.answers("recognition", np.int32)
    assert not fault
    assert answer[0, 0, 0] == 500


def test_a_fault_is_told_and_after_several_the_owner_ends():
    networks = Networks()
    networks.broken = True
    with running(networks) as (path, owner):
        guest = Guest(path)
        for _ in range(MOST_FAULTS):
            guest.ask("recognition", [line(400)])
            assert "no answer" in guest.answers("recognition", np.int32)[0]
        owner.join(5)
        assert not owner.is_alive()


def test_without_clients_the_owner_ends():
    with running(Networks(), idle_seconds=0.2) as (path, owner):
        guest = Guest(path)
        time.sleep(1.2)
        assert owner.is_alive()
        guest.connection.close()
        owner.join(5)
        assert not owner.is_alive()


@pytest.mark.parametrize("task", ["recognition", "detection"])
def test_answers_to_many_requests_in_turn(task):
    with running(Networks()) as (path, _):
        guest = Guest(path)
        for tone in (3, 4):
            guest.ask(task, [np.full((48 if task == "recognition" else 64, 320, 3), tone, np.uint8)])
            assert not guest.answers(task, np.float32)[0]
