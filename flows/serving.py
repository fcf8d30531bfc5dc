"""Deployments served from one machine: a batch on demand, a folder every night, a watched folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Interval
from prefect.types.entrypoint import EntrypointType

from banmian.batch.object_stores import place_of
from banmian.flows.batch import read_newspapers
from banmian.flows.ingestion import ingest_folder
from banmian.settings import Settings

ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
"""A pass that is due while the previous one is still running is skipped: the next one takes its files."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is served: folders, settings by name, and schedules. Without ``watch_seconds`` nothing is watched."""

    inbox: str
    output: str
    options: dict[str, Any]
    cron: str = "0 2 * * *"
    time_zone: str = "UTC"
    watch_seconds: float | None = None


def deployments(plan: Plan) -> list[RunnerDeployment]:
    """The deployments of a plan, their paths absolute."""
    output = _absolute(plan.output)
    folder = {"inbox": _absolute(plan.inbox), "output": output, "options": plan.options}
    module = EntrypointType.MODULE_PATH
    made = [
        read_newspapers.to_deployment(
            "on-demand",
            description="Read the files, folders and globs that are named",
            parameters={"inputs": [folder["inbox"]], "output": output, "options": plan.options},
            enforce_parameter_schema=True,
            entrypoint_type=module,
        ),
        ingest_folder.to_deployment(
            "nightly",
            description="Read what has arrived in the folder",
            schedule=Cron(plan.cron, timezone=plan.time_zone),
            parameters=folder,
            concurrency_limit=ONE_AT_A_TIME,
            enforce_parameter_schema=True,
            entrypoint_type=module,
        ),
    ]
    if plan.watch_seconds is not None:
        watch = ingest_folder.to_deployment(
            "watch",
            description="Read what arrives in the folder, soon after",
            schedule=Interval(plan.watch_seconds),
            parameters={**folder, "quiet_seconds": min(30.0, plan.watch_seconds / 2)},
            concurrency_limit=ONE_AT_A_TIME,
            enforce_parameter_schema=True,
            entrypoint_type=module,
        )
        made.append(watch)
    return cast("list[RunnerDeployment]", made)


def name_folders(settings: Settings, inbox: str, output: str) -> Settings:
    """The settings with the served folders added to those that runs may read from and write to."""
    folders = {"input_folders": inbox, "output_folders": output}
    added = {name: [*getattr(settings, name), _absolute(folder)] for name, folder in folders.items()}
    return settings.model_copy(update=added)


def _absolute(name: str) -> str:
    place = place_of(name)
    return str(place.absolute()) if isinstance(place, Path) else place


def serve_plan(plan: Plan) -> None:
    """Serve a plan's deployments until interrupted; one flow run at a time."""
    serve(*deployments(plan), limit=1)
