"""Files that other packages bring, found without loading these."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def file_of(package: str, *names: str, lacking: str) -> Path:
    """A file in the folder of a package; ``lacking`` says what it is for.

    Raises ModuleNotFoundError where the package is not installed.
    """
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{package} is not installed: {lacking}", name=package)
    return Path(found.origin).parent.joinpath(*names)
