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


@contextmanager
def serving_pages(root: Path, made: Path, browser: "api.Browser", access: Access | None = None) -> Iterator[str]:
    """The address of a review server for the pages of a browser.

    They are closed before it stops: one that is still loading would report a refused connection.
    """
    with serving(root, made, access=access) as found:
        yield found.address
        for context in browser.contexts:
            context.close()
