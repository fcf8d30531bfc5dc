"""How well bare text becomes articles, on invented documents of each kind of damage.

Run: ``python benchmarks/bare_text_articles.py [FIRST_SEED [COUNT]]``. Rules were made with seeds below 500; those from
500 on take no part in making them. For each kind: the share of headlines, of whole bodies and of paragraphs that come
out right, headlines counted only where they stand over their own body.
"""

from __future__ import annotations

import functools
import random
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


def kinds() -> dict[str, Callable[..., str]]:
    """The ways to damage articles, by name."""
    import repair_damage as damage

    made: dict[str, Callable[..., str]] = {
        "text layer": damage.text_layer,
        "column cuts": damage.column_cuts,
        "heads after bodies": damage.heads_after,
        "heads after, letter-spaced": functools.partial(damage.heads_after, share=0.25),
        "heads before and after": damage.heads_mixed,
        "all heads first": damage.heads_first,
        "all heads last": damage.heads_last,
        "all heads first, page by page": damage.heads_by_page,
        "unsigned": damage.unsigned,
        "signed below": damage.signed_below,
    }
    for density in (0.05, 0.1, 0.2, 0.3, 0.5):
        made[f"spaces at {density:.0%}"] = functools.partial(damage.recognised, density=density)
    return made


def score(damage: Callable[..., str], seeds: range, size: int, retitle: bool) -> tuple[int, int, int, int, int, int]:
    """(articles, headlines right, bodies whole, paragraphs, paragraphs whole, articles found)."""
    import repair_damage

    from banmian.repair.bare_text.pipeline import text_to_content

    counts = [0] * 6
    for seed in seeds:
        articles = repair_damage.invent_several(seed, size)
        if retitle:
            articles = repair_damage.retitled(articles, random.Random(seed))
        content = text_to_content(damage(articles, random.Random(seed)))
        bodies = {found.text.replace("\n", ""): found for found in content.articles}
        blocks = {block.text for found in content.articles for block in found.blocks}
        counts[5] += len(content.articles)
        for article in articles:
            body = "".join(article.paragraphs)
            over = [found for text, found in bodies.items() if article.paragraphs[0][:24] in text]
            counts[0] += 1
            counts[1] += any(found.headline == article.headline for found in over)
            counts[2] += body in bodies
            counts[3] += len(article.paragraphs)
            counts[4] += sum(paragraph in blocks for paragraph in article.paragraphs)
    return counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]


def main(first: int, count: int) -> None:
    for name, damage in kinds().items():
        retitled = [(12, True)] if name.startswith("heads ") else []
        for size, retitle in [(4, False), (12, False), *retitled]:
            seeds = range(first, first + count)
            articles, headlines, bodies, paragraphs, whole, found = score(damage, seeds, size, retitle)
            print(
                f"{name + ', new titles' * retitle:38} x{size:<3} headlines {headlines / articles:.3f}  "
                f"bodies {bodies / articles:.3f}  "
                f"paragraphs {whole / paragraphs:.3f}  articles {found}/{articles}",
                flush=True,
            )


if __name__ == "__main__":
    main(*(int(value) for value in (*sys.argv[1:], "500", "12")[:2]))
