"""The report as a table on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from banmian.evaluation.evaluation_result import Report
from banmian.evaluation.metric_explanations import EXPLANATIONS, MAIN
from banmian.evaluation.pooled_ratios import Figures
from banmian.messages import translate

COLUMNS = 2
"""Most documents with a column each; for more, the totals are shown and a line for each."""


def show(report: Report, console: Console) -> None:
    """Print the figures, and what could not be scored."""
    documents = report.documents
    alone = len(documents) == 1
    if not alone and len(documents) > COLUMNS:
        console.print(_lines(report))
    columns = [] if alone or len(documents) > COLUMNS else [(d.name, d.figures) for d in documents]
    columns.append((documents[0].name if alone else "all", report.figures))
    table = Table(title=None if alone else translate(f"{len(documents)} documents"))
    table.add_column(translate("figure"), no_wrap=True)
    for name, _ in columns:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column(translate("what (v: low is good)"))
    for name, explanation in EXPLANATIONS.items():
        if name in report.figures:
            mark = " (v)" if explanation.better == "low" else ""
            values = [format_figure(figures, name) for _, figures in columns]
            table.add_row(name, *values, translate(explanation.words) + mark)
    console.print(table)
    for note in report.notes():
        console.print(note, markup=False)
    for document in documents:
        for note in document.notes:
            console.print(f"{document.name}: {note}", markup=False)


def format_figure(figures: Figures, name: str) -> str:
    """A figure's value with four digits, or a dash for none."""
    value = figures[name].value if name in figures else None
    return "-" if value is None else f"{value:.4f}"


def _lines(report: Report) -> Table:
    table = Table()
    table.add_column(translate("document"))
    names = [name for name in MAIN if name in report.figures]
    for name in names:
        table.add_column(name, justify="right")
    for document in report.documents:
        table.add_row(document.name, *(format_figure(document.figures, name) for name in names))
    return table
