"""Retries after infrastructure faults, with a pause that doubles."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from banmian.messages import translatable
from banmian.settings import Settings

T = TypeVar("T")


def retry_with_pauses(
    call: Callable[[], T], fault: type[OSError], settings: Settings, tell: Callable[[str], None]
) -> T:
    """The result of ``call``; a ``fault`` is reported and retried, up to ``retries`` times, and then raised."""
    for attempt in range(settings.retries):
        try:
            return call()
        except fault as error:
            pause = settings.retry_seconds * 2**attempt
            tell(translatable(f"{error}; trying again in {pause:g} s"))
            time.sleep(pause)
    return call()
