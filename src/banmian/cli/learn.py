"""``banmian learn``: a model of a newspaper's habits, from the pages that people corrected."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from banmian.messages import translate


def learn(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Output folder whose pages were corrected.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File of the model.", show_default="DIR/layout-model.json")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Learn from this paper alone.")] = None,
) -> None:
    """Learn a newspaper's habits from its corrected pages; `--layout-model` then reads with them.

    Pages count that are marked as checked, and those of documents with corrections. What is learned is tried on pages
    that took no part; where it does not read those better, nothing is written and the exit status is 1.
    """
    from banmian.document.atomic_files import write_whole
    from banmian.errors import OutputError
    from banmian.learning.corrected_pages import pages_in
    from banmian.learning.habit_learning import LEAST_PAGES, model_to_json
    from banmian.learning.habit_learning import learn as learn_habits
    from banmian.learning.labelled_graphs import examples_of
    from banmian.review.checking_progress import checked_pages

    tell = (lambda words: print(words, file=sys.stderr)) if sys.stderr.isatty() else (lambda words: None)
    pages = list(pages_in(folder, title, only=checked_pages(folder)))
    found = learn_habits([example for page in pages for example in examples_of(page)], tell)
    change = f"{found.before:.3f} -> {found.after:.3f}"
    print(translate(f"{len(pages)} corrected pages: article F1 on pages that took no part {change}"))
    if found.values is None:
        few = len(pages) < LEAST_PAGES
        reason = (
            f"at least {LEAST_PAGES} pages are needed" if few else "nothing was learned that reads other pages better"
        )
        print(translate(f"no model was written: {translate(reason)}"), file=sys.stderr)
        raise typer.Exit(1)
    target = output or folder / "layout-model.json"
    try:
        write_whole(target, model_to_json(found.values))
    except OSError as error:
        raise OutputError(f"{target}: {error.strerror or error}") from error
    print(translate(f"-> {target}  (read with --layout-model {target})"))
