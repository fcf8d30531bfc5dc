"""``banmian export``: write finished documents in formats that archives and readers use."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from banmian.cli.options import with_format_options
from banmian.export.registry import all_formats

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
        str | None, typer.Option("-o", "--output", help="Folder that receives it.", show_default="DIR/export/FORMAT")
    ] = None,
) -> None:
    """Write finished documents, corrections included, in another format."""
    from banmian.batch.fetching import local_copy
    from banmian.batch.stores import is_remote
    from banmian.errors import OutputError, UsageError
    from banmian.export.batch import REPORT, export_batch
    from banmian.export.format import Options
    from banmian.export.source_images import make_page_pictures

    if output is not None and is_remote(output):
        raise UsageError(f"{output}: exports are written to folders of this machine", "Copy the folder there after.")
    if output is None and is_remote(folder):
        raise UsageError(f"{folder} is no folder of this machine", "Name one with -o; it receives the export.")
    target = Path(output) if output else Path(folder) / "export" / kind
    try:
        with local_copy(folder) as root:
            outcome = export_batch(root, kind, target, Options(values, make_page_pictures()))
    except OSError as error:
        raise OutputError(f"{target} can't be written: {error.strerror or error}") from error
    for text in outcome.skipped:
        print(f"left out: {text}", file=sys.stderr)
    for text in outcome.problems:
        print(f"not written: {text}", file=sys.stderr)
    for text in outcome.warnings[:MOST_WARNINGS]:
        print(f"warning: {text}", file=sys.stderr)
    if len(outcome.warnings) > MOST_WARNINGS:
        print(f"warning: {len(outcome.warnings) - MOST_WARNINGS} more, all in {target / REPORT}", file=sys.stderr)
    written = outcome.documents - len(outcome.skipped) - outcome.failed
    doubts = f", {len(outcome.warnings)} warnings" if outcome.warnings else ""
    print(f"{written} documents as {kind} -> {target}{doubts}")
    raise typer.Exit(1 if outcome.problems else 0 if written else 2)
