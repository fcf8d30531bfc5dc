"""Options that commands share: every setting becomes one, by its name in `banmian.settings.Settings`."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from banmian.settings import Settings, read_settings

Output = Annotated[
    str, typer.Option("-o", "--output", metavar="DIR", help="Folder that receives the result, or s3://bucket/folder.")
]
Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH...", help="Files, folders or globs, or s3:// URLs of such.", show_default=False),
]
Redo = Annotated[bool, typer.Option("--redo", help="Read again what is done already.")]
KeepGoing = Annotated[bool, typer.Option("--keep-going", help="Whatever fails: no limit on failures.")]
Config = Annotated[Path | None, typer.Option("--config", help="TOML file of settings.", show_default="banmian.toml")]


def without_limit(settings: Settings) -> Settings:
    """The settings without a limit on failures."""
    return settings.model_copy(update={"max_failures": None})


Command = Callable[..., Any]


def with_settings(command: Command) -> Command:
    """Give a command an option for every setting; it receives them as ``settings``."""

    @functools.wraps(command)
    def run(config: Path | None = None, **given: Any) -> Any:
        options = {name: given.pop(name, None) for name in Settings.model_fields}
        return command(settings=read_settings(config, **options), **given)

    own = inspect.signature(command, eval_str=True).parameters.values()
    parameters = [p.replace(kind=p.KEYWORD_ONLY) for p in own if p.name != "settings"]
    parameters += [_parameter("config", Config), *_setting_parameters()]
    run.__dict__["__signature__"] = inspect.Signature(parameters)
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def _parameter(name: str, annotation: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _setting_parameters() -> Iterable[inspect.Parameter]:
    for name, info in Settings.model_fields.items():
        flag = "--" + name.replace("_", "-")
        names = f"{flag}/--no-{flag[2:]}" if info.annotation is bool else flag
        shown = "none" if info.default is None else str(info.default).lower()
        option = typer.Option(names, help=info.description, show_default=shown, rich_help_panel="Settings")
        yield _parameter(name, Annotated[_optional(info.annotation), option])


def _optional(annotation: Any) -> Any:
    return annotation | None
