"""A review server that answers while a test runs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.export.format import no_pictures
from banmian.review.access import Access
from banmian.review.review_session import ReviewSession
from banmian.review.server import ReviewServer

if TYPE_CHECKING:
    from playwright import sync_api as api


@contextmanager
def serving(root: Path, made: Path, viewer: str = "", access: Access | None = None) -> Iterator[ReviewServer]:
    """The review server of an output folder, without pictures; what it writes goes to ``made``."""
    desk = ReviewSession(root, made, no_pictures)
    found = ReviewServer(desk, 0, viewer, access=access)
    thread = threading.Thread(target=found.serve_forever)
    thread.start()
    try:
        yield found
    finally:
        found.shutdown()
        thread.join()
        found.close()
        desk.close()


def close_pages(browser: "api.Browser") -> None:
    """Close every page before its server stops: one that is still loading would report a refused connection."""
    for context in browser.contexts:
        context.close()
