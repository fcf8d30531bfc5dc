"""``banmian config``: the settings file, written with every setting and what it means."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated, Any

import typer

from banmian.errors import UsageError
from banmian.messages import translate
from banmian.settings import CONFIG_FILE, Settings

app = typer.Typer(help="Write or show the settings file.", no_args_is_help=True)
Target = Annotated[Path, typer.Argument(metavar="FILE", help="File to write.")]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


@app.command()
def init(file: Target = Path(CONFIG_FILE), force: Force = False) -> None:
    """Write a settings file with every setting, its meaning and its default, all commented out."""
    if file.exists() and not force:
        raise UsageError(f"{file} is there already", "Name another file, or give --force.")
    file.write_text(settings_text(), encoding="utf-8")
    print(translate(f"{file} written; take the # off what you want to change"))


@app.command()
def show() -> None:
    """Print what `init` would write."""
    print(settings_text(), end="")


def settings_text() -> str:
    """The settings file: TOML, each setting behind a # with its description."""
    opening = translate("Settings of banmian. An option or a variable BANMIAN_… is stronger than a line here.")
    lines = [f"# {opening}", ""]
    for name, info in Settings.model_fields.items():
        if name == "password":
            continue
        lines += textwrap.wrap(translate(info.description or ""), 98, initial_indent="# ", subsequent_indent="# ")
        default = info.get_default(call_default_factory=True)
        lines += [f"#{name} = {_toml(default)}" if default is not None else f"#{name} =", ""]
    return "\n".join(lines)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | Path):
        return f'"{value}"'
    return str(value)
