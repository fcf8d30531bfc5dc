"""The OCR networks on a device, run by ONNX Runtime: the owner's part that touches the device.

A session prepares itself for the shape of its input, and anew whenever that changes. So each network has several
sessions, each used with one shape as far as there are enough of them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from banmian.errors import MissingRequirementError
from banmian.layout.ocr.device_choice import CUDA_PROVIDER
from banmian.layout.ocr.device_graphs import picture_graph, recognition_graph
from banmian.layout.ocr.networks import ONNXRUNTIME_OPTIONS
from banmian.layout.ocr.weights import MODEL_FILE, RECOGNITION, Task
from banmian.layout.readers.base import Raster

OPTIONS: Mapping[str, Mapping[str, str]] = {
    CUDA_PROVIDER: {"arena_extend_strategy": "kSameAsRequested", "cudnn_conv_algo_search": "HEURISTIC"}
}
"""What providers are told. Memory is taken as it is needed, and no time is spent on trying out algorithms."""
EXACT: Mapping[str, Mapping[str, str]] = {CUDA_PROVIDER: {"use_tf32": "0"}}
"""What they are told for detectors: products in single precision (`banmian.layout.ocr.networks`)."""
SESSIONS: Mapping[Task, int] = {"detection": 16, **dict.fromkeys(RECOGNITION, 64), "orientation": 1}
"""At most so many sessions of each network."""
TRIES = 5
"""How often a network is run where memory is short."""
NO_MEMORY = ("out of memory", "failed to allocate", "bad allocation", "cuda_error_out_of_memory", "alloc_failed")

Shape = tuple[int, ...]
MakeSession = Callable[[], Any]


@dataclass(slots=True, eq=False)
class _Session:
    """A session, and the shape that it was used with last."""

    run: Any
    shape: Shape


class SessionPool:
    """Sessions of one network, at most so many; each is used by one thread at a time."""

    def __init__(self, make: MakeSession, most: int) -> None:
        self._make, self._most = make, most
        self._idle: list[_Session] = []
        self._count = 0
        self._changed = threading.Condition()

    @contextmanager
    def session(self, shape: Shape) -> Iterator[Any]:
        """A session that was used with this shape, else a new one, else the one that was idle longest."""
        held = self._take(shape)
        if held is None:
            try:
                held = _Session(self._make(), shape)
            except BaseException:
                self._forget(1)
                raise
        held.shape = shape
        try:
            yield held.run
        except BaseException:
            self._forget(1)
            raise
        with self._changed:
            self._idle.append(held)
            self._changed.notify()

    def _take(self, shape: Shape) -> _Session | None:
        with self._changed:
            while True:
                same = next((session for session in self._idle if session.shape == shape), None)
                if same is not None:
                    self._idle.remove(same)
                    return same
                if self._count < self._most:
                    self._count += 1
                    return None
                if self._idle:
                    return self._idle.pop(0)
                self._changed.wait()

    def _forget(self, count: int) -> None:
        with self._changed:
            self._count -= count
            self._changed.notify()

    def drop_idle(self) -> None:
        """Give back the memory of half of the idle sessions, and have no more than are left from now on."""
        with self._changed:
            dropped = (len(self._idle) + 1) // 2
            del self._idle[:dropped]
            self._count -= dropped
            self._most = max(1, self._count)


class DeviceNetworks:
    """All networks of a profile under one provider of ONNX Runtime. Safe to share between threads.

    Networks are loaded when they are first used. ``folders`` are those of the weights.
    Raises MissingRequirementError where the provider or its device can't be used.
    """

    def __init__(self, folders: Mapping[Task, Path], provider: str = CUDA_PROVIDER, threads: int = 1) -> None:
        self._folders, self._provider, self._threads = folders, provider, threads
        self._pools = {task: SessionPool(self._maker(task), most) for task, most in SESSIONS.items()}
        check_provider(provider)
        self.result("detection", np.full((32, 32, 3), 255, np.uint8))

    def choices(self, task: Task, table: Raster, inside: NDArray[np.bool_]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Labels and shares, (lines, time steps, `CHOICES`), of a table of `device_batches.make_table`."""
        labels, shares = self._run(task, table.shape, ["labels", "shares"], {"lines": table, "inside": inside})
        return labels, shares

    def result(self, task: Task, picture: Raster) -> NDArray[np.float32]:
        """What the detector or classifier gives for a picture of a shape that it can take."""
        return np.asarray(self._run(task, picture.shape, ["result"], {"picture": picture[None]})[0], np.float32)

    def _run(self, task: Task, shape: Shape, wanted: list[str], given: dict[str, Any]) -> list[NDArray[Any]]:
        """A network's outputs; where memory is short, idle sessions give theirs."""
        for _ in range(TRIES - 1):
            try:
                return self._run_once(task, shape, wanted, given)
            except Exception as error:
                if not any(words in str(error).lower() for words in NO_MEMORY):
                    raise
            for pool in self._pools.values():
                pool.drop_idle()
        return self._run_once(task, shape, wanted, given)

    def _run_once(self, task: Task, shape: Shape, wanted: list[str], given: dict[str, Any]) -> list[NDArray[Any]]:
        with self._pools[task].session(shape) as session:
            return list(session.run(wanted, given))

    def _maker(self, task: Task) -> MakeSession:
        """A function that makes sessions of a network from a graph that it keeps."""
        kept: list[bytes] = []
        making = threading.Lock()

        def make() -> Any:
            with making:
                if not kept:
                    model = self._folders[task] / MODEL_FILE
                    reads_lines = task in RECOGNITION
                    kept.append(recognition_graph(model) if reads_lines else picture_graph(model))
            return self._session(kept[0], EXACT if task == "detection" else {})

        return make

    def _session(self, graph: bytes, more: Mapping[str, Mapping[str, str]]) -> Any:
        import onnxruntime  # type: ignore[import-untyped]

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        for name, value in ONNXRUNTIME_OPTIONS.items():
            setattr(options, name, value)
        told = {**OPTIONS.get(self._provider, {}), **more.get(self._provider, {})}
        session = onnxruntime.InferenceSession(graph, options, providers=[(self._provider, told)])
        session.disable_fallback()
        if session.get_providers()[0] != self._provider:
            raise MissingRequirementError(
                f"No graphics processor can be used: {self._provider} did not start.",
                "See docs/install.md#graphics-processors; --device cpu reads without one.",
            )
        return session


def check_provider(provider: str) -> None:
    """Load the libraries of a provider. Raises MissingRequirementError where ONNX Runtime doesn't have it."""
    import onnxruntime

    if provider not in onnxruntime.get_available_providers():
        raise MissingRequirementError(
            f"ONNX Runtime {onnxruntime.__version__} here has no {provider}.",
            "Install its build for graphics processors in place of the other: see docs/install.md#graphics-processors.",
        )
    if provider == CUDA_PROVIDER and hasattr(onnxruntime, "preload_dlls"):
        onnxruntime.preload_dlls()
