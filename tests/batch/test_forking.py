"""A worker process that begins as a copy of the one that runs the batch."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from batches import picture

from banmian.batch.forking import ForkedProcess, can_fork

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are only forked on Linux")

LIKE_A_SHELL = """
import sys
from banmian.batch.forking import ForkedProcess
held = open(sys.argv[1], "w")
def work():
    for line in sys.stdin:
        print("heard", line.strip(), flush=True)
    print("no more", file=sys.stderr)
def fail():
    raise ValueError("nothing works")
process = ForkedProcess(work)
process.stdin.write("one\\ntwo\\n".encode())
process.stdin.close()
print(process.stdout.read(), process.stderr.read(), process.wait(timeout=20))
process = ForkedProcess(fail)
print(process.stderr.read().decode().splitlines()[-1], process.wait())
"""

TWO_READINGS = """
import sys
from pathlib import Path
from banmian.batch.worker_pool import WorkerPool
from banmian.batch.read_batch import read_batch
from banmian.settings import read_settings
settings = read_settings(engine="null", worker_documents=1)
pool = WorkerPool(settings)
pool.start_early()
(pid,) = pool.pids
told = Path(f"/proc/{pid}/cmdline").read_bytes() == Path("/proc/self/cmdline").read_bytes()
summary = read_batch([sys.argv[1]], sys.argv[2], settings, pool=pool)
print(told, summary.done, summary.failed, pid in pool.pids)
pool.close()
"""


def run_script(script: str, *arguments: object) -> str:
    words = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, check=True, timeout=120).stdout


def test_a_copy_has_pipes_and_a_status(tmp_path: Path) -> None:
    said = run_script(LIKE_A_SHELL, tmp_path / "held").splitlines()
    assert said == ["b'heard one\\nheard two\\n' b'no more\\n' 0", "ValueError: nothing works 1"]


def test_a_copy_reads_the_first_document_and_new_processes_the_others(tmp_path: Path) -> None:
    for number in range(3):
        picture(tmp_path / "in" / f"{number}.png", number)
    assert run_script(TWO_READINGS, tmp_path / "in", tmp_path / "out").split() == ["True", "3", "0", "False"]


def test_a_copy_ends_with_its_parent_and_when_killed() -> None:
    process = ForkedProcess(signal.pause)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=0.05)
    process.kill()
    assert process.wait(timeout=20) == -signal.SIGKILL
    process.kill()
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


def test_a_process_with_threads_is_not_copied() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    assert not can_fork()
    end.set()
    thread.join()
