import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from batches import contents, pdf, picture, read_batch
from killing import command

from banmian.batch import batch_run as run
from banmian.batch.document_reading import TransientError
from banmian.batch.finalize import Summary
from banmian.batch.manifest import Row
from banmian.batch.run_plan import Task
from banmian.errors import MissingRequirementError
from banmian.flows.artifacts import markdown
from banmian.flows.prefect_env import configure_run, configure_server
from banmian.settings import Settings


def banmian_run(inputs: Path, output: Path, cache: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    full = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    full |= {"BANMIAN_ENGINE": "null", "BANMIAN_CACHE": str(cache), **environment}
    return subprocess.run(command("run", inputs, "-o", output), env=full, capture_output=True, text=True)


def test_the_flow_does_what_reading_without_it_does(tmp_path: Path, cache: Path) -> None:
    inputs, flowed, plain = tmp_path / "in", tmp_path / "flowed", tmp_path / "plain"
    picture(inputs / "a.png")
    pdf(inputs / "b.pdf", 2)
    (inputs / "empty.txt").touch()
    ended = banmian_run(inputs, flowed, cache, BANMIAN_PASSWORD="open-sesame")
    assert ended.returncode == 1, ended.stderr
    assert "2 done, 1 failed" in ended.stdout
    assert "Traceback" not in ended.stderr
    assert read_batch([inputs], plain).exit_status == 1
    assert contents(flowed) == contents(plain)
    kept = b"".join(path.read_bytes() for path in (cache / "prefect").glob("*.db*"))
    assert b"banmian-batch" in kept
    assert b"read-document" in kept
    assert b"open-sesame" not in kept


def most_at_once(inputs: list[str], output: Path, options: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> int:
    """The most tasks of a run that read, or wait for a worker process, at the same time."""
    from banmian.flows import tasks
    from banmian.flows.batch import read_newspapers

    now: list[str] = []
    at_once: list[int] = []

    def read_task(task: Task, *arguments: Any) -> Row:
        now.append(task.id)
        at_once.append(len(now))
        try:
            return run.read_task(task, *arguments)
        finally:
            now.remove(task.id)

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "read_task", read_task)
        assert read_newspapers(inputs, str(output), options)["done"] == len(inputs)
    return max(at_once)


@pytest.mark.servers
def test_documents_read_in_no_time_share_tasks_and_one_at_which_the_disk_failed_is_tried_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import GlobalConcurrencyLimitCreate
    from prefect.testing.utilities import prefect_test_harness

    from banmian.flows import tasks
    from banmian.flows.batch import read_newspapers

    inputs, output = tmp_path / "in", tmp_path / "out"
    for number in range(45):
        picture(inputs / f"{number:02d}.png", number)
    failing = ["40.png", "41.png", "41.png"]

    def read_task(task: Task, *arguments: Any) -> Row:
        name = Path(task.path).name
        if name in failing:
            failing.remove(name)
            raise TransientError("no room")
        return run.read_task(task, *arguments)

    monkeypatch.setattr(tasks, "read_task", read_task)
    with prefect_test_harness(server_startup_timeout=120):
        options = {"engine": "null", "retry_seconds": 0.01, "retries": 2}
        assert read_newspapers([str(inputs)], str(output), options)["done"] == 45
        with get_client(sync_client=True) as client:
            names = [task_run.task_key for task_run in client.read_task_runs()]
            few = [str(inputs / f"{number:02d}.png") for number in range(6)]
            client.create_global_concurrency_limit(GlobalConcurrencyLimitCreate(name="tag:ocr", limit=1))
            for tag, expected in (("free", {2, 3, 4, 5}), ("ocr", {1})):
                tagged = {**options, "tag": tag, "workers": 3}
                assert most_at_once(few, tmp_path / tag, tagged, monkeypatch) in expected
    assert not failing
    assert any("read_documents" in name for name in names)
    assert len(names) < 30
    assert read_batch([inputs], tmp_path / "plain").done == 45
    assert contents(output) == contents(tmp_path / "plain")


def test_what_the_user_has_set_stays(tmp_path: Path) -> None:
    environment = {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_LOGGING_LEVEL": "DEBUG"}
    configure_run(environment)
    assert environment["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert "PREFECT_HOME" not in environment
    assert "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED" not in environment


def test_an_embedded_server_has_a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANMIAN_CACHE", str(tmp_path / "cache"))
    environment: dict[str, str] = {}
    configure_run(environment)
    assert Path(environment["PREFECT_HOME"]).stat().st_mode & 0o077 == 0
    assert environment["PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED"] == "false"
    environment = {}
    configure_server(environment)
    assert "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED" not in environment


def test_a_home_that_can_not_be_made_is_something_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("a file")
    monkeypatch.setenv("BANMIAN_CACHE", str(tmp_path / "cache"))
    with pytest.raises(MissingRequirementError):
        configure_run({})


def test_the_artifact_names_what_needs_a_person(tmp_path: Path) -> None:
    row: dict[str, Any] = {"document": "a|b.png", "page": "3", "error": "PageError", "message": "m", "remedy": "r"}
    text = markdown(Summary(documents=2, done=1, failed=1), "out", [{k: str(v) for k, v in row.items()}])
    assert "| a\\|b.png | 3 | PageError: m | r |" in text
    assert "person" not in markdown(Summary(documents=1, done=1), "out", [])


def test_the_deployments_in_prefect_yaml_name_flows_that_exist() -> None:
    import importlib

    import yaml

    values = yaml.safe_load((Path(__file__).parents[2] / "prefect.yaml").read_text(encoding="utf-8"))
    assert {deployment["name"] for deployment in values["deployments"]} == {"on-demand", "nightly", "watch"}
    for deployment in values["deployments"]:
        module, name = deployment["entrypoint"].rsplit(".", 1)
        flow = getattr(importlib.import_module(module), name)
        assert set(deployment["parameters"]) <= set(flow.parameters.properties)
    assert json.dumps(values)


def test_tasks_and_flows_travel_by_their_names_in_the_package() -> None:
    import cloudpickle

    from banmian.flows import batch, ingestion, tasks

    for module in (batch, ingestion, tasks):
        travelling = [value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__]
        assert travelling
        for value in travelling:
            assert module.__name__.encode() in cloudpickle.dumps(value)


def test_a_server_that_does_not_answer_is_something_missing(tmp_path: Path) -> None:
    picture(tmp_path / "in" / "a.png")
    environment = {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_CLIENT_MAX_RETRIES": "0"}
    ended = banmian_run(tmp_path / "in", tmp_path / "out", tmp_path / "cache", **environment)
    assert ended.returncode == 3, ended.stderr
    assert "does not answer" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_flow_and_task_can_travel_to_other_processes() -> None:
    from prefect.serializers import PickleSerializer

    from banmian.flows.batch import read_newspapers
    from banmian.flows.tasks import read_one

    for traveller in (read_newspapers.with_options(retries=1), read_one.with_options(retries=2)):
        carried = PickleSerializer().dumps(traveller)
        assert PickleSerializer().loads(carried).name == traveller.name


def test_a_fault_of_the_infrastructure_is_tried_again_and_no_other() -> None:
    from prefect.states import Failed

    from banmian.flows.tasks import is_transient

    for error, expected in ((TransientError("disk"), True), (ValueError("page"), False)):
        assert is_transient(None, None, Failed(data=error)) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fail_on", "failed", "kind", "name"),
    [
        ("none", 0, "COMPLETED", "Completed"),
        ("none", 3, "COMPLETED", "CompletedWithFailures"),
        ("any", 1, "FAILED", "Failed"),
        ("10%", 9, "COMPLETED", "CompletedWithFailures"),
        ("10%", 10, "FAILED", "Failed"),
    ],
)
def test_a_run_ends_in_a_state_that_automations_can_wait_for(fail_on: str, failed: int, kind: str, name: str) -> None:
    from banmian.flows.batch import end_state

    counts = {"documents": 100, "failed": failed, "partial": 0, "untried": 0}
    state = end_state(counts, Settings(fail_on=fail_on))
    assert (state.type.value, state.name, state.data) == (kind, name, counts)


def test_a_pass_over_a_folder_with_nothing_new_starts_no_run_and_does_not_wait(tmp_path: Path) -> None:
    from banmian.flows.ingestion import ingest_folder

    picture(tmp_path / "in" / "a.png")
    assert read_batch([tmp_path / "in"], tmp_path / "out", Settings(engine="null")).done == 1
    assert ingest_folder.fn(str(tmp_path / "in"), str(tmp_path / "out"), {"engine": "null"}, 3600.0) is None
