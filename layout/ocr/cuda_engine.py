"""The weights of PaddleOCR on a graphics processor, by ONNX Runtime: an optional extra.

The networks are in the one process of this machine that owns the device (`device_owner`); what is here prepares
pictures for it and decodes its answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from banmian.layout.ocr.ctc_decoder import Choices
from banmian.layout.ocr.device_choice import chosen_provider
from banmian.layout.ocr.device_client import DeviceClient
from banmian.layout.ocr.device_start import OwnerSettings
from banmian.layout.ocr.engine import Detection
from banmian.layout.ocr.model_files import Task
from banmian.layout.ocr.orientation_classifier import OrientationClassifier
from banmian.layout.ocr.paddle_engine import PaddleEngine
from banmian.layout.ocr.recognition_batches import LINE_HEIGHT, scaled_width
from banmian.layout.ocr.text_detector import TextDetector
from banmian.layout.readers.source_file import Raster
from banmian.opencv import cv2


class CudaEngine(PaddleEngine):
    """PP-OCRv6 with all its networks on a device.

    Raises MissingRequirementError when a weight is missing, and where there is no device when it comes to be used.
    """

    name = "cuda"

    def __init__(self, profile: str = "default", weights_dir: Path | None = None, threads: int = 0) -> None:
        super().__init__(profile, weights_dir, threads)
        self._client = DeviceClient(OwnerSettings(profile, weights_dir, chosen_provider()))

    @cached_property
    def _detector(self) -> Callable[[Raster], list[Detection]]:
        return TextDetector(lambda picture: self._client.result("detection", picture), np.asarray)

    @cached_property
    def _classifier(self) -> Callable[[Raster], int]:
        return OrientationClassifier(lambda picture: self._client.result("orientation", picture)[None], np.asarray)

    def _choices(self, crops: Sequence[Raster], task: Task) -> Iterator[tuple[list[int], list[int], Choices]]:
        """Lines with equally many time steps together."""
        widths = [scaled_width(crop) for crop in crops]
        lines = [
            np.asarray(cv2.resize(crop, (width, LINE_HEIGHT)), np.uint8)
            for crop, width in zip(crops, widths, strict=True)
        ]
        found = self._client.recognise(task, lines)
        alike: defaultdict[int, list[int]] = defaultdict(list)
        for place, choices in enumerate(found):
            alike[choices.labels.shape[1]].append(place)
        for places in alike.values():
            labels = np.concatenate([found[place].labels for place in places])
            shares = np.concatenate([found[place].shares for place in places])
            yield places, [widths[place] for place in places], Choices(labels, shares)

    def close(self) -> None:
        """Leave the device's owner."""
        super().close()
        self._client.close()
