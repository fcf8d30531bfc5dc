"""Prefect's environment for batches, set before it is imported: nothing is sent out, timeouts are long enough.

What the user has set takes precedence.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path

from banmian.errors import MissingRequirementError
from banmian.flows.server_access import protect_server
from banmian.layout.ocr.model_files import cache_folder

DEFAULTS = {
    "DASK_LOGGING__DISTRIBUTED": "warning",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "banmian",
    "PREFECT_CLIENT_MAX_RETRIES": "10",
    "PREFECT_CLI_PROMPT": "false",
    "PYTHONSAFEPATH": "1",  # Prefect's own processes import nothing from the working folder either
}

OWN_ALONE = 0o700
"""Mode of the server's folder: its database names files, and what is wrong with them."""

EMBEDDED = {
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
}
"""An embedded server lives as long as its run: it stores runs and artifacts, and schedules nothing."""


def configure_run(environment: MutableMapping[str, str] = os.environ) -> None:
    """Set defaults for runs in this process, with an embedded server unless one is named.

    Raises MissingRequirementError where the server's folder cannot be created.
    """
    configure_server(environment)
    if uses_embedded_server(environment):
        for name, value in EMBEDDED.items():
            environment.setdefault(name, value)


def configure_server(environment: MutableMapping[str, str] = os.environ, port: int | None = None) -> None:
    """Set defaults for a server of our own; its database is in banmian's own cache folder.

    ``port`` is that of a long-running server. Only processes with this environment may use it.

    Raises MissingRequirementError where that folder cannot be created.
    """
    for name, value in DEFAULTS.items():
        environment.setdefault(name, value)
    if not uses_embedded_server(environment):
        return
    protect_server(environment, port)
    if "PREFECT_HOME" not in environment:
        home = cache_folder() / "prefect"
        _make(home)
        environment["PREFECT_HOME"] = str(home)


def _make(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
        with suppress(PermissionError):  # another user's, or on a file system without modes
            home.chmod(OWN_ALONE)
    except OSError as error:
        raise MissingRequirementError(
            f"{home}, where the embedded Prefect server keeps its database, can't be made: {error.strerror}",
            "Set BANMIAN_CACHE or PREFECT_HOME to a folder that can be written.",
        ) from error


def uses_embedded_server(environment: MutableMapping[str, str] = os.environ) -> bool:
    """Whether a server is started for the run and stopped with it."""
    return not environment.get("PREFECT_API_URL")
