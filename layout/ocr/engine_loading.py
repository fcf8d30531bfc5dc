"""Engines loaded by name, one instance per process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.errors import MissingRequirementError
from banmian.layout.ocr.device_choice import CUDA
from banmian.layout.ocr.engine_choice import AUTO, resolve_engine

if TYPE_CHECKING:
    from banmian.layout.ocr.engine import Engine
    from banmian.read_options import ReadOptions

NAMES = (AUTO, "paddle", "openvino", "tesseract", "null")


def get_engine(
    name: str,
    profile: str = "default",
    weights_dir: Path | None = None,
    threads: int = 0,
    languages: str = "",
    device: str = "cpu",
) -> Engine:
    """The engine of that name with its weights loaded; the same instance when asked again.

    `threads` limits what one engine uses; 0 is every processor of this process.
    `languages` are those of Tesseract, which other engines leave aside. ``auto`` is the engine that `choose_engine`
    gives, and ``device`` is where it reads (`resolve_device`).

    Raises MissingRequirementError for an unknown engine, a missing package, weight or device, UsageError for an engine
    that can't use the device.
    """
    return _load_engine(resolve_engine(name, weights_dir, device, profile), profile, weights_dir, threads, languages)


@lru_cache(maxsize=2)
def _load_engine(name: str, profile: str, weights_dir: Path | None, threads: int, languages: str) -> Engine:
    # imported late: who only asks for an engine's name needs no NumPy
    if name == "null":
        from banmian.layout.ocr.null_engine import NullEngine

        return NullEngine()
    from banmian.layout.ocr.malloc_tuning import tune_malloc

    tune_malloc()
    if name == "paddle":
        from banmian.layout.ocr.paddle_engine import PaddleEngine

        return PaddleEngine(profile, weights_dir, threads)
    if name == "openvino":
        from banmian.layout.ocr.openvino_engine import OpenVinoEngine

        return OpenVinoEngine(profile, weights_dir, threads)
    if name == CUDA:
        from banmian.layout.ocr.cuda_engine import CudaEngine

        return CudaEngine(profile, weights_dir, threads)
    if name == "tesseract":
        from banmian.layout.ocr.tesseract_engine import TesseractEngine

        return TesseractEngine(languages, profile, weights_dir, threads)
    raise MissingRequirementError(f"There is no OCR engine {name!r}.", f"Choose one of: {', '.join(NAMES)}.")


def engine_of(options: ReadOptions) -> Engine:
    """The engine that a reader is told to use. Raises as `get_engine` does."""
    own = (options.engine, options.profile, options.weights_dir, options.threads, options.languages, options.device)
    return get_engine(*own)
