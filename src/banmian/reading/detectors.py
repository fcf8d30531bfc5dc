"""A layout detector of your own, named in the settings as ``module:name``."""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from banmian.errors import MissingRequirementError

if TYPE_CHECKING:
    from banmian.layout.detector import Detector

PICTURE_SIDE = 1600
"""Long side in px of the picture that a detector is given: at least that on which such models are trained."""
REMEDY = "Give `detector` as module:name, and put the module's folder into PYTHONPATH or work in it."


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
