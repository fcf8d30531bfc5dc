import http.client
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from export_cases import NAME, batch
from review_cases import serving

from banmian.errors import UsageError
from banmian.review.access import (
    FREE_TRIES,
    LONGEST_WAIT,
    LOOPBACK,
    Access,
    access_for,
    hash_password,
    is_loopback,
    is_password,
    keep_password,
    kept_password,
)
from banmian.review.app import COOKIE, MOST_BYTES, MOST_HEADER_BYTES
from banmian.review.server import ReviewServer

PASSWORD = "潮来天地青潮去沙痕白"
KEPT = hash_password(PASSWORD)
Answer = tuple[int, dict[str, str], bytes]


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReviewServer]:
    access = Access((*LOOPBACK, "papers.example"), KEPT)
    with serving(batch(tmp_path / "out"), tmp_path / "made", access=access) as found:
        yield found


def ask(server: ReviewServer, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    line.request(method, path, body or None, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = line.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    line.close()
    return found


def log_in(server: ReviewServer, password: str = PASSWORD, **headers: str) -> Answer:
    return ask(server, "POST", "/login", urlencode({"password": password}).encode(), **headers)


def test_a_password_is_kept_as_a_hash_that_only_its_owner_reads(tmp_path: Path) -> None:
    path = keep_password(tmp_path, PASSWORD)
    assert PASSWORD not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    kept = kept_password(tmp_path)
    assert kept is not None
    assert is_password(PASSWORD, kept)
    assert not is_password(PASSWORD + "。", kept)
    assert hash_password(PASSWORD) != kept
    assert kept_password(tmp_path / "none") is None
    path.write_text(PASSWORD, encoding="utf-8")
    with pytest.raises(UsageError, match="holds no password"):
        kept_password(tmp_path)


def test_a_short_password_is_refused() -> None:
    with pytest.raises(UsageError, match="at least"):
        hash_password("short")


@pytest.mark.parametrize(
    ("host", "own"), [("127.0.0.1", True), ("localhost", True), ("::1", True), ("127.9.9.9", True)]
)
def test_loopback_needs_no_password(host: str, own: bool) -> None:
    assert is_loopback(host) is own
    assert access_for(host, (), None).admits(None)


@pytest.mark.parametrize(
    ("host", "names"), [("0.0.0.0", ()), ("192.0.2.7", ()), ("::", ()), ("127.0.0.1", ("papers.example",))]
)
def test_what_others_reach_needs_a_password(host: str, names: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="a password is needed"):
        access_for(host, names, None)
    assert not access_for(host, names, KEPT).admits(None)


def test_it_answers_to_its_own_names_alone() -> None:
    access = access_for("0.0.0.0", ("Papers.example",), KEPT)
    assert access.knows("papers.example", "192.0.2.7")
    assert access.knows("192.0.2.7", "192.0.2.7")
    assert not access.knows("192.0.2.8", "192.0.2.7")
    assert not access.knows("evil.example", "192.0.2.7")
    assert not access.knows(None, "192.0.2.7")


def test_wrong_passwords_make_the_next_try_wait() -> None:
    clock = Clock()
    access = Access(kept=KEPT, clock=clock)
    for _ in range(FREE_TRIES):
        assert access.enter("192.0.2.7", "wrong password") is None
    assert access.wait("192.0.2.7") == 2
    assert access.enter("192.0.2.7", PASSWORD) is None
    assert access.enter("192.0.2.8", PASSWORD) is not None
    clock.now += 3
    assert access.enter("192.0.2.7", "wrong password") is None
    assert access.wait("192.0.2.7") == 4
    clock.now += LONGEST_WAIT
    session = access.enter("192.0.2.7", PASSWORD)
    assert access.admits(session)
    assert access.wait("192.0.2.7") == 0
    access.leave(session)
    assert not access.admits(session)


def test_a_session_ends_after_a_day_s_work() -> None:
    clock = Clock()
    access = Access(kept=KEPT, clock=clock)
    session = access.enter("192.0.2.7", PASSWORD)
    clock.now += 13 * 3600
    assert not access.admits(session)


def test_a_token_is_one_session_s() -> None:
    access = Access()
    assert access.is_token(access.token("one"), "one")
    assert not access.is_token(access.token("one"), "two")
    assert not access.is_token(None, "one")
    assert not Access().is_token(access.token("one"), "one")


def test_nothing_is_shown_before_the_password(server: ReviewServer) -> None:
    for path in ("/", f"/documents/{NAME}/0001.html", f"/documents/{NAME}/0001.jpg", "/search.json?q=x", "/nothing"):
        assert ask(server, "GET", path)[0] == 401, path
        assert ask(server, "GET", path, Accept="text/html")[1]["location"] == "/login"
    assert ask(server, "POST", f"/documents/{NAME}/corrections", b"{}")[0] == 401
    assert "海风日报".encode() not in ask(server, "GET", "/login")[2]
    assert ask(server, "GET", "/assets/style.css")[0] == 200


def test_the_password_opens_the_site_and_the_cookie_is_kept_close(server: ReviewServer) -> None:
    status, headers, _ = log_in(server, X_Forwarded_Proto="https")
    assert (status, headers["location"]) == (303, "/")
    cookie = headers["set-cookie"]
    assert {"HttpOnly", "Secure", "SameSite=strict"} <= {part.strip() for part in cookie.split(";")}
    session = cookie.split(";")[0]
    assert session.startswith(f"{COOKIE}=")
    status, _, page = ask(server, "GET", f"/documents/{NAME}/0001.html", Cookie=session)
    assert status == 200
    assert server.access.token(session.partition("=")[2]).encode() in page
    assert "Secure" not in log_in(server)[1]["set-cookie"]


def test_a_wrong_password_is_told_and_counted(server: ReviewServer) -> None:
    status, _, page = log_in(server, "wrong password", Accept_Language="zh-CN")
    assert status == 403
    assert "密码不对" in page.decode()
    for _ in range(FREE_TRIES):
        status, headers, _ = log_in(server, "wrong password")
    assert status == 429
    assert int(headers["retry-after"]) >= 1
    assert log_in(server)[0] == 429


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Sec_Fetch_Site": "cross-site"}])
def test_a_page_from_elsewhere_can_not_log_in(server: ReviewServer, headers: dict[str, str]) -> None:
    assert log_in(server, **headers)[0] == 409


def test_every_answer_forbids_what_the_site_does_not_need(server: ReviewServer) -> None:
    for path in ("/login", "/assets/page.js", "/", "/nothing"):
        headers = ask(server, "GET", path)[1]
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers


def test_huge_requests_are_refused(server: ReviewServer) -> None:
    session = log_in(server)[1]["set-cookie"].split(";")[0]
    token = server.access.token(session.partition("=")[2])
    path = f"/documents/{NAME}/corrections"
    status, _, said = ask(server, "POST", path, b" " * (MOST_BYTES + 1), Cookie=session, X_Banmian=token)
    assert status == 409
    assert b"too long" in said
    assert ask(server, "POST", path, b"[" * 100_000, Cookie=session, X_Banmian=token)[0] == 409
    assert ask(server, "GET", "/", Cookie="x" * (2 * MOST_HEADER_BYTES))[0] in (400, 431)


def test_what_a_browser_has_is_not_sent_again_and_pictures_come_in_parts(server: ReviewServer) -> None:
    session = log_in(server)[1]["set-cookie"].split(";")[0]
    for path in ("/", f"/documents/{NAME}/0001.html", f"/documents/{NAME}/0001.jpg", "/assets/page.js"):
        status, headers, _ = ask(server, "GET", path, Cookie=session)
        assert status == 200
        status, _, body = ask(server, "GET", path, Cookie=session, If_None_Match=headers["etag"])
        assert (status, body) == (304, b"")
    status, headers, part = ask(server, "GET", f"/documents/{NAME}/0001.jpg", Cookie=session, Range="bytes=0-1")
    assert (status, part) == (206, b"\xff\xd8")
    assert headers["content-range"].startswith("bytes 0-1/")
