"""Memory handed back between pages, so that a long run stays flat."""

from __future__ import annotations

import ctypes
import sys
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def _library() -> Any:
    return ctypes.CDLL("libc.so.6") if sys.platform == "linux" else None


def hand_back() -> None:
    """Give freed memory to the system (malloc_trim of glibc); does nothing where there is no such call."""
    library = _library()
    if library is not None and hasattr(library, "malloc_trim"):
        library.malloc_trim(0)
