"""The ``banmian`` command.

Exit status: 0 all done, 1 some documents failed, 2 bad arguments, 3 something is missing, 130 interrupted.
"""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from banmian.cli.config import app as config
from banmian.cli.doctor import doctor
from banmian.cli.evaluate import evaluate
from banmian.cli.explain import explain
from banmian.cli.export import export
from banmian.cli.interrupts import INTERRUPTED, report_interruption
from banmian.cli.learn import learn
from banmian.cli.localized_help import run_command
from banmian.cli.read import read
from banmian.cli.repair import repair
from banmian.cli.review import review
from banmian.cli.run import run
from banmian.cli.serve import serve
from banmian.cli.watch import watch
from banmian.errors import BanmianError
from banmian.messages import bind_libraries, translate
from banmian.printable import escape_log_records, printable, show_any_name

app = typer.Typer(
    name="banmian",
    help="Newspaper pages (scans, PDFs, extracted text) into clean articles.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (run, read, repair, explain, evaluate, export, review, learn, watch, serve, doctor):
    app.command()(command)
app.add_typer(config, name="config")


def show_version(wanted: bool) -> None:
    """Print the version and end, where it is asked for."""
    if wanted:
        from banmian.version import VERSION

        print(f"banmian {VERSION}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and end.", is_eager=True, callback=show_version)
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what is done.")] = False,
) -> None:
    """Newspaper pages (scans, PDFs, extracted text) into clean articles."""
    show_any_name()
    escape_log_records()
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )


def main() -> None:
    """Entry point: run the command and end with its exit status."""
    bind_libraries()
    try:
        run_command(app)
    except BanmianError as error:
        print(f"banmian: {translate(printable(error))}\n{translate(printable(error.advice))}", file=sys.stderr)
        sys.exit(error.exit_status)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            report_interruption()
        raise
