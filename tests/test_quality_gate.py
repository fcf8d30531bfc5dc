"""Quality on the samples may not fall below what was recorded.

``python tests/test_quality_gate.py`` records anew, after a change that is meant.
"""

import json
from pathlib import Path

import pytest

import banmian
from banmian.evaluation.metric_explanations import EXPLANATIONS
from banmian.evaluation.pooled_ratios import Ratio
from banmian.evaluation.scoring import score
from banmian.evaluation.truth.article_documents import to_comparable
from banmian.evaluation.truth.reading import read_comparable

SAMPLES = Path(__file__).parents[1] / "samples"
RECORD = Path(__file__).with_name("quality_gate.json")
DOCUMENTS = ("issue.pdf", "damaged.txt")
"""Text layers and bare text alone: a scan takes longer than a gate may."""

GUARDED = (
    *("integrity", "article_cer", "article_f1", "coverage", "order_within", "region_f1"),
    *(
        "title",
        "date",
        "page_label",
        "headline",
        "headline_invented",
        "kicker",
        "subheadline",
        "section",
        "byline",
        "caption",
        "credit",
    ),
    *("table_row", "jump", "spacing", "spacing_precision", "spacing_recall"),
    *("doubling_precision", "doubling_recall"),
)

ROUNDING = 0.0001


def measured(name: str) -> dict[str, Ratio]:
    path = SAMPLES / name
    return score(read_comparable(path.with_suffix(".truth.json")), to_comparable(banmian.read_document(path)))


def recorded() -> dict[str, dict[str, float]]:
    values: dict[str, dict[str, float]] = json.loads(RECORD.read_text("utf-8"))
    return values


@pytest.mark.parametrize("name", DOCUMENTS)
def test_quality_is_as_recorded_or_better(name: str) -> None:
    figures = measured(name)
    worse = {}
    for figure, limit in recorded()[name].items():
        value = figures[figure].value if figure in figures else None
        low = EXPLANATIONS[figure].better == "low"
        if value is None or (value > limit + ROUNDING if low else value < limit - ROUNDING):
            worse[figure] = (value, limit)
    assert not worse, f"measured and recorded: {worse}"


def record() -> None:
    values = {
        name: {
            figure: round(ratio.value, 4)
            for figure, ratio in measured(name).items()
            if figure in GUARDED and ratio.value is not None
        }
        for name in DOCUMENTS
    }
    RECORD.write_text(json.dumps(values, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    record()
