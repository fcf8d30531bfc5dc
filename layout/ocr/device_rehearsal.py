"""The OCR networks run by ONNX Runtime on the processors, for a rehearsal of the device's owner without a device."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from banmian.layout.ocr.ctc_decoder import best_choices
from banmian.layout.ocr.model_files import MODEL_FILE, Task
from banmian.layout.ocr.networks import Network, onnxruntime_network
from banmian.layout.ocr.recognition_batches import MIDDLE
from banmian.layout.ocr.text_detector import network_input
from banmian.layout.readers.source_file import Raster


class OnnxRuntimeNetworks:
    """All networks of a profile on the processors, loaded when they are first used. Safe to share between threads.

    ``folders`` are those of the weights.
    """

    def __init__(self, folders: Mapping[Task, Path], threads: int = 1) -> None:
        self._folders, self._threads = folders, threads
        self._networks: dict[Task, Network] = {}
        self._loading = threading.Lock()

    def choices(self, task: Task, table: Raster, inside: NDArray[np.bool_]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Labels and shares, (lines, time steps, `CHOICES`), of a table of `device_batches.make_table`."""
        tones = (table[..., ::-1].astype(np.float32) - MIDDLE) / MIDDLE
        tones[~np.broadcast_to(inside[:, None], tones.shape[:3])] = 0
        choices = best_choices(self._network(task)(np.ascontiguousarray(tones.transpose(0, 3, 1, 2))))
        return choices.labels, choices.shares

    def result(self, task: Task, picture: Raster) -> NDArray[np.float32]:
        """What the detector or classifier gives for a picture of a shape that it can take."""
        return self._network(task)(network_input(picture))

    def _network(self, task: Task) -> Network:
        with self._loading:
            if task not in self._networks:
                self._networks[task] = onnxruntime_network(self._folders[task] / MODEL_FILE, self._threads)
            return self._networks[task]
