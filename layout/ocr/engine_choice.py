"""The engine that reads by default: OpenVINO where it is installed and right on this processor, else ONNX Runtime.

Both run the same weights. OpenVINO is two to five times faster on processors for which it has kernels, and it
computes in bfloat16 where the processor does. Whether its results are right here is tried once, in a process of its
own (`openvino_trial`), and written down in the cache folder until a version, a weight or the processor changes.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from banmian.errors import MissingRequirementError, UsageError
from banmian.layout.ocr.device_choice import CUDA, resolve_device
from banmian.layout.ocr.model_files import PROFILES, cache_folder, prepare_profile, write_to_cache

AUTO = "auto"
FAST, SAFE = "openvino", "paddle"
SECONDS = 120.0
"""A trial that takes longer has failed."""
CHOICE_FILE = "engine.json"


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """The engine's ``name``, and the ``reason`` in a few words."""

    name: str
    reason: str


def resolve_engine(name: str, weights_dir: Path | None = None, device: str = "cpu", profile: str = "default") -> str:
    """The engine that a name stands for on a device (`resolve_device`): ``auto`` is the one that `choose_engine` gives
    for processors. Raises UsageError for an engine that can't use the device that is named.
    """
    if name in (AUTO, SAFE):
        if resolve_device(device, profile, weights_dir) == CUDA:
            return CUDA
    elif device == CUDA:
        raise UsageError(f"Engine {name!r} reads on processors alone.", "Leave out --engine or --device.")
    return choose_engine(weights_dir).name if name == AUTO else name


@lru_cache(maxsize=4)
def choose_engine(weights_dir: Path | None = None) -> EngineChoice:
    """The fastest engine that is installed and right on this processor; tried once a machine."""
    if find_spec("openvino") is None:
        return EngineChoice(SAFE, "OpenVINO is not installed")
    key = circumstances()
    known = _recall(key)
    if known is not None:
        return known
    try:
        prepare_profile("default", weights_dir)
    except MissingRequirementError as error:
        return EngineChoice(SAFE, f"OpenVINO could not be tried: {error}")
    choice, certain = _try_out(weights_dir)
    if certain:
        _remember(key, choice)
    return choice


def _try_out(weights_dir: Path | None) -> tuple[EngineChoice, bool]:
    """The outcome of a trial in a process of its own, and whether it came to an end."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "banmian.layout.ocr.openvino_trial",
        *([str(weights_dir)] if weights_dir else []),
    ]
    source = str(Path(__file__).parents[3])
    path = os.pathsep.join([source, *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"}
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired:
        return EngineChoice(SAFE, f"OpenVINO took more than {SECONDS:.0f} s to try"), False
    if ended.returncode:
        why = (ended.stderr.strip().splitlines() or [f"it ended with {ended.returncode}"])[-1]
        return EngineChoice(SAFE, f"OpenVINO does not run on this processor: {why}"), False
    outcome = json.loads(ended.stdout.splitlines()[-1])
    times = f"{outcome['ratio']:.2f} of the time of ONNX Runtime"
    if not outcome["agrees"]:
        return EngineChoice(SAFE, "OpenVINO gives other results on this processor"), True
    if outcome["ratio"] >= 1:
        return EngineChoice(SAFE, f"OpenVINO takes {times} on this processor"), True
    return EngineChoice(FAST, f"OpenVINO gives the same results in {times}"), True


@lru_cache(maxsize=1)
def circumstances() -> tuple[str, ...]:
    """All that a trial's outcome depends on: versions, weights, the processor."""
    packages = []
    for name in ("openvino", "onnxruntime", "numpy"):
        try:
            packages.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            packages.append(f"{name} as found")
    weights = [weight.sha256 for weight in PROFILES["default"]]
    return (*packages, *weights, platform.machine(), platform.python_version(), *_processor())


def _processor() -> list[str]:
    """The processor's name and what it can do, as the system says."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        return [platform.processor()]
    wanted = ("model name", "flags", "Features", "CPU part")
    return sorted({line for line in lines if line.startswith(wanted)})


def _recall(key: Sequence[str]) -> EngineChoice | None:
    """The choice that was made before under the same circumstances."""
    try:
        kept = json.loads((cache_folder() / CHOICE_FILE).read_text("utf-8"))
        return EngineChoice(kept["name"], kept["reason"]) if kept["key"] == list(key) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(key: Sequence[str], choice: EngineChoice) -> None:
    content = json.dumps({**asdict(choice), "key": list(key)}, indent=1).encode()
    try:
        write_to_cache(cache_folder() / CHOICE_FILE, content)
    except MissingRequirementError:
        return  # a folder that nobody may write to: the next process tries again
