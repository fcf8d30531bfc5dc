"""``banmian explain``: read one file and show what each stage did."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from banmian.cli.generated_options import with_settings
from banmian.messages import translate
from banmian.settings import Settings


@with_settings
def explain(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Page, document or text to read.")] = None,
    without: Annotated[list[str] | None, typer.Option("--without", help="Stage to leave out; may be repeated.")] = None,
    block: Annotated[
        list[str] | None,
        typer.Option("--block", help="Article (p01-03), block (p01-03:2) or heading (p01-03:headline); repeatable."),
    ] = None,
    *,
    settings: Settings,
) -> None:
    """Read one file and show each stage: seconds, and how much there was before and after. Without FILE list them.

    With --block say why a block went where it went: the choice, the evidence, the next best choices.
    """
    from banmian.errors import UsageError
    from banmian.pipelines import PIPELINES

    names = {stage.name for pipeline in PIPELINES for stage in pipeline.stages}
    unknown = [name for name in without or [] if name not in names]
    if unknown:
        raise UsageError(f"no stage {unknown[0]!r}", "`banmian explain` without a file lists the stages.")
    if block and (file is None or without):
        raise UsageError("--block needs a file, and all stages", "Name the file, and leave out no stage.")
    if file is None:
        for pipeline in PIPELINES:
            print(f"{pipeline.name}:")
            for stage in pipeline.stages:
                print(f"  {stage.name:<22} {stage.purpose}")
        return
    if block:
        _show_choices(file, settings, block)
    else:
        _show_run(file, settings, without or [])


def _show_choices(file: Path, settings: Settings, names: list[str]) -> None:
    from banmian.cli.block_explanation import explain_block
    from banmian.printable import printable
    from banmian.reading.explained_file import read_explained

    explained = read_explained(file, settings)
    for name in names:
        for line in explain_block(explained, name):
            print(printable(line))


def _show_run(file: Path, settings: Settings, without: list[str]) -> None:
    from banmian.reading.documents import read_file
    from banmian.stages import StageReport, watch_stages

    last = [""]

    def show(report: StageReport) -> None:
        title = ", ".join(part for part in (report.pipeline, report.subject) if part)
        if title != last[0]:
            print(f"{title}:")
            last[0] = title
        counts = ", ".join(f"{name} {before} → {after}" for name, (before, after) in report.counts.items())
        print(f"  {report.seconds * 1000:>9.1f} ms  {report.stage:<22} {counts}".rstrip())

    with watch_stages(show, without):
        document = read_file(file, settings).document
    print(translate(f"{len(document.pages)} pages, {len(document.articles)} articles"))
