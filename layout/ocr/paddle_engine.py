"""PaddleOCR (PP-OCRv6) on ONNX Runtime.

PaddleOCR's detection and orientation modules run on prepared weights given by name and folder, so that nothing is
looked up on a network. Cropping between detection and recognition is this project's own, as is the recogniser's part:
its input (`make_batches`), its network and its output (`CharacterDecoder`, which keeps the alignment).
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from banmian.errors import EngineError, MissingRequirementError
from banmian.layout.ocr.ctc_decoder import CharacterDecoder, Choices, Step, best_choices
from banmian.layout.ocr.engine import Detection, RecognisedGlyph, Recognition
from banmian.layout.ocr.networks import ONNXRUNTIME_OPTIONS, onnxruntime_network
from banmian.layout.ocr.recognition_batches import make_batches
from banmian.layout.ocr.weights import MODEL_FILE, PROFILES, Task, characters_of, prepare_profile
from banmian.layout.readers.base import Raster
from banmian.layout.readers.processors import processors

STEP_WIDTH = 8
"""Px per time step, at the height of the recogniser's input."""


RECOGNISERS: tuple[Task, ...] = ("recognition", "vertical_recognition")

Recogniser = Callable[[NDArray[np.float32]], Choices]
"""A recognition network as a function from a batch's tensor to its choices."""


class PaddleEngine:
    """PP-OCRv6 through `paddleocr`. One instance per process: not safe to share between threads.

    Raises MissingRequirementError when paddleocr or a weight is missing.
    """

    name = "paddle"
    width_step = 1
    """Batch widths are multiples of this (px): OpenVINO compiles for every shape and keeps the result, so it gets
    few."""

    def __init__(self, profile: str = "default", weights_dir: Path | None = None, threads: int = 0) -> None:
        folders = prepare_profile(profile, weights_dir)
        self.models = tuple(folder.name for folder in folders.values())
        self._parts = _load(profile, folders, threads or processors())
        self._recognisers = {
            task: self._recogniser(folders[task] / MODEL_FILE, threads or processors()) for task in RECOGNISERS
        }
        self._decoders = {task: CharacterDecoder(characters_of(folders[task])) for task in RECOGNISERS}

    def _recogniser(self, model: Path, threads: int) -> Recogniser:
        network = onnxruntime_network(model, threads)
        return lambda tensor: best_choices(network(tensor))

    def detect(self, picture: Raster) -> list[Detection]:
        """Lines of text, detected at the picture's own size."""
        side = math.ceil(max(picture.shape[:2]) / 32) * 32
        with _engine_errors():
            found = self._parts["detection"].predict(
                _bgr(picture), limit_side_len=side, limit_type="max", max_side_limit=side
            )[0]
        return [
            Detection(np.asarray(corners, np.float32), float(score))
            for corners, score in zip(found["dt_polys"], found["dt_scores"], strict=True)
        ]

    def recognise(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of crops of horizontal lines, in their order."""
        return self._recognise(crops, "recognition")

    def recognise_columns(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of crops of vertical lines, rotated a quarter turn anticlockwise, in their order."""
        return self._recognise(crops, "vertical_recognition")

    def _recognise(self, crops: Sequence[Raster], task: Task) -> list[Recognition]:
        readings = [Recognition(())] * len(crops)
        network, decode = self._recognisers[task], self._decoders[task]
        for batch in make_batches(crops, self.width_step):
            with _engine_errors():
                found = decode(network(batch.tensor))
            for place, width, steps in zip(batch.places, batch.widths, found, strict=True):
                readings[place] = _reading(steps, width)
        return readings

    def orientation(self, picture: Raster) -> int:
        """Degrees clockwise by which the picture appears rotated."""
        with _engine_errors():
            found = self._parts["orientation"].predict(_bgr(picture))[0]
        return int(found["label_names"][0])

    def close(self) -> None:
        """Release the models."""
        for part in self._parts.values():
            part.close()


class _engine_errors:  # noqa: N801
    """Raise any failure inside the engine as an EngineError that names it."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, Exception):
            raise EngineError(f"PaddleOCR failed: {type(error).__name__}: {error}") from error


def _load(profile: str, folders: dict[Task, Path], threads: int) -> dict[Task, Any]:
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    try:
        from paddleocr import (  # type: ignore[import-untyped]
            DocImgOrientationClassification,
            TextDetection,
        )
    except ImportError as error:
        raise MissingRequirementError(
            f"paddleocr can't be imported: {error}", "Install it: pip install paddleocr==3.7.0 onnxruntime"
        ) from error
    makers = {"detection": TextDetection, "orientation": DocImgOrientationClassification}
    parts: dict[Task, Any] = {}
    for weight in PROFILES[profile]:
        if weight.task in RECOGNISERS:
            continue
        parts[weight.task] = makers[weight.task](
            model_name=weight.paddle_name,
            model_dir=str(folders[weight.task]),
            engine="onnxruntime",
            engine_config={"intra_op_num_threads": threads, **ONNXRUNTIME_OPTIONS},
        )
    return parts


def _bgr(picture: Raster) -> Raster:
    return np.ascontiguousarray(picture[:, :, ::-1])


def _reading(steps: Sequence[Step], width: int) -> Recognition:
    """The recognition of a crop that was `width` px wide in the recogniser's input."""
    return Recognition(
        tuple(
            RecognisedGlyph(step.text, (step.step + 0.5) * STEP_WIDTH / width, step.confidence, step.others)
            for step in steps
        )
    )
