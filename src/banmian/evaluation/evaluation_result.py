"""The result of an evaluation: figures per document and for all, the articles, the worst errors."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from banmian.evaluation.pooled_ratios import Figures, Ratio, pool
from banmian.evaluation.worst_errors import TextError


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """A true article with the length of its body, and the matched output article (None: there is none)."""

    truth: str
    output: str | None
    page: int
    similarity: float
    characters: int = 0


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """The figures of one document; ``flaws`` are all that were found, the worst first."""

    name: str
    truth: str
    figures: Figures
    stories: tuple[ArticleReport, ...] = ()
    flaws: tuple[TextError, ...] = ()
    notes: tuple[str, ...] = ()
    pictures: Path | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """An evaluation. ``figures`` are those of all documents together, added up before they are divided.

    ``unanswered`` are truths without an output, ``unjudged`` outputs without a truth: reported, but not scored.
    """

    documents: tuple[DocumentReport, ...]
    figures: Figures = field(default_factory=dict)
    unanswered: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()

    def notes(self) -> list[str]:
        """What a reader of the figures must know: which truths and documents are not scored."""
        found = []
        if self.unanswered:
            found.append(f"truth without a document, reported but not scored: {', '.join(self.unanswered)}")
        if self.unjudged:
            found.append(f"documents without truth, reported but not scored: {', '.join(self.unjudged)}")
        return found

    def value(self, name: str) -> float | None:
        """A figure of all documents together; None where it has no value. KeyError: no such figure."""
        return self.figures[name].value

    def to_dict(self) -> dict[str, Any]:
        """JSON values: every figure with its value and the two counts that it comes from."""
        return {
            "figures": _figures(self.figures),
            "unanswered": list(self.unanswered),
            "unjudged": list(self.unjudged),
            "documents": [
                {
                    "name": document.name,
                    "truth": document.truth,
                    "figures": _figures(document.figures),
                    "articles": [
                        {
                            "truth": story.truth,
                            "output": story.output,
                            "page": story.page,
                            "similarity": round(story.similarity, 4),
                            "characters": story.characters,
                        }
                        for story in document.stories
                    ],
                    "notes": list(document.notes),
                }
                for document in self.documents
            ],
        }


def report_of(
    documents: list[DocumentReport], unanswered: tuple[str, ...] = (), unjudged: tuple[str, ...] = ()
) -> Report:
    """A report with its documents' figures added up."""
    return Report(tuple(documents), pool(document.figures for document in documents), unanswered, unjudged)


def _figures(figures: Figures) -> dict[str, Any]:
    return {name: _figure(ratio) for name, ratio in figures.items()}


def _figure(ratio: Ratio) -> dict[str, float | None]:
    value = ratio.value
    finite = value is not None and math.isfinite(value)
    return {
        "value": round(value, 6) if finite and value is not None else None,
        "part": round(ratio.part, 6),
        "whole": round(ratio.whole, 6),
    }
