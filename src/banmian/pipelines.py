"""All pipelines, for those who show, time or check their stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from banmian.layout import pipeline as arranging
from banmian.layout.ocr import page_pipeline
from banmian.layout.pdf_text import pipeline as layer_reading
from banmian.repair import page_articles
from banmian.repair.bare_text import pipeline as repairing
from banmian.stages import Stage


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A list of stages: the state that they work on, the fields that are filled at the start, where docs tell of it."""

    name: str
    stages: tuple[Stage[Any], ...]
    state: type
    starts_with: tuple[str, ...]
    docs: str


PIPELINES = (
    Pipeline(
        "reading a scan",
        page_pipeline.STAGES,
        page_pipeline.PageReading,
        ("picture", "em", "engine", "thresholds"),
        "docs/scans.md",
    ),
    Pipeline(
        "reading a text layer",
        layer_reading.STAGES,
        layer_reading.LayerReading,
        ("source", "picture", "judge", "thresholds", "sure", "agreement"),
        "docs/text-layers.md",
    ),
    Pipeline(
        "arranging a page",
        arranging.STAGES,
        arranging.Arrangement,
        ("page", "level", "content", "separate"),
        "docs/layout.md",
    ),
    Pipeline("repairing bare text", repairing.STAGES, repairing.TextRepair, ("source", "evidence"), "docs/repair.md"),
    Pipeline(
        "repairing an article",
        page_articles.STAGES,
        page_articles.ArticleRepair,
        ("article", "thresholds"),
        "docs/repair.md",
    ),
)
