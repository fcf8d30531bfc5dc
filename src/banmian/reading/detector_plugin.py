"""Loads the layout detector of your own that the settings name as ``module:name``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from banmian.errors import MissingRequirementError, UsageError

if TYPE_CHECKING:
    from banmian.layout.detector_interface import Detector
    from banmian.layout.model import ZoneKind
    from banmian.settings import Settings

PICTURE_SIDE = 1600
"""Long side in px of the picture that a detector is given: at least that on which such models are trained."""
REMEDY = "Give `detector` as module:name, and put the module's folder into PYTHONPATH or work in it."


@dataclass(frozen=True, slots=True)
class DetectorChoice:
    """A detector by its name, the least score of its blocks, and what classes of its own mean: ``Photo=picture, …``."""

    name: str
    least_score: float = 0.0
    classes: str | None = None

    def meanings(self) -> Mapping[str, ZoneKind]:
        """What classes mean, its own before those of common detectors. Raises UsageError for no such meaning."""
        from banmian.layout.detector_interface import CLASSES, KINDS

        own: dict[str, ZoneKind] = {}
        for pair in (self.classes or "").split(","):
            name, equals, kind_name = (part.strip() for part in pair.rpartition("="))
            kind = next((kind for kind in KINDS if kind == kind_name), None)
            if equals and name and kind is not None:
                own[name.lower()] = kind
            elif pair.strip():
                raise UsageError(f"detector_classes: {pair.strip()!r} says nothing", f"Kinds: {', '.join(KINDS)}.")
        return {**CLASSES, **own}


def choice_of(settings: Settings) -> DetectorChoice | None:
    """The detector that the settings name, if any."""
    if not settings.detector:
        return None
    return DetectorChoice(settings.detector, settings.detector_score, settings.detector_classes)


@lru_cache(maxsize=1)
def load_detector(name: str) -> Detector:
    """The detector of that name: an object with ``detect``, or the result of a class or function without arguments.

    Raises MissingRequirementError where there is no such module or name, or nothing in it that detects.
    """
    module_name, _, attribute = name.partition(":")
    if not module_name or not attribute:
        raise MissingRequirementError(f"{name!r} is not the name of a detector", REMEDY)
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.append(here)
    try:
        found = getattr(import_module(module_name), attribute)
    except (ImportError, AttributeError) as error:
        raise MissingRequirementError(f"the detector {name!r} can't be loaded: {error}", REMEDY) from error
    given = hasattr(found, "detect") and not isinstance(found, type)
    made = found() if callable(found) and not given else found
    if not callable(getattr(made, "detect", None)):
        raise MissingRequirementError(f"the detector {name!r} has no method detect", REMEDY)
    return cast("Detector", made)
