"""The version of banmian, as its installation says."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("banmian")
except PackageNotFoundError:
    VERSION = "0+uninstalled"
