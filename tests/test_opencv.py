import ctypes
import platform
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from banmian.opencv import MACHINES, empty_library, lacks_window_libraries, load_empty_library

ROOT = Path(__file__).parents[1]
ON_LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux") or platform.machine() not in MACHINES, reason="empty libraries are for Linux"
)
AS_ON_A_SERVER = """
import ctypes, importlib.machinery, sys
from importlib.abc import Loader, MetaPathFinder

class Windows(MetaPathFinder, Loader):
    "An OpenCV that is linked against a library that is nowhere."
    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self) if name == "cv2" else None
    def exec_module(self, module):
        try:
            ctypes.CDLL("libGL.so.1.of-nowhere", mode=sys.getdlopenflags())
        except OSError as error:
            raise ImportError(str(error)) from None
        module.lazy = sys.getdlopenflags()

sys.meta_path.insert(0, Windows())
source = open(sys.argv[1], encoding="utf-8").read().replace('"libGL.so.1",', '"libGL.so.1.of-nowhere",')
names = {"__name__": "banmian.opencv"}
before = sys.getdlopenflags()
exec(compile(source, sys.argv[1], "exec"), names)
print(names["uses_empty_libraries"](), names["cv2"].lazy, sys.getdlopenflags() == before)
"""


@ON_LINUX
def test_an_empty_library_stands_for_one_of_its_name():
    for name in ("libbanmian-of-nowhere.so.1", "libbanmian-of-elsewhere.so.2"):
        with pytest.raises(OSError, match="cannot open shared object"):
            ctypes.CDLL(name)
        load_empty_library(name)
        ctypes.CDLL(name)


@ON_LINUX
def test_opencv_loads_where_the_libraries_of_windows_are_missing():
    module = ROOT / "src" / "banmian" / "opencv.py"
    words = [sys.executable, "-c", AS_ON_A_SERVER, str(module)]
    ended = subprocess.run(words, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT / "src")})
    assert ended.stdout.split() == ["True", "1", "True"], ended.stderr


def test_an_empty_library_says_which_processor_it_is_for():
    made = {name: empty_library("libGL.so.1", number) for name, number in MACHINES.items()}
    assert [struct.unpack_from("<H", data, 18)[0] for data in made.values()] == list(MACHINES.values())
    assert all(data.startswith(b"\x7fELF") and b"libGL.so.1\0" in data for data in made.values())


@pytest.mark.parametrize(
    ("message", "windows"),
    [
        ("libGL.so.1: cannot open shared object file: No such file or directory", True),
        ("libgthread-2.0.so.0: cannot open shared object file: No such file or directory", True),
        ("libpng16.so.16: cannot open shared object file: No such file or directory", False),
        ("No module named 'cv2'", False),
    ],
)
def test_other_reasons_are_not_hidden(message, windows):
    assert lacks_window_libraries(ImportError(message)) is windows


def test_every_module_takes_opencv_from_here():
    files = [path for part in ("src/banmian", "layout", "repair", "flows") for path in (ROOT / part).rglob("*.py")]
    direct = [path.name for path in files if "import cv2\n" in path.read_text("utf-8").replace("opencv import cv2", "")]
    assert direct == []
