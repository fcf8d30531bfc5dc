"""Memory between pages: kept within bounds, given back beyond them."""

import subprocess
import sys

import pytest

KEPT_AND_GIVEN_BACK = """
import numpy as np, psutil
from banmian.layout.ocr import malloc_tuning as memory

def held():
    return psutil.Process().memory_info().rss

memory.tune_malloc()
before = held()
pictures = [np.ones(40_000_000, np.uint8) for _ in range(4)]
del pictures
memory.release_memory()
kept = held() - before
memory.KEPT_BYTES = 0
memory.release_memory()
print(kept // 1_000_000, (held() - before) // 1_000_000)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the allocator's settings are glibc's")
def test_memory_is_kept_for_the_next_page_and_given_back_beyond_the_bound():
    done = subprocess.run([sys.executable, "-c", KEPT_AND_GIVEN_BACK], capture_output=True, text=True, check=True)
    kept, left = map(int, done.stdout.split())
    assert kept > 120
    assert left < 40


APART_FROM_THE_HEAP = """
import numpy as np, psutil
from banmian.layout.ocr import malloc_tuning as memory

def held():
    return psutil.Process().memory_info().rss

memory.tune_malloc()
before = held()
with memory.large_blocks_mapped():
    pictures = [np.ones(60_000_000, np.uint8) for _ in range(3)]
    heaped = np.ones(20_000_000, np.uint8)
    del pictures
mapped = held() - before
later = np.ones(60_000_000, np.uint8)
del later
print(mapped // 1_000_000, (held() - before) // 1_000_000)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the allocator's settings are glibc's")
def test_large_blocks_of_a_library_are_given_back_at_once_and_those_of_later_kept():
    done = subprocess.run([sys.executable, "-c", APART_FROM_THE_HEAP], capture_output=True, text=True, check=True)
    mapped, later = map(int, done.stdout.split())
    assert mapped < 40
    assert later > 60
