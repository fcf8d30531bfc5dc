"""``banmian evaluate``: score an output against truth."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from banmian.messages import translate


def evaluate(
    truth: Annotated[Path, typer.Argument(metavar="TRUTH", help="Truth file, or a folder of them.")],
    output: Annotated[Path, typer.Argument(metavar="DIR", help="Output folder, or a file of output.")],
    json_file: Annotated[Path | None, typer.Option("--json", help="Write all figures to this file.")] = None,
    html_file: Annotated[
        Path | None, typer.Option("--html", help="Write a report with the worst places and their pictures.")
    ] = None,
    worst: Annotated[int, typer.Option("--worst", min=0, help="Worst places per document in that report.")] = 20,
    at_least: Annotated[
        list[str] | None,
        typer.Option("--at-least", metavar="FIGURE=VALUE", help="Exit with 1 if the figure is worse."),
    ] = None,
) -> None:
    """Score output against truth: characters, reading order, articles, their parts, repairs."""
    from rich.console import Console

    from banmian.document.atomic_files import write_whole
    from banmian.document.json_form import to_json
    from banmian.evaluation.figure_limits import reaches, read_limit
    from banmian.evaluation.scoring import evaluate as score_folder
    from banmian.evaluation.terminal_report import show
    from banmian.evaluation.web_report import web_page

    limits = [read_limit(text) for text in at_least or []]
    report = score_folder(truth, output)
    show(report, Console(soft_wrap=not sys.stdout.isatty()))
    if json_file is not None:
        write_whole(json_file, to_json(report.to_dict()))
    if html_file is not None:
        write_whole(html_file, web_page(report, worst).encode())
    missed = [name for name, limit in limits if not reaches(report.figures, name, limit)]
    if missed:
        print(translate(f"below the required value: {', '.join(missed)}"), file=sys.stderr)
        raise typer.Exit(1)
