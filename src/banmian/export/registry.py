"""The registry of export formats: every module of `banmian.export.formats` is one, named after the module."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from banmian.errors import UsageError
from banmian.export import formats
from banmian.export.format import Format


@cache
def all_formats() -> dict[str, Format]:
    """Every format by its name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
    found = [importlib.import_module(f"{formats.__name__}.{name}").FORMAT for name in names]
    return {known.name: known for known in found}


def get_format(name: str) -> Format:
    """The format of that name. Raises UsageError for an unknown one."""
    known = all_formats()
    if name not in known:
        raise UsageError(f"no format {name!r}", f"Formats: {', '.join(known)}.")
    return known[name]
