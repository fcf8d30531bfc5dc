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
