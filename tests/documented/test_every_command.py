"""The commands of README and docs that read pages, and those that serve until they are interrupted."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from documented_commands import (
    PATIENCE_SECONDS,
    READY,
    environment_of,
    make_folder,
    run,
    serving_commands,
    slow_commands,
)

from banmian.batch.read_batch import read_batch
from banmian.flows.local_server import free_port, running_server
from banmian.settings import Settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the docs name, and output that `review` needs."""
    made = make_folder(tmp_path_factory.mktemp("docs"))
    read_batch([made / "samples" / "damaged.txt"], made / "out", Settings(engine="null"))
    return made


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[dict[str, str]]:
    """The environment with a Prefect server that runs."""
    port = free_port()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PREFECT_HOME", str(folder / "prefect"))
        patched.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        with running_server(port):
            yield environment_of(folder) | {"PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}


@pytest.mark.parametrize("command", slow_commands())
def test_commands_that_read_pages(command: str, folder: Path) -> None:
    ended = run(command, folder, environment_of(folder))
    assert ended.returncode == 0, ended.stderr[-600:]


def test_a_flow_on_a_server(folder: Path, server: dict[str, str]) -> None:
    ended = run("banmian run scans/ epaper/*.pdf texts/ -o out-run", folder, server)
    assert ended.returncode == 0, ended.stderr
    assert "4 done" in ended.stdout


def test_commands_that_serve(folder: Path, server: dict[str, str]) -> None:
    """Each is started, interrupted once it is ready, and ends as it should."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # children of a shell in the background ignore it
    lines = [f"{line} --port {free_port()}" if "review" in line else line for line in serving_commands()]
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda line: started_and_interrupted(line, folder, server), lines))
    for line, (status, told) in zip(lines, outcomes, strict=True):
        assert status == (0 if "review" in line else 130), f"{line}: {told}"


def started_and_interrupted(command: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Exit status and words of a command that is interrupted once it says that it is ready."""
    ready = next(words for start, words in READY.items() if command.startswith(start))
    log = folder / f"{abs(hash(command))}.log"
    with open(log, "w", encoding="utf-8") as stream:
        process = subprocess.Popen(
            ["bash", "-c", f"exec {command}"],
            cwd=folder,
            env=environment,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    end = time.monotonic() + PATIENCE_SECONDS
    try:
        while ready not in log.read_text("utf-8"):
            assert process.poll() is None, f"{command} ended: {log.read_text('utf-8')}"
            assert time.monotonic() < end, f"{command} is not ready: {log.read_text('utf-8')}"
            time.sleep(0.1)
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        return process.wait(timeout=60), log.read_text("utf-8")
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
