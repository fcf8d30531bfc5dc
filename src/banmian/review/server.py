"""The review server on loopback: always the current state of the disk, searchable, taking corrections.

Only this machine's browser is answered: requests for another host name are refused (a web page could otherwise
reach the server under a name of its own), and changes need a header that no other site can send.
"""

from __future__ import annotations

import json
import logging
import mimetypes
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlsplit

from banmian.document.loading import document_names
from banmian.errors import BanmianError, UsageError
from banmian.export.format import Picturing
from banmian.review.html import POLICY, index_html, page_html
from banmian.review.languages import wished_language
from banmian.review.refusals import ConflictError, NotFoundError, RefusedError
from banmian.review.review_session import ReviewSession

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
MOST_BYTES = 2_000_000
"""Largest body of a request."""

log = logging.getLogger(__name__)


class ReviewServer(ThreadingHTTPServer):
    """The HTTP server of one session."""

    daemon_threads = True

    def __init__(self, session: ReviewSession, port: int, viewer: str = "") -> None:
        """``viewer`` is the site of a IIIF viewer that may ask for the export and search it."""
        self.session, self.viewer = session, viewer
        super().__init__((HOST, port), Handler)

    @property
    def address(self) -> str:
        """The URL of the index."""
        return f"http://{HOST}:{self.server_port}/"


def serve_forever(
    root: Path,
    workshop: Path,
    port: int,
    picture_source: Picturing,
    ready: Callable[[str], None],
    viewer: str = "",
) -> None:
    """Serve until interrupted. Raises UsageError where there are no documents or the port is in use."""
    document_names(root)
    session = ReviewSession(root, workshop / "made", picture_source)
    try:
        server = ReviewServer(session, port, viewer)
    except OSError as error:
        raise UsageError(
            f"port {port} can't be used: {error.strerror}", "Name another one with --port, or 0 for any."
        ) from error
    threading.Thread(target=session.prepare, name="indexing", daemon=True).start()
    with server:
        ready(server.address)
        try:
            server.serve_forever()
        finally:
            session.close()


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: ReviewServer
    server_version = "banmian"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Pages, pictures, scripts, search."""
        self._answer(self._get)

    def do_POST(self) -> None:
        """A correction."""
        self._answer(self._post)

    def do_DELETE(self) -> None:
        """Undo the last correction."""
        self._answer(self._delete)

    def _answer(self, act: Callable[[list[str]], None]) -> None:
        try:
            host = urlsplit(f"//{self.headers.get('Host', '')}")
            if host.hostname not in NAMES:
                raise NotFoundError("This server answers on loopback only.")
            act([unquote(part) for part in urlsplit(self.path).path.split("/") if part])
        except NotFoundError as error:
            self._say(HTTPStatus.NOT_FOUND, error)
        except ConflictError as error:
            self.close_connection = True
            self._send_json({"error": str(error), "conflict": error.conflict}, HTTPStatus.CONFLICT)
        except RefusedError as error:
            self._say(HTTPStatus.CONFLICT, error)
        except ConnectionError:
            self.close_connection = True
        except (BanmianError, OSError, ValueError) as error:
            log.warning("%s: %s", self.path, error)
            self._say(HTTPStatus.INTERNAL_SERVER_ERROR, error)

    def _get(self, parts: list[str]) -> None:
        session = self.server.session
        language = wished_language(self.headers.get("Accept-Language", ""))
        match parts:
            case [] | ["index.html"]:
                self._send(index_html(session.index(), language).encode("utf-8", "replace"), "text/html; charset=utf-8")
            case ["index.json"]:
                self._send_json(session.index())
            case ["search.json"]:
                words = parse_qs(urlsplit(self.path).query).get("q", [""])[0]
                self._send_json(session.search(words))
            case ["next.json"]:
                asked = parse_qs(urlsplit(self.path).query)
                number = asked.get("page", ["0"])[0]
                name = asked.get("document", [""])[0]
                self._send_json(session.next_open(name, int(number) if number.isdecimal() else 0))
            case ["iiif", name, "search"]:
                parameters = dict(parse_qsl(urlsplit(self.path).query))
                address = f"{self.server.address}iiif/{quote(name)}/search"
                self._send_json(session.iiif.search(name, address, parameters), shared=True)
            case ["iiif", *rest]:
                path = session.iiif.file(rest)
                kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                self._send(path.read_bytes(), kind, shared=True)
            case ["assets", name]:
                self._send_asset(name)
            case ["documents", name, "lost.json"]:
                self._send_json(session.lost(name))
            case ["documents", name, file] if file.endswith(".html") and file[:-5].isdecimal():
                page = page_html(session.page(name, int(file[:-5])), language)
                self._send(page.encode("utf-8", "replace"), "text/html; charset=utf-8")
            case ["documents", name, file]:
                path = session.picture(name, file)
                self._send(path.read_bytes(), mimetypes.guess_type(path.name)[0] or "image/jpeg", "private, max-age=60")
            case _:
                raise NotFoundError(f"nothing at {self.path}")

    def _post(self, parts: list[str]) -> None:
        self._expect_own_page()
        match parts:
            case ["documents", name, ("corrections" | "marks") as what]:
                length = int(self.headers.get("Content-Length") or 0)
                if not 0 < length <= MOST_BYTES:
                    raise RefusedError("The request is empty or too long.")
                values: Any = json.loads(self.rfile.read(length))
                session = self.server.session
                self._send_json(session.correct(name, values) if what == "corrections" else session.mark(name, values))
            case _:
                raise NotFoundError(f"nothing at {self.path}")

    def _delete(self, parts: list[str]) -> None:
        self._expect_own_page()
        match parts:
            case ["documents", name, "corrections"]:
                seen = int(self.headers.get("X-Seen") or -1)
                self._send_json({"corrections": self.server.session.take_back(name, seen)})
            case _:
                raise NotFoundError(f"nothing at {self.path}")

    def _expect_own_page(self) -> None:
        origin = self.headers.get("Origin")
        own = origin is None or urlsplit(origin).netloc == self.headers.get("Host")
        if self.headers.get("X-Banmian") != "1" or not own:
            raise RefusedError("Corrections are accepted only from the site's own pages.")

    def _send_asset(self, name: str) -> None:
        found = next((f for f in files("banmian.review").joinpath("static").iterdir() if f.name == name), None)
        if found is None:
            raise NotFoundError(f"no {name}")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self._send(found.read_bytes(), f"{kind}; charset=utf-8")

    def _send_json(self, values: Any, status: HTTPStatus = HTTPStatus.OK, shared: bool = False) -> None:
        body = json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")
        self._send(body, "application/json; charset=utf-8", status=status, shared=shared)

    def _say(self, status: HTTPStatus, error: Exception) -> None:
        """Report an error and close the connection: part of the request may be unread."""
        self.close_connection = True
        self._send_json({"error": str(error)}, status)

    def _send(
        self,
        body: bytes,
        kind: str,
        keeping: str = "no-store",
        status: HTTPStatus = HTTPStatus.OK,
        shared: bool = False,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", keeping)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Referrer-Policy", "no-referrer")
        if shared and self.server.viewer:
            self.send_header("Access-Control-Allow-Origin", self.server.viewer)
            self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
        else:
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are logged with --verbose only."""
        log.info("%s", format % args)
