"""The outcome as Markdown: one table, what it was made with, and who is ahead where."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date

from banmian.evaluation.metric_explanations import EXPLANATIONS
from benchmarks.peers.measured_run import Outcome
from benchmarks.peers.tools import OURS

COLUMNS = {"integrity": "integrity", "order": "order errors", "article_f1": "articles F1", "headline": "headlines"}
COMPARED = ("integrity", "order", "article_f1")
"""The figures by which tools are ranked."""

BEGIN, END = "<!-- begin: written by", "<!-- end -->"

Results = Sequence[tuple[str, Sequence[Outcome]]]


def markdown(
    results: Results, versions: dict[str, str], missing: dict[str, str], made_on: str, minutes: float | None = None
) -> str:
    """The whole block between the marks; ``minutes`` that the run took, where it was one run."""
    parts = [_made_with(versions, made_on, minutes), _table(results), _verdict(results)]
    if missing:
        parts.append("Not measured: " + "; ".join(f"{name} ({why})" for name, why in missing.items()) + ".")
    failures = [
        f"{outcome.tool} on {name}: {why}" for name, line in results for outcome in line for why in outcome.failures
    ]
    parts += [f"Failed: {failure}" for failure in failures]
    return "\n\n".join(parts)


def put(page: str, block: str, command: str) -> str:
    """A page with the block that a command wrote replaced, or with one at its end."""
    marked = f"{BEGIN} `{command}` -->\n\n{block}\n\n{END}"
    head, begin, rest = page.partition(BEGIN)
    if not begin:
        return f"{page.rstrip()}\n\n{marked}\n" if page.strip() else f"{marked}\n"
    return head + marked + rest.partition(END)[2]


def _made_with(versions: dict[str, str], made_on: str, minutes: float | None) -> str:
    tools = ", ".join(f"{name} {number}" for name, number in versions.items())
    run = f"One run of {minutes:.0f} minutes." if minutes is not None else "Put together from several runs."
    return f"{made_on} {run}\n\n{tools}."


def machine(threads: int) -> str:
    """Day and machine, and how busy it is now, in a sentence."""
    busy = f"load {os.getloadavg()[0]:.1f} at the start"
    here = f"{_processor()}, {os.cpu_count()} cores, {threads} of them used, {_memory()}, {busy}, {platform.system()}"
    return f"{date.today().isoformat()}; {here}; Python {platform.python_version()}."


def _table(results: Results) -> str:
    heads = ["set", "tool", *COLUMNS.values(), "CPU s a page", "CPU", "peak MB", "memory"]
    lines = ["| " + " | ".join(heads) + " |", "|---|---|" + "---:|" * (len(heads) - 2)]
    for name, outcomes in results:
        ours = next((outcome for outcome in outcomes if outcome.tool == OURS), None)
        for outcome in outcomes:
            if outcome.costs:
                lines.append("| " + " | ".join(_row(name, outcome, ours, outcomes)) + " |")
    return "\n".join(lines)


def _row(name: str, outcome: Outcome, ours: Outcome | None, outcomes: Sequence[Outcome]) -> list[str]:
    cells = [name, outcome.tool]
    for figure in COLUMNS:
        value = _value(outcome, figure)
        text = "–" if value is None else f"{value:.3f}"
        best = _best(outcomes, figure)
        cells.append(f"**{text}**" if value is not None and value == best and best != _worst(figure) else text)
    used, memory = outcome.processor_seconds_a_page, outcome.peak_bytes
    cells += [f"{used:.1f}", _times(used, ours.processor_seconds_a_page if ours else 0)]
    return [*cells, f"{memory / 2**20:.0f}", _times(memory, ours.peak_bytes if ours else 0)]


def _verdict(results: Results) -> str:
    behind, nobody = [], []
    for name, outcomes in results:
        for figure in COMPARED:
            best = _best(outcomes, figure)
            if best is not None and best == _worst(figure):
                nobody.append(f"No tool has any {COLUMNS[figure]} on: {name}.")
            own = next((_value(outcome, figure) for outcome in outcomes if outcome.tool == OURS), None)
            if best is not None and own != best:
                who = ", ".join(outcome.tool for outcome in outcomes if _value(outcome, figure) == best)
                mine = "none" if own is None else f"{own:.3f}"
                behind.append(f"- {name}, {COLUMNS[figure]}: {who} {best:.3f}, {OURS} {mine}")
    where = ", ".join(COLUMNS[figure] for figure in COMPARED)
    if behind:
        said = f"{OURS} is ahead of every other tool, or level with the best, everywhere but here:\n\n" + "\n".join(
            behind
        )
    else:
        said = f"{OURS} is ahead of every other tool, or level with the best, in {where} on every set."
    return "\n\n".join([said, *nobody])


def _worst(figure: str) -> float:
    return 1.0 if EXPLANATIONS[figure].better == "low" else 0.0


def _best(outcomes: Sequence[Outcome], figure: str) -> float | None:
    values = [value for outcome in outcomes if (value := _value(outcome, figure)) is not None]
    choose = min if EXPLANATIONS[figure].better == "low" else max
    return choose(values) if values else None


def _value(outcome: Outcome, figure: str) -> float | None:
    value = outcome.figures[figure].value if figure in outcome.figures else None
    return None if value is None else round(value, 3)


def _times(value: float, ours: float) -> str:
    return f"×{value / ours:.2f}" if ours else "–"


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as stream:
            names = [line.partition(":")[2].strip() for line in stream if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.machine()


def _memory() -> str:
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{pages / 2**30:.0f} GB"
