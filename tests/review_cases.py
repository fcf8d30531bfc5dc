"""A review server that answers while a test runs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from banmian.export.format import no_pictures
from banmian.review.access import Access
from banmian.review.review_session import ReviewSession
from banmian.review.server import ReviewServer


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
