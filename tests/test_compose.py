"""The compose file: its shape, what its services call, and what they say to each other."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from banmian.settings import Settings

ROOT = Path(__file__).parents[1]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
KEYS = {
    *("image", "build", "user", "init", "restart", "volumes", "healthcheck", "environment", "entrypoint", "command"),
    *("ports", "depends_on", "profiles"),
}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
HEALTH = {"test", "interval", "timeout", "retries", "start_period", "disable"}


def words(service: str) -> list[str]:
    """What a service runs, as words."""
    values = SERVICES[service]
    line = [*values.get("entrypoint", ["banmian"]), *values.get("command", [])]
    return " ".join(line[2:]).split() if line[:2] == ["sh", "-c"] else line


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_the_shape_that_compose_knows(name: str) -> None:
    service = SERVICES[name]
    assert service.keys() <= KEYS
    assert isinstance(service["image"], str)
    assert service["restart"] in ("no", "unless-stopped", "always", "on-failure")
    assert service.get("healthcheck", {}).keys() <= HEALTH
    assert all(isinstance(value, str) for value in service.get("environment", {}).values())
    assert all(isinstance(word, str) for key in ("entrypoint", "command") for word in service.get(key, []))
    for other, how in service.get("depends_on", {}).items():
        assert how["condition"] in CONDITIONS
        if how["condition"] == "service_healthy":
            assert "test" in SERVICES[other]["healthcheck"]
    for volume in service.get("volumes", []):
        source, target = re.match(r"(\$\{[^}]*\}|[^:]+):([^:]+)", volume).groups()  # type: ignore[union-attr]
        assert source.startswith(("./", "${")) or source in COMPOSE["volumes"]
        assert target.startswith("/")
        assert not source.startswith("./") or source == "./data" or (ROOT / source).exists()


def test_no_service_waits_for_itself() -> None:
    ready: set[str] = set()
    while len(ready) < len(SERVICES):
        more = {name for name, service in SERVICES.items() if service.get("depends_on", {}).keys() <= ready}
        assert more > ready
        ready = more


def test_all_services_but_the_database_are_of_the_image_that_is_built_here() -> None:
    of_the_image = {name for name, service in SERVICES.items() if service.get("build") == "."}
    assert of_the_image == SERVICES.keys() - {"postgres"}
    installed = (ROOT / "Dockerfile").read_text("utf-8")
    assert "requirements/cluster.txt" in installed
    locked = "".join((ROOT / "requirements" / f"{name}.txt").read_text("utf-8") for name in ("runtime", "cluster"))
    for package in ("asyncpg", "distributed", "prefect-dask", "s3fs"):
        assert f"\n{package}==" in locked


def test_the_services_find_each_other() -> None:
    environments = [service.get("environment", {}) for service in SERVICES.values()]
    named = {value for values in environments for key, value in values.items() if key == "PREFECT_API_URL"}
    port = words("server")[words("server").index("--port") + 1]
    assert named == {f"http://server:{port}/api"}
    database = SERVICES["server"]["environment"]["PREFECT_SERVER_DATABASE_CONNECTION_URL"]
    made = SERVICES["postgres"]["environment"]
    assert database == (
        f"postgresql+asyncpg://{made['POSTGRES_USER']}:${{POSTGRES_PASSWORD}}@postgres:5432/{made['POSTGRES_DB']}"
    )
    scheduler = words("dask-scheduler")
    assert f"tcp://dask-scheduler:{scheduler[scheduler.index('--port') + 1]}" in words("dask-worker")
    pool = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["definitions"]["pool"]["name"]
    assert pool in words("worker")
    assert pool in words("deployments")
    assert any("prefect.yaml" in volume for volume in SERVICES["deployments"]["volumes"])


@pytest.mark.servers
@pytest.mark.parametrize("name", ["server", "worker", "dask-scheduler", "dask-worker"])
def test_the_programs_know_what_they_are_told(name: str) -> None:
    program, *rest = words(name)
    end = 2 if program == "prefect" else 1
    arguments = [str(Path(sys.executable).parent / program), *rest[:end], "--help"]
    told = subprocess.run(arguments, capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "200"})
    known = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", told.stdout))
    assert {word for word in rest if re.match(r"--?[a-z]", word)} <= known


def test_settings_in_the_environment_exist() -> None:
    known = {f"BANMIAN_{name.upper()}" for name in Settings.model_fields}
    for service in SERVICES.values():
        assert {key for key in service.get("environment", {}) if key.startswith("BANMIAN_")} <= known


def has_compose() -> bool:
    docker = shutil.which("docker")
    return docker is not None and subprocess.run([docker, "compose", "version"], capture_output=True).returncode == 0


@pytest.mark.skipif(not has_compose(), reason="`docker compose` is not installed")
def test_compose_itself_takes_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_PASSWORD", "secret")
    arguments = ["docker", "compose", "-f", str(ROOT / "compose.yaml"), "config", "--quiet"]
    assert subprocess.run(arguments, capture_output=True, text=True).stderr == ""
