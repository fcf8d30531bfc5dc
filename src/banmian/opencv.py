"""OpenCV, wherever it was installed: ``from banmian.opencv import cv2``.

Packages that banmian needs ask for OpenCV's build for desktops, which opens windows and is linked against libGL and
GLib for that. Servers and slim images have neither, and pip has no way to choose the build without windows. Nothing
here opens a window, so where these libraries are missing empty ones of their names take their place, in this process
alone and in memory alone; the dynamic linker asks for their functions only when one is called.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import platform
import re
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager

LIBRARIES_OF_WINDOWS = ("libGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0")
MACHINES = {"x86_64": 62, "aarch64": 183}
"""Numbers of processors in ELF files (``e_machine``)."""
HEADER, SEGMENT, SECTION, ENTRY, SYMBOL = 64, 56, 64, 16, 24
"""Bytes of each structure in a 64-bit ELF file."""
LOADED, DYNAMIC = 1, 2
PAGE_BYTES = 0x10000
END, HASH, STRINGS, SYMBOLS, STRING_BYTES, SYMBOL_BYTES, NAME = 0, 4, 5, 6, 10, 11, 14
"""Tags of the dynamic section (ELF specification, "Dynamic Section")."""

_empty_libraries: list[ctypes.CDLL] = []


def uses_empty_libraries() -> bool:
    """Whether OpenCV was loaded with empty libraries in the place of missing ones."""
    return bool(_empty_libraries)


def empty_library(name: str, machine: int) -> bytes:
    """A shared library of a name (its ``DT_SONAME``) that defines nothing, as an ELF file."""
    names = b"\0" + name.encode("ascii") + b"\0"
    dynamic_at = HEADER + 2 * SEGMENT
    symbols_at = dynamic_at + 7 * ENTRY
    hash_at = symbols_at + SYMBOL
    names_at = hash_at + 16
    size = names_at + len(names)
    tags = (
        *((NAME, 1), (HASH, hash_at), (STRINGS, names_at), (SYMBOLS, symbols_at)),
        *((STRING_BYTES, len(names)), (SYMBOL_BYTES, SYMBOL), (END, 0)),
    )
    header = struct.pack("<7B9x", 0x7F, *b"ELF", 2, 1, 1)
    header += struct.pack("<HHIQQQIHHHHHH", 3, machine, 1, 0, HEADER, 0, 0, HEADER, SEGMENT, 2, SECTION, 0, 0)
    loaded = struct.pack("<IIQQQQQQ", LOADED, 6, 0, 0, 0, size, size, PAGE_BYTES)
    dynamic_bytes = len(tags) * ENTRY
    dynamic = struct.pack("<IIQQQQQQ", DYNAMIC, 6, dynamic_at, dynamic_at, dynamic_at, dynamic_bytes, dynamic_bytes, 8)
    entries = b"".join(struct.pack("<QQ", tag, value) for tag, value in tags)
    return header + loaded + dynamic + entries + bytes(SYMBOL) + struct.pack("<4I", 1, 1, 0, 0) + names


def load_empty_library(name: str) -> ctypes.CDLL:
    """Load an empty library, so that whatever asks for one of this name from now on finds it. Raises OSError."""
    machine = MACHINES.get(platform.machine())
    if machine is None or not sys.platform.startswith("linux"):
        raise OSError(f"no empty library can be made for {sys.platform} on {platform.machine()}")
    memory = os.memfd_create(name)  # left open: by its number the linker knows one library from the next
    os.write(memory, empty_library(name, machine))
    return ctypes.CDLL(f"/proc/self/fd/{memory}", mode=os.RTLD_LAZY | ctypes.RTLD_GLOBAL)


@contextmanager
def _functions_looked_up_when_called() -> Iterator[None]:
    before = sys.getdlopenflags()
    sys.setdlopenflags(os.RTLD_LAZY)
    try:
        yield
    finally:
        sys.setdlopenflags(before)


def _is_missing(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return True
    return False


def lacks_window_libraries(error: ImportError) -> bool:
    """Whether OpenCV could not be loaded for want of what it opens windows with."""
    named = re.match(r"(lib\S+?): cannot open shared object file", str(error))
    return named is not None and named[1] in LIBRARIES_OF_WINDOWS


def _load_without_windows(error: ImportError) -> None:
    """Load OpenCV though what it opens windows with is missing. Raises the error where that is not what it wants."""
    if not lacks_window_libraries(error):
        raise error
    try:
        _empty_libraries.extend(load_empty_library(name) for name in LIBRARIES_OF_WINDOWS if _is_missing(name))
    except OSError:
        raise error from None
    sys.modules.pop("cv2", None)
    with _functions_looked_up_when_called():
        importlib.import_module("cv2")


try:
    import cv2 as cv2
except ImportError as missing:
    _load_without_windows(missing)
    import cv2 as cv2
