import http.client
import json
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from export_cases import NAME, batch, issue
from review_cases import serving

from banmian.document.json_form import document_to_json
from banmian.export.batch_export import export_batch
from banmian.review.server import ReviewServer

HEADLINE = "渔港重开 <script>alert(1)</script>"
EDIT = {
    "seen": 0,
    "who": "秦帆",
    "action": "edit",
    "article": f"{NAME}-p01-01",
    "headline": HEADLINE,
    "field": "headline",
    "before": HEADLINE,
    "after": "渔港今晨重开",
}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReviewServer]:
    with serving(batch(tmp_path / "out"), tmp_path / "made") as found:
        yield found


def ask(
    server: ReviewServer, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    line.request(method, path, None if body is None else json.dumps(body), headers or {})
    answer = line.getresponse()
    found = answer.status, answer.read()
    line.close()
    return found


def own(server: ReviewServer) -> dict[str, str]:
    """Headers of a request from the server's own pages."""
    return {"X-Banmian": server.access.token(None), "Content-Type": "application/json"}


def post(server: ReviewServer, **changed: Any) -> tuple[int, Any]:
    status, body = ask(server, "POST", f"/documents/{NAME}/corrections", {**EDIT, **changed}, own(server))
    return status, json.loads(body)


def test_it_shows_index_pages_pictures_and_scripts(server: ReviewServer) -> None:
    for path in ("/", f"/documents/{NAME}/0001.html", "/assets/page.js", "/search.json?q=%E6%B8%94"):
        assert ask(server, "GET", path)[0] == 200, path
    status, picture = ask(server, "GET", f"/documents/{NAME}/0001.jpg")
    assert (status, picture[:2]) == (200, b"\xff\xd8")
    assert ask(server, "GET", f"/documents/{NAME}/thumb.jpg")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/documents/none/0001.html",
        f"/documents/{NAME}/0009.html",
        f"/documents/{NAME}/articles.json",
        f"/documents/{NAME}/..%2farticles.json",
        "/documents/..%2f..%2f/0001.html",
        "/documents/%2e%2e/0001.html",
        "/documents/%2e/0001.html",
        f"/documents/{NAME}%00/0001.html",
        "/assets/..%2fserver.py",
        "/assets/%2e%2e/server.py",
    ],
)
def test_nothing_else_is_given_out(server: ReviewServer, tmp_path: Path, path: str) -> None:
    shutil.copy(tmp_path / "out" / "documents" / NAME / "articles.json", tmp_path / "out" / "articles.json")
    assert ask(server, "GET", path)[0] == 404


def test_another_host_name_is_refused(server: ReviewServer) -> None:
    assert ask(server, "GET", "/", headers={"Host": "papers.example"})[0] == 404


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nX: ", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"])
def test_a_client_that_takes_long_to_say_what_it_wants_is_dropped(
    server: ReviewServer, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr("banmian.review.slow_client_protocol.HEAD_SECONDS", 0.5)
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=0.2) as client:
        client.sendall(said)
        began, open_still = time.monotonic(), True
        while open_still and time.monotonic() - began < 10:
            with suppress(TimeoutError):
                open_still = bool(client.recv(65_536))
            with suppress(OSError):
                client.sendall(b"a")
        assert not open_still


def test_a_client_may_ask_twice_and_take_its_time_between(
    server: ReviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("banmian.review.slow_client_protocol.HEAD_SECONDS", 0.5)
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    for _ in range(3):
        line.request("GET", "/")
        answer = line.getresponse()
        assert (answer.status, bool(answer.read())) == (200, True)
        time.sleep(0.7)
    line.close()


def test_corrections_of_other_sites_are_refused(server: ReviewServer, tmp_path: Path) -> None:
    path = f"/documents/{NAME}/corrections"
    assert ask(server, "POST", path, EDIT)[0] == 409
    assert ask(server, "POST", path, EDIT, {**own(server), "Origin": "http://papers.example"})[0] == 409
    assert not (tmp_path / "out" / "documents" / NAME / "corrections.json").exists()


def test_a_correction_is_kept_shown_found_and_exported(server: ReviewServer, tmp_path: Path) -> None:
    assert post(server) == (200, {"corrections": 1})
    assert "渔港今晨重开" in ask(server, "GET", f"/documents/{NAME}/0001.html")[1].decode()
    assert json.loads(ask(server, "GET", "/search.json?q=%E6%B8%AF%E4%BB%8A%E6%99%A8%E9%87%8D")[1])["total"] == 1
    root = tmp_path / "out"
    kept = json.loads((root / "documents" / NAME / "corrections.json").read_text())["corrections"]
    assert [(one["who"], one["before"], one["after"]) for one in kept] == [("秦帆", HEADLINE, "渔港今晨重开")]
    assert kept[0]["when"].endswith("+00:00")
    (root / "documents" / NAME / "articles.json").write_bytes(document_to_json(issue()[0]))
    assert export_batch(root, "markdown", tmp_path / "md").problems == []
    assert "# 渔港今晨重开" in (tmp_path / "md" / NAME / f"{NAME}-p01-01.md").read_text()


def test_a_correction_can_be_taken_back(server: ReviewServer) -> None:
    post(server)
    path = f"/documents/{NAME}/corrections"
    assert ask(server, "DELETE", path, headers={**own(server), "X-Seen": "0"})[0] == 409
    assert ask(server, "DELETE", path, headers={**own(server), "X-Seen": "1"}) == (200, b'{"corrections": 0}')


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"seen": 3}, "Someone else has corrected this document"),
        ({"who": " "}, "the name of its author"),
        ({"before": "别的"}, "The document has changed"),
        ({"action": "burn"}, "This is not a valid correction"),
        ({"field": "id"}, "The document has changed"),
        ({"after": "长" * 100_001}, "too long"),
        ({"article": 5}, "This is not a valid correction"),
    ],
)
def test_what_can_not_be_done_is_refused_with_the_reason(
    server: ReviewServer, tmp_path: Path, changed: dict[str, Any], words: str
) -> None:
    status, said = post(server, **changed)
    assert status == 409
    assert words in said["error"]
    assert set(said["said"][said["error"]]) == {"zh-Hans", "zh-Hant"}
    assert not (tmp_path / "out" / "documents" / NAME / "corrections.json").exists()


def test_two_people_at_once_do_not_undo_each_other(server: ReviewServer) -> None:
    assert post(server)[0] == 200
    assert post(server, before="渔港今晨重开", headline="渔港今晨重开", after="又一个标题")[0] == 409
    assert post(server, seen=1, before="渔港今晨重开", headline="渔港今晨重开", after="又一个标题")[0] == 200


def test_a_block_moves_to_an_article_without_a_headline(server: ReviewServer, tmp_path: Path) -> None:
    document = issue()[0]
    document.articles[1].headline = None
    (tmp_path / "out" / "documents" / NAME / "articles.json").write_bytes(document_to_json(document))
    target = server.session.page(NAME, 1)["document"]["all"][1]
    assert target["headline"] is None
    assert target["label"]
    text = document.articles[0].blocks[1].text
    moved = {"action": "move", "block": 1, "before": text, "after": None, "other": target["id"], "other_headline": None}
    assert post(server, **moved, field=None) == (200, {"corrections": 1})
    assert server.session.page(NAME, 1)["articles"][1]["blocks"][-1]["text"] == text
