"""Limits that figures must reach, as given on a command line."""

from __future__ import annotations

from banmian.errors import UsageError
from banmian.evaluation.metric_explanations import EXPLANATIONS
from banmian.evaluation.pooled_ratios import Figures


def read_limit(text: str) -> tuple[str, float]:
    """``integrity=0.97`` as name and number. Raises UsageError for any other form or an unknown figure."""
    name, _, number = text.partition("=")
    if name not in EXPLANATIONS:
        raise UsageError(f"no figure {name!r}", f"The figures are {', '.join(EXPLANATIONS)}.")
    try:
        return name, float(number)
    except ValueError as error:
        raise UsageError(f"{text!r} is no limit", "Write it like this: integrity=0.97") from error


def reaches(figures: Figures, name: str, limit: float) -> bool:
    """Whether the figure is as good as the limit or better. A figure without a value reaches none."""
    value = figures[name].value if name in figures else None
    if value is None:
        return False
    return value <= limit if EXPLANATIONS[name].better == "low" else value >= limit
