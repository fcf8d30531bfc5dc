"""Checks of schedules, made before anything is started."""

from __future__ import annotations

from prefect.client.schemas.schedules import CronSchedule
from pydantic import ValidationError

from banmian.errors import UsageError


def check_times(cron: str, time_zone: str) -> None:
    """Raise UsageError for an invalid cron line or time zone."""
    try:
        CronSchedule(cron=cron, timezone=time_zone)
    except ValidationError as error:
        messages = "; ".join(str(detail["msg"]) for detail in error.errors())
        raise UsageError(f"--cron {cron!r}, --time-zone {time_zone!r}: {messages}") from error
