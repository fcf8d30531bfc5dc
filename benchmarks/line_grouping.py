"""The NewsEye measure of article separation on drawn pages: ``python -m benchmarks.line_grouping [FAMILY …]``.

Which article each line of a page stands in, in truth and as it was arranged; see
`banmian.evaluation.line_grouping_metrics`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from banmian.evaluation.line_grouping_metrics import Grouping, compare_grouping  # noqa: E402
from banmian.layout.geometry import Box  # noqa: E402
from banmian.layout.model import Line, Page  # noqa: E402
from banmian.layout.page_content import PageContent  # noqa: E402
from banmian.layout.pipeline import arrange_page  # noqa: E402
from samples.families import FAMILIES, make_family_document  # noqa: E402
from samples.families.page_models import line_truths, page_models  # noqa: E402

FIRST, LAST = 16000, 16005
"""Seeds that are drawn unless others are named. Those below 5000 are learned from."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("families", nargs="*", default=list(FAMILIES), metavar="FAMILY")
    parser.add_argument("--seeds", nargs=2, type=int, default=(FIRST, LAST), metavar=("FIRST", "LAST"))
    options = parser.parse_args()
    print("| family | lines | recall | precision | F |")
    print("|---|---|---|---|---|")
    for family in options.families:
        whole = sum((group(family, seed) for seed in range(options.seeds[0], options.seeds[1] + 1)), Grouping())
        print(f"| {family} | {whole.wanted} | {whole.recall:.3f} | {whole.precision:.3f} | {whole.f1:.3f} |")


def group(family: str, seed: int) -> Grouping:
    """The measure of one drawn document."""
    drawn = make_family_document(family, seed)
    whole = Grouping()
    for canvas, page in zip(drawn.pages, page_models(drawn), strict=True):
        lines = [line for line in page.lines if line.text.strip()]
        truth = [told.article or None for told in line_truths(lines, canvas)]
        whole += compare_grouping(truth, articles_of(lines, page))
    return whole


def articles_of(lines: Sequence[Line], page: Page) -> list[int | None]:
    """For each line the number of the article that it was put in."""
    content = arrange_page(page)
    return [_article_at(line.box, content) for line in lines]


def _article_at(box: Box, content: PageContent) -> int | None:
    """The article with the smallest region around the middle of a box."""
    held = [
        (Box(*region.bbox).area, number)
        for number, draft in enumerate(content.drafts)
        for region in draft.article.regions
        if Box(*region.bbox).contains_point(box.cx, box.cy)
    ]
    return min(held)[1] if held else None


if __name__ == "__main__":
    main()
