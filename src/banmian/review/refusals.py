"""What a review session does not do, and why."""

from __future__ import annotations

from typing import Any

from banmian.errors import BanmianError

MEANWHILE = "Someone else has corrected this document meanwhile. Reload the page."


class NotFoundError(BanmianError):
    """No document or page of that name."""


class RefusedError(BanmianError):
    """A request that cannot be met; the message says why."""


class ConflictError(RefusedError):
    """A correction that meets another person's: ``conflict`` has what both want and what stands there now."""

    def __init__(self, message: str, found: dict[str, Any]) -> None:
        super().__init__(message)
        self.conflict = found
