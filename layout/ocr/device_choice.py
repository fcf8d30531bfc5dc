"""Where OCR computes: on the processors, or on a graphics processor where ONNX Runtime's build for such is installed
and can use one."""

from __future__ import annotations

import logging
import os
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from banmian.errors import BanmianError, MissingRequirementError

CPU, CUDA, AUTO = "cpu", "cuda", "auto"
PACKAGE = "onnxruntime-gpu"
PROVIDER_VARIABLE = "BANMIAN_CUDA_PROVIDER"
"""Names another provider of ONNX Runtime for ``cuda``: CPUExecutionProvider rehearses it without a device."""
CUDA_PROVIDER = "CUDAExecutionProvider"

log = logging.getLogger(__name__)


def resolve_device(device: str, profile: str = "default", weights_dir: Path | None = None) -> str:
    """``cpu`` or ``cuda``: ``auto`` is ``cuda`` where the package for it is installed and a device can be used.

    Where it is installed in vain, a warning says why. Raises MissingRequirementError where ``cuda`` can't be used.
    """
    if device == CPU:
        return CPU
    if device == CUDA:
        expect_device(profile, weights_dir)
        return CUDA
    return _try_device(profile, weights_dir)


@lru_cache(maxsize=4)
def expect_device(profile: str = "default", weights_dir: Path | None = None) -> None:
    """Start the owner of the device, where none runs. Raises MissingRequirementError where it can't use one."""
    if gpu_version() is None and chosen_provider() == CUDA_PROVIDER:
        raise MissingRequirementError(
            f"--device cuda needs {PACKAGE}, which is not installed.",
            "Install it in place of onnxruntime: see docs/install.md#graphics-processors.",
        )
    if os.name != "posix":
        raise MissingRequirementError("--device cuda is for Linux.", "Read with --device cpu.")
    from banmian.layout.ocr.device_client import DeviceClient
    from banmian.layout.ocr.device_start import OwnerSettings

    client = DeviceClient(OwnerSettings(profile, weights_dir, chosen_provider()))
    try:
        client.connect()
    finally:
        client.close()


@lru_cache(maxsize=4)
def _try_device(profile: str, weights_dir: Path | None) -> str:
    if gpu_version() is None:
        return CPU
    try:
        expect_device(profile, weights_dir)
    except BanmianError as error:
        log.warning("%s OCR computes on the processors. %s", error, error.advice)
        return CPU
    return CUDA


def gpu_version() -> str | None:
    """The version of ONNX Runtime's build for graphics processors, None where that is not installed."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return None


def chosen_provider() -> str:
    """The provider that ``cuda`` stands for."""
    return os.environ.get(PROVIDER_VARIABLE) or CUDA_PROVIDER
