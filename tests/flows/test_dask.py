import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from batches import contents, pdf, picture, read_batch, tiff
from dask_processes import DaskProcesses
from killing import command, start

from banmian.flows.local_server import free_port, running_server

DOCUMENTS = 16
KILLS = 2

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[dict[str, str]]:
    """What leads to a Prefect server that the tests of this module share."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    port = free_port()
    own = {
        "PREFECT_HOME": str(shutil.copytree(empty_database, tmp_path_factory.mktemp("own") / "prefect")),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "BANMIAN_ENGINE": "null",
    }
    with pytest.MonkeyPatch.context() as patched:
        for name, value in own.items():
            patched.setenv(name, value)
        with running_server(port):
            yield {**kept, **own}


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    for number in range(DOCUMENTS):
        if number % 4 == 1:
            tiff(folder / f"{number}.tif", 4 + number // 4)
        else:
            pdf(folder / f"{number}.pdf", 5, f"Words of document {number}")
    (folder / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


def done(output: Path) -> int:
    return len(list(output.glob("documents/*/articles.json")))


def test_workers_that_are_killed_cost_nothing(inputs: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    output, log, chance = tmp_path / "out", tmp_path / "log", random.Random(5)
    with DaskProcesses(log, environment) as cluster:
        for _ in range(2):
            cluster.start_worker()
        cluster.wait_for_workers(2)
        options = ("--runner", "dask", "--dask-address", cluster.address, "--workers", 2)
        process = start(command("run", inputs, "-o", output, *options), environment, log)
        for number in range(1, KILLS + 1):
            while process.poll() is None and done(output) < 3 * number:
                time.sleep(0.02)
            time.sleep(chance.uniform(0.0, 0.3))
            assert process.poll() is None, log.read_text()
            cluster.kill_worker(chance)
            cluster.start_worker()
            cluster.wait_for_workers(2)
        assert process.wait() == 1, log.read_text()
    assert read_batch([inputs], tmp_path / "plain").done == DOCUMENTS
    assert contents(output) == contents(tmp_path / "plain")


def test_a_run_whose_workers_are_all_gone_comes_to_an_end(
    inputs: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    output, log, chance = tmp_path / "out", tmp_path / "log", random.Random(5)
    with DaskProcesses(log, environment) as cluster:
        cluster.start_worker()
        options = ("--runner", "dask", "--dask-address", cluster.address, "--workers", 1, "--dask-seconds", 8)
        process = subprocess.Popen(
            command("run", inputs, "-o", output, *options), env=environment, stderr=subprocess.PIPE, text=True
        )
        while process.poll() is None and done(output) < 1:
            time.sleep(0.02)
        cluster.kill_worker(chance)
        _, told = process.communicate()
    assert process.returncode == 3, told
    assert "has had no worker" in told
    assert "dask worker" in told
    assert "Traceback" not in told
    before = done(output)
    assert 0 < before < DOCUMENTS
    assert read_batch([inputs], output).reused >= before - 1


def test_a_cluster_without_workers_is_something_missing(tmp_path: Path, environment: dict[str, str]) -> None:
    picture(tmp_path / "in" / "a.png")
    with DaskProcesses(tmp_path / "log", environment) as cluster:
        options = ("--runner", "dask", "--dask-address", cluster.address, "--dask-seconds", 5)
        arguments = command("run", tmp_path / "in", "-o", tmp_path / "out", *options)
        ended = subprocess.run(arguments, env=environment, capture_output=True, text=True)
    assert ended.returncode == 3, ended.stderr
    assert "no worker within 5 s" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_local_cluster_whose_workers_die_at_their_start_is_something_missing(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    picture(tmp_path / "in" / "a.png")
    dying = {**environment, "DASK_DISTRIBUTED__WORKER__PRELOAD": '["import os; os._exit(1)"]'}
    arguments = command("run", tmp_path / "in", "-o", tmp_path / "out", "--runner", "dask")
    ended = subprocess.run(arguments, env=dying, capture_output=True, text=True)
    assert ended.returncode == 3, ended.stderr
    assert "no worker" in ended.stderr
    assert "Traceback" not in ended.stderr
