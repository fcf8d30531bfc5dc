"""PaddleOCR (PP-OCRv6) on ONNX Runtime.

PaddleOCR's detection and orientation modules run on prepared weights given by name and folder, so that nothing is
looked up on a network. Cropping between detection and recognition is this project's own, as is the recogniser's part:
its input (`make_batches`), its network and its output (`CharacterDecoder`, which keeps the alignment).
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from banmian.errors import BanmianError, EngineError, MissingRequirementError
from banmian.layout.ocr.ctc_decoder import CharacterDecoder, Choices, Step, best_choices
from banmian.layout.ocr.engine import Detection, RecognisedGlyph, Recognition
from banmian.layout.ocr.model_files import MODEL_FILE, PROFILES, Task, characters_of, prepare_profile
from banmian.layout.ocr.networks import ONNXRUNTIME_OPTIONS, onnxruntime_network
from banmian.layout.ocr.recognition_batches import make_batches
from banmian.layout.readers.cpu_count import processors
from banmian.layout.readers.source_file import Raster

STEP_WIDTH = 8
"""Px per time step, at the height of the recogniser's input."""

Recogniser = Callable[[NDArray[np.float32]], Choices]
"""A recognition network as a function from a batch's tensor to its choices."""


class PaddleEngine:
    """PP-OCRv6 through `paddleocr`. One instance per process: not safe to share between threads.

    Each model is loaded when it is first used: text layers want a recogniser alone, and many pages have no columns.
    Raises MissingRequirementError when a weight is missing, and where paddleocr is when it comes to be used.
    """

    name = "paddle"
    width_step = 1
    """Batch widths are multiples of this (px): OpenVINO compiles for every shape and keeps the result, so it gets
    few."""

    def __init__(self, profile: str = "default", weights_dir: Path | None = None, threads: int = 0) -> None:
        folders = prepare_profile(profile, weights_dir)
        self.models = tuple(folder.name for folder in folders.values())
        self._folders, self._threads = folders, threads or processors()
        self._profile = profile
        self._recognisers: dict[Task, Recogniser] = {}
        self._decoders: dict[Task, CharacterDecoder] = {}

    @cached_property
    def _detector(self) -> Callable[[Raster], list[Detection]]:
        return PaddleDetector(self._profile, self._folders["detection"], self._threads)

    @cached_property
    def _classifier(self) -> Callable[[Raster], int]:
        return PaddleClassifier(self._profile, self._folders["orientation"], self._threads)

    def _recogniser(self, model: Path) -> Recogniser:
        network = onnxruntime_network(model, self._threads)
        return lambda tensor: best_choices(network(tensor))

    def detect(self, picture: Raster) -> list[Detection]:
        """Lines of text, detected at the picture's own size."""
        detect = self._detector
        with _engine_errors():
            return detect(picture)

    def recognise(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of crops of horizontal lines, in their order."""
        return self._recognise(crops, "recognition")

    def recognise_columns(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of crops of vertical lines, rotated a quarter turn anticlockwise, in their order."""
        return self._recognise(crops, "vertical_recognition")

    def recognise_fraktur(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of crops of horizontal lines in Fraktur, in their order."""
        return self._recognise(crops, "fraktur_recognition")

    def _recognise(self, crops: Sequence[Raster], task: Task) -> list[Recognition]:
        readings = [Recognition(())] * len(crops)
        if not crops:
            return readings
        decode = self._decoder(task)
        with _engine_errors():
            for places, widths, choices in self._choices(crops, task):
                for place, width, steps in zip(places, widths, decode(choices), strict=True):
                    readings[place] = _reading(steps, width)
        return readings

    def _choices(self, crops: Sequence[Raster], task: Task) -> Iterator[tuple[Sequence[int], Sequence[int], Choices]]:
        """For crops in groups: their places, their widths in the recogniser's input, and their choices."""
        if task not in self._recognisers:
            self._recognisers[task] = self._recogniser(self._folders[task] / MODEL_FILE)
        for batch in make_batches(crops, self.width_step):
            yield batch.places, batch.widths, self._recognisers[task](batch.tensor)

    def _decoder(self, task: Task) -> CharacterDecoder:
        if task not in self._decoders:
            self._decoders[task] = CharacterDecoder(characters_of(self._folders[task]))
        return self._decoders[task]

    def orientation(self, picture: Raster) -> int:
        """Degrees clockwise by which the picture appears rotated."""
        classify = self._classifier
        with _engine_errors():
            return classify(picture)

    def close(self) -> None:
        """Release the models; they are loaded again where they are used again."""
        self._recognisers.clear()
        for loaded in ("_detector", "_classifier"):
            self.__dict__.pop(loaded, None)


class _engine_errors:  # noqa: N801
    """Raise any failure inside the engine as an EngineError that names it."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, Exception) and not isinstance(error, BanmianError):
            raise EngineError(f"PaddleOCR failed: {type(error).__name__}: {error}") from error


class PaddleDetector:
    """PaddleOCR's module for detection as a function from a picture (RGB) to the lines in it."""

    def __init__(self, profile: str, folder: Path, threads: int) -> None:
        self._module = _load_module("TextDetection", "detection", profile, folder, threads)

    def __call__(self, picture: Raster) -> list[Detection]:
        """The lines, detected at the picture's own size."""
        side = math.ceil(max(picture.shape[:2]) / 32) * 32
        scaling = {"limit_side_len": side, "limit_type": "max", "max_side_limit": side}
        found = self._module.predict(_bgr(picture), **scaling)[0]
        return [
            Detection(np.asarray(corners, np.float32), float(score))
            for corners, score in zip(found["dt_polys"], found["dt_scores"], strict=True)
        ]


class PaddleClassifier:
    """PaddleOCR's module for orientation as a function from a picture (RGB) to degrees clockwise."""

    def __init__(self, profile: str, folder: Path, threads: int) -> None:
        self._module = _load_module("DocImgOrientationClassification", "orientation", profile, folder, threads)

    def __call__(self, picture: Raster) -> int:
        """0, 90, 180 or 270."""
        return int(self._module.predict(_bgr(picture))[0]["label_names"][0])


def _load_module(name: str, task: Task, profile: str, folder: Path, threads: int) -> Any:
    """A module of PaddleOCR, run by ONNX Runtime."""
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    try:
        import paddleocr  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingRequirementError(
            f"paddleocr can't be imported: {error}", "Install it: pip install paddleocr==3.7.0 onnxruntime"
        ) from error
    (model,) = (weight.paddle_name for weight in PROFILES[profile] if weight.task == task)
    config = {"intra_op_num_threads": threads, **ONNXRUNTIME_OPTIONS}
    return getattr(paddleocr, name)(model_name=model, model_dir=str(folder), engine="onnxruntime", engine_config=config)


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
