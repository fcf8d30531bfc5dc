"""Command line options made from values: one for every setting of `banmian.settings.Settings`, one for every option
of an export format."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import typer

from banmian.export.format import Option
from banmian.export.registry import all_formats
from banmian.messages import translate
from banmian.settings import Settings, read_settings

Output = Annotated[
    str, typer.Option("-o", "--output", metavar="DIR", help="Folder that receives the result, or s3://bucket/folder.")
]
Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH...", help="Files, folders or globs, or s3:// URLs of such.", show_default=False),
]
Redo = Annotated[bool, typer.Option("--redo", help="Read finished documents again.")]
RedoStale = Annotated[
    bool, typer.Option("--redo-stale", help="Read documents again that other settings or versions made.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="List what would be read, kept and ignored, and end.")]
KeepGoing = Annotated[bool, typer.Option("--keep-going", help="Continue no matter how many documents fail.")]
Config = Annotated[Path | None, typer.Option("--config", help="TOML file of settings.", show_default="banmian.toml")]

GROUPS: dict[str, tuple[str, ...]] = {
    "Reading": (
        *("engine", "device", "profile", "languages", "text_layer", "dpi", "pages", "encoding"),
        *("detector", "detector_score", "detector_classes"),
    ),
    "Articles": ("layout_model", "merge_continuations"),
    "What is known of files": ("names", "facts", "prefer", "password"),
    "Page pictures": ("pictures", "picture_side"),
    "Review site": ("search_index",),
    "Speed and limits": (
        *("workers", "threads", "page_seconds", "parsing_seconds", "max_pixels", "max_failures", "worker_documents"),
        *("worker_megabytes", "free_megabytes", "retries", "retry_seconds", "lock_seconds", "weights_dir"),
    ),
    "Prefect and Dask": (
        *("runner", "tag", "dask_address", "dask_seconds", "fail_on", "input_folders", "output_folders"),
    ),
}
"""Headings of the settings in ``--help``."""

PROFILE_NAMES = ("default", "fast")

Command = Callable[..., Any]


def with_settings(command: Command) -> Command:
    """Add an option for every setting to a command, which receives them as ``settings``."""

    @functools.wraps(command)
    def run(config: Path | None = None, **given: Any) -> Any:
        options = {name: given.pop(name, None) for name in Settings.model_fields}
        options = {name: value for name, value in options.items() if value != []}
        return command(settings=read_settings(config, **options), **given)

    return _with_parameters(run, command, "settings", [_parameter("config", Config), *_setting_parameters()])


def with_format_options(command: Command) -> Command:
    """Add every option of the export formats to a command, which receives those given as ``values``."""

    @functools.wraps(command)
    def run(**given: Any) -> Any:
        chosen = {name: given.pop(name) for name in options}
        return command(values={name: value for name, value in chosen.items() if value is not None}, **given)

    options: dict[str, tuple[Option[Any], list[str]]] = {}
    for known in all_formats().values():
        for option in known.options:
            options.setdefault(option.name, (option, []))[1].append(known.name)
    return _with_parameters(run, command, "values", [_format_parameter(*pair) for pair in options.values()])


def _format_parameter(option: Option[Any], formats: Iterable[str]) -> inspect.Parameter:
    """The parameter of a format's option."""
    flag = "--" + option.name.replace("_", "-")
    names = f"{flag}/--no-{flag[2:]}" if isinstance(option.default, bool) else flag
    choices = f" ({', '.join(map(str, option.choices))})" if option.choices else ""
    help_text = f"{', '.join(formats)}: {translate(option.help)}{choices}."
    shown = str(option.default).lower() if isinstance(option.default, bool) else str(option.default)
    return _parameter(
        option.name, Annotated[_optional(type(option.default)), typer.Option(names, help=help_text, show_default=shown)]
    )


def _with_parameters(run: Command, command: Command, filled: str, more: Iterable[inspect.Parameter]) -> Command:
    """``run`` with the parameters of ``command`` except ``filled``, which it fills itself, plus more."""
    own = inspect.signature(command, eval_str=True).parameters.values()
    parameters = [*(p.replace(kind=p.KEYWORD_ONLY) for p in own if p.name != filled), *more]
    run.__dict__["__signature__"] = inspect.Signature(parameters)
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def _parameter(name: str, annotation: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _setting_parameters() -> Iterable[inspect.Parameter]:
    """An option for every setting, in groups; none is left out, those of no group come last."""
    fields = Settings.model_fields
    grouped = [(name, group) for group, names in GROUPS.items() for name in names]
    rest = [(name, translate("Other settings")) for name in fields if name not in dict(grouped)]
    for name, group in grouped + rest:
        info = fields[name]
        flag = "--" + name.replace("_", "-")
        names = f"{flag}/--no-{flag[2:]}" if info.annotation is bool else flag
        option = typer.Option(
            names,
            help=info.description,
            metavar=_metavar(name, info.annotation),
            show_default=False if info.default in (None, [], "", False) else str(info.default),
            rich_help_panel=group,
        )
        yield _parameter(name, Annotated[_optional(info.annotation), option])


def _metavar(name: str, annotation: Any) -> str | None:
    """What an option takes, in a word: its choices where they are few, N for a number, else TEXT."""
    if name == "profile":
        return "|".join(PROFILE_NAMES)
    if annotation is bool:
        return None
    if get_origin(annotation) is Literal:
        return "|".join(get_args(annotation))
    kinds = {annotation, *get_args(annotation)}
    return "N" if kinds & {int, float} else "PATH" if Path in kinds else "TEXT"


def _optional(annotation: Any) -> Any:
    return annotation | None
