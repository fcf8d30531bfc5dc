"""The command and its help in the language of the locale."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.main import get_command

from banmian.messages import translate

LIBRARY_WORDS = (
    *("Show this message and exit.", "Install completion for the current shell."),
    "Show completion for the current shell, to copy it or customize the installation.",
    *("Missing option {0}.", "Missing argument {0}.", "Missing command.", "No such option: {0}"),
    *("No such option: {0} (Possible options: {1})", "No such command {0}.", "No such command {0}. Did you mean {1}?"),
    *(
        "Got unexpected extra argument ({0})",
        "Got unexpected extra arguments ({0})",
        "Option {0} requires an argument.",
    ),
    *("Invalid value for {0}: {1}", "{0} is not a valid integer.", "{0} is not a valid float."),
    *("{0} is not in the range {1}.", "{0} is not one of {1}.", "Extra inputs are not permitted"),
    *("Input should be greater than or equal to {0}", "Input should be less than or equal to {0}"),
    *("Input should be greater than {0}", "Input should be less than {0}", "Input should be {0}"),
    *("Input should be a valid integer, unable to parse string as an integer", "String should match pattern {0}"),
    "Input should be a valid number, unable to parse string as a number",
    "Input should be a valid boolean, unable to interpret input",
    *("Arguments", "Options", "Commands", "Error", "Aborted.", "[default: {}]", "[required]", "required", "(dynamic)"),
    *("default: {default}", "env var: {var}", "[env var: {}]"),
    *("Try [blue]'{command_path} {help_option}'[/] for help.", "Aborted!"),
)
"""What typer and pydantic say, to be translated with our own messages."""


def run_command(app: typer.Typer) -> None:
    """Run the command line of a typer application and end the process with its status."""
    command = get_command(app)
    translate_help(command)
    try:
        status = command.main(standalone_mode=False)
    except (typer.TyperException, typer.Abort) as error:
        sys.exit(_show_fault(error))
    sys.exit(status if isinstance(status, int) else 0)


def _show_fault(error: Any) -> int:
    """Print a fault in the arguments as typer does, and return the exit status."""
    from typer.rich_utils import rich_abort_error, rich_format_error

    if isinstance(error, typer.Abort):
        rich_abort_error()
        return 1
    message = translate(error.format_message())
    error.format_message = lambda: message
    rich_format_error(error)
    return int(error.exit_code)


def translate_help(command: Any, parent: Any = None) -> None:
    """Replace every text of help of a command, and of those below it, by its translation."""
    if command.help and (text := translate(whole := " ".join(command.help.split()))) != whole:
        command.help = text
    context = typer.Context(command, parent=parent, **command.context_settings)
    for parameter in (*command.params, command.get_help_option(context)):
        if getattr(parameter, "help", None):
            parameter.help = translate(parameter.help)
        if getattr(parameter, "rich_help_panel", None):
            parameter.rich_help_panel = translate(parameter.rich_help_panel)
    for below in getattr(command, "commands", {}).values():
        translate_help(below, context)
