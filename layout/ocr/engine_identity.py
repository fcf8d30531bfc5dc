"""Which engine and models produce a result, known without loading them (``auto`` is tried once a machine)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from banmian.errors import UsageError
from banmian.layout.ocr.engine_choice import resolve_engine
from banmian.layout.ocr.engine_loading import NAMES
from banmian.layout.ocr.model_files import PROFILES
from banmian.read_options import DEFAULT, ReadOptions


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """``name`` of the engine, and its ``models`` by task (detection, recognition, orientation)."""

    name: str
    models: Mapping[str, str] = field(default_factory=dict)


def engine_identity(options: ReadOptions = DEFAULT) -> EngineIdentity:
    """The identity of the engine that these options select.

    Raises UsageError for an unknown engine or profile and for an engine that can't use the device,
    MissingRequirementError where the device can't be used.
    """
    if options.engine not in NAMES:
        raise UsageError(f"There is no OCR engine {options.engine!r}.", f"Choose one of: {', '.join(NAMES)}.")
    if options.engine == "null":
        return EngineIdentity(resolve_engine("null", device=options.device))
    if options.profile not in PROFILES:
        raise UsageError(f"There is no OCR profile {options.profile!r}.", f"Choose one of: {', '.join(PROFILES)}.")
    name = resolve_engine(options.engine, options.weights_dir, options.device, options.profile)
    models: dict[str, str] = {
        weight.task: f"{weight.name} ({weight.distribution})" for weight in PROFILES[options.profile]
    }
    if name == "tesseract":
        from banmian.layout.ocr.tesseract_engine import DEFAULT_LANGUAGES

        models["recognition"] = f"tesseract {options.languages or DEFAULT_LANGUAGES}"
        del models["vertical_recognition"], models["fraktur_recognition"]
    return EngineIdentity(name, models)
