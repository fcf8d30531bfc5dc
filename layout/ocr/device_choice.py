"""Where OCR computes: on the processors, or on a graphics processor where torch is installed and can use one."""

from __future__ import annotations

import logging
import os
import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from banmian.errors import BanmianError, MissingRequirementError

CPU, CUDA, AUTO = "cpu", "cuda", "auto"
PACKAGES = ("torch", "onnx")
"""What `cuda` needs. Only the process that owns the device imports them."""
TORCH, TORCH_ON_PROCESSORS, ONNXRUNTIME = "torch", "torch-cpu", "onnxruntime"
PROVIDERS = (TORCH, TORCH_ON_PROCESSORS, ONNXRUNTIME)
"""What runs the networks for ``cuda``. The second and the third rehearse it without a device."""
PROVIDER_VARIABLE = "BANMIAN_CUDA_PROVIDER"
"""Names one of `PROVIDERS`."""
CARDS = ("nvidia[0-9]*", "dxg")
"""Files in /dev of NVIDIA's cards; the second is that of Linux inside Windows."""

log = logging.getLogger(__name__)


def resolve_device(device: str, profile: str = "default", weights_dir: Path | None = None) -> str:
    """``cpu`` or ``cuda``: ``auto`` is ``cuda`` where the packages for it and a card are there and can be used.

    Where they are there in vain, a warning says why. Raises MissingRequirementError where ``cuda`` can't be used.
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
    expect_packages()
    from banmian.layout.ocr.device_client import DeviceClient
    from banmian.layout.ocr.device_start import OwnerSettings

    client = DeviceClient(OwnerSettings(profile, weights_dir, chosen_provider()))
    try:
        client.connect()
    finally:
        client.close()


@lru_cache(maxsize=4)
def _try_device(profile: str, weights_dir: Path | None) -> str:
    try:
        expect_packages()
        expect_card()
    except MissingRequirementError as error:
        log.debug("OCR computes on the processors: %s", error)
        return CPU
    try:
        expect_device(profile, weights_dir)
    except BanmianError as error:
        log.warning("%s OCR computes on the processors. %s", error, error.advice)
        return CPU
    return CUDA


def expect_packages() -> None:
    """Raise MissingRequirementError where the system or a package is wrong for ``cuda``. Imports no package."""
    if sys.platform != "linux":
        raise MissingRequirementError("--device cuda is for Linux.", "Read with --device cpu.")
    if chosen_provider() != TORCH:
        return
    for name in PACKAGES:
        if package_version(name) is None:
            raise MissingRequirementError(
                f"--device cuda needs {name}, which is not installed.", "Install it: pip install 'banmian[cuda]'"
            )
    torch = package_version(TORCH) or ""
    if torch.endswith("+cpu"):
        raise MissingRequirementError(
            f"--device cuda needs another build of torch than {torch}, which is for processors alone.",
            "Install one with CUDA: see docs/install.md#graphics-processors.",
        )


def expect_card() -> None:
    """Raise MissingRequirementError where it is plain without a try that there is no card."""
    hidden = os.environ.get("CUDA_VISIBLE_DEVICES", "0") in ("", "-1")
    if chosen_provider() == TORCH and (hidden or not any(any(Path("/dev").glob(name)) for name in CARDS)):
        raise MissingRequirementError(
            "There is no NVIDIA card here.", "See docs/install.md#graphics-processors; --device cpu reads without one."
        )


def package_version(name: str) -> str | None:
    """The version of a package, None where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def chosen_provider() -> str:
    """What ``cuda`` stands for."""
    return os.environ.get(PROVIDER_VARIABLE) or TORCH
