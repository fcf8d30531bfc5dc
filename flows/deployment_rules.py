"""What a run of a deployment may do: whoever may start one names files, not code, and only in the operator's
folders.

A run that a command or a script starts in its own process belongs to its user and is not restricted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from banmian.batch.object_stores import is_remote, place_of
from banmian.errors import UsageError
from banmian.settings import Settings, marked_settings, read_settings

_deployed: ContextVar[bool] = ContextVar("_deployed", default=False)


def is_deployed() -> bool:
    """Whether the current flow run, or the one that it is part of, was started through a deployment."""
    from prefect.runtime import deployment

    if deployment.id is not None:
        _deployed.set(True)
    return _deployed.get()


def settings_of_run(options: Mapping[str, Any]) -> Settings:
    """The settings of a flow run: its options take precedence over environment and settings file.

    Raises UsageError where the options of a deployment's run name code, secrets or places: only the operator's
    environment may.
    """
    if not is_deployed():
        return read_settings(**options)
    barred = sorted(name for name in marked_settings("operator_only") if options.get(name) not in (None, []))
    if barred:
        raise UsageError(
            f"a deployment's run may not set {', '.join(barred)}",
            "Set them as BANMIAN_… in the environment of the worker.",
        )
    return read_settings(**options)


def check_allowed(settings: Settings, files: Iterable[object], output: str) -> None:
    """Raise UsageError where an input or the output lies outside the folders that the operator named."""
    for path in files:
        _expect_within(str(path), settings.input_folders, "input_folders")
    _expect_within(output, settings.output_folders, "output_folders")


def _expect_within(path: str, folders: Sequence[str], setting: str) -> None:
    if not any(_is_within(path, folder) for folder in folders):
        variable = f"BANMIAN_{setting.upper()}"
        named = f"is in none of {', '.join(folders)}" if folders else "can't be allowed: no folders are named"
        raise UsageError(
            f"{path} {named}", f"Name the folders in the worker's environment: {variable}='[\"/srv/newspapers\"]'."
        )


def _is_within(path: str, folder: str) -> bool:
    if is_remote(path) or is_remote(folder):
        return ".." not in path.split("/") and f"{path.rstrip('/')}/".startswith(f"{folder.rstrip('/')}/")
    return Path(os.path.realpath(place_of(path))).is_relative_to(os.path.realpath(place_of(folder)))


def hand_to_workers(settings: Settings, environment: MutableMapping[str, str] = os.environ) -> dict[str, Any]:
    """The settings as parameters of a deployment; what only the operator may set goes into the environment.

    Flow runs are processes that inherit the environment; parameters can be read and changed at the server.
    """
    values = settings.model_dump(mode="json")
    for name in marked_settings("operator_only"):
        value = values.pop(name)
        if value not in (None, []):
            environment[f"BANMIAN_{name.upper()}"] = value if isinstance(value, str) else json.dumps(value)
    return values
