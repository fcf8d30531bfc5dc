"""``banmian export``: finished documents into formats that archives and readers use."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

FORMAT_HELP = "alto, mets, page, iiif, markdown, parquet or pdf."


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that `read` or `run` filled.")],
    kind: Annotated[str, typer.Option("--format", "-f", help=FORMAT_HELP)],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Folder that receives it.", show_default="DIR/export/FORMAT")
    ] = None,
    base_url: Annotated[
        str, typer.Option("--base-url", help="IIIF: where the result will be served.")
    ] = "http://localhost:8000",
    page_edition: Annotated[str, typer.Option("--page-edition", help="PAGE: edition of its schema.")] = "2024-07-15",
) -> None:
    """Write finished documents, corrections included, in another format."""
    from banmian.errors import OutputError, UsageError
    from banmian.export.batch import FORMATS, export_batch
    from banmian.export.page_xml import EDITIONS
    from banmian.export.source_images import picturing
    from banmian.export.writers import Options

    chosen = next((name for name in FORMATS if name == kind), None)
    edition = next((name for name in EDITIONS if name == page_edition), None)
    if chosen is None:
        raise UsageError(f"no format {kind!r}", f"Formats: {', '.join(FORMATS)}.")
    if edition is None:
        raise UsageError(f"no edition {page_edition!r} of PAGE", f"Editions: {', '.join(EDITIONS)}.")
    target = output or folder / "export" / chosen
    try:
        outcome = export_batch(folder, chosen, target, Options(base_url, edition, picturing()))
    except OSError as error:
        raise OutputError(f"{target} can't be written: {error.strerror or error}") from error
    for text in outcome.skipped:
        print(f"left out: {text}", file=sys.stderr)
    for text in outcome.problems:
        print(f"problem: {text}", file=sys.stderr)
    written = outcome.documents - len(outcome.skipped)
    print(f"{written} documents as {chosen} -> {target}")
    raise typer.Exit(1 if outcome.problems else 0 if written else 2)
