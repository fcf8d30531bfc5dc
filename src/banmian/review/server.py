"""The review server: always the current state of the disk, searchable, taking corrections."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import uvicorn

from banmian.document.finished_documents import document_names
from banmian.errors import UsageError
from banmian.export.format import PictureMaker
from banmian.review.access import Access
from banmian.review.app import MOST_HEADER_BYTES, ReviewSite
from banmian.review.review_session import ReviewSession
from banmian.review.slow_client_protocol import SlowClientProtocol

HOST = "127.0.0.1"
MOST_CONNECTIONS = 200
IDLE_SECONDS = 20


class ReviewServer:
    """The HTTP server of one session."""

    def __init__(
        self,
        session: ReviewSession,
        port: int,
        viewer: str = "",
        host: str = HOST,
        access: Access | None = None,
    ) -> None:
        """``viewer`` is the site of a IIIF viewer that may ask for the export and search it.

        Raises OSError where the address can't be used.
        """
        self.session, self.access = session, access or Access()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, port), family=family, reuse_port=False)
        self.host, self.server_port = host, int(self._socket.getsockname()[1])
        self._server = uvicorn.Server(
            uvicorn.Config(
                ReviewSite(session, self.access, viewer).app(),
                http=SlowClientProtocol,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=MOST_CONNECTIONS,
                timeout_keep_alive=IDLE_SECONDS,
                timeout_graceful_shutdown=2,
                h11_max_incomplete_event_size=MOST_HEADER_BYTES,
            )
        )

    @property
    def address(self) -> str:
        """The URL of the index."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{name}:{self.server_port}/"

    def serve_forever(self) -> None:
        """Answer requests until `shutdown`, or Ctrl+C where this is the main thread."""
        self._server.run(sockets=[self._socket])

    def shutdown(self) -> None:
        """Let `serve_forever` end."""
        self._server.should_exit = True

    def close(self) -> None:
        """Give the port back."""
        self._socket.close()


def serve_forever(
    root: Path,
    workshop: Path,
    port: int,
    picture_source: PictureMaker,
    ready: Callable[[str], None],
    viewer: str = "",
    host: str = HOST,
    access: Access | None = None,
) -> None:
    """Serve until interrupted. Raises UsageError where there are no documents or the address can't be used."""
    document_names(root)
    session = ReviewSession(root, workshop / "made", picture_source)
    try:
        server = ReviewServer(session, port, viewer, host, access)
    except OSError as error:
        raise UsageError(
            f"{host} port {port} can't be used: {error.strerror or error}",
            "Name another one with --port, or 0 for any.",
        ) from error
    threading.Thread(target=session.prepare, name="indexing", daemon=True).start()
    try:
        ready(server.address)
        server.serve_forever()
    finally:
        server.close()
        session.close()
