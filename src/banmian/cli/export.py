"""``banmian export``: write finished documents in formats that archives and readers use."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from banmian.cli.dry_run import count_of
from banmian.cli.generated_options import with_format_options
from banmian.export.registry import all_formats
from banmian.messages import translate
from banmian.printable import printable

MOST_WARNINGS = 20
"""Warnings shown on the terminal; the report has all of them."""


@with_format_options
def export(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help="Output folder of `read` or `run`, or s3:// URL of one.")
    ],
    kind: Annotated[str, typer.Option("--format", "-f", help=f"One of {', '.join(all_formats())}.")],
    values: Mapping[str, Any],
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", help="Folder that receives it, or s3:// URL of one.", show_default="DIR/export/FORMAT"
        ),
    ] = None,
) -> None:
    """Write finished documents, corrections included, in another format."""
    from banmian.batch.fetching import folder_for, local_copy
    from banmian.errors import OutputError
    from banmian.export.batch_export import REPORT, export_batch
    from banmian.export.format import Options
    from banmian.export.source_images import make_page_pictures
    from banmian.settings import read_settings

    settings = read_settings()
    target = output or f"{folder.rstrip('/')}/export/{kind}"
    try:
        with local_copy(folder) as root, folder_for(target, REPORT) as made:
            options = Options(values, make_page_pictures(settings), settings.password)
            outcome = export_batch(root, kind, made, options)
    except OSError as error:
        raise OutputError(f"{target} can't be written: {error.strerror or error}") from error
    for text in outcome.skipped:
        print(translate(f"left out: {printable(text)}"), file=sys.stderr)
    for text in outcome.problems:
        print(translate(f"not written: {printable(text)}"), file=sys.stderr)
    for text in outcome.warnings[:MOST_WARNINGS]:
        print(translate(f"warning: {printable(text)}"), file=sys.stderr)
    if len(outcome.warnings) > MOST_WARNINGS:
        more = len(outcome.warnings) - MOST_WARNINGS
        print(translate(f"warning: {more} more, all in {target}/{REPORT}"), file=sys.stderr)
    written = outcome.documents - len(outcome.skipped) - outcome.failed
    doubts = ", " + count_of(len(outcome.warnings), "{0} warning", "{0} warnings") if outcome.warnings else ""
    print(translate(f"{count_of(written, '{0} document', '{0} documents')} as {kind} -> {printable(target)}{doubts}"))
    raise typer.Exit(1 if outcome.problems else 0 if written else 2)
