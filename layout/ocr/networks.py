"""The networks of the OCR models as functions from tables to tables, run by ONNX Runtime or by OpenVINO."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from banmian.errors import MissingRequirementError

Network = Callable[[NDArray[Any]], NDArray[np.float32]]
"""A model's first output for one input."""
EXACT = {"INFERENCE_PRECISION_HINT": "f32"}
"""Single precision, for detectors. In bfloat16, in half of the time, the map parts lines a little differently: on drawn
pages bylines and captions were lost by it."""
ONNXRUNTIME_OPTIONS = {"inter_op_num_threads": 1, "enable_cpu_mem_arena": False, "log_severity_level": 3}


def onnxruntime_network(model: Path, threads: int) -> Network:
    """A model run by ONNX Runtime."""
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    for name, value in ONNXRUNTIME_OPTIONS.items():
        setattr(options, name, value)
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    given = session.get_inputs()[0].name
    return lambda table: np.asarray(session.run(None, {given: table})[0])


def openvino_network(model: Path, threads: int) -> Network:
    """A model run by OpenVINO, in bfloat16 where the processor has it.

    Raises MissingRequirementError where OpenVINO is not installed.
    """
    return _compiled(model, threads, {})


def openvino_detector(model: Path, threads: int) -> Network:
    """A detector run by OpenVINO in single precision. Raises MissingRequirementError where that is not installed."""
    return _compiled(model, threads, EXACT)


def _compiled(model: Path, threads: int, properties: dict[str, str]) -> Network:
    return as_network(openvino_core(threads).compile_model(str(model), "CPU", properties))


def as_network(compiled: Any) -> Network:
    """A model that OpenVINO compiled."""
    return lambda table: np.array(compiled([np.ascontiguousarray(table)])[0])


@lru_cache(maxsize=2)
def openvino_core(threads: int) -> Any:
    """OpenVINO set up for so many threads. Raises MissingRequirementError where it is not installed."""
    try:
        import openvino
    except ImportError as error:
        raise MissingRequirementError(
            f"openvino can't be imported: {error}", "Install it: pip install 'banmian[openvino]'"
        ) from error
    core = openvino.Core()
    core.set_property("CPU", {"INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY"})
    return core
