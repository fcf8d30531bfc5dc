"""A server that banmian starts answers this user's own processes alone: the web page and the other user are played."""

import base64
import http.client
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from banmian.flows.local_server import free_port, running_server
from banmian.flows.prefect_env import configure_run, configure_server
from banmian.flows.server_access import CLIENT_SECRET, ORIGINS, SERVER_SECRET, protect_server

EVIL = "http://evil.example"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[int]:
    """The port of a server that is set up as `banmian serve` sets it up."""
    port = free_port()
    with pytest.MonkeyPatch.context() as patched:
        for name in [name for name in os.environ if name.startswith("PREFECT_")]:
            patched.delenv(name)
        own = tmp_path_factory.mktemp("cache")
        shutil.copytree(empty_database, own / "prefect")
        patched.setenv("BANMIAN_CACHE", str(own))
        environment = dict(os.environ)
        configure_server(environment, port)
        for name, value in environment.items():
            patched.setenv(name, value)
        with running_server(port):
            yield port


def ask(port: int, method: str, path: str, body: str = "", **headers: str) -> tuple[int, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    answer = connection.getresponse()
    answer.read()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def authorization() -> str:
    return "Basic " + base64.b64encode(os.environ[CLIENT_SECRET].encode()).decode()


@pytest.mark.parametrize("path", ["/api/deployments/filter", "/api/flow_runs/filter", "/api/work_pools/filter"])
def test_another_user_learns_and_starts_nothing(server: int, path: str) -> None:
    status, _ = ask(server, "POST", path, "{}", Content_Type="application/json")
    assert status in (401, 403)
    status, _ = ask(server, "POST", path, "{}", Content_Type="application/json", Authorization="Basic eDp5")
    assert status in (401, 403)
    assert ask(server, "GET", "/api/deployments/name/read-newspapers/on-demand")[0] == 401


def test_who_has_the_secret_is_answered(server: int) -> None:
    assert ask(server, "GET", "/api/admin/version", Authorization=authorization())[0] == 200


def test_a_web_page_may_not_ask_for_it(server: int) -> None:
    status, headers = ask(
        server, "OPTIONS", "/api/deployments/filter", Origin=EVIL, Access_Control_Request_Method="POST"
    )
    assert status == 400
    assert "access-control-allow-origin" not in headers
    _, headers = ask(server, "GET", "/api/health", Origin=EVIL)
    assert "access-control-allow-origin" not in headers


def test_a_simple_post_of_a_web_page_does_nothing_even_with_the_secret(server: int) -> None:
    body = json.dumps({"name": "evil"})
    status, _ = ask(server, "POST", "/api/flows/", body, Content_Type="text/plain", Origin=EVIL)
    assert status in (401, 403)
    status, _ = ask(server, "POST", "/api/flows/", body, Content_Type="text/plain", Authorization=authorization())
    assert status == 403


def test_a_name_that_was_bound_to_this_machine_anew_is_refused(server: int) -> None:
    assert ask(server, "GET", "/api/health", Host="evil.example")[0] == 400
    assert ask(server, "GET", "/", Host=f"evil.example:{server}")[0] == 400
    assert ask(server, "GET", "/api/health", Host=f"localhost:{server}")[0] == 200


def test_secrets_are_long_fresh_and_the_users_own_where_named(tmp_path: Path) -> None:
    first: dict[str, str] = {"BANMIAN_CACHE": str(tmp_path)}
    second: dict[str, str] = {}
    for environment in (first, second):
        protect_server(environment)
        assert environment[SERVER_SECRET] == environment[CLIENT_SECRET]
        assert len(environment[SERVER_SECRET]) > 40
        assert "*" not in environment[ORIGINS]
    assert first[SERVER_SECRET] != second[SERVER_SECRET]
    own = {CLIENT_SECRET: "me:mine", ORIGINS: "http://desk.example"}
    protect_server(own, 4200)
    assert own[SERVER_SECRET] == "me:mine"
    assert own[ORIGINS] == "http://desk.example"


def test_a_server_of_the_users_own_is_left_as_it_is() -> None:
    environment = {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
    configure_run(environment)
    assert SERVER_SECRET not in environment
    assert CLIENT_SECRET not in environment
