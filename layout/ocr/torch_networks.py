"""The OCR networks on a graphics processor, run by torch.

The device computes one table or picture at a time. What comes in a shape again and again is recorded once as a graph
of the device's own steps (CUDA graphs) and replayed from then on: to name each of some 400 steps anew takes the
processor longer than the device needs for them.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from banmian.errors import MissingRequirementError
from banmian.layout.ocr.ctc_decoder import CHOICES
from banmian.layout.ocr.device_batches import MOST_RECORDED, RECORDED_FROM
from banmian.layout.ocr.model_files import MODEL_FILE, RECOGNITION, Task
from banmian.layout.ocr.onnx_in_torch import TorchGraph
from banmian.layout.ocr.recognition_batches import MIDDLE
from banmian.layout.ocr.text_detector import DEVIATIONS, MEANS
from banmian.layout.readers.source_file import Raster

Work = Callable[..., tuple[Tensor, ...]]
Key = tuple[Task, tuple[int, ...]]

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Recording:
    """Steps of the device, with the memory from which they take and into which they give."""

    steps: Any
    given: tuple[Tensor, ...]
    results: tuple[Tensor, ...]


class TorchNetworks:
    """All networks of a profile on a device of torch (``cuda`` or ``cpu``). Safe to share between threads.

    Networks are loaded when they are first used. ``folders`` are those of the weights, ``threads`` those of ``cpu``.
    Raises MissingRequirementError where torch can't use the device.
    """

    def __init__(self, folders: Mapping[Task, Path], device: str = "cuda", threads: int = 1) -> None:
        if device == "cuda" and not torch.cuda.is_available():
            raise MissingRequirementError(
                f"No graphics processor can be used: torch {torch.__version__} finds none.",
                "See docs/install.md#graphics-processors; --device cpu reads without one.",
            )
        torch.set_num_threads(threads)
        torch.backends.cudnn.enabled = False  # it looks for a plan for each shape (`onnx_in_torch`)
        self._folders, self._device = folders, device
        self._works: dict[Task, Work] = {}
        self._seen: Counter[Key] = Counter()
        self._recordings: OrderedDict[Key, _Recording] = OrderedDict()
        self._records = device == "cuda"
        self._memory = torch.cuda.graph_pool_handle() if device == "cuda" else None
        self._in_use = threading.Lock()
        self.result("detection", np.full((32, 32, 3), 255, np.uint8))

    def choices(self, task: Task, table: Raster, inside: NDArray[np.bool_]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Labels and shares, (lines, time steps, `CHOICES`), of a table of `device_batches.make_table`."""
        labels, shares = self._run(task, (table, inside))
        return labels.astype(np.int32), shares

    def result(self, task: Task, picture: Raster) -> NDArray[np.float32]:
        """What the detector or classifier gives for a picture of a shape that it can take."""
        return self._run(task, (picture[None],))[0]

    def _run(self, task: Task, given: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
        key = (task, given[0].shape)
        with self._in_use, torch.inference_mode():
            torch.backends.cuda.matmul.allow_tf32 = task != "detection"  # single precision (`networks.EXACT`)
            taken = [torch.from_numpy(np.ascontiguousarray(array)) for array in given]
            try:
                results = self._results(key, taken)
            except torch.OutOfMemoryError:
                self._recordings.clear()
                torch.cuda.empty_cache()
                results = self._results(key, taken)
            return [result.cpu().numpy() for result in results]

    def _results(self, key: Key, given: Sequence[Tensor]) -> tuple[Tensor, ...]:
        recording = self._recordings.get(key)
        self._seen[key] += 1
        if recording is None and self._records and self._seen[key] >= RECORDED_FROM:
            recording = self._new_recording(key, given)
        if recording is None:
            return self._work(key[0])(*(array.to(self._device) for array in given))
        self._recordings.move_to_end(key)
        for place, array in zip(recording.given, given, strict=True):
            place.copy_(array)
        recording.steps.replay()
        return recording.results

    def _new_recording(self, key: Key, given: Sequence[Tensor]) -> _Recording | None:
        """A recording that is kept, or none from now on where this device can't make them."""
        try:
            recording = self._record(key[0], given)
        except torch.OutOfMemoryError:
            raise
        except RuntimeError as error:
            self._records = False
            log.warning("nothing is recorded on this device, which makes it slower: %s", error)
            return None
        while len(self._recordings) >= MOST_RECORDED:
            self._recordings.popitem(last=False)
        self._recordings[key] = recording
        return recording

    def _record(self, task: Task, given: Sequence[Tensor]) -> _Recording:
        work, places = self._work(task), tuple(array.to(self._device) for array in given)
        steps = torch.cuda.CUDAGraph()
        with torch.cuda.graph(steps, pool=self._memory, capture_error_mode="thread_local"):
            results = work(*places)
        return _Recording(steps, places, results)

    def _work(self, task: Task) -> Work:
        if task not in self._works:
            graph = TorchGraph(self._folders[task] / MODEL_FILE, self._device)
            lines = task in RECOGNITION
            self._works[task] = _line_choices(graph) if lines else _picture_result(graph, self._device)
        return self._works[task]


def _line_choices(graph: TorchGraph) -> Work:
    """From tables of lines (RGB, uint8) and where they are filled to the best labels and their shares."""

    def work(table: Tensor, inside: Tensor) -> tuple[Tensor, ...]:
        tones = (table.permute(0, 3, 1, 2).flip(1).float() - MIDDLE) / MIDDLE
        shown = torch.where(inside[:, None, None, :], tones, torch.zeros_like(tones))
        shares, labels = graph(shown).topk(CHOICES, dim=-1)
        return labels, shares

    return work


def _picture_result(graph: TorchGraph, device: str) -> Work:
    """From a picture (uint8, channels in the model's order) to what the model says of it."""
    factors = torch.tensor([1 / 255 / deviation for deviation in DEVIATIONS], device=device)[:, None, None]
    offsets = torch.tensor([-mean / deviation for mean, deviation in zip(MEANS, DEVIATIONS, strict=True)])
    offsets = offsets.to(device)[:, None, None]

    def work(picture: Tensor) -> tuple[Tensor, ...]:
        return (graph(picture.permute(0, 3, 1, 2).float() * factors + offsets),)

    return work
