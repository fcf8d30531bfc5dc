"""PaddleOCR (PP-OCRv6) on ONNX Runtime: the default engine.

PaddleOCR's detection, recognition and orientation modules run on prepared weights by name and folder,
so that nothing is looked up on a network. Lines are cut between detection and recognition by this
project's own geometry; the recogniser's decoder is replaced by one that keeps the alignment.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from banmian.errors import EngineError, MissingRequirementError
from layout.readers.processors import processors
from layout.readers.seam import Raster
from layout.scan.decoding import CharacterDecoder, Step
from layout.scan.engine import Detection, Reading, Sign
from layout.scan.weights import Task, prepare_profile

CROP_HEIGHT = 48
STEP_WIDTH = 8
BATCH_WIDTH = 800
BATCH_LINES = 16


class PaddleEngine:
    """PP-OCRv6 through `paddleocr`. One instance a process: it is not safe to share between threads.

    Raises MissingRequirementError when paddleocr or a weight is missing.
    """

    name = "paddle"

    def __init__(self, profile: str = "default", weights_dir: Path | None = None, threads: int = 0) -> None:
        folders = prepare_profile(profile, weights_dir)
        self.models = tuple(folder.name for folder in folders.values())
        self._parts = _load(folders, threads or processors())

    def detect(self, picture: Raster) -> list[Detection]:
        """Lines of text at the picture's own size."""
        side = math.ceil(max(picture.shape[:2]) / 32) * 32
        with _failures_told():
            found = self._parts["detection"].predict(
                _bgr(picture), limit_side_len=side, limit_type="max", max_side_limit=side
            )[0]
        return [
            Detection(np.asarray(corners, np.float32), float(score))
            for corners, score in zip(found["dt_polys"], found["dt_scores"], strict=True)
        ]

    def recognise(self, crops: Sequence[Raster]) -> list[Reading]:
        """What the crops say, in their order."""
        readings = [Reading(())] * len(crops)
        for batch in _batches(crops):
            with _failures_told():
                found = self._parts["recognition"].predict(
                    [_bgr(crops[index]) for index in batch], batch_size=len(batch)
                )
            for index, result in zip(batch, found, strict=True):
                readings[index] = _reading(result["rec_text"], crops[index])
        return readings

    def orientation(self, picture: Raster) -> int:
        """Degrees clockwise by which the picture appears turned."""
        with _failures_told():
            found = self._parts["orientation"].predict(_bgr(picture))[0]
        return int(found["label_names"][0])

    def close(self) -> None:
        """Let the models go."""
        for part in self._parts.values():
            part.close()


class _failures_told:  # noqa: N801
    """Any failure inside the engine leaves as an EngineError that names it."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, Exception):
            raise EngineError(f"PaddleOCR failed: {type(error).__name__}: {error}") from error


def _load(folders: dict[Task, Path], threads: int) -> dict[Task, Any]:
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    try:
        from paddleocr import (  # type: ignore[import-untyped]
            DocImgOrientationClassification,
            TextDetection,
            TextRecognition,
        )
    except ImportError as error:
        raise MissingRequirementError(
            f"paddleocr can't be imported: {error}", "Install it: pip install paddleocr==3.7.0 onnxruntime"
        ) from error
    makers = {
        "detection": TextDetection,
        "recognition": TextRecognition,
        "orientation": DocImgOrientationClassification,
    }
    parts: dict[Task, Any] = {}
    for task, folder in folders.items():
        parts[task] = makers[task](
            model_name=folder.name,
            model_dir=str(folder),
            engine="onnxruntime",
            engine_config={
                "intra_op_num_threads": threads,
                "inter_op_num_threads": 1,
                "enable_cpu_mem_arena": False,
                "log_severity_level": 3,
            },
        )
    predictor = parts["recognition"].paddlex_predictor
    predictor.post_op = CharacterDecoder(predictor.post_op.character[1:-1])
    return parts


def _bgr(picture: Raster) -> Raster:
    return np.ascontiguousarray(picture[:, :, ::-1])


def _resized_width(crop: Raster) -> int:
    """Width of a crop once PaddleOCR has brought it to the recogniser's height."""
    height, width = int(crop.shape[0]), int(crop.shape[1])
    return max(1, math.ceil(CROP_HEIGHT * width / height))


def _batches(crops: Sequence[Raster]) -> Iterator[list[int]]:
    """Indices of crops by rising width, so that a batch holds crops of nearly one width."""
    batch: list[int] = []
    for index in sorted(range(len(crops)), key=lambda i: _resized_width(crops[i])):
        width = _resized_width(crops[index])
        if batch and (len(batch) >= BATCH_LINES or width * (len(batch) + 1) > BATCH_WIDTH):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _reading(steps: Sequence[Step], crop: Raster) -> Reading:
    width = _resized_width(crop)
    return Reading(
        tuple(Sign(step.text, (step.step + 0.5) * STEP_WIDTH / width, step.confidence, step.others) for step in steps)
    )
