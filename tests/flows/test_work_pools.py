import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil
import pytest
from batches import contents, pdf, read_batch
from postgres import programs, running_postgres

from banmian.flows.local_server import free_port, running_server

ROOT = Path(__file__).parents[2]
POOL = "newspapers"
DOCUMENTS = 30
WAIT_SECONDS = 120.0

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed (apt-get install postgresql)"),
]


def wait_for(what: str, condition: Callable[[], Any]) -> Any:
    end = time.monotonic() + WAIT_SECONDS
    while not (found := condition()):
        assert time.monotonic() < end, f"{what}: not within {WAIT_SECONDS:g} s"
        time.sleep(0.2)
    return found


@pytest.fixture
def prefect(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., list[str]]:
    """Prefect's command line, in an environment that is this test's own."""
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    monkeypatch.setenv("PREFECT_WORKER_QUERY_SECONDS", "1")
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    monkeypatch.setenv("BANMIAN_ENGINE", "null")
    return lambda *arguments: [sys.executable, "-m", "prefect", "--no-prompt", *map(str, arguments)]


@pytest.fixture
def database(prefect: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with running_postgres() as url:
        monkeypatch.setenv("PREFECT_SERVER_DATABASE_CONNECTION_URL", url)
        yield url


def done(output: Path) -> int:
    return len(list(output.glob("documents/*/articles.json")))


def test_workers_of_two_hosts_share_a_pool_on_postgresql_while_the_server_is_lost_and_back(
    prefect: Callable[..., list[str]], database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The hosts have homes, caches and working folders of their own; those of the deployer are gone after deploying."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    outputs = [tmp_path / f"out-{year}" for year in (1952, 1953)]
    inputs = tmp_path / "in"
    for number in range(DOCUMENTS):
        pdf(inputs / f"{number}.pdf", 6, f"Words of document {number}")
    port = free_port()
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{port}/api")
    deployer = tmp_path / "deployer"
    deployer.mkdir()
    plan = deployer / "prefect.yaml"
    text = (ROOT / "prefect.yaml").read_text("utf-8")
    for folder in ("/srv/newspapers/in", "/srv/newspapers/out"):
        assert folder in text
        text = text.replace(folder, str(tmp_path))
    plan.write_text(text, "utf-8")
    with ExitStack() as held:
        held.enter_context(temporary_settings({PREFECT_API_URL: os.environ["PREFECT_API_URL"]}))
        with running_server(port) as server:
            for words in (
                ("work-pool", "create", POOL, "-t", "process", "--overwrite"),
                ("deploy", "--all", "--prefect-file", plan),
            ):
                subprocess.run(prefect(*words), check=True, cwd=deployer, stdout=subprocess.DEVNULL)
            shutil.rmtree(deployer)
            workers = [held.enter_context(worker(prefect, tmp_path, number)) for number in range(2)]
            for number in range(2):
                wait_for("a worker", lambda number=number: "started" in log_of(tmp_path, number).read_text())
            runs = [start_run(inputs, output) for output in outputs]
            wait_for("documents of both runs", lambda: min(map(done, outputs)) >= 2)
            parents = {psutil.Process(int(flow_run(run).infrastructure_pid)).ppid() for run in runs}
            assert parents == {worker.pid for worker in workers}
            assert max(map(done, outputs)) < DOCUMENTS
            os.killpg(server.pid, signal.SIGKILL)
        time.sleep(4.0)
        with running_server(port):
            ended = [wait_for("the end of a run", lambda run=run: final(run)) for run in runs]
            assert [run.state.name for run in ended] == ["Completed", "Completed"], log_of(tmp_path, 0).read_text()
            assert "banmian-batch" in artifact_keys()
    read_batch([inputs], tmp_path / "plain")
    for output in outputs:
        assert contents(output) == contents(tmp_path / "plain")


def log_of(folder: Path, number: int) -> Path:
    return folder / f"host-{number}" / "worker.log"


class worker:  # noqa: N801
    """A worker of the pool, on a host of its own, during a block."""

    def __init__(self, prefect: Callable[..., list[str]], folder: Path, number: int) -> None:
        self._arguments = prefect("worker", "start", "-p", POOL, "-n", f"reader-{number}", "--limit", 1)
        self._log = log_of(folder, number)
        self._home = self._log.parent / "home"
        self._home.mkdir(parents=True)

    def __enter__(self) -> subprocess.Popen[bytes]:
        home = {"HOME": self._home, "PREFECT_HOME": self._home / ".prefect", "BANMIAN_CACHE": self._home / ".cache"}
        environment = os.environ | {name: str(path) for name, path in home.items()}
        with open(self._log, "ab") as log:
            self._process = subprocess.Popen(
                self._arguments, stdout=log, stderr=log, cwd=self._log.parent, env=environment
            )
        return self._process

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def start_run(folder: Path, output: Path) -> UUID:
    from prefect.deployments import run_deployment

    parameters = {"inputs": [str(folder)], "output": str(output), "options": {"engine": "null"}}
    run: Any = run_deployment("read-newspapers/on-demand", parameters=parameters, timeout=0, as_subflow=False)
    return UUID(str(run.id))


def flow_run(run: UUID) -> Any:
    from prefect import get_client

    with get_client(sync_client=True) as client:
        return client.read_flow_run(run)


def final(run: UUID) -> Any:
    found = flow_run(run)
    return found if found.state.is_final() else None


def artifact_keys() -> set[str | None]:
    from prefect import get_client

    with get_client(sync_client=True) as client:
        return {artifact.key for artifact in client.read_artifacts()}
